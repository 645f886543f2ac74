import { describe, expect, it } from 'vitest';
import { loadColumns } from '../../electron/service/columns/load.ts';
import { packColumns, unpackColumns } from '../../electron/service/columns/pack.ts';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { caseById, caseRows } from '../../electron/service/db/queries/cases.ts';
import { caseCount, recordCount } from '../../electron/service/db/queries/columns.ts';
import { profilePanels } from '../../electron/service/profile/panels.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { groupBy, totals } from '../../shared/columns/group-by.ts';
import { quantiles, topShare } from '../../shared/columns/mass.ts';
import { sortedWindow } from '../../shared/columns/order.ts';
import { select } from '../../shared/columns/select.ts';
import { EVERYTHING, type Filter } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { caseDatabase, type PlainCase } from '../support/case-database.ts';
import { changeRecords } from '../support/records.ts';

// Cases are made up; figures are worked out by hand.

const CASES: PlainCase[] = [
  { date: '2014-03-09', codes: { country: ['AAA'], transport: ['T4.1'] }, lines: [{ drug: ['G1.1'], kg: 2 }] },
  { date: '2014-03-01', precision: 1, events: 12, codes: { country: ['AAA'], transport: ['T4.1'] }, lines: [{ drug: ['G1.1'], kg: 600 }] },
  { date: '2014-04-01', precision: 1, events: 3, codes: { country: ['AAA'], transport: ['T0.2'] }, lines: [{ drug: ['G2.1'], kg: null }] },
  { date: '2014-04-02', codes: { country: ['BBB'], transport: ['T3.1'] }, lines: [{ drug: ['G2.1'], kg: 4 }] },
  { date: '2014-04-03', events: 0, codes: { country: ['BBB'], transport: ['T3.1'] }, lines: [{ drug: ['G2.1'], kg: null }] },
];

const words = createWording('en');
const only = (facet: 'country' | 'transport', code: string): Filter => ({ all: [{ facet, in: [code] }] });

function merge(db: WriteDb, members: Record<number, 'lead' | 'duplicate' | 'line'>): void {
  const id = db.prepare(`INSERT INTO merge VALUES (NULL, 'lines', '[]', 1, '2026-01-01', 'AB')`).run().lastInsertRowid;
  for (const [seizure, role] of Object.entries(members))
    db.prepare('INSERT INTO merge_member VALUES (?, ?, ?)').run(id, Number(seizure), role);
}

describe('rows that stand for several cases', () => {
  it('count as many as they say, none where they say none, and weigh what they weigh', () => {
    const table = loadColumns(caseDatabase(CASES));
    const all = select(table, EVERYTHING);
    expect([all.rows, all.count]).toEqual([5, 17]);
    expect(totals(table, all)).toMatchObject({ cases: 17, withMass: 14, kg: 606 });
    const byMonth = groupBy(table, all, [{ facet: 'date', by: 'month' }]);
    expect([byMonth.keys[0], [...byMonth.cases], [...byMonth.withMass]]).toEqual([
      ['2014-03', '2014-04'],
      [13, 4],
      [13, 1],
    ]);
    expect([select(table, only('country', 'AAA')).count, select(table, only('transport', 'T3.1')).count]).toEqual([16, 1]);
  });

  it('say nothing about the size of a case: medians, the largest and bounds of mass leave them out', () => {
    const table = loadColumns(caseDatabase(CASES));
    const all = select(table, EVERYTHING);
    expect(quantiles(table, all, [0, 0.5, 1])).toEqual([2, 3, 4]);
    expect(topShare(table, all, 1)).toBeCloseTo(4 / 6, 12);
    expect(select(table, { all: [{ facet: 'mass', from: 1 }] }).count).toBe(2);
    const aggregated = select(table, { all: [{ facet: 'date', to: '2014-03' }, { not: { facet: 'mass', to: 10 } }] });
    expect([aggregated.count, topShare(table, aggregated, 1)]).toEqual([12, null]);
  });

  it('are listed once each', () => {
    const table = loadColumns(caseDatabase(CASES));
    expect(sortedWindow(table, select(table, EVERYTHING), 'mass', true, 0, 10)).toEqual({ total: 5, ids: [2, 4, 1, 3, 5] });
  });

  it('are shown as what they are', () => {
    const db = caseDatabase(CASES);
    expect(caseRows(db, [1, 2]).map(({ grain, events, kg }) => [grain, events, kg])).toEqual([
      ['case', 1, 2],
      ['aggregate', 12, 600],
    ]);
  });

  it('stand in the saved columns; a table of single cases carries no weights', () => {
    const table = loadColumns(caseDatabase(CASES));
    expect(unpackColumns(packColumns(table))).toEqual(table);
    expect([...(table.events ?? [])]).toEqual([1, 12, 3, 1, 0]);
    const plain = loadColumns(caseDatabase(CASES.slice(0, 1)));
    expect([plain.events, plain.grain]).toEqual([null, null]);
    expect(unpackColumns(packColumns(plain))).toEqual(plain);
  });

  it('are told of in every analysis and counted in every panel', () => {
    const table = loadColumns(caseDatabase(CASES));
    const panels = profilePanels(table, EVERYTHING, 'drug', words);
    expect(panels).toMatchObject({ total: 17, selected: 17, aggregated: 15, massKg: 606 });
    expect(panels.months.whole.cases).toEqual([13, 4]);
    expect(panels.countries.map(({ code, cases }) => [code, cases])).toEqual([
      ['AAA', 16],
      ['BBB', 1],
    ]);
    for (const id of ['cases-by-month', 'concealment-transport', 'coverage']) {
      const { blocks } = runAnalysis(id, {}, { table, filter: EVERYTHING, words });
      const caveats = blocks.flatMap((block) => (block.kind === 'caveat' ? [block.text] : []));
      expect(caveats.filter((text) => text.startsWith('3 rows are aggregates and stand for 15 of 17 cases'))).toHaveLength(1);
    }
  });

  it('and nothing is said of the largest case where all rows are aggregates', () => {
    const table = loadColumns(caseDatabase(CASES.slice(1, 3)));
    const { blocks } = runAnalysis('coverage', {}, { table, filter: EVERYTHING, words });
    const text = blocks.flatMap((block) => (block.kind === 'caveat' ? [block.text] : [])).join(' ');
    expect(text).toContain('add up to 600');
    expect(text).not.toContain('One case holds');
  });
});

describe('merged rows', () => {
  it('that are duplicates stand in no figure, and are back when the merge is taken back', () => {
    const db = caseDatabase(CASES);
    const before = loadColumns(db);
    merge(db, { 1: 'lead', 4: 'duplicate' });
    const table = loadColumns(db);
    expect([table.rows, recordCount(db), caseCount(db), [...table.ids]]).toEqual([4, 4, 16, [1, 2, 3, 5]]);
    expect(totals(table, select(table, EVERYTHING)).kg).toBe(602);
    db.exec('DELETE FROM merge');
    expect(loadColumns(db)).toEqual(before);
  });

  it('that are lines of one case give it their drug and mass, and are no cases of their own', () => {
    const db = caseDatabase(CASES);
    merge(db, { 1: 'line', 4: 'lead' });
    const table = loadColumns(db);
    const drug = table.codes.drug;
    const lead = table.ids.indexOf(4);
    expect([...table.ids]).toEqual([2, 3, 4, 5]);
    expect(drug?.sets[drug.values[lead] as number]?.map((code) => drug.codes[code])).toEqual(['G2.1', 'G1.1']);
    expect(table.kg[lead]).toBe(6);
    expect(caseRows(db, [4])[0]).toMatchObject({ drug: ['G2.1', 'G1.1'], kg: 6 });
    expect(caseById(db, 1)?.case.kg).toBe(2);
  });

  it('whose lead is gone stand for themselves again', () => {
    const db = caseDatabase(CASES);
    merge(db, { 1: 'lead', 4: 'duplicate' });
    db.exec('DELETE FROM merge_member WHERE seizure_id = 1');
    changeRecords(db, (record) => (record.id === 1 ? undefined : record));
    expect([...loadColumns(db).ids]).toEqual([2, 3, 4, 5]);
  });
});
