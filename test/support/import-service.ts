import { randomUUID } from 'node:crypto';
import { startParser } from '../../electron/parser/start.ts';
import type { Grant, ParserPort, ServiceContext, Session } from '../../electron/service/context.ts';
import type { ReadDb } from '../../electron/service/db/connect.ts';
import { recordSums } from '../../electron/service/db/queries/records.ts';
import { importHandlers } from '../../electron/service/handlers/import-handlers.ts';
import { openSession } from '../../electron/service/session.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import type { ImportReport, RerunReport } from '../../shared/contract/imports.ts';
import type { Recipe } from '../../shared/contract/recipe.ts';
import type { Understanding } from '../../shared/contract/understanding.ts';
import type { Area, CallContext, Progress } from '../../shared/rpc.ts';
import { recordTables } from './records.ts';
import { makeWorkspace, PASSPHRASE } from './workspaces.ts';

/** The service's own parts for imports, over an encrypted workspace in a temporary folder and real parser processes. */
export interface ImportService {
  context: ServiceContext;
  session: Session;
  folder: string;
  changes: Area[][];
  run(grant: Grant, options?: RunOptions): Promise<ImportReport>;
  understand(grant: Grant, options?: Pick<RunOptions, 'recipe' | 'decisions'>): Promise<Understanding>;
  undo(id: number): Promise<{ cases: number }>;
  rerun(id: number, options?: Pick<RunOptions, 'recipe' | 'dryRun'>): Promise<RerunReport>;
  recipe(id: number): Recipe;
  /** Every record with its codes and texts in words, by source row and part; ids and interned numbers left out unless asked for. */
  records(): Record<string, unknown>[];
  /** Rows that SQL finds in the records: see `recordTables`. */
  ask(sql: string): unknown[][];
  /** What an import could change: counts, data version, log, files. */
  state(): Record<string, unknown>;
  close(): Promise<void>;
}

export interface RunOptions {
  again?: boolean;
  dryRun?: boolean;
  recipe?: Recipe;
  decisions?: Record<string, string>;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

const quiet = (): CallContext => ({ signal: new AbortController().signal, progress: () => {} });

const RECORDS = `SELECT id, import_id AS import, row, part, date, date_precision AS precision, grain, events, latitude, longitude, repeat_of AS repeatOf,
    place_text AS place, division_text AS division,
    country, seizure_place, transport, concealment, delivery, detection, agency, produced, departed, transited, destined,
    drug, drug_text AS drugText, form, amount_text AS amountText, unit_text AS unitText,
    amount, kg, kg_low AS kgLow, kg_high AS kgHigh, units, factor
  FROM drug_line ORDER BY import_id, row, part`;
const IDENTIFIERS = `SELECT seizure_id, group_concat(kind || ' ' || value || ' ' || valid, '; ') FROM identifier GROUP BY seizure_id`;

function readRecords(db: ReadDb): Record<string, unknown>[] {
  const identifiers = new Map(db.prepare<[], [number, string]>(IDENTIFIERS).raw().all());
  const tables = recordTables(db);
  const records = tables.prepare<[], Record<string, unknown>>(RECORDS).all();
  tables.close();
  return records.map((record) => ({ ...record, identifiers: identifiers.get(record.id as number) ?? null }));
}

const TABLES = ['import', 'original_block', 'unmapped', 'record_block', 'identifier', 'code_set', 'log'];

export async function openImportService(openParser: () => Promise<ParserPort> = async () => startParser()): Promise<ImportService> {
  const workspace = await makeWorkspace();
  const open = await openSession(await unlock(workspace.folder, { passphrase: PASSPHRASE }), () => {});
  const grants = new Map<string, Grant>();
  const changes: Area[][] = [];
  const context: ServiceContext = {
    session: open.session,
    grant: (token) => grants.get(token) as Grant,
    openParser,
    changed: (areas) => void changes.push(areas),
    now: () => new Date('2026-02-03T04:05:06Z'),
  };
  const session = open.session();
  const granted = (grant: Grant): string => {
    const token = randomUUID();
    grants.set(token, grant);
    return token;
  };
  return {
    context,
    session,
    folder: workspace.folder,
    changes,
    async run(grant, options = {}) {
      const { again = false, dryRun = false, decisions = {}, signal = new AbortController().signal, onProgress = () => {} } = options;
      const call: CallContext = { signal, progress: onProgress };
      const input = { file: granted(grant), again, dryRun, decisions, recipe: options.recipe };
      return (await importHandlers['imports.run'](context, input, call)) as ImportReport;
    },
    async understand(grant, { recipe, decisions = {} } = {}) {
      return importHandlers['imports.understand'](context, { file: granted(grant), recipe, decisions }, quiet());
    },
    undo: async (id) => importHandlers['imports.undo'](context, { id }, quiet()),
    rerun: async (id, { recipe, dryRun = false } = {}) => importHandlers['imports.rerun'](context, { id, recipe, dryRun }, quiet()),
    recipe: (id) => (importHandlers['imports.recipe'](context, { id }, quiet()) as { recipe: Recipe }).recipe,
    records: () => readRecords(session.read),
    ask: (sql) => {
      const tables = recordTables(session.read);
      const rows = tables.prepare<[], unknown[]>(sql).raw().all();
      tables.close();
      return rows;
    },
    state: () => ({
      ...Object.fromEntries(TABLES.map((table) => [table, session.read.prepare(`SELECT count(*) FROM ${table}`).pluck().get()])),
      ...recordSums(session.read),
      meta: session.read.prepare('SELECT key, value FROM meta ORDER BY key').all(),
    }),
    async close() {
      await open.close();
      workspace.remove();
    },
  };
}
