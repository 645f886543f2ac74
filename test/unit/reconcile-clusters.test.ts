import { describe, expect, it } from 'vitest';
import { clusterValues, fingerprint } from '../../shared/reconcile/clusters.ts';

const clusters = (...values: string[]) => clusterValues(values.map((value, i) => ({ value, count: values.length - i })));
const together = (...values: string[]) => clusters(...values).map((cluster) => cluster.values.map(({ value }) => value));

describe('an analyst lets values be clustered', () => {
  it('by words, letters, transliteration, sound and edits, saying which', () => {
    expect(clusters('Port of Lopez', 'LOPEZ, port of')).toMatchObject([{ how: 'fingerprint' }]);
    expect(clusters('Villa Rica', 'VILLARICA')).toMatchObject([{ how: 'ngram-fingerprint' }]);
    expect(clusters('Новороссийск', 'Novorossiysk')).toMatchObject([{ how: 'transliteration' }]);
    expect(clusters('Marihuana', 'Marijuana')).toMatchObject([{ how: 'sound' }]);
    expect(clusters('Entrerríos del Norte', 'Entrerrios del Norde')).toMatchObject([{ how: 'distance' }]);
    expect(clusters('Buenaventura', 'Buenabentura', 'Buenaventuna')).toHaveLength(1);
  });

  it('the most frequent writing first, the largest cluster first, and nothing that stands alone', () => {
    const found = clusterValues([
      { value: 'heroina', count: 2 },
      { value: 'Heroína', count: 5 },
      { value: 'COCAINA', count: 30 },
      { value: 'cocaína', count: 1 },
      { value: 'Khat', count: 900 },
    ]);
    expect(found.map(({ values }) => values.map(({ value, count }) => `${value} ${count}`))).toEqual([
      ['COCAINA 30', 'cocaína 1'],
      ['Heroína 5', 'heroina 2'],
    ]);
  });

  it.each([
    ['Gate 1', 'Gate 2'],
    ['San Salvador', 'El Salvador'],
    ['Tomsk Region', 'Omsk Region'],
    ['Paris', 'Peru'],
    ['heroin', 'cocaine'],
    ['', ' '],
  ])('"%s" and "%s" stay apart', (a, b) => {
    expect(together(a, b)).toEqual([]);
  });

  it('the fingerprint is that of OpenRefine but for the plural: sorted distinct words, folded', () => {
    expect(fingerprint('  Lopez,  Port of; port ')).toBe('lopez of port');
    expect(fingerprint('Cálle Mayor')).toBe('calle mayor');
  });

  it('planted pairs among twenty thousand values are found', () => {
    const letters = 'abcdefghijklmnoprstu';
    let seed = 7;
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed;
    };
    const word = () => Array.from({ length: 12 }, () => letters[Math.floor((next() / 2_147_483_648) * letters.length)]).join('');
    const words = [...new Set(Array.from({ length: 19_900 }, word))];
    const planted = words.slice(0, 100).map((text) => `${text.slice(0, 6)}${text.slice(7)}`);
    const found = clusterValues([...words, ...planted].map((value) => ({ value, count: 1 })));
    const inOne = (a: string, b: string) => found.some(({ values }) => [a, b].every((text) => values.some(({ value }) => value === text)));
    expect(planted.filter((text, i) => inOne(text, words[i] ?? '')).length).toBeGreaterThanOrEqual(90);
    expect(found.length).toBeLessThan(160);
  });
});
