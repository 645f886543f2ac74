import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openReadDb, openWriteDb } from '../../electron/service/db/connect.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import {
  codeOf,
  dump,
  dumpFile,
  fillWithInvented,
  keyOf,
  makeWorkspace,
  PASSPHRASE,
  seeded,
  type TestWorkspace,
  withOpen,
} from '../support/workspaces.ts';

export interface DatabaseFlips {
  flips: number;
  /** Flips in pages that hold something: those that a check must report. */
  inUsedPages: number;
  /** Of those, reported when opening or by the check. */
  reported: number;
  /** Opened far enough to be read at all. */
  readable: number;
  /** Rows handed out, in all runs, that were not in the workspace before. Must be 0. */
  alteredRows: number;
  /** Reads that came to their end without an error and yet lacked rows. Must be 0. */
  silentlyShort: number;
  bytes: number;
  freePages: number;
}

/** Flips single bits of `data.db` of an invented workspace, one at a time, and looks at what opening, reading and checking say. */
export async function flipDatabase(count: number, seed: number): Promise<DatabaseFlips> {
  const workspace = await makeWorkspace();
  try {
    await withOpen(workspace.folder, (db) => fillWithInvented(db));
    return flipEach(workspace, await keyOf(workspace.folder), count, seeded(seed));
  } finally {
    workspace.remove();
  }
}

function flipEach(workspace: TestWorkspace, key: Buffer, count: number, random: () => number): DatabaseFlips {
  const { database } = workspace.paths;
  const whole = readFileSync(database);
  const truth = new Set(dumpFile(database, key));
  const freePages = freePagesOf(workspace, key);
  if (freePages > 0) throw new Error('The workspace to be flipped has free pages.');
  const figures: DatabaseFlips = {
    flips: count,
    inUsedPages: count,
    reported: 0,
    readable: 0,
    alteredRows: 0,
    silentlyShort: 0,
    bytes: whole.length,
    freePages,
  };
  for (let flip = 0; flip < count; flip++) {
    writeFileSync(database, flipped(whole, random));
    const { seen, refused } = readAll(database, key);
    figures.silentlyShort += !refused && seen.length !== truth.size ? 1 : 0;
    figures.readable += seen.length > 0 ? 1 : 0;
    figures.alteredRows += seen.filter((row) => !truth.has(row)).length;
    figures.reported += isReported(workspace, key) ? 1 : 0;
    removeSiblings(database);
  }
  writeFileSync(database, whole);
  return figures;
}

function freePagesOf(workspace: TestWorkspace, key: Buffer): number {
  const db = openWriteDb(workspace.paths.database, key);
  const { pages, problems } = verifyWorkspace(db, workspace.folder);
  db.close();
  if (problems.length > 0) throw new Error(`The workspace to be flipped has problems: ${JSON.stringify(problems)}`);
  return pages.free;
}

function flipped(whole: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(whole);
  const at = Math.floor(random() * copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return copy;
}

/** The rows that can be had, up to the page that is refused. */
function readAll(file: string, key: Buffer): { seen: string[]; refused: boolean } {
  const seen: string[] = [];
  try {
    const db = openReadDb(file, key);
    try {
      dump(db, seen);
    } finally {
      db.close();
    }
  } catch {
    return { seen, refused: true };
  }
  return { seen, refused: false };
}

function isReported(workspace: TestWorkspace, key: Buffer): boolean {
  try {
    const db = openWriteDb(workspace.paths.database, key);
    try {
      return !verifyWorkspace(db, workspace.folder).ok;
    } finally {
      db.close();
    }
  } catch {
    return true;
  }
}

function removeSiblings(file: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
}

export interface KeyringFlips {
  flips: number;
  /** One copy damaged: opened by the other. */
  opened: number;
  /** Of those, both copies whole and equal afterwards. */
  repaired: number;
  /** Both copies damaged: how often each code was given. */
  refusals: Record<string, number>;
}

/** Flips a bit in one copy of the key ring, unlocks and compares; then one in each copy, which must be refused by name. */
export async function flipKeyring(count: number, seed: number): Promise<KeyringFlips> {
  const workspace = await makeWorkspace();
  try {
    return await flipRings(workspace, count, seeded(seed));
  } finally {
    workspace.remove();
  }
}

async function flipRings(workspace: TestWorkspace, count: number, random: () => number): Promise<KeyringFlips> {
  const copies = [workspace.paths.keyring, workspace.paths.keyringCopy];
  const whole = readFileSync(workspace.paths.keyring);
  const figures: KeyringFlips = { flips: count, opened: 0, repaired: 0, refusals: {} };
  for (let flip = 0; flip < count; flip++) {
    writeFileSync(copies[flip % 2] ?? '', flipped(whole, random));
    const code = await codeOf(async () => (await unlock(workspace.folder, { passphrase: PASSPHRASE })).release());
    figures.opened += code === 'none' ? 1 : 0;
    figures.repaired += copies.every((file) => sha256(readFileSync(file)) === sha256(whole)) ? 1 : 0;
    for (const file of copies) writeFileSync(file, flipped(whole, random));
    const refusal = await codeOf(() => unlock(workspace.folder, { passphrase: PASSPHRASE }));
    figures.refusals[refusal] = (figures.refusals[refusal] ?? 0) + 1;
    for (const file of copies) writeFileSync(file, whole);
  }
  return figures;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { database: { type: 'string' }, keyring: { type: 'string' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? 1);
  const database = await flipDatabase(Number(values.database ?? 400), seed);
  const keyring = await flipKeyring(Number(values.keyring ?? 300), seed);
  console.log(JSON.stringify({ database, keyring }, null, 2));
  const right = database.reported === database.inUsedPages && database.alteredRows + database.silentlyShort === 0;
  const named =
    keyring.opened === keyring.flips && keyring.repaired === keyring.flips && keyring.refusals['keyring-damaged'] === keyring.flips;
  process.exitCode = right && named ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
