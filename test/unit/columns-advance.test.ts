import { describe, expect, it } from 'vitest';
import { advanceColumns, loadColumns } from '../../electron/service/columns/load.ts';
import { raiseDataVersion } from '../../electron/service/db/queries/meta.ts';
import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { caseDatabase, type PlainCase } from '../support/case-database.ts';
import { addRecords, changeRecords, storedRecords } from '../support/records.ts';

// Columns brought up to date are compared with columns built anew from the same database. Cases are made up.

const pick = <T>(random: Random, of: readonly T[]): T => of[random.below(of.length)] as T;

function randomCase(random: Random): PlainCase {
  return {
    date: pick(random, ['2014-03-09', '2015-01-02', '2016-07-30']),
    events: pick(random, [1, 1, 1, 1, 5]),
    codes: { country: [pick(random, ['AAA', 'BBB', 'CCC'])], transport: pick(random, [['T4.1'], ['T3.1', 'T1.1'], ['T0.2']]) },
    lines: [{ drug: [pick(random, ['G1.1', 'G2.1', 'G3.1'])], kg: pick(random, [null, 1, 2.5]) }],
  };
}

/** What a table says, with codes in place of their numbers. */
function plain(table: ColumnTable): unknown {
  const codes = Object.values(table.codes).map(({ facet, codes: names, sets, values }) => [
    facet,
    [...names].sort(),
    Array.from(values, (set) => (sets[set] as number[]).map((code) => names[code])),
  ]);
  const numbers = [
    table.ids,
    table.day,
    table.precision,
    table.kg,
    table.kgLow,
    table.kgHigh,
    table.conversion,
    table.events ?? [],
    table.grain ?? [],
  ];
  return [table.rows, table.dataVersion, table.breaks, ...numbers.map((array) => [...array]), ...codes.sort()];
}

describe('columns after a change', () => {
  it('say what columns built anew say, whatever was merged, taken apart and added', () => {
    const random = createRandom(11);
    for (let turn = 0; turn < 40; turn++) {
      const db = caseDatabase(Array.from({ length: 30 }, () => randomCase(random)));
      let table = loadColumns(db);
      for (let step = 0; step < 4; step++) {
        const [lead, other] = [1 + random.below(15), 16 + random.below(10)];
        if (random.below(2) === 0) {
          const role = pick(random, ['duplicate', 'line']);
          db.exec('DELETE FROM merge_member; DELETE FROM merge');
          const before = table.ids.length === 30 ? [] : Array.from({ length: 30 }, (_, at) => at + 1);
          const id = db.prepare(`INSERT INTO merge VALUES (NULL, 'lines', '[]', 1, '2026-01-01', 'AB')`).run().lastInsertRowid;
          db.prepare('INSERT INTO merge_member VALUES (?, ?, ?)').run(id, lead, 'lead');
          db.prepare('INSERT INTO merge_member VALUES (?, ?, ?)').run(id, other, role);
          raiseDataVersion(db, { ids: [lead, other, ...before] });
        } else {
          changeRecords(db, (record) => (record.id === lead || record.id === other ? { ...record, kg: 7, kg_low: 6, kg_high: 9 } : record));
          raiseDataVersion(db, { ids: [lead, other] });
        }
        if (random.below(3) > 0) continue;
        const advanced = advanceColumns(db, table);
        expect(plain(advanced as ColumnTable)).toEqual(plain(loadColumns(db)));
        table = advanced as ColumnTable;
      }
      expect(plain(advanceColumns(db, table) as ColumnTable)).toEqual(plain(loadColumns(db)));
    }
  });

  it('hold the rows that an import added', () => {
    const random = createRandom(12);
    const db = caseDatabase(Array.from({ length: 40 }, () => randomCase(random)));
    const whole = loadColumns(db);
    const added = storedRecords(db).filter(({ id }) => Number(id) > 30);
    changeRecords(db, (record) => (Number(record.id) > 30 ? undefined : record));
    const before = loadColumns(db);
    expect(before.rows).toBe(30);
    addRecords(db, 1, added);
    raiseDataVersion(db, { above: 30 });
    expect(plain(advanceColumns(db, before) as ColumnTable)).toEqual(plain({ ...whole, dataVersion: before.dataVersion + 1 }));
  });

  it('are built anew where nobody knows what changed, or a change is missing', () => {
    const db = caseDatabase([randomCase(createRandom(1))]);
    const table = loadColumns(db);
    raiseDataVersion(db);
    expect(advanceColumns(db, table)).toBeUndefined();
    const later = loadColumns(db);
    for (let change = 0; change < 40; change++) raiseDataVersion(db, { ids: [] });
    expect(advanceColumns(db, later)).toBeUndefined();
    expect(advanceColumns(db, { ...later, dataVersion: later.dataVersion + 20 })).toBeDefined();
  });
});
