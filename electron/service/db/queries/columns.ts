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

/** The saved columns of a data version; undefined when there are none or they are older. */
export function readColumnBlock(db: Db, dataVersion: number): Uint8Array | undefined {
  const sql = 'SELECT bytes FROM column_block WHERE name = ? AND data_version = ?';
  return db.prepare<[string, number], Uint8Array>(sql).pluck().get(BLOCK, dataVersion);
}

/** The columns as they were saved last, of whatever data version. */
export function readLastColumnBlock(db: Db): Uint8Array | undefined {
  return db.prepare<[string], Uint8Array>('SELECT bytes FROM column_block WHERE name = ?').pluck().get(BLOCK);
}

export function writeColumnBlock(db: WriteDb, dataVersion: number, bytes: Uint8Array): void {
  const sql = `INSERT INTO column_block (name, data_version, bytes) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET data_version = excluded.data_version, bytes = excluded.bytes`;
  db.prepare(sql).run(BLOCK, dataVersion, bytes);
}
