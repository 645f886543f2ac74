import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, digitsOf, LEAST_SCORE, scoreOf } from '../../shared/quality/candidate.ts';
import { groupBy, membersOf } from '../../shared/quality/groups.ts';
import { exactRepeats } from '../../shared/quality/repeats/exact.ts';
import { linesOfCases } from '../../shared/quality/repeats/lines.ts';
import { comparePlaces, foldPlace } from '../../shared/quality/repeats/place-match.ts';
import { twoSources } from '../../shared/quality/repeats/two-sources.ts';
import { twoUnits } from '../../shared/quality/repeats/two-units.ts';
import { sayReason } from '../../shared/quality/say.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { noPace, type PlainImports, type PlainQualityLine, qualityRows } from '../support/quality-rows.ts';

const dayOf = (at: number): string => new Date(Date.UTC(2013, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
/** Unlike seizures on other days, so that imports span years. */
const elsewhere = (count: number, more: PlainQualityLine = {}): PlainQualityLine[] =>
  Array.from({ length: count }, (_, at) => ({ date: dayOf(at * 7), place: `Made-up village ${at}`, amount: `${at + 1}.7`, ...more }));

type Finder = (
  rows: ReturnType<typeof qualityRows>['rows'],
  names: ReturnType<typeof qualityRows>['names'],
  pace: typeof noPace,
) => Promise<Candidate[]>;

async function find(finder: Finder, plain: PlainQualityLine[], imports?: PlainImports): Promise<Candidate[]> {
  const { rows, names } = qualityRows(plain, imports);
  return finder(rows, names, noPace);
}

describe('grouping by columns', () => {
  it('equals grouping by the text of all columns, for any columns', async () => {
    const column = fc.array(fc.constantFrom(0, 1, 2, 4_294_967_295), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(column, { minLength: 1, maxLength: 4 }), async (columns) => {
        const { from, entries } = membersOf(await groupBy(40, columns, noPace));
        const groups = Array.from({ length: from.length - 1 }, (_, group) => [...entries.subarray(from[group], from[group + 1])]);
        const expected = Object.values(
          Object.groupBy(
            Array.from({ length: 40 }, (_, at) => at),
            (at) => columns.map((each) => each[at]).join(),
          ),
        );
        expect(groups.map((group) => group.join()).sort()).toEqual(expected.map((group) => (group ?? []).join()).sort());
      }),
    );
  });

  // RLdata500 of the R package RecordLinkage 0.4-12.5: its vignette blocks on any two of year, month and day of birth and prints 571 pairs, 49 of them matches.
  it('gives the 571 pairs with 49 matches that RecordLinkage prints for RLdata500', async () => {
    const people = readFileSync(new URL('../golden/RLdata500.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '').trim()));
    const column = (at: number): number[] => people.map((person) => Number(person[at]));
    const [year, month, day, identity] = [4, 5, 6, 7].map(column) as [number[], number[], number[], number[]];
    const pairs = new Set<string>();
    for (const columns of [
      [year, month],
      [month, day],
      [year, day],
    ]) {
      const { from, entries } = membersOf(await groupBy(people.length, columns, noPace));
      for (let group = 0; group + 1 < from.length; group++) {
        const members = [...entries.subarray(from[group], from[group + 1])];
        for (const [index, one] of members.entries()) for (const other of members.slice(index + 1)) pairs.add(`${one} ${other}`);
      }
    }
    const matches = [...pairs].filter((pair) => {
      const [one, other] = pair.split(' ').map(Number) as [number, number];
      return identity[one] === identity[other];
    });
    expect([people.length, pairs.size, matches.length]).toEqual([500, 571, 49]);
  });
});

describe('the score', () => {
  it('is p / (p + (1 − p) c), by hand: 0.2 and one in ten give 0.2 / 0.28', () => {
    expect(scoreOf(0.2, 0.1)).toBe(0.7143);
    expect(scoreOf(0.5, 1)).toBe(0.5);
  });

  it('never falls as coincidence becomes rarer', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (prior, coincidence) => {
        expect(scoreOf(prior, coincidence / 2)).toBeGreaterThanOrEqual(scoreOf(prior, coincidence));
      }),
    );
  });

  it('reads the digits of an amount without its power of ten', () => {
    expect([2786, 2.786, 27860, 0.0002786, 1, 100, 4050.5].map(digitsOf)).toEqual(['2786', '2786', '2786', '2786', '1', '1', '40505']);
  });
});

describe('the same row again', () => {
  it('is a group of all rows that the import flagged', async () => {
    const found = await find(exactRepeats, [...elsewhere(100), { repeatOf: 5 }, { repeatOf: 5 }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      members: [5, 101, 102],
      reasons: [{ code: 'exact-row', values: { count: 3 } }, { code: 'coincidence' }],
    });
  });

  it('is found when two files overlap, pair by pair', async () => {
    const imports = { 1: { source: 'quarter one', on: '2020-01-01' }, 2: { source: 'quarter two', on: '2020-02-01' } };
    const overlap = elsewhere(3);
    const found = await find(exactRepeats, [...elsewhere(50), ...overlap.map((line) => ({ ...line, importId: 2 }))], imports);
    expect(found.map(({ members }) => members)).toEqual([
      [1, 51],
      [2, 52],
      [3, 53],
    ]);
  });

  it('is not a record that differs in one code or in how the amount is written', async () => {
    const imports = { 1: { source: 'one', on: '2020-01-01' }, 2: { source: 'two', on: '2020-01-01' } };
    const other = [
      { importId: 2, codes: { transport: ['T1.1'] } },
      { importId: 2, amount: '1.50' },
    ];
    expect(await find(exactRepeats, [{}, ...other], imports)).toEqual([]);
  });
});

describe('one event in two units', () => {
  it('is 2,786 tablets and 2.786 kg of one drug on one day in one place, however the place is written', async () => {
    const pair = [
      { drug: 'Buprenorphine', amount: '2786.0', unit: 'Tablet', place: 'Grand Harbour', date: '2014-06-29' },
      { drug: 'Buprenorphine', amount: '2.786', unit: 'Kilogram', place: 'GRAND  HARBOUR', date: '2014-06-29' },
    ];
    const [found, ...more] = await find(twoUnits, [...elsewhere(100), ...pair]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: 'two-units', members: [102, 101] });
    expect(found?.reasons[1]).toEqual({ code: 'units-digits', values: { digits: '2786', grams: 1 } });
    // By hand: 101 lines over 694 days; λ = 1/694 of tablets there; 7 powers, one in 9,000 for four digits.
    const coincidence = (7 / 9000) * (1 / 694);
    expect(found?.score).toBeCloseTo(0.05 / (0.05 + 0.95 * coincidence), 3);
  });

  it('is 4,050 g and 4.05 kg, and ounces that round to it', async () => {
    const kilograms = { amount: '4.05', unit: 'Kilogram', place: 'Quay' };
    expect(await find(twoUnits, [...elsewhere(100), { amount: '4050.0', unit: 'Gram', place: 'Quay' }, kilograms])).toHaveLength(1);
    expect(await find(twoUnits, [...elsewhere(100), { amount: '142.86', unit: 'Ounce', place: 'Quay' }, kilograms])).toHaveLength(1);
  });

  it('is not 2,786 tablets and 60 kg, nor another day, place or drug', async () => {
    const tablets = { amount: '2786', unit: 'Tablet', place: 'Quay' };
    const others = [
      { amount: '60', place: 'Quay' },
      { amount: '2.786', place: 'Quay', date: '2014-03-11' },
      { amount: '2.786', place: 'Market' },
      { amount: '2.786', place: 'Quay', drug: 'Heroin' },
    ];
    for (const other of others) expect(await find(twoUnits, [...elsewhere(100), tablets, other])).toEqual([]);
  });

  it('uses each case once where several would fit', async () => {
    const many = Array.from({ length: 6 }, (_, at) => ({ amount: '4.05', unit: at % 2 === 0 ? 'Kilogram' : 'Gram', place: 'Quay' }));
    const found = await find(twoUnits, [
      ...elsewhere(100),
      ...many.map((line) => (line.unit === 'Gram' ? { ...line, amount: '4050' } : line)),
    ]);
    const members = found.flatMap((candidate) => candidate.members);
    expect(new Set(members).size).toBe(members.length);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('several rows of one case', () => {
  const scene = { date: '2014-06-29', place: 'Quay seven' };

  it('are rows of one day and place with equal particulars and different drugs, led by the largest', async () => {
    const [found, ...more] = await find(linesOfCases, [...elsewhere(100), { ...scene }, { ...scene, drug: 'Heroin', amount: '7' }]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: 'lines', members: [102, 101] });
    expect(found?.reasons.map(({ code }) => code)).toEqual(['lines-together', 'lines-adjacent', 'coincidence']);
  });

  it('are not those of a place where something is seized nearly every day', async () => {
    const daily = Array.from({ length: 600 }, (_, at) => ({ date: dayOf(at), place: 'Quay seven', amount: `${at + 1}` }));
    expect(await find(linesOfCases, [...daily, { ...scene, drug: 'Heroin' }])).toEqual([]);
  });

  it('are not rows of one drug, without a place, of aggregates, or by other means', async () => {
    const others: PlainQualityLine[][] = [
      [{ ...scene }, { ...scene, amount: '7' }],
      [
        { ...scene, place: '' },
        { ...scene, place: '', drug: 'Heroin' },
      ],
      [
        { ...scene, grain: 1 },
        { ...scene, grain: 1, drug: 'Heroin' },
      ],
      [{ ...scene }, { ...scene, drug: 'Heroin', codes: { transport: ['T1.1'] } }],
    ];
    for (const other of others) expect(await find(linesOfCases, [...elsewhere(100), ...other])).toEqual([]);
  });
});

describe('one event from two sources', () => {
  const imports = { 1: { source: 'customs', on: '2020-01-01' }, 2: { source: 'police', on: '2020-01-01' } };
  const both = [...elsewhere(100), ...elsewhere(100, { importId: 2, drug: 'Heroin' })];
  const one = { date: '2014-06-29', place: 'Port of Quay', amount: '512.4' };

  it('is a near date, the same drug and country, and an amount within five per cent', async () => {
    const other = { importId: 2, date: '2014-07-01', place: 'QUAY', amount: '500' };
    const [found, ...more] = await find(twoSources, [...both, one, other], imports);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: 'two-sources', members: [201, 202] });
    expect(found?.reasons.map(({ code }) => code)).toEqual([
      'sources-differ',
      'sources-days',
      'sources-amount',
      'sources-place-same',
      'coincidence',
    ]);
  });

  it('is found for two agencies within one file, and for masses in other units', async () => {
    const agency = (code: string) => ({ codes: { agency: [code] } });
    const pair = [
      { ...one, ...agency('A1.1') },
      { ...one, ...agency('A2.1'), amount: '512400', unit: 'Gram' },
    ];
    const [found] = await find(twoSources, [...elsewhere(100), ...pair]);
    expect(found).toMatchObject({ members: [101, 102], reasons: [{ code: 'sources-agencies' }, ...Array.from({ length: 4 }, () => ({}))] });
  });

  it('is not another week, amount, drug or country, nor two rows of one source', async () => {
    const others: PlainQualityLine[] = [
      { importId: 2, date: '2014-07-09' },
      { importId: 2, amount: '600' },
      { importId: 2, drug: 'Cannabis' },
      { importId: 2, codes: { country: ['FRA'] } },
      { importId: 1 },
    ];
    for (const other of others) expect(await find(twoSources, [...both, one, { ...one, ...other }], imports)).toEqual([]);
  });

  it('is not claimed where such amounts are seized every day', async () => {
    const daily = Array.from({ length: 2000 }, (_, at) => ({ importId: 1 + (at % 2), date: dayOf(at % 700), place: '', amount: '1' }));
    expect(await find(twoSources, daily, imports)).toEqual([]);
  });

  it('compares places by their words', () => {
    const compare = (one: string, other: string) => comparePlaces(foldPlace(one), foldPlace(other));
    expect([compare('Málaga', 'MALAGA'), compare('Port of Quay', 'Quay'), compare('', 'Quay'), compare('Quay', 'Market')]).toEqual([
      'same',
      'same',
      'unknown',
      'other',
    ]);
  });
});

it('nothing below the least score is listed, and every reason is said in four languages', async () => {
  const imports = { 1: { source: 'customs', on: '2020-01-01' }, 2: { source: 'police', on: '2020-01-01' } };
  const plain: PlainQualityLine[] = [
    ...elsewhere(100),
    ...elsewhere(3, { importId: 2 }),
    { repeatOf: 5 },
    { amount: '2786', unit: 'Tablet', place: 'Quay' },
    { amount: '2.786', place: 'Quay' },
    { amount: '4', drug: 'Heroin', place: 'Quay' },
  ];
  const { rows, names } = qualityRows(plain, imports);
  const found = (await Promise.all([exactRepeats, twoUnits, linesOfCases, twoSources].map((finder) => finder(rows, names, noPace)))).flat();
  expect(found.filter(({ kind, score }) => kind !== 'exact' && score < LEAST_SCORE)).toEqual([]);
  expect(new Set(found.map(({ kind }) => kind)).size).toBe(4);
  for (const language of LANGUAGES) {
    const words = createWording(language);
    const said = found.flatMap(({ reasons }) => reasons.map((reason) => sayReason(words, reason)));
    expect(said.filter((text) => text === '' || text.includes('{'))).toEqual([]);
  }
});
