import { describe, expect, it } from 'vitest';
import { loadColumns } from '../../electron/service/columns/load.ts';
import { packColumns, packedPieces, unpackColumns } from '../../electron/service/columns/pack.ts';
import { saveColumns } from '../../electron/service/columns/save.ts';
import { createColumnStore } from '../../electron/service/columns/store.ts';
import type { Writer } from '../../electron/service/context.ts';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { readColumnBlock, readLastColumnBlock, writeColumnBlock } from '../../electron/service/db/queries/columns.ts';
import { dataVersion, raiseDataVersion } from '../../electron/service/db/queries/meta.ts';
import type { TaskContext } from '../../electron/service/jobs/write-tasks.ts';
import { type ColumnTable, NO_DAY } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { StowageError } from '../../shared/errors.ts';
import { addCase, caseDatabase, type PlainCase } from '../support/case-database.ts';
import { madeUpCases } from '../support/pack-cases.ts';
import { changeRecords } from '../support/records.ts';

const CASES: PlainCase[] = [
  { date: '2014-03-09', place: 'Northquay', codes: { transport: ['T4.1'], country: ['AAA'] }, lines: [{ drug: ['G2.1'], kg: 1.5 }] },
  { date: '2014-03-01', precision: 1, codes: { transport: ['T3.1', 'T3.2'] }, lines: [{ drug: ['G1.1'], kg: null }], repeatOf: 1 },
  {
    date: null,
    lines: [
      { drug: ['G4.3'], kg: 0.25, kgLow: 0.09, kgHigh: 0.3, conversion: 2 },
      { drug: ['G2.1', 'G4.3'], kg: 2 },
      { drug: ['G1.4'], kg: null },
    ],
  },
  { date: '1970-01-01', lines: [] },
];

const task = { alive: () => undefined } as TaskContext;

/** A writer that runs `columns.save` at once on the same connection. */
function writerOn(db: WriteDb, runs: { count: number }): Writer {
  return {
    run: (name: string) => {
      runs.count++;
      return name === 'columns.save' ? Promise.resolve(saveColumns(db, {}, task)) : Promise.reject(new Error(name));
    },
  } as unknown as Writer;
}

/** Rows that are too many, beside those there were, to be read while others wait. */
const ADDED = 5;

function addMany(db: WriteDb): void {
  for (let one = 0; one < ADDED; one++) addCase(db, 1, { date: '2015-01-01', lines: [{ drug: ['G2.1'], kg: 1 }] });
  raiseDataVersion(db, { above: CASES.length });
}

/** A writer that builds columns only when it is told to go. */
function waitingWriter(db: WriteDb): { writer: Writer; go(): void } {
  const waiting: (() => void)[] = [];
  let mayGo = false;
  const run = async () => {
    if (!mayGo) await new Promise<void>((resolve) => waiting.push(resolve));
    mayGo = false;
    return saveColumns(db, {}, task);
  };
  const go = () => {
    const next = waiting.shift();
    if (next) next();
    else mayGo = true;
  };
  return { writer: { run } as unknown as Writer, go };
}

function plain(table: ColumnTable, facet: CodeFacet): string[][] {
  const column = table.codes[facet];
  return Array.from(column?.values ?? [], (set) => (column?.sets[set] ?? []).map((code) => column?.codes[code] ?? '?'));
}

describe('an analyst opens a workspace', () => {
  it('gets the columns that the tables say, several drug lines joined into one case', () => {
    const table = loadColumns(caseDatabase(CASES));
    expect(table.rows).toBe(4);
    expect(plain(table, 'transport')).toEqual([['T4.1'], ['T3.1', 'T3.2'], ['0.2'], ['0.2']]);
    expect(plain(table, 'drug')).toEqual([['G2.1'], ['G1.1'], ['G4.3', 'G2.1', 'G1.4'], ['G0.2']]);
    expect(plain(table, 'place')).toEqual([['Northquay'], ['0.2'], ['0.2'], ['0.2']]);
    expect(plain(table, 'repeat')).toEqual([['first'], ['repeat'], ['first'], ['first']]);
    expect(plain(table, 'source')[0]).toEqual(['unodc-ids']);
    expect(plain(table, 'handling')[0]).toEqual(['aggregates']);
    // 2014-03-09 is day 16138: 44 years of 365 days, 11 leap days, 31 + 28 + 8 days of the year.
    expect([...table.day]).toEqual([16138, 16130, NO_DAY, 0]);
    expect([...table.precision]).toEqual([0, 1, 0, 0]);
    expect([...table.kg]).toEqual([1.5, Number.NaN, 2.25, Number.NaN]);
    expect([...table.kgLow]).toEqual([1.5, Number.NaN, 2.09, Number.NaN]);
    expect([...table.kgHigh]).toEqual([1.5, Number.NaN, 2.3, Number.NaN]);
    expect([...table.conversion]).toEqual([0, 3, 2, 3]);
  });

  it('gets a case whose drug lines come to what another states in one', () => {
    const whole: PlainCase = { date: '2014-03-09', lines: [{ drug: ['G1.1', 'G2.1'], kg: 1 }] };
    const inLines: PlainCase = {
      date: '2014-03-10',
      lines: [
        { drug: ['G1.1'], kg: 1 },
        { drug: ['G2.1'], kg: 1 },
      ],
    };
    expect(plain(loadColumns(caseDatabase([whole, inLines])), 'drug')).toEqual([
      ['G1.1', 'G2.1'],
      ['G1.1', 'G2.1'],
    ]);
  });

  it('gets the same columns from their saved form, on shared memory', () => {
    const table = loadColumns(caseDatabase(CASES));
    const opened = unpackColumns(packColumns(table));
    expect(opened).toEqual(table);
    expect(opened?.kg.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(opened?.codes.drug?.values.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('gets columns back that are saved in several pieces, and nothing of longer ones that were saved before', () => {
    const db = caseDatabase(CASES);
    const [few, many] = [loadColumns(db), madeUpCases(700_000)];
    for (const table of [many, few, many]) {
      writeColumnBlock(db, table.dataVersion, packedPieces(table));
      expect(Buffer.compare(readLastColumnBlock(db) as Uint8Array, packColumns(table))).toBe(0);
    }
    expect(db.prepare('SELECT count(*) FROM column_block').pluck().get()).toBeGreaterThan(10);
    const opened = unpackColumns(readLastColumnBlock(db) as Uint8Array);
    expect([opened?.rows, opened?.kg.at(-1), opened?.codes.drug?.values.at(-1)]).toEqual([
      700_000,
      many.kg.at(-1),
      many.codes.drug?.values.at(-1),
    ]);
  });

  it('gets ids with gaps back as they were', () => {
    const db = caseDatabase(CASES);
    changeRecords(db, (record) => (record.id === 2 ? undefined : record));
    const table = loadColumns(db);
    expect([...(unpackColumns(packColumns(table))?.ids ?? [])]).toEqual([1, 3, 4]);
  });

  it('reads the saved form on the second opening and does not build again', async () => {
    const db = caseDatabase(CASES);
    const runs = { count: 0 };
    const first = await createColumnStore(db, writerOn(db, runs)).current();
    const second = await createColumnStore(db, writerOn(db, runs)).current();
    expect(runs.count).toBe(1);
    expect(second).toEqual(first);
  });

  it('sees new cases after an import, and never the older saved form', async () => {
    const db = caseDatabase(CASES);
    const columns = createColumnStore(db, writerOn(db, { count: 0 })).current;
    expect((await columns()).rows).toBe(4);
    addCase(db, 1, { date: '2015-01-01', lines: [{ drug: ['G2.1'], kg: 1 }] });
    raiseDataVersion(db);
    const table = await columns();
    expect([table.rows, table.dataVersion]).toEqual([5, dataVersion(db)]);
  });

  it('goes on looking at the cases of before while added ones are built in; calculations wait', async () => {
    const db = caseDatabase(CASES);
    const { writer, go } = waitingWriter(db);
    const { current, shown } = createColumnStore(db, writer);
    go();
    expect((await shown()).rows).toBe(4);
    addMany(db);
    const added = current();
    const before = await shown();
    expect([before.rows, before.dataVersion]).toEqual([4, dataVersion(db) - 1]);
    go();
    expect((await added).rows).toBe(4 + ADDED);
    expect(await shown()).toBe(await added);
  });

  it('waits for the cases of now where others were changed than added', async () => {
    const db = caseDatabase(CASES);
    const { writer, go } = waitingWriter(db);
    const { current, shown } = createColumnStore(db, writer);
    go();
    await current();
    addMany(db);
    changeRecords(db, (record) => (record.id === 2 ? undefined : record));
    raiseDataVersion(db);
    const now = shown();
    go();
    expect((await now).rows).toBe(3 + ADDED);
  });

  it('shows nothing older when the cases of now cannot be read', async () => {
    const db = caseDatabase(CASES);
    const { current, shown } = createColumnStore(db, writerOn(db, { count: 0 }));
    await current();
    addMany(db);
    db.exec('ALTER TABLE record_block RENAME TO gone');
    await expect(current()).rejects.toThrow('record_block');
    await expect(shown()).rejects.toThrow('record_block');
  });

  it('shares one load between panels that ask at the same time', async () => {
    const db = caseDatabase(CASES);
    const runs = { count: 0 };
    const columns = createColumnStore(db, writerOn(db, runs)).current;
    const [left, right] = await Promise.all([columns(), columns()]);
    expect(left).toBe(right);
    expect(runs.count).toBe(1);
  });

  it('gets true columns although the saved form was altered at any byte', async () => {
    const db = caseDatabase(CASES);
    saveColumns(db, {}, task);
    const saved = readColumnBlock(db, dataVersion(db)) as Uint8Array;
    for (let at = 0; at < saved.length; at++) {
      const altered = Uint8Array.from(saved);
      altered[at] = (altered[at] as number) ^ 1;
      expect(unpackColumns(altered), `byte ${at}`).toBeUndefined();
    }
    db.prepare('UPDATE column_block SET bytes = ?').run(Buffer.from('not columns at all, and long enough to hold a header of its own'));
    expect(await createColumnStore(db, writerOn(db, { count: 0 })).current()).toEqual(loadColumns(db));
  });

  it('gets true columns while the writer is busy with another task', async () => {
    const db = caseDatabase(CASES);
    const busy = { run: () => Promise.reject(new StowageError('busy', 'The workspace is busy.')) } as unknown as Writer;
    expect(await createColumnStore(db, busy).current()).toEqual(loadColumns(db));
  });

  it('can open an empty workspace', async () => {
    const db = caseDatabase([]);
    const table = await createColumnStore(db, writerOn(db, { count: 0 })).current();
    expect([table.rows, table.codes.transport?.codes]).toEqual([0, []]);
  });
});
