import { sharedUint8 } from '../../columns/buffers.ts';
import { numberAt } from '../../records/columns.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import { recordFinder, recordSums } from './records.ts';

type Db = ReadDb | WriteDb;

const BLOCK = 'cases';

/** Members of a merge that are no cases of their own: what they hold stands in the lead, or stands there already. */
const MERGED_AWAY = `SELECT seizure_id FROM merge_member WHERE role <> 'lead'
  AND merge_id IN (SELECT merge_id FROM merge_member WHERE role = 'lead')`;

/** In ascending order. */
export function mergedAway(db: Db): number[] {
  return db.prepare<[], number>(`${MERGED_AWAY} ORDER BY seizure_id`).pluck().all();
}

/** Rows whose drug lines belong to the lead case of their merge. */
export function mergedLines(db: Db): { lead: number; member: number }[] {
  const sql = `SELECT lead.seizure_id AS lead, member.seizure_id AS member
    FROM merge_member member JOIN merge_member lead ON lead.merge_id = member.merge_id AND lead.role = 'lead'
    WHERE member.role = 'line' ORDER BY lead.seizure_id, member.seizure_id`;
  return db.prepare<[], { lead: number; member: number }>(sql).all();
}

/** Rows of the column table. */
export function recordCount(db: Db): number {
  return recordSums(db).cases - mergedAway(db).length;
}

/** Cases: an aggregated row counts as many as it stands for, a merged duplicate none. */
export function caseCount(db: Db): number {
  const find = recordFinder(db);
  const eventsOf = (id: number): number => {
    const found = find(id);
    return found ? numberAt(found.block.column('events'), found.at) : 0;
  };
  return mergedAway(db).reduce((sum, id) => sum - eventsOf(id), recordSums(db).events);
}

/** Codes of every interned set by its id. */
export function codeSets(db: Db): { id: number; facet: string; codes: string }[] {
  return db.prepare<[], { id: number; facet: string; codes: string }>('SELECT id, facet, codes FROM code_set').all();
}

/** `receivedOn` is the day of the import, UTC. */
export function importSources(db: Db): { id: number; source: string; handling: string; receivedOn: string }[] {
  const sql = 'SELECT id, source, handling, substr(imported_at, 1, 10) AS receivedOn FROM import';
  return db.prepare<[], { id: number; source: string; handling: string; receivedOn: string }>(sql).all();
}

/** The saved columns of a data version, on shared memory; undefined when there are none or they are older. */
export function readColumnBlock(db: Db, dataVersion: number): Uint8Array | undefined {
  const version = db.prepare<[string], number>('SELECT data_version FROM column_block WHERE name = ?').pluck().get(BLOCK);
  return version === dataVersion ? readLastColumnBlock(db) : undefined;
}

/** A block is kept in pieces: the first has its name, those after it the name and their number. */
const PIECE = 'SELECT bytes FROM column_block WHERE name = ?';
const pieceName = (piece: number): string => (piece === 0 ? BLOCK : `${BLOCK} ${piece}`);

/** The columns as they were saved last, of whatever data version, on shared memory. */
export function readLastColumnBlock(db: Db): Uint8Array | undefined {
  const sql = 'SELECT coalesce(sum(length(bytes)), 0) FROM column_block WHERE name = ? OR name GLOB ?';
  const size = db.prepare<[string, string], number>(sql).pluck().get(BLOCK, `${BLOCK} *`) ?? 0;
  if (size === 0) return undefined;
  const bytes = sharedUint8(size);
  const read = db.prepare<[string], Uint8Array>(PIECE).pluck();
  for (let piece = 0, at = 0; at < size; piece++) {
    const found = read.get(pieceName(piece));
    if (!found || at + found.length > size) return undefined;
    bytes.set(found, at);
    at += found.length;
  }
  return bytes;
}

export function writeColumnBlock(db: WriteDb, dataVersion: number, pieces: Iterable<Uint8Array>): void {
  db.transaction(() => {
    db.prepare('DELETE FROM column_block WHERE name = ? OR name GLOB ?').run(BLOCK, `${BLOCK} *`);
    const insert = db.prepare('INSERT INTO column_block (name, data_version, bytes) VALUES (?, ?, ?)');
    let piece = 0;
    for (const bytes of pieces) insert.run(pieceName(piece++), dataVersion, bytes);
  })();
}
