import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StowageError } from '../../../shared/errors.ts';
import { checkpoint, isUnreadable, type ReadDb, type WriteDb } from '../db/connect.ts';
import { latestVersion, migrate, schemaVersion } from '../db/migrations/index.ts';
import { recordFindings } from '../db/queries/check-records.ts';
import { verifyLog } from '../db/queries/log.ts';
import { getMeta } from '../db/queries/meta.ts';
import { type WorkspacePaths, workspacePaths } from './paths.ts';
import { recordedRing } from './record.ts';
import { findRing } from './ring-store.ts';

export interface Problem {
  /** What was looked at and found wrong: `pages`, `foreign-keys`, `schema`, `records`, `log`, `keyring`, `keyring-copy`, `size`. */
  code: string;
  message: string;
}

export interface VerifyResult {
  ok: boolean;
  problems: Problem[];
  /** Pages in the file, and those of them that hold nothing and are therefore not read. */
  pages: { total: number; free: number };
}

const MAX_FINDINGS = 100;
const DAMAGED = 'Part of the database file is damaged. Nothing altered is shown. Restore the whole workspace folder from a backup.';
/** For errors of the system, whose own words may name a path. */
const KEYRING_UNREAD =
  'The key ring could not be read and compared with the database. Check the permissions of the folder, or restore the whole folder from a backup you trust.';

/** Reads everything afresh from the file: every page, references, schema, records, log, both copies of the key ring. Cannot be cancelled. */
export function verifyWorkspace(db: WriteDb, folder: string): VerifyResult {
  const paths = workspacePaths(folder);
  checkpoint(db);
  db.pragma('shrink_memory');
  const checks: (() => Problem[])[] = [
    () => pageProblems(db),
    () => foreignKeyProblems(db),
    () => schemaProblems(db),
    () => recordProblems(db),
    () => verifyLog(db).map(({ message }) => ({ code: 'log', message })),
    () => keyringProblems(db, paths),
    () => sizeProblems(db, paths),
  ];
  const problems = checks.flatMap(guarded);
  return { ok: problems.length === 0, problems: withoutDoubles(problems), pages: pageCounts(db) };
}

/** A page that cannot be authenticated makes SQLite refuse the statement; that is a finding, not a failure of the check. */
function guarded(check: () => Problem[]): Problem[] {
  try {
    return check();
  } catch (error) {
    if (isUnreadable(error)) return [{ code: 'pages', message: DAMAGED }];
    throw error;
  }
}

function pageProblems(db: ReadDb | WriteDb): Problem[] {
  const rows = db.pragma(`integrity_check(${MAX_FINDINGS})`) as { integrity_check: string }[];
  const findings = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  return findings.length === 0 ? [] : [{ code: 'pages', message: DAMAGED }, ...findings.map((message) => ({ code: 'pages', message }))];
}

function foreignKeyProblems(db: ReadDb | WriteDb): Problem[] {
  const rows = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(`${row.table} to ${row.parent}`, (counts.get(`${row.table} to ${row.parent}`) ?? 0) + 1);
  return [...counts].map(([what, count]) => ({
    code: 'foreign-keys',
    message: `${count} rows refer from ${what} to a row that does not exist.`,
  }));
}

/** Compares with the schema that the migrations make in an empty database in memory. */
function schemaProblems(db: ReadDb | WriteDb): Problem[] {
  if (schemaVersion(db) !== latestVersion())
    return [{ code: 'schema', message: `The schema has version ${schemaVersion(db)} instead of ${latestVersion()}.` }];
  const [found, expected] = [schemaOf(db), expectedSchema()];
  const wrong = [...expected.keys(), ...found.keys()].filter((name) => found.get(name) !== expected.get(name));
  return [...new Set(wrong)].map((name) => ({
    code: 'schema',
    message: `The schema was altered: ${name} is not as this program makes it.`,
  }));
}

/** A schema that was altered may lack what records are read by; that is told by itself. */
function recordProblems(db: ReadDb | WriteDb): Problem[] {
  try {
    const message = (finding: string): string => `${finding} Restore the whole workspace folder from a backup.`;
    return recordFindings(db)
      .slice(0, MAX_FINDINGS)
      .map((finding) => ({ code: 'records', message: message(finding) }));
  } catch (error) {
    if (isUnreadable(error) || schemaProblems(db).length === 0) throw error;
    return [];
  }
}

function expectedSchema(): Map<string, string> {
  const empty = new Database(':memory:') as WriteDb;
  migrate(empty);
  const schema = schemaOf(empty);
  empty.close();
  return schema;
}

/** SQL by type and name; statistics tables of SQLite's own are left out. */
export function schemaOf(db: ReadDb | WriteDb): Map<string, string> {
  const sql = `SELECT type || ' ' || name AS name, coalesce(sql, '') AS sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY 1`;
  return new Map(
    db
      .prepare<[], { name: string; sql: string }>(sql)
      .all()
      .map((row) => [row.name, row.sql]),
  );
}

function keyringProblems(db: ReadDb | WriteDb, paths: WorkspacePaths): Problem[] {
  try {
    const { file, bothCopies } = findRing(paths);
    const copies = bothCopies
      ? []
      : [
          {
            code: 'keyring-copy',
            message: 'One copy of the key ring is missing or damaged. Lock and unlock the workspace: that writes it again.',
          },
        ];
    const known = recordedRing(db)?.hash === file.hash && getMeta(db, 'workspace_id') === file.ring.workspaceId;
    return known
      ? copies
      : [
          ...copies,
          {
            code: 'keyring',
            message: 'The key ring is not the one this database was last opened with. Restore the whole folder from a backup you trust.',
          },
        ];
  } catch (error) {
    return [{ code: 'keyring', message: error instanceof StowageError ? error.message : KEYRING_UNREAD }];
  }
}

/** Looks at the length only: opening the file by other means would free SQLite's own locks on it. */
function sizeProblems(db: ReadDb | WriteDb, paths: WorkspacePaths): Problem[] {
  const expected = pageCounts(db).total * (db.pragma('page_size', { simple: true }) as number);
  const problems: Problem[] = [];
  const found = statSync(paths.database).size;
  if (found !== expected)
    problems.push({ code: 'size', message: `The database file has ${found} bytes instead of ${expected}. What lies beyond is not used.` });
  const log = `${paths.database}-wal`;
  if (existsSync(log) && statSync(log).size > 0)
    problems.push({ code: 'size', message: 'The last changes still stand in the log beside the database file.' });
  return problems;
}

function pageCounts(db: ReadDb | WriteDb): { total: number; free: number } {
  const count = (name: string) => db.pragma(name, { simple: true }) as number;
  return { total: count('page_count'), free: count('freelist_count') };
}

function withoutDoubles(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message }) => !seen.has(code + message) && seen.add(code + message));
}
