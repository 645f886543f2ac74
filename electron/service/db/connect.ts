import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StowageError } from '../../../shared/errors.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that can only read: query handlers get nothing else. */
export type ReadDb = Omit<Database.Database, 'exec'> & { readonly [readable]: true };
/** The one connection that writes; it lives in the writer thread. A WriteDb may be read from as well. */
export type WriteDb = Database.Database & { readonly [readable]: true; readonly [writable]: true };

/** Bytes of one page. */
export const PAGE_SIZE = 4096;
/** Milliseconds SQLite itself waits for another connection before it reports busy. */
const BUSY_MS = 2000;
const CHECKPOINT_ATTEMPTS = 5;

/** Set on every connection and read back, since a build's defaults differ: [pragma, value to set, value read back]. */
const SETTINGS: readonly (readonly [string, string, number])[] = [
  ['synchronous', 'FULL', 2],
  ['temp_store', 'MEMORY', 2],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['mmap_size', '0', 0],
];

const UNREADABLE =
  'The database file cannot be read with the key of its key ring: it is damaged, or file and key ring are not from the same moment. ' +
  'Nothing altered is shown. Restore the whole workspace folder from a backup, never single files of it.';

/** Opens for reading. Close it before the connection that writes, so that no `-wal` file stays behind. */
export function openReadDb(file: string, key: Uint8Array): ReadDb {
  return openKeyed(file, key, { readonly: true, fileMustExist: true }) as unknown as ReadDb;
}

export function openWriteDb(file: string, key: Uint8Array): WriteDb {
  return openKeyed(file, key, { fileMustExist: true }) as WriteDb;
}

/** Makes a new, empty database; the file must not exist. */
export function createDb(file: string, key: Uint8Array): WriteDb {
  if (existsSync(file))
    throw new StowageError('invalid-input', 'There is a database file already. Nothing was changed. Choose another name.');
  // For its owner alone; SQLite gives its log the same rights.
  closeSync(openSync(file, 'wx', 0o600));
  const db = applyKey(new Database(file, { timeout: BUSY_MS }), key);
  db.pragma(`page_size = ${PAGE_SIZE}`);
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('journal_mode = WAL');
  applySettings(db);
  return db as WriteDb;
}

/** What the connection really uses, by pragma. */
export function readSettings(db: ReadDb | WriteDb): Record<string, unknown> {
  const names = ['cipher', 'legacy', 'journal_mode', 'page_size', ...SETTINGS.map(([name]) => name)];
  return Object.fromEntries(names.map((name) => [name, db.pragma(name, { simple: true })]));
}

/** Re-encrypts every page in one transaction. Every other connection must be closed. */
export function rekeyDb(db: WriteDb, key: Uint8Array): void {
  const raw = rawKey(key);
  try {
    db.rekey(raw);
  } finally {
    raw.fill(0);
  }
}

/** Moves everything from the log into the database file, gives back free pages and empties the log; `busy` while a reader holds it. */
export function checkpoint(db: WriteDb): void {
  releaseFreePages(db);
  for (let attempt = 0; attempt < CHECKPOINT_ATTEMPTS; attempt++) {
    const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (row?.busy === 0) return;
  }
  throw new StowageError(
    'busy',
    'Another part of the program is still reading, so the last change could not be moved into the database file. It is saved in its log. Try again in a moment.',
  );
}

/** Free pages are never read by a check of integrity, so none are kept: every byte of the file stays verifiable. */
function releaseFreePages(db: WriteDb): void {
  const free = db.pragma('freelist_count', { simple: true }) as number;
  if (free > 0) db.pragma('incremental_vacuum');
}

function openKeyed(file: string, key: Uint8Array, options: Database.Options): Database.Database {
  refuseCutFile(file);
  const db = applyKey(new Database(file, { ...options, timeout: BUSY_MS }), key);
  try {
    applySettings(db);
    return db;
  } catch (error) {
    db.close();
    throw isUnreadable(error) ? damagedDatabase() : error;
  }
}

/** SQLite takes an empty file for a new database, so a cut file is refused before SQLite sees it. */
function refuseCutFile(file: string): void {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size;
  if (bytes !== undefined && bytes >= PAGE_SIZE) return;
  const what = bytes === undefined ? 'is missing' : 'was cut short';
  throw new StowageError(
    'database-damaged',
    `The database file of this workspace ${what}. Restore the whole workspace folder from a backup.`,
  );
}

function applyKey(db: Database.Database, key: Uint8Array): Database.Database {
  const raw = rawKey(key);
  db.pragma("cipher = 'sqlcipher'");
  db.pragma('legacy = 4');
  db.key(raw);
  raw.fill(0);
  return db;
}

function rawKey(key: Uint8Array): Buffer {
  if (key.length !== 32) throw new Error('A data key has 32 bytes.');
  return Buffer.concat([Buffer.from('raw:'), key]);
}

function applySettings(db: Database.Database): void {
  if (db.pragma('journal_mode', { simple: true }) !== 'wal') throw damagedDatabase();
  for (const [name, value, expected] of SETTINGS) {
    db.pragma(`${name} = ${value}`);
    if (db.pragma(name, { simple: true }) !== expected) throw new Error(`SQLite did not accept ${name} = ${value}.`);
  }
}

export function damagedDatabase(): StowageError {
  return new StowageError('database-damaged', UNREADABLE);
}

/** Whether SQLite found something that is not, or not wholly, a database under this key. */
export function isUnreadable(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return (
    code === 'SQLITE_NOTADB' ||
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_IOERR_DATA' ||
    code.startsWith('SQLITE_IOERR_SHORT_READ')
  );
}
