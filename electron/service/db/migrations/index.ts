import { copyFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StowageError } from '../../../../shared/errors.ts';
import { syncFile, syncFolder } from '../../workspace/files.ts';
import { checkpoint, openWriteDb, type ReadDb, type WriteDb } from '../connect.ts';
import { up as initial } from './0010-initial.ts';
import { up as workbench } from './0020-workbench.ts';
import { up as signals } from './0030-signals.ts';
import { up as documents } from './0040-documents.ts';
import { up as recordBlocks } from './0050-record-blocks.ts';
import { up as disclosure } from './0060-disclosure.ts';
import { up as releases } from './0070-releases.ts';
import { up as findingWording } from './0080-finding-wording.ts';

export interface Migration {
  /** Numbered in tens; becomes `user_version`. */
  number: number;
  up: (db: WriteDb) => void;
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 10, up: initial },
  { number: 20, up: workbench },
  { number: 30, up: signals },
  { number: 40, up: documents },
  { number: 50, up: recordBlocks },
  { number: 60, up: disclosure },
  { number: 70, up: releases },
  { number: 80, up: findingWording },
];

export function schemaVersion(db: ReadDb | WriteDb): number {
  return db.pragma('user_version', { simple: true }) as number;
}

export function latestVersion(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.at(-1)?.number ?? 0;
}

/** Throws `newer-version` for a file that a later release of the program wrote. */
export function refuseNewerVersion(db: ReadDb | WriteDb, migrations: readonly Migration[] = MIGRATIONS): void {
  const found = schemaVersion(db);
  if (found <= latestVersion(migrations)) return;
  throw new StowageError(
    'newer-version',
    'This workspace was written by a newer version of Stowage. Nothing in it was changed. Open it with that version or a later one.',
    { detail: { found, known: latestVersion(migrations) } },
  );
}

/** Brings the schema up to date, one transaction for each migration. For a file that holds data use `migrateWithCopy`. */
export function migrate(db: WriteDb, migrations: readonly Migration[] = MIGRATIONS): void {
  refuseNewerVersion(db, migrations);
  for (const migration of migrations) {
    if (migration.number <= schemaVersion(db)) continue;
    db.transaction(() => {
      migration.up(db);
      db.pragma(`user_version = ${migration.number}`);
    })();
  }
}

/** Name of the encrypted copy that stands beside the file while its schema is changed. */
export function copyBeforeMigration(file: string): string {
  return `${file}.before-migration`;
}

/**
 * Migrates an existing file: copies it (encrypted, as it is) first and puts the copy back when anything fails.
 * Takes over the open connection and returns the one to go on with.
 */
export function migrateWithCopy(db: WriteDb, file: string, key: Uint8Array, migrations: readonly Migration[] = MIGRATIONS): WriteDb {
  refuseNewerVersion(db, migrations);
  if (schemaVersion(db) === latestVersion(migrations)) return db;
  const copy = makeCopy(db, file);
  const fresh = openWriteDb(file, key);
  try {
    migrate(fresh, migrations);
    const [check] = fresh.pragma('quick_check(1)') as { quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new Error('The migrated database failed its check.');
    checkpoint(fresh);
  } catch (error) {
    fresh.close();
    restoreCopy(file);
    throw error;
  }
  rmSync(copy);
  syncFolder(dirname(file));
  return fresh;
}

function makeCopy(db: WriteDb, file: string): string {
  checkpoint(db);
  db.close();
  const copy = copyBeforeMigration(file);
  copyFileSync(file, `${copy}.tmp`);
  syncFile(`${copy}.tmp`);
  if (statSync(`${copy}.tmp`).size !== statSync(file).size) throw new Error('The copy before migration is not whole.');
  renameSync(`${copy}.tmp`, copy);
  syncFolder(dirname(file));
  return copy;
}

/**
 * Drops the copy that a cut-off migration left. Call it once the file itself has opened under its key at the latest version: each migration
 * is one transaction, so the file goes on from where it stood, and a copy of unknown origin never takes its place.
 */
export function removeMigrationLeftovers(file: string): void {
  for (const left of [copyBeforeMigration(file), `${copyBeforeMigration(file)}.tmp`]) rmSync(left, { force: true });
}

function restoreCopy(file: string): void {
  rmSync(`${file}-wal`, { force: true });
  rmSync(`${file}-shm`, { force: true });
  renameSync(copyBeforeMigration(file), file);
  syncFolder(dirname(file));
}
