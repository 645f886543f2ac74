import { packBlock, type UnpackedBlock, unpackBlock } from '../../records/block.ts';
import { numberAt, type RecordColumns } from '../../records/columns.ts';
import { damagedDatabase, type ReadDb, type WriteDb } from '../connect.ts';
import { dataVersion } from './meta.ts';

type Db = ReadDb | WriteDb;

/** Records of one import with ids that no other block holds in between. */
export interface RecordBlock extends UnpackedBlock {
  importId: number;
  firstId: number;
  lastId: number;
}

/** Rows of a block: few enough that one case is found quickly, and enough that a block packs well. */
const BLOCK_ROWS = 4096;

const INSERT = `INSERT INTO record_block (first_id, last_id, import_id, rows, cases, events, codec, unpacked_bytes, bytes)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Stores records, whose ids ascend and stand in no block yet, in blocks; all lines of a case stand in the same one. */
export function insertRecords(db: WriteDb, importId: number, columns: RecordColumns, rows: number): void {
  const insert = db.prepare(INSERT);
  const id = (row: number): number => numberAt(columns.id, row);
  for (let from = 0; from < rows; ) {
    let to = Math.min(rows, from + BLOCK_ROWS);
    while (to < rows && id(to) === id(to - 1)) to++;
    let [cases, events] = [0, 0];
    for (let row = from; row < to; row++) {
      if (row > from && id(row) === id(row - 1)) continue;
      cases++;
      events += numberAt(columns.events, row);
    }
    const { codec, unpackedBytes, bytes } = packBlock(columns, from, to);
    insert.run(id(from), id(to - 1), importId, to - from, cases, events, codec, unpackedBytes, bytes);
    from = to;
  }
}

interface StoredBlock {
  first_id: number;
  last_id: number;
  import_id: number;
  codec: string;
  unpacked_bytes: number;
  bytes: Buffer;
}

function opened({ first_id, last_id, import_id, codec, unpacked_bytes, bytes }: StoredBlock): RecordBlock {
  try {
    return { ...unpackBlock({ codec, unpackedBytes: unpacked_bytes, bytes }), importId: import_id, firstId: first_id, lastId: last_id };
  } catch {
    throw damagedDatabase();
  }
}

const BLOCK = 'SELECT first_id, last_id, import_id, codec, unpacked_bytes, bytes FROM record_block';
const NEXT = `${BLOCK} WHERE first_id > ? AND last_id > ? AND (? = 0 OR import_id = ?) ORDER BY first_id LIMIT 1`;

/** The blocks that hold ids above a number, in ascending order of id; each is read when it is asked for. `importId` 0 means all. */
export function* recordBlocks(db: Db, above = 0, importId = 0): Generator<RecordBlock, undefined> {
  const next = db.prepare<[number, number, number, number], StoredBlock>(NEXT);
  for (let last = -1; ; ) {
    const found = next.get(last, above, importId, importId);
    if (!found) return;
    yield opened(found);
    last = found.first_id;
  }
}

/** The block that begins with this id; throws where there is none. */
export function recordBlockAt(db: Db, firstId: number): RecordBlock {
  return opened(db.prepare<[number], StoredBlock>(`${BLOCK} WHERE first_id = ?`).get(firstId) as StoredBlock);
}

/** Where a case stands: its rows in the block begin at `at`. */
export interface FoundRecord {
  block: RecordBlock;
  at: number;
  rows: number;
}

/** Finds cases by id; undefined for one that is not there. */
export type RecordFinder = (id: number) => FoundRecord | undefined;

const KEPT_BLOCKS = 32;
const HOLDING = `${BLOCK} WHERE first_id <= ? ORDER BY first_id DESC LIMIT 1`;

/** Keeps the blocks found last: only for as long as no block changes. */
export function createRecordFinder(db: Db): RecordFinder {
  const holding = db.prepare<[number], StoredBlock>(HOLDING);
  const kept: RecordBlock[] = [];
  const blockOf = (id: number): RecordBlock | undefined => {
    const at = kept.findIndex(({ firstId, lastId }) => firstId <= id && id <= lastId);
    if (at >= 0) {
      const [block] = kept.splice(at, 1) as [RecordBlock];
      kept.unshift(block);
      return block;
    }
    const found = holding.get(id);
    if (!found || found.last_id < id) return undefined;
    const block = opened(found);
    kept.unshift(block);
    kept.length = Math.min(kept.length, KEPT_BLOCKS);
    return block;
  };
  return (id) => {
    const block = blockOf(id);
    return block && findIn(block, id);
  };
}

function findIn(block: RecordBlock, id: number): FoundRecord | undefined {
  const ids = block.column('id');
  let [low, high] = [0, block.rows];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberAt(ids, middle) < id) low = middle + 1;
    else high = middle;
  }
  let rows = 0;
  while (low + rows < block.rows && numberAt(ids, low + rows) === id) rows++;
  return rows === 0 ? undefined : { block, at: low, rows };
}

const finders = new WeakMap<Db, { version: number; find: RecordFinder }>();

/** A finder kept for a connection until the data change. A task that changes blocks uses one of its own. */
export function recordFinder(db: Db): RecordFinder {
  const version = dataVersion(db);
  const known = finders.get(db);
  if (known?.version === version) return known.find;
  const find = createRecordFinder(db);
  finders.set(db, { version, find });
  return find;
}

/** Greatest id of a record, 0 without any. */
export function lastRecordId(db: Db): number {
  return db.prepare<[], number>('SELECT last_id FROM record_block ORDER BY first_id DESC LIMIT 1').pluck().get() ?? 0;
}

/** Sums over all blocks, or those of one import; `lines` counts a case without a drug line as one. */
export function recordSums(db: Db, importId = 0): { lines: number; cases: number; events: number } {
  const sql = `SELECT coalesce(sum(rows), 0) AS lines, coalesce(sum(cases), 0) AS cases, coalesce(sum(events), 0) AS events
    FROM record_block WHERE ? = 0 OR import_id = ?`;
  type Sums = ReturnType<typeof recordSums>;
  return db.prepare<[number, number], Sums>(sql).get(importId, importId) ?? { lines: 0, cases: 0, events: 0 };
}

export interface BlockBounds {
  firstId: number;
  lastId: number;
  cases: number;
}

/** Bounds of the blocks of one import, or of all others, in ascending order. */
export function blockBounds(db: Db, importId: number, others = false): BlockBounds[] {
  const sql = `SELECT first_id AS firstId, last_id AS lastId, cases FROM record_block WHERE import_id ${others ? '<>' : '='} ? ORDER BY first_id`;
  return db.prepare<[number], BlockBounds>(sql).all(importId);
}

/** What stands beside each block of what it holds. */
export interface BlockTotals extends BlockBounds {
  rows: number;
  events: number;
}

/** In ascending order. */
export function blockTotals(db: Db): BlockTotals[] {
  const sql = 'SELECT first_id AS firstId, last_id AS lastId, rows, cases, events FROM record_block ORDER BY first_id';
  return db.prepare<[], BlockTotals>(sql).all();
}

export function deleteBlock(db: WriteDb, firstId: number): void {
  db.prepare('DELETE FROM record_block WHERE first_id = ?').run(firstId);
}
