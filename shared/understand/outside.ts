import type { CodeField, Said } from '../contract/recipe.ts';
import { foldHeader } from '../domain/header-name.ts';
import { aliasOf } from '../reconcile/alias.ts';
import type { Survey } from './survey.ts';
import { isUnitText } from './unit-word.ts';
import { wordForms } from './word-forms.ts';

/** Something that stands in no column, with the text it was read from. */
export interface OutsideFact {
  value: string;
  codes: string[];
  reason: Said;
}

interface Text {
  where: 'file-name' | 'sheet-name' | 'banner' | 'entry-name';
  text: string;
}

const LONGEST_PHRASE = 4;
/** Words that name the subject of every such file, and none of its values. */
const SUBJECT = new Set(
  'drug drugs narcotics narcotic drogue drogues stupefiants droga drogas estupefacientes entorpecentes наркотики наркотиков total other others otros otras autres autre другие прочее прочие all data datos donnees данные mix unknown none various file table sheet report country countries export list new the and for con sin por not may mar sea air post mail land'.split(
    ' ',
  ),
);

/** Where a fact may stand beside the table, nearest first. */
function textsOf(survey: Survey): Text[] {
  const banner = survey.head
    .filter(({ row }) => row < 0 && row > -60)
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell.trim() !== '');
  return [
    ...banner.slice(0, 40).map((text): Text => ({ where: 'banner', text })),
    ...(survey.sheet === null ? [] : [{ where: 'sheet-name' as const, text: survey.sheet }]),
    ...(survey.file.entry === null ? [] : [{ where: 'entry-name' as const, text: survey.file.entry.replace(/\.[^.]*$/u, '') }]),
    { where: 'file-name', text: survey.file.fileName.replace(/\.[^.]*$/u, '') },
  ];
}

/** Runs of up to four words, longer before shorter. */
function phrases(text: string): string[] {
  const words = foldHeader(text)
    .split(' ')
    .filter((word) => word !== '');
  const all: string[] = [];
  for (let length = Math.min(LONGEST_PHRASE, words.length); length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) all.push(words.slice(at, at + length).join(' '));
  }
  return all;
}

function isTelling(phrase: string): boolean {
  return phrase.length >= 3 && !SUBJECT.has(phrase) && !/^\d+$/.test(phrase);
}

function findIn({ where, text }: Text, field: CodeField): OutsideFact[] {
  const found: OutsideFact[] = [];
  const used: string[] = [];
  for (const phrase of phrases(text)) {
    if (!isTelling(phrase) || (field === 'country' && phrase.length < 4) || used.some((longer) => longer.includes(phrase))) continue;
    const [value, alias] = known(field, phrase) ?? [phrase, undefined];
    if (!alias || (alias.codes.length > 1 && phrase.includes(' '))) continue;
    used.push(phrase);
    found.push({
      value,
      codes: alias.codes,
      reason: { code: `from-${where}`, values: { text: text.trim().slice(0, 200), word: phrase } },
    });
  }
  return found;
}

/** The form of the phrase that the vocabulary knows, and what it stands for. */
function known(field: CodeField, phrase: string) {
  return wordForms(phrase)
    .map((form) => [form, aliasOf(field, form)] as const)
    .find(([, alias]) => alias !== undefined && alias.codes.length > 0);
}

function distinct(facts: OutsideFact[]): OutsideFact[] {
  const byCodes = new Map(facts.map((fact) => [[...fact.codes].sort().join(), fact] as const).reverse());
  return [...byCodes.values()].reverse();
}

/** Values of a field that the banner, the sheet's name or the file's name hold; of these places the nearest that says any. */
export function outsideValues(survey: Survey, field: 'drug' | 'country'): OutsideFact[] {
  for (const where of ['banner', 'sheet-name', 'entry-name', 'file-name'] as const) {
    const texts = textsOf(survey).filter((text) => text.where === where);
    const found = distinct(texts.flatMap((text) => findIn(text, field)));
    if (found.length > 0) return found;
  }
  return [];
}

/** A unit that stands in brackets, after “in”, or as a word of three letters or more. */
export function outsideUnits(survey: Survey): OutsideFact[] {
  const facts = textsOf(survey).flatMap(({ where, text }) => {
    const marked = [
      ...text.matchAll(/[([]([^()[\]]{1,20})[)\]]|(?:^|[\s_-])(?:in|en|em|в|unidad:|unit:|unité :|единица:)[\s_-]+([\p{L}.]{1,20})/giu),
    ].map((match) => (match[1] ?? match[2] ?? '').replace(/^\s*(?:in|en|em|в)\s+/iu, ''));
    const words = foldHeader(text)
      .split(' ')
      .filter(
        (word) =>
          word.length >= 2 &&
          /^(?:kg|kgs|lbs|kilos?|kilogram\w*|kilogramm\w*|килограм\p{L}*|grams?|gramos|gramas|grammes|грамм\p{L}*|кг)$/u.test(word),
      );
    return [...marked, ...words]
      .filter((word) => word.trim() !== '' && isUnitText(word))
      .map(
        (word): OutsideFact => ({
          value: word.trim(),
          codes: aliasOf('unit', word)?.codes ?? [],
          reason: { code: `from-${where}`, values: { text: text.trim().slice(0, 200), word: word.trim() } },
        }),
      );
  });
  return distinct(facts);
}

/** A title that announces numbers of cases: `Number of seizures`, `Nombre de saisies`, `Число изъятий`. */
const COUNTS =
  /(?:\b(?:numbers?|no|counts?)\.? of (?:\p{L}+ ){0,3}(?:seizures?|cases?|incidents?|events?)|\bnombre (?:de |des |d[’'])(?:\p{L}+ ){0,2}(?:saisies?|cas|affaires)|n[uú]mero de (?:\p{L}+ ){0,2}(?:incautaciones|decomisos|casos|procedimientos|apreens[oõ]es)|(?:^|[^\p{L}])(?:число|количество) (?:\p{L}+ ){0,2}(?:изъятий|случаев|дел|фактов))/iu;

/** Whether the banner, the sheet's or the file's name says that the table counts cases. */
export function countsOutside(survey: Survey): boolean {
  return textsOf(survey).some(({ text }) => COUNTS.test(text.replaceAll('_', ' ')));
}

/** A single year that the banner, the sheet's or the file's name holds. */
export function outsideYear(survey: Survey): OutsideFact | undefined {
  for (const { where, text } of textsOf(survey)) {
    const years = new Set([...text.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/gu)].map((match) => match[1] ?? ''));
    const [year] = years;
    if (years.size === 1 && year)
      return { value: year, codes: [], reason: { code: `from-${where}`, values: { text: text.trim().slice(0, 200), word: year } } };
  }
  return undefined;
}
