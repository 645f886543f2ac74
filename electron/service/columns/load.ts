import { replaceRows } from '../../../shared/columns/replace-rows.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ReadDb, WriteDb } from '../db/connect.ts';
import { mergedAway, mergedLines, recordCount } from '../db/queries/columns.ts';
import { changesSince, dataVersion } from '../db/queries/meta.ts';
import { createRecordFinder, lastRecordId, type RecordBlock, recordBlocks } from '../db/queries/records.ts';
import { regimeBounds, reportingBreaks } from '../db/queries/regimes.ts';
import { numberAt } from '../records/columns.ts';
import { regimeColumn } from '../regime/regime-column.ts';
import { createTableBuilder, type TableBuilder } from './table-builder.ts';

/** Builds the columns from the records. `alive` is called now and then and may throw. */
export function loadColumns(db: ReadDb | WriteDb, alive: () => void = () => undefined): ColumnTable {
  return db.transaction(() => {
    const builder = createTableBuilder(db, recordCount(db));
    const away = new Set(mergedAway(db));
    for (const block of recordBlocks(db)) {
      alive();
      builder.read(block, (id) => !away.has(id));
    }
    addMergedLines(db, builder);
    return withRegimes(db, builder.finish(dataVersion(db)), dataVersion(db));
  })();
}

function addMergedLines(db: ReadDb | WriteDb, builder: TableBuilder, isWanted: (lead: number) => boolean = () => true): void {
  const find = createRecordFinder(db);
  for (const { lead, member } of mergedLines(db)) {
    const found = isWanted(lead) ? find(member) : undefined;
    if (found) builder.addLines(lead, found);
  }
}

/** Rows that were added and are read while others wait; more are read in the writer thread. */
const MOST_ADDED = 20_000;

/**
 * A table brought up to date: rows that changes touched are read again, rows above those it holds are read for the first time, all others are
 * kept. Undefined where what changed is not known to the row, or is so much that reading everything is as quick or takes too long here.
 */
export function advanceColumns(db: ReadDb, table: ColumnTable): ColumnTable | undefined {
  return db.transaction(() => {
    const changes = changesSince(db, table.dataVersion);
    if (!changes) return undefined;
    const last = lastRecordId(db);
    const above = Math.min(...changes.map((change) => ('above' in change ? change.above : Number.POSITIVE_INFINITY)), last);
    const touched = new Set(changes.flatMap((change) => ('ids' in change ? change.ids : [])));
    if (last - above > Math.min(MOST_ADDED, table.rows / 2)) return undefined;
    const isReplaced = (id: number): boolean => id > above || touched.has(id);
    const merged = replaceRows(table, loadSome(db, above, touched, isReplaced), isReplaced);
    return withRegimes(db, merged, dataVersion(db));
  })();
}

/** The cases above an id, and some below it. */
function loadSome(db: ReadDb, above: number, touched: ReadonlySet<number>, isReplaced: (id: number) => boolean): ColumnTable {
  const blocks = [...blocksOf(db, touched, above), ...recordBlocks(db, above)];
  const away = new Set(mergedAway(db));
  const isWanted = (id: number): boolean => isReplaced(id) && !away.has(id);
  const builder = createTableBuilder(db, countWanted(blocks, isWanted));
  for (const block of blocks) builder.read(block, isWanted);
  addMergedLines(db, builder, isReplaced);
  return builder.finish(0);
}

/** The blocks that hold some of these ids and none above the bound, in their order. */
function blocksOf(db: ReadDb, ids: ReadonlySet<number>, above: number): RecordBlock[] {
  const find = createRecordFinder(db);
  const found = new Map<number, RecordBlock>();
  for (const id of [...ids].sort((a, b) => a - b)) {
    const block = find(id)?.block;
    if (block && block.lastId <= above) found.set(block.firstId, block);
  }
  return [...found.values()];
}

function countWanted(blocks: readonly RecordBlock[], isWanted: (id: number) => boolean): number {
  let wanted = 0;
  for (const block of blocks) {
    const ids = block.column('id');
    let last = -1;
    for (let row = 0; row < block.rows; row++) {
      const id = numberAt(ids, row);
      if (id !== last && isWanted(id)) wanted++;
      last = id;
    }
  }
  return wanted;
}

function withRegimes(db: ReadDb | WriteDb, table: ColumnTable, version: number): ColumnTable {
  const breaks = reportingBreaks(db);
  const { regime: _, ...codes } = table.codes;
  const plain = { ...table, dataVersion: version, breaks, codes };
  return { ...plain, codes: { ...codes, regime: regimeColumn(plain, regimeBounds(db, breaks)) } };
}
