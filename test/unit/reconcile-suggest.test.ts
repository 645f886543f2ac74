import { describe, expect, it } from 'vitest';
import { editDistance, jaroWinkler } from '../../shared/reconcile/distance.ts';
import { soundKey } from '../../shared/reconcile/sound.ts';
import { suggest } from '../../shared/reconcile/suggest.ts';
import { skeleton } from '../../shared/reconcile/transliterate.ts';

const first = (field: Parameters<typeof suggest>[0], text: string) => suggest(field, text, { language: 'en' })[0];

describe('an analyst asks what a misspelt value may be', () => {
  it.each([
    ['drug', 'metamphetamyne', 'G4.2'],
    ['drug', 'cocain hidroclorid', 'G2.1'],
    ['drug', 'marihuna', 'G1.1'],
    ['drug', 'ketamene', 'G7.3'],
    ['drug', 'героен', 'G3.1'],
    ['drug', 'fentanilo citrato', 'G3.5'],
    ['country', 'Neatherlands', 'NLD'],
    ['country', 'Columbia', 'COL'],
    ['country', 'Гврмания', 'DEU'],
    ['unit', 'kilogramms', 'kg'],
    ['transport', 'motor cycle', 'T3.2'],
  ] as const)('%s %s → %s', (field, text, code) => {
    expect(first(field, text)?.codes).toEqual([code]);
  });

  it.each([
    ['drug', 'kokain', 'G2.5'],
    ['drug', 'geroin', 'G3.1'],
    ['drug', 'gashish', 'G1.2'],
    ['drug', 'ekstazi', 'G4.3'],
    ['country', 'Kolumbiya', 'COL'],
    ['country', 'Rossiya', 'RUS'],
    ['unit', 'tabletok', 'tablet'],
  ] as const)('%s %s, Russian in Latin letters → %s', (field, text, code) => {
    expect(first(field, text)).toMatchObject({ codes: [code], how: 'transliteration' });
  });

  it('an exact word comes first with certainty, and labels are in the language asked for', () => {
    expect(suggest('drug', 'maconha', { language: 'ru' })[0]).toEqual({
      codes: ['G1.1'],
      label: 'Трава каннабиса',
      matched: 'maconha',
      score: 1,
      how: 'alias',
    });
    expect(first('drug', 'Cannabis herb')?.how).toBe('same');
    expect(first('drug', 'unknown')).toMatchObject({ codes: ['G0.3'], label: 'Not known', score: 1 });
  });

  it('a word among others counts', () => {
    expect(first('drug', 'batch 17 of heroin from the third search')).toMatchObject({ codes: ['G3.1'], how: 'words' });
  });

  it('a choice made before is offered again, and its look-alikes', () => {
    const remembered = [{ value: 'Polvo blanco tipo 7', codes: ['G2.1'] }];
    expect(suggest('drug', 'POLVO BLANCO TIPO 7', { language: 'en', remembered })[0]).toMatchObject({ codes: ['G2.1'], how: 'remembered' });
    expect(suggest('drug', 'Polvo blanko tipo 7', { language: 'en', remembered })[0]).toMatchObject({ codes: ['G2.1'], how: 'remembered' });
  });

  it('nonsense gets no confident answer, scores fall and stay within 0 and 1', () => {
    for (const text of ['qqqq wwww', '12345', '💊', '', ' ', '__proto__', 'a'.repeat(10_000)]) {
      const answers = suggest('drug', text, { language: 'en' });
      expect(
        answers.every(({ score }) => score > 0 && score < 0.8),
        text.slice(0, 20),
      ).toBe(true);
    }
    const scores = suggest('country', 'Guinee', { language: 'fr' }).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.length).toBeGreaterThan(1);
  });
});

describe('the measures', () => {
  // Winkler 1990, table of examples, to three places.
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DWAYNE', 'DUANE', 0.84],
    ['DIXON', 'DICKSONX', 0.813],
  ])('Jaro-Winkler of %s and %s is %d', (a, b, value) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(value, 3);
  });

  // By hand; "ca" and "abc" are 3 apart in optimal string alignment (2 in unrestricted Damerau-Levenshtein).
  it.each([
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['ca', 'abc', 3],
    ['', 'abc', 3],
    ['heroin', 'heroin', 0],
    ['heroin', 'heroine', 1],
    ['xheroin', 'heroin', 1],
  ])('%s and %s are %d edits apart', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits);
    expect(editDistance(b, a)).toBe(edits);
  });

  it('the same word by several systems of transliteration has one skeleton', () => {
    for (const text of ['Novorossiisk', 'Novorossijsk', 'Novorossiysk']) expect(skeleton(text)).toBe(skeleton('Новороссийск'));
    for (const text of ['Khabarovsk', 'Habarovsk', 'KHABAROVSK']) expect(skeleton(text)).toBe(skeleton('Хабаровск'));
  });

  it('words that sound alike share a key across languages', () => {
    expect(new Set(['heroin', 'héroïne', 'heroína', 'героин', 'geroin'].map(soundKey)).size).toBe(1);
    expect(new Set(['marijuana', 'marihuana', 'марихуана'].map(soundKey)).size).toBe(1);
    expect(soundKey('cocaine')).not.toBe(soundKey('codeine'));
  });
});
