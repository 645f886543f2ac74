import type { LedgerTable } from '../../../../shared/disclosure/question.ts';
import type { TaskContext } from '../../jobs/write-tasks.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import { keepLedger } from './ledger.ts';
import { appendLog } from './log.ts';

export interface PackRow {
  id: number;
  at: string;
  by: string;
  template: string;
  files: { path: string; sha256: string }[];
}

/** The newest first. */
export function listPacks(db: ReadDb | WriteDb): PackRow[] {
  const rows = db
    .prepare<[], Omit<PackRow, 'files'> & { files: string }>('SELECT id, at, by, template, files FROM pack ORDER BY id DESC')
    .all();
  return rows.map((row) => ({ ...row, files: JSON.parse(row.files) as PackRow['files'] }));
}

export interface NewPack {
  /** UTC instant. */
  at: string;
  template: string;
  settings: Record<string, unknown>;
  dataVersion: number;
  files: PackRow['files'];
  /** What its figures told, to be set against later ones. */
  ledger: readonly LedgerTable[];
  manifestSha256: string;
}

const INSERT = 'INSERT INTO pack (at, by, template, settings, data_version, files) VALUES (?, ?, ?, ?, ?, ?)';

/** Keeps what left the workspace, with its entry in the log, in one transaction; answers with the pack's number. */
export function recordPack(db: WriteDb, pack: NewPack, task: Pick<TaskContext, 'analyst'>): { id: number } {
  return db.transaction(() => {
    const row = [pack.at, task.analyst, pack.template, JSON.stringify(pack.settings), pack.dataVersion, JSON.stringify(pack.files)];
    const id = Number(db.prepare(INSERT).run(...row).lastInsertRowid);
    const objects = { pack: id, files: pack.files.length, dataVersion: pack.dataVersion, manifest: pack.manifestSha256 };
    keepLedger(db, id, pack.ledger);
    appendLog(db, { analyst: task.analyst, action: 'pack.built', objects });
    return { id };
  })();
}

/** What a document names of each import: never the file's name, which may say where it lay. */
export interface PackSource {
  source: string;
  handling: string;
  sha256: string;
  rows: number;
}

const SOURCES = `SELECT i.source, i.handling, i.sha256, (SELECT coalesce(sum(b.cases), 0) FROM record_block b WHERE b.import_id = i.id) AS rows FROM import i ORDER BY i.id`;

/** In the order of import; imports under way are left out. */
export function packSources(db: ReadDb | WriteDb): PackSource[] {
  return db
    .prepare<[], PackSource>(SOURCES)
    .all()
    .filter((row) => row.sha256 !== '');
}

const ORIGINATORS = `SELECT DISTINCT source, json_extract(recipe, '$.source.originator') AS originator FROM import WHERE recipe <> '' ORDER BY id`;

/** Who is named as the originator of each source, by the source; of the latest import that names one. */
export function originators(db: ReadDb | WriteDb): Map<string, string> {
  const rows = db.prepare<[], { source: string; originator: string | null }>(ORIGINATORS).all();
  return new Map(rows.flatMap(({ source, originator }) => (originator ? [[source, originator]] : [])));
}
