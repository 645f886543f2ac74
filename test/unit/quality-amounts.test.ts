import { describe, expect, it } from 'vitest';
import { judge } from '../../shared/quality/judge.ts';
import { oddAmounts } from '../../shared/quality/magnitude.ts';
import { spreadOf, weightedMedian } from '../../shared/quality/robust.ts';
import { sayReason } from '../../shared/quality/say.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { randomOf } from '../support/build.ts';
import { noPace, type PlainQualityLine, qualityRows } from '../support/quality-rows.ts';

/** Amounts whose logarithm is near normal (sum of twelve uniforms less six), around `centre`, with `spread` powers of ten. */
function amounts(count: number, centre: number, spread: number, seed: number): string[] {
  const random = randomOf(seed);
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);
  return Array.from({ length: count }, () => String(Number((centre * 10 ** (spread * normal())).toPrecision(4))));
}

const lines = (values: string[], more: PlainQualityLine = {}): PlainQualityLine[] => values.map((amount) => ({ amount, ...more }));

async function found(plain: PlainQualityLine[]) {
  const { rows, names } = qualityRows(plain);
  return oddAmounts(rows, names, noPace);
}

describe('median and median absolute deviation', () => {
  it('of 1, 1, 2, 2, 4, 6, 9 are 2 and 1, so the scale is 1.4826 (the worked example of the encyclopaedias)', () => {
    expect(spreadOf([9, 1, 2, 6, 1, 4, 2])).toEqual({ median: 2, scale: 1.4826, n: 7 });
  });

  it('the weighted median reaches half of the weight: of 1, 2, 10 with weights 1, 1, 3 it is 10', () => {
    expect(weightedMedian([10, 1, 2], [3, 1, 1])).toBe(10);
  });
});

describe('an analyst looks for amounts that do not fit their drug', () => {
  const ordinary = amounts(400, 1, 0.5, 7);

  it('finds grams written as kilograms and suggests the reading, changing nothing', async () => {
    const plain = [...lines(ordinary), { amount: '1250' }];
    const [first, ...more] = await found(plain);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      kind: 'value-thousandfold',
      cases: [401],
      reason: { code: 'slip-large', values: { suggested: 1.25, times: 1000 } },
    });
    expect(plain.at(-1)).toEqual({ amount: '1250' });
  });

  it('finds tonnes written as kilograms, which are a thousand times too small', async () => {
    const [first] = await found([...lines(amounts(400, 500, 0.5, 8)), { amount: '0.4' }]);
    expect(first).toMatchObject({ kind: 'value-thousandfold', reason: { code: 'slip-small', values: { suggested: 400 } } });
  });

  it('leaves large seizures alone that have company', async () => {
    const large = Array.from({ length: 60 }, (_, at) => String(600 + at * 37));
    expect(await found([...lines(ordinary), ...lines(large)])).toEqual([]);
  });

  it('leaves a country alone that reports other sizes than the rest', async () => {
    const other = lines(amounts(60, 1000, 0.3, 9), { codes: { country: ['COL'] } });
    expect(await found([...lines(ordinary), ...other])).toEqual([]);
  });

  it('names the unit in which an extreme amount would be ordinary', async () => {
    const tablets = lines(amounts(200, 100_000, 0.5, 10), { unit: 'Tablet' });
    const [one] = await found([...lines(ordinary), ...tablets, { amount: '150000' }]);
    expect(one).toMatchObject({ kind: 'value-extreme', cases: [601], reason: { code: 'other-unit-large', values: { other: 'Tablet' } } });
  });

  it('judges no drug by fewer than 30 rows, and no aggregated row', async () => {
    expect(await found([...lines(ordinary.slice(0, 28)), { amount: '1250' }])).toEqual([]);
    expect(await found([...lines(ordinary), { amount: '125000', grain: 1 }])).toEqual([]);
  });

  it('is not led astray by a value that is repeated a thousand times', async () => {
    const repeats = Array.from({ length: 1000 }, () => ({ amount: '0.001', repeatOf: 401 }));
    const [first] = await found([...lines(ordinary), { amount: '0.001' }, ...repeats, { amount: '1250' }]);
    expect(first?.cases).toContain(1402);
  });

  it('names a reporter whose unit is another one throughout', async () => {
    const countries = ['FRA', 'DEU', 'ITA', 'PRT', 'NLD', 'BEL', 'GRC', 'POL', 'SWE'];
    const plain = countries.flatMap((country, at) => lines(amounts(40, 1, 0.2, at + 20), { codes: { country: [country] } }));
    const grams = lines(amounts(40, 1000, 0.2, 40), { codes: { country: ['AUT'] } });
    const off = (await found([...plain, ...grams])).filter(({ kind }) => kind === 'reporter-off');
    expect(off).toHaveLength(1);
    expect(off[0]).toMatchObject({ score: 1, reason: { values: { reporter: 'AUT', n: 40 } } });
    expect(off[0]?.cases).toHaveLength(40);
  });
});

describe('the score of a slip', () => {
  it('is the posterior of Bayes’ rule, by hand for 31 values', () => {
    // 30 values at 0 and one at 3 (in powers of ten), spread 0.3: t = 10 there and 0 once corrected.
    const sorted = Float64Array.from([...Array.from({ length: 30 }, () => 0), 3]);
    const student = (t: number) => 2 / (Math.PI * Math.sqrt(3) * (1 + (t * t) / 3) ** 2);
    const corrected = (30 / 0.5 + (10 * student(0)) / 0.3) / 41;
    const asItStands = (0 + (10 * student(10)) / 0.3) / 40;
    const expected = (0.004 * corrected) / (0.004 * corrected + 0.996 * asItStands);
    expect(judge(3, [{ median: 0, scale: 0.3, n: 31 }], sorted)?.score).toBeCloseTo(expected, 12);
  });
});

it('a reason is said in four languages, with small amounts whole', async () => {
  const [first] = await found([...lines(amounts(400, 1, 0.5, 7)), { amount: '0.00004' }]);
  if (!first) throw new Error('The amount was not found.');
  const said = LANGUAGES.map((language) => sayReason(createWording(language), first.reason));
  expect(said[0]).toContain('0.00004 Kilogram of Cocaine');
  expect(said[1]).toContain('0,00004');
  expect(new Set(said).size).toBe(4);
});
