import { createHash } from 'node:crypto';
import type { ReadDb, WriteDb } from '../connect.ts';
import { getMeta, setMeta } from './meta.ts';

/** Ids, counts and hashes only, never case data: an entry cannot be erased without breaking the chain. */
export type LogObjects = Record<string, string | number>;

export interface LogEntry {
  /** Sign of the analyst who did it. */
  analyst: string;
  /** What was done, such as `import.stored` or `analyst.added`. */
  action: string;
  objects?: LogObjects;
  /** Why, in the analyst's words; empty where none was asked. */
  reason?: string;
}

interface LogRow {
  seq: number;
  at: string;
  analyst: string;
  action: string;
  objects: string;
  reason: string;
  previousHash: string;
  hash: string;
}

export interface LogProblem {
  /** The first entry that is wrong. */
  seq: number;
  message: string;
}

export interface LogHead {
  seq: number;
  hash: string;
}

const DOMAIN = 'stowage-log-1';
const START: LogHead = { seq: 0, hash: '0'.repeat(64) };
const ROWS = 'SELECT seq, at, analyst, action, objects, reason, previous_hash AS previousHash, hash FROM log';
const INSERT = `INSERT INTO log (seq, at, analyst, action, objects, reason, previous_hash, hash)
  VALUES (@seq, @at, @analyst, @action, @objects, @reason, @previousHash, @hash)`;

/** Adds one entry to the hash chain. Call it inside the transaction of the change it tells of. */
export function appendLog(db: WriteDb, entry: LogEntry): LogHead {
  if (!db.inTransaction) throw new Error('A log entry is written in the transaction of its change.');
  const previous = logHead(db);
  const row = {
    seq: previous.seq + 1,
    at: new Date().toISOString(),
    analyst: entry.analyst,
    action: entry.action,
    objects: JSON.stringify(entry.objects ?? {}),
    reason: entry.reason ?? '',
    previousHash: previous.hash,
  };
  const head = { seq: row.seq, hash: chainHash(row) };
  db.prepare(INSERT).run({ ...row, hash: head.hash });
  setMeta(db, 'log_head', JSON.stringify(head));
  return head;
}

/** The last entry as kept beside the log, so that a cut at its end shows. */
export function logHead(db: ReadDb | WriteDb): LogHead {
  const text = getMeta(db, 'log_head');
  return text === undefined ? START : (JSON.parse(text) as LogHead);
}

/** SHA-256 over domain, previous hash and the row as a JSON array, joined by line feeds; hexadecimal. */
function chainHash(row: Omit<LogRow, 'hash'>): string {
  const canonical = JSON.stringify([row.seq, row.at, row.analyst, row.action, row.objects, row.reason]);
  return createHash('sha256').update(`${DOMAIN}\n${row.previousHash}\n${canonical}`).digest('hex');
}

/** Follows the chain from its start. Stops at the first wrong entry: what comes after cannot be told apart. */
export function verifyLog(db: ReadDb | WriteDb): LogProblem[] {
  let last = START;
  for (const row of db.prepare<[], LogRow>(`${ROWS} ORDER BY seq`).iterate()) {
    const message = problemOfRow(row, last);
    if (message) return [{ seq: last.seq + 1, message }];
    last = { seq: row.seq, hash: row.hash };
  }
  return problemOfTail(last, logHead(db));
}

function problemOfRow(row: LogRow, last: LogHead): string | undefined {
  const expected = last.seq + 1;
  if (row.seq !== expected) return `The log has no entry ${expected}: one was removed, added or moved there.`;
  if (row.previousHash !== last.hash) return `Entry ${expected} of the log does not follow from the one before it.`;
  if (row.hash !== chainHash(row)) return `Entry ${expected} of the log was altered.`;
  return undefined;
}

function problemOfTail(last: LogHead, head: LogHead): LogProblem[] {
  if (last.seq < head.seq)
    return [{ seq: last.seq + 1, message: `The log ends before entry ${last.seq + 1}, but ${head.seq} were written.` }];
  if (last.seq > head.seq)
    return [{ seq: head.seq + 1, message: `Entry ${head.seq + 1} was added to the log by other means than this program.` }];
  if (last.hash !== head.hash) return [{ seq: last.seq, message: `Entry ${last.seq} of the log was replaced.` }];
  return [];
}

export interface LogListing {
  total: number;
  entries: { seq: number; at: string; analyst: string; action: string; summary: string }[];
}

/** The newest entries first. */
export function listLog(db: ReadDb | WriteDb, limit: number): LogListing {
  const total = db.prepare<[], number>('SELECT count(*) FROM log').pluck().get() ?? 0;
  const rows = db.prepare<[number], LogRow>(`${ROWS} ORDER BY seq DESC LIMIT ?`).all(limit);
  return { total, entries: rows.map(({ seq, at, analyst, action, ...row }) => ({ seq, at, analyst, action, summary: summaryOf(row) })) };
}

function summaryOf(row: { objects: string; reason: string }): string {
  const objects = Object.entries(JSON.parse(row.objects) as LogObjects).map(([name, value]) => `${name} ${value}`);
  return [...objects, ...(row.reason ? [row.reason] : [])].join(', ');
}
