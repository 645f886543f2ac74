import { describe, expect, it } from 'vitest';
import { mentionsIn } from '../../shared/disclosure/mentions.ts';
import { writtenNumbers } from '../../shared/disclosure/number-words.ts';
import type { Language } from '../../shared/report/wording.ts';

// Sentences are made up; their numbers were read by a person.
const NUMBERS: [Language, string, number[]][] = [
  ['en', 'Seven cases, twenty-one parcels and one hundred and five seizures', [7, 21, 105]],
  ['en', 'Two thousand three hundred; three or four; a dozen', [2300, 3, 4, 12]],
  ['fr', 'Sept cas, vingt et un colis et quatre-vingt-dix-sept saisies', [7, 21, 97]],
  ['fr', 'Soixante et onze, deux cent trois, mille neuf cents, une douzaine', [71, 203, 1900, 1, 12]],
  ['es', 'Siete casos, veintiún paquetes y treinta y dos incautaciones', [7, 21, 32]],
  ['es', 'Dieciséis, ciento cinco, dos mil quinientos', [16, 105, 2500]],
  ['ru', 'Семь случаев, двадцать одна посылка и сто пять изъятий', [7, 21, 105]],
  ['ru', 'в семи случаях, с тремя посылками, из трёх стран, дюжина', [7, 3, 3, 12]],
];

describe('numbers written in words', () => {
  it.each(NUMBERS)('are read in %s: %s', (language, text, numbers) => {
    expect(writtenNumbers(text, language).map(({ value }) => value)).toEqual(numbers);
  });

  it('are given as they stand in the text', () => {
    const text = 'In all, twenty-seven cases.';
    expect(writtenNumbers(text, 'en').map(({ from, to }) => text.slice(from, to))).toEqual(['twenty-seven']);
  });
});

describe('a text that speaks of a figure which is kept back', () => {
  const withheld = { cases: new Set([1, 7, 1234]), kg: [12.34, 1201.4] };

  it.each<[Language, string, string[]]>([
    ['en', 'There were 7 cases by yacht.', ['7']],
    ['en', 'There were seven cases by yacht.', ['seven']],
    ['en', 'Of 1,234 parcels none was opened; 1 234 came by mail.', ['1,234', '1 234']],
    ['fr', 'Sept cas ; 1 234 envois.', ['1 234', 'Sept']],
    ['es', 'Hubo siete casos; 1.234 paquetes.', ['1.234', 'siete']],
    ['ru', 'В семи случаях; 1 234 посылки.', ['1 234', 'семи']],
    ['en', 'They weighed 12.3 kg; another 1.2 t, and 9.9 kg.', ['12.3', '1.2']],
    ['ru', 'Масса составила 12,3 кг.', ['12,3']],
  ])('is found in %s: %s', (language, text, found) => {
    expect(mentionsIn(text, language, withheld)).toEqual(found);
  });

  it.each<[Language, string, string[]]>([
    ['en', 'The largest seizure was by sea.', ['largest']],
    ['fr', 'La plus grande saisie a été faite en mer.', ['La plus grande']],
    ['es', 'La mayor incautación se hizo en el mar.', ['La mayor']],
    ['ru', 'Самое крупное изъятие произведено на море.', ['Самое крупное']],
  ])('is found by words that rank in %s: %s', (language, text, found) => {
    expect(mentionsIn(text, language, withheld)).toEqual(found);
  });

  it('is not found where "one" and its like are no number of cases, but where they are', () => {
    expect(mentionsIn('One should look; l’une des voies', 'en', withheld)).toEqual([]);
    expect(mentionsIn('Une route a changé.', 'fr', withheld)).toEqual([]);
    expect(mentionsIn('Un cas a été signalé.', 'fr', withheld)).toEqual(['Un']);
    expect(mentionsIn('One case was reported.', 'en', withheld)).toEqual(['One']);
  });

  it('is not looked for where nothing is kept back', () => {
    expect(mentionsIn('The largest was seven.', 'en', { cases: new Set(), kg: [] })).toEqual([]);
  });
});
