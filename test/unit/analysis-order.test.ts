import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import { analyses } from '../../shared/analysis/index.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Block } from '../../shared/report/block.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

/* Cases are invented, with many ties; the same rows in another order are the other side of each comparison. */

const CODES = {
  country: ['FRA', 'ESP', 'PRT', 'COL', '0.2'],
  source: ['Made up', 'Made up too'],
  transport: ['T1.1', 'T3.1', 'T4.1', 'T5.1', '0.2'],
  concealment: ['C2.1', 'C8.1', 'C9.1', '0.2', '0.3'],
  drug: ['G1.1', 'G2.1', 'G3.1'],
  departed: ['BRA', 'ECU', 'MAR', '0.2'],
  produced: ['COL', 'PER', '0.2'],
  transited: ['SEN', 'CPV', '0.2'],
  destined: ['NLD', 'BEL', 'FRA', '0.2'],
  'seizure-place': ['L1', 'L2', '0.2'],
  agency: ['A1', 'A2', 'A3', '0.2'],
  detection: ['D1', 'D2', '0.2'],
  repeat: ['first', 'repeat'],
} as const;
const FACETS = Object.keys(CODES) as (keyof typeof CODES)[];

function madeRow(random: Random): PlainRow {
  const pick = (codes: readonly string[]) => codes[Math.floor(codes.length * random.next() ** 1.5)] as string;
  const several = (facet: keyof typeof CODES): string[] => {
    const first = pick(CODES[facet]);
    const second = pick(CODES[facet]);
    const alone = ['country', 'source', 'repeat'].includes(facet) || first.startsWith('0.') || second.startsWith('0.');
    return alone || random.next() < 0.8 || first === second ? [first] : [first, second];
  };
  const month = Math.floor(84 * random.next());
  const day = Math.floor(28 * random.next());
  const dated = random.next() < 0.97;
  return {
    date: dated ? new Date(Date.UTC(2010, month, 1 + day)).toISOString().slice(0, 10) : null,
    precision: random.next() < 0.95 ? 0 : 3,
    kg: random.next() < 0.8 ? Math.round(1000 * random.next() ** 4) / 10 : null,
    events: random.next() < 0.02 ? 3 : 1,
    codes: Object.fromEntries(FACETS.map((facet) => [facet, several(facet)])),
  };
}

function shuffled(rows: PlainRow[], random: Random): PlainRow[] {
  const mixed = [...rows];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * random.next());
    [mixed[i], mixed[j]] = [mixed[j] as PlainRow, mixed[i] as PlainRow];
  }
  return mixed;
}

function tableWith(rows: PlainRow[]): ColumnTable {
  const breaks = [
    { source: 'Made up', reporter: 'COL', at: '2014-01-01', state: 'confirmed' as const },
    { source: 'Made up too', reporter: 'ESP', at: '2012-05-01', state: 'found' as const },
  ];
  return { ...tableOf(rows, FACETS), breaks };
}

const SETTINGS: Record<string, Record<string, unknown>[]> = {
  'cases-by-month': [{ split: 'drug', level: '2' }],
  'concealment-transport': [{ level: '2' }],
  trends: [
    { by: 'quarter', split: 'transport' },
    { by: 'year', measure: 'mass', acrossBreaks: 'true' },
  ],
  mail: [{ by: 'year' }],
  agencies: [{ acrossBreaks: 'true' }],
  displacement: [{ code: 'BRA', intervention: '2013-06', buffer: 'ECU', acrossBreaks: 'true' }],
  diversification: [{ by: 'quarter', acrossBreaks: 'true' }],
  association: [{ level: '2' }],
  signals: [
    { facets: 'transport,concealment' },
    { facets: 'transport,drug', month: '2014-06', months: 3 },
    { facets: 'country,drug', month: '2014-06', months: 3, acrossBreaks: true },
  ],
};

function answer(id: string, settings: Record<string, unknown>, table: ColumnTable): Block[] {
  return runAnalysis(id, settings, { table, filter: EVERYTHING, words: createWording('en') }).blocks;
}

/** Sums of masses may differ in their last digits with the order in which they were added. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'number' ? Number(part.toPrecision(10)) : part));
}

describe('a colleague runs the same analysis on the same cases', () => {
  const random = createRandom(2024);
  const rows = Array.from({ length: 3000 }, () => madeRow(random));
  const runs = analyses.flatMap(({ id }) => [{}, ...(SETTINGS[id] ?? [])].map((settings) => [id, settings] as const));

  it.each(runs)('%s %o gives the same bytes twice', (id, settings) => {
    expect(JSON.stringify(answer(id, settings, tableWith(rows)))).toBe(JSON.stringify(answer(id, settings, tableWith(rows))));
  });

  it.each(runs)('%s %o gives the same answer whatever the order of the rows', (id, settings) => {
    const expected = rounded(answer(id, settings, tableWith(rows)));
    for (let seed = 1; seed <= 3; seed++) {
      expect(rounded(answer(id, settings, tableWith(shuffled(rows, createRandom(seed)))))).toEqual(expected);
    }
  });
});
