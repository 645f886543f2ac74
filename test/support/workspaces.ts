import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadDb, openWriteDb, type ReadDb, type WriteDb } from '../../electron/service/db/connect.ts';
import { createWorkspace } from '../../electron/service/workspace/create.ts';
import { FLOOR_KDF } from '../../electron/service/workspace/derive.ts';
import type { OpenWorkspace } from '../../electron/service/workspace/members.ts';
import { type WorkspacePaths, workspacePaths } from '../../electron/service/workspace/paths.ts';
import { type Credentials, type Unlocked, unlock } from '../../electron/service/workspace/unlock.ts';
import { addImport } from './case-database.ts';
import { addRecords, storedRecords } from './records.ts';

/** An invented passphrase; the cheapest derivation allowed keeps tests quick. */
export const PASSPHRASE = 'seven grey herons wading';
export const OTHER_PASSPHRASE = 'two lamps by the harbour';

export interface TestWorkspace {
  folder: string;
  paths: WorkspacePaths;
  recoveryCode: string;
  remove(): void;
}

export async function makeWorkspace(name = 'Test'): Promise<TestWorkspace> {
  const parent = mkdtempSync(join(tmpdir(), 'stowage-test-'));
  const folder = join(parent, `${name}.stowage`);
  const { recoveryCode } = await createWorkspace({ folder, name, sign: 'AB', passphrase: PASSPHRASE, kdf: FLOOR_KDF });
  return { folder, paths: workspacePaths(folder), recoveryCode, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** Unlocks, hands the writing connection over, and closes everything again. */
export async function withOpen<T>(
  folder: string,
  use: (db: WriteDb, open: OpenWorkspace, unlocked: Unlocked) => T | Promise<T>,
  credentials: Credentials = { passphrase: PASSPHRASE },
): Promise<T> {
  const unlocked = await unlock(folder, credentials);
  const db = openWriteDb(workspacePaths(folder).database, unlocked.dataKey);
  const open = { folder, dataKey: unlocked.dataKey, slotId: unlocked.slotId, analyst: unlocked.sign };
  try {
    return await use(db, open, unlocked);
  } finally {
    db.close();
    unlocked.release();
  }
}

/** The data key alone, with the workspace locked again. */
export async function keyOf(folder: string, credentials: Credentials = { passphrase: PASSPHRASE }): Promise<Buffer> {
  const unlocked = await unlock(folder, credentials);
  const key = Buffer.from(unlocked.dataKey);
  unlocked.release();
  return key;
}

/** Code of the refusal, or `none`. */
export async function codeOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return 'none';
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
  }
}

/** The same numbers for the same seed (mulberry32), from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One import of invented records and as many values without a code, in tables of the real schema; some 0.9 MB by default. */
export function fillWithInvented(db: WriteDb, rows = 6000): void {
  const random = seeded(7);
  const word = (id: number): string => `invented place ${id} ${Math.floor(random() * 1e9).toString(36)}`;
  const value = db.prepare("INSERT INTO unmapped VALUES (1, 'place', ?, ?)");
  const set = db.prepare('INSERT INTO code_set (id, facet, codes) VALUES (?, ?, ?)');
  const block = db.prepare('INSERT INTO column_block (name, data_version, bytes) VALUES (?, 1, ?)');
  db.transaction(() => {
    addImport(db);
    for (let id = 1; id <= rows; id++) value.run(word(id), id);
    for (let id = 1; id <= 500; id++) set.run(id, 'drug', JSON.stringify([`G${id}`]));
    addRecords(
      db,
      1,
      Array.from({ length: rows }, (_, at) => ({ id: at + 1, place_text: word(at + 1), drug: 1 + (at % 500), kg: random() })),
    );
    for (let id = 1; id <= 6; id++) block.run(`column ${id}`, Buffer.from(Float64Array.from({ length: 6000 }, random).buffer));
  })();
}

/** Invented rows that are there; throws unless every value has its record. */
export function countInvented(db: ReadDb | WriteDb): number {
  const values = db.prepare<[], number>('SELECT count(*) FROM unmapped').pluck().get() ?? 0;
  const records = storedRecords(db).length;
  if (values !== records) throw new Error(`${values} values without a code beside ${records} records`);
  return values;
}

/** Every row of every table as text; throws what SQLite throws where a page cannot be authenticated. `seen` gets the rows read before that. */
export function dump(db: ReadDb | WriteDb, seen: string[] = []): string[] {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
  for (const table of tables) {
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate()) seen.push(`${table} ${lineOf(row)}`);
  }
  return seen;
}

function lineOf(row: unknown): string {
  return JSON.stringify(row, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value));
}

export function dumpFile(file: string, key: Uint8Array): string[] {
  const db = openReadDb(file, key);
  try {
    return dump(db);
  } finally {
    db.close();
  }
}

/** Every byte of every file of a folder. */
export function bytesOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}
