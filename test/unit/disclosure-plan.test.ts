import { describe, expect, it } from 'vitest';
import { atomsOf } from '../../shared/disclosure/atoms.ts';
import { planTables } from '../../shared/disclosure/plan.ts';
import type { CellKeys, Question } from '../../shared/disclosure/question.ts';
import { readTable } from '../../shared/disclosure/read-table.ts';
import { usualRule } from '../../shared/disclosure/rules.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

// Made-up records.

const row = (country: string, transport: string, concealment: string): PlainRow => ({
  date: '2014-03-09',
  precision: 0,
  kg: 1,
  codes: { country: [country], transport: [transport], concealment: [concealment] },
});
const FACETS = ['country', 'transport', 'concealment'] as const;
const QUESTION: Question = { filter: { all: [] }, dimensions: FACETS.map((facet) => ({ facet, level: 2 })), measure: 'cases' };

describe('a table over several facets with many values', () => {
  it('is told apart record by record, also where the product of the facets passes what 32 bits hold', () => {
    // Under 32 bits the first and the last stand in one place: 1073 · 2000² + 1483 · 2000 + 1296 = 2³².
    const plain = Array.from({ length: 2000 }, (_, at) => row(`A${at}`, `B${at}`, `D${at}`));
    const columns = tableOf([...plain, row('A1073', 'B1483', 'D1296')], [...FACETS]);
    const { ofRow, count } = atomsOf(columns, [{ question: QUESTION }]);
    expect(ofRow[2000]).not.toBe(ofRow[0]);
    expect(count).toBe(2001);
  });

  it('is read by the combinations that occur, of which there are far fewer than could be', () => {
    const plain = Array.from({ length: 300 }, (_, at) => row(`A${at % 150}`, `B${at % 150}`, `D${at % 150}`));
    const table = tableOf(plain, [...FACETS]);
    const block: TableBlock = {
      kind: 'table',
      title: 'Made up',
      columns: [...FACETS.map((key) => ({ key, label: key, code: true })), { key: 'cases', label: 'Cases', numeric: true }],
      rows: Array.from({ length: 150 }, (_, at) => [`A${at}`, `B${at}`, `D${at}`, 2]),
    };
    const counted = { table, filter: { all: [] }, settings: { level: 2 } };
    expect(readTable(block, counted)?.keys).toHaveLength(150);
    const wrong = { ...block, rows: block.rows.map((cells, at) => (at === 7 ? [...cells.slice(0, 3), 3] : cells)) };
    expect(readTable(wrong, counted)).toBe(null);
  });
});

describe('what left before', () => {
  const rows = [
    ...Array.from({ length: 9 }, () => row('FRA', 'T1', 'C1')),
    ...Array.from({ length: 8 }, () => row('ESP', 'T3', 'C1')),
    row('ITA', 'T4', 'C1'),
  ];
  const columns = tableOf(rows, [...FACETS]);
  const ask = (facet: 'country' | 'transport', cells: CellKeys[]) => ({
    question: { filter: { all: [] }, dimensions: [{ facet, level: 2 as const }], measure: 'cases' as const },
    cells,
  });
  const countries = ask('country', [['FRA'], ['ESP'], ['ITA']]);
  const rule = { ...usualRule('ask-originator'), percent: 0 };

  it('may leave again as it was, and nothing is withheld for it', () => {
    const first = planTables({ columns, rule, asked: [countries], earlier: [] });
    const earlier = first.entries.map((table) => ({ pack: '1', table }));
    const again = planTables({
      columns,
      rule,
      asked: [countries],
      earlier: [...earlier, ...earlier.map((one) => ({ ...one, pack: '2' }))],
    });
    expect(again.tables).toEqual(first.tables);
    expect(again.because).toEqual({});
    expect(again.entries).toEqual(first.entries);
  });

  it('is no reason to withhold it beside a table that is new', () => {
    const first = planTables({ columns, rule, asked: [countries], earlier: [] });
    const earlier = first.entries.map((table) => ({ pack: '1', table }));
    const transports = ask('transport', [['T1'], ['T3'], ['T4']]);
    const next = planTables({ columns, rule, asked: [countries, transports], earlier });
    expect(next.tables[0]).toEqual(first.tables[0]);
    // The same records by other names: what was kept back of them is kept back again.
    const statesOf = (at: number) => next.tables[at]?.cells.map(({ state }) => state).toSorted();
    expect(statesOf(1)).toEqual(statesOf(0));
  });
});
