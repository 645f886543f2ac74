import { describe, expect, it } from 'vitest';
import { controlCharacters, emptyAmounts, roundNumbers, unplacedCodes } from '../../shared/quality/cells.ts';
import { checkQuality, problemsOf } from '../../shared/quality/check.ts';
import { completeness, REPORT_FIELDS, STATES } from '../../shared/quality/completeness.ts';
import { oddCoordinates } from '../../shared/quality/coordinates.ts';
import { impossibleDates, placeholderDates } from '../../shared/quality/dates.ts';
import { PROBLEM_KINDS, type ProblemKind } from '../../shared/quality/finding.ts';
import { QUALITY_FACETS } from '../../shared/quality/rows.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { noPace, type PlainQualityLine, qualityRows } from '../support/quality-rows.ts';

const dayOf = (at: number): string => new Date(Date.UTC(2014, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
const NONE = { unreadDates: { imports: new Set<number>(), values: [], count: 0 } };

describe('how complete the records are', () => {
  it('keeps the four kinds of missing and values without a place apart, by field', async () => {
    const codes = [['T1.1'], ['T0.1'], ['T0.2'], ['T0.3'], ['T9'], ['unplaced'], ['T1.1', 'T0.2']];
    const { rows, names } = qualityRows(codes.map((transport) => ({ codes: { transport } })));
    const { fields } = await completeness(rows, names, noPace);
    // In the order stated, not collected, not reported, not known, not applicable, unplaced.
    expect(STATES).toEqual(['stated', 'not-collected', 'not-reported', 'not-known', 'not-applicable', 'unplaced']);
    expect(fields.find(({ field }) => field === 'transport')?.counts).toEqual([2, 1, 1, 1, 1, 1]);
  });

  it('counts a case with two drug lines once, and plants as having no mass to state', async () => {
    const { rows, names } = qualityRows([
      { id: 1 },
      { id: 1, drug: 'Heroin' },
      { id: 2, amount: '30', unit: 'Plants' },
      { id: 3, amount: '' },
    ]);
    const { cases, fields } = await completeness(rows, names, noPace);
    expect(cases).toBe(3);
    expect(fields.find(({ field }) => field === 'mass')?.counts).toEqual([1, 0, 1, 0, 1, 0]);
  });

  it('shows reporters along years: the share answered of what was collected, by hand', async () => {
    const plain: PlainQualityLine[] = [
      { date: '2014-01-02', codes: { country: ['FRA'], transport: ['T1.1'] } },
      { date: '2014-05-02', codes: { country: ['FRA'], transport: ['T0.1'] } },
      { date: '2015-01-02', codes: { country: ['FRA'], transport: ['T0.3'] } },
      { date: null, codes: { country: ['ITA'], transport: ['T9'] } },
    ];
    const { rows, names } = qualityRows(plain);
    const { matrix } = await completeness(rows, names, noPace);
    const transport = matrix.fields.indexOf('transport');
    expect(matrix.years.map(({ year, cases, stated }) => [year, cases, stated[transport]])).toEqual([
      ['2014', 2, 1],
      ['2015', 1, 0],
      ['', 1, 1],
    ]);
    expect(matrix.reporters.map(({ code, cases, stated }) => [code, cases, stated[transport]])).toEqual([
      ['FRA', 3, 0.5],
      ['ITA', 1, 1],
    ]);
    expect(matrix.reporters[0]?.cells.map(({ cases }) => cases)).toEqual([2, 1, 0]);
    expect(matrix.elsewhere).toBe(0);
  });

  it('stays small enough for a page with 500 reporters and 500 years, and says how many cases have no cell', async () => {
    const plain = Array.from({ length: 500 }, (_, at) => ({ date: `${1500 + at}-01-01`, codes: { country: [`X${at}`] } }));
    const { rows, names } = qualityRows(plain);
    const { matrix } = await completeness(rows, names, noPace);
    expect([matrix.reporters.length, matrix.years.length]).toEqual([40, 30]);
    const shown = matrix.reporters.flatMap(({ cells }) => cells).reduce((sum, { cases }) => sum + cases, 0);
    expect(shown + matrix.elsewhere).toBe(500);
  });
});

describe('dates', () => {
  it('after the import and before 1961 cannot be; the day after the import can, for time zones', async () => {
    const dates = ['1960-12-31', '1961-01-01', '2020-01-02', '2020-01-03', null];
    const { rows, names } = qualityRows(dates.map((date) => ({ date })));
    const found = await impossibleDates(rows, names, noPace);
    expect(found.map(({ kind, cases }) => [kind, cases])).toEqual([
      ['date-early', [1]],
      ['date-future', [4]],
    ]);
  });

  it('of a reporter that writes the first of the month for every date are noted, and those of one that does not are not', async () => {
    const firsts = Array.from({ length: 60 }, (_, at) => ({
      date: `2014-${String((at % 12) + 1).padStart(2, '0')}-01`,
      codes: { country: ['NZL'] },
    }));
    const every = Array.from({ length: 730 }, (_, at) => ({ date: dayOf(at), codes: { country: ['FRA'] } }));
    const { rows, names } = qualityRows([...firsts, ...every]);
    const found = await placeholderDates(rows, names, noPace);
    // 55 of 60 fall on the first of a month other than January, five on 1 January.
    expect(found.map(({ reason, cases }) => [reason.code, reason.values.reporter, cases.length])).toEqual([
      ['date-january-1', 'NZL', 5],
      ['date-first-of-month', 'NZL', 55],
    ]);
  });

  it('known only to the month or year are no placeholders', async () => {
    const { rows, names } = qualityRows(Array.from({ length: 80 }, () => ({ date: '2014-01-01', precision: 3 })));
    expect(await placeholderDates(rows, names, noPace)).toEqual([]);
  });
});

describe('coordinates', () => {
  const around = Array.from({ length: 40 }, (_, at) => ({ latitude: 40 + (at % 7) * 0.3, longitude: -3 + (at % 5) * 0.4 }));

  it('0, 0, exchanged ones and ones in another country are told apart', async () => {
    const { rows, names } = qualityRows([
      ...around,
      { latitude: 0, longitude: 0 },
      { latitude: -2.5, longitude: 40.5 },
      { latitude: -33, longitude: 151 },
    ]);
    const found = await oddCoordinates(rows, names, noPace);
    expect(found.map(({ kind, cases }) => [kind, cases[0]])).toEqual([
      ['coordinates-zero', 41],
      ['coordinates-swapped', 42],
      ['coordinates-outside', 43],
    ]);
  });

  it('of a reporter with few points are judged only by a box that is known', async () => {
    const { rows, names } = qualityRows([{ latitude: 60, longitude: 10 }]);
    expect(await oddCoordinates(rows, names, noPace)).toEqual([]);
    const box = { south: 36, west: -10, north: 44, east: 5 };
    const found = await oddCoordinates(rows, names, noPace, (country) => (country === 'ESP' ? box : undefined));
    expect(found).toMatchObject([{ kind: 'coordinates-outside', cases: [1] }]);
  });
});

describe('cells', () => {
  it('with control characters or unreadable marks are found where they stand', async () => {
    const { rows, names } = qualityRows([{}, { place: 'Quay\u0007 seven' }, { place: 'Two\nlines' }, { unit: 'Kilogram\ufffd' }]);
    const found = await controlCharacters(rows, names, noPace);
    expect(found.map(({ cases, reason }) => [cases[0], reason.values.field])).toEqual([
      [2, 'place'],
      [3, 'place'],
      [4, 'unit'],
    ]);
  });

  it('without an amount, with zero, and with what is no number are three things', async () => {
    const { rows, names } = qualityRows([{ amount: '' }, { amount: '0.0' }, { amount: 'much' }, { amount: '3' }]);
    const found = await emptyAmounts(rows, names, noPace);
    expect(found.map(({ kind, cases }) => [kind, cases[0]])).toEqual([
      ['amount-blank', 1],
      ['amount-zero', 2],
      ['amount-unread', 3],
    ]);
  });

  it('whose value found no place are counted by facet', async () => {
    const { rows, names } = qualityRows([{ codes: { transport: ['unplaced'] } }, {}, { codes: { transport: ['unplaced'] } }]);
    expect(await unplacedCodes(rows, names, noPace)).toMatchObject([{ cases: [1, 3], reason: { values: { field: 'transport' } } }]);
  });

  it('of one reporter that are nearly all round are noted; below a hundred all numbers are', async () => {
    const round = Array.from({ length: 60 }, (_, at) => ({ amount: String(((at % 9) + 1) * 100), unit: 'Gram' }));
    const small = Array.from({ length: 60 }, (_, at) => ({ amount: String((at % 9) + 1), codes: { country: ['FRA'] } }));
    const { rows, names } = qualityRows([...round, ...small]);
    expect(await roundNumbers(rows, names, noPace)).toMatchObject([{ reason: { values: { reporter: 'ESP', n: 60, share: 100 } } }]);
  });
});

describe('the worked list', () => {
  it('names each kind once with its cases, the gravest first', async () => {
    const { rows, names } = qualityRows([{ amount: '' }, { amount: '0' }, { date: '1911-01-01' }, { date: '1911-01-01', amount: '0' }]);
    const { findings } = await checkQuality(rows, names, NONE, noPace);
    expect(problemsOf(findings)).toEqual([
      { kind: 'date-early', severity: 'error', cases: 2, findings: 2 },
      { kind: 'amount-zero', severity: 'warning', cases: 2, findings: 2 },
      { kind: 'amount-blank', severity: 'note', cases: 1, findings: 1 },
    ]);
  });

  it('has words for every kind, field and state in four languages', () => {
    for (const language of LANGUAGES) {
      const words = createWording(language);
      const texts = [
        ...PROBLEM_KINDS.map((kind: ProblemKind) => words.text(`quality.kind.${kind}`)),
        ...[...REPORT_FIELDS, ...QUALITY_FACETS].map((field) => words.text(`quality.field.${field}`)),
        ...STATES.map((state) => words.text(`quality.state.${state}`)),
      ];
      expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    }
  });
});
