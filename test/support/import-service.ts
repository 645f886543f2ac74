import { randomUUID } from 'node:crypto';
import { startParser } from '../../electron/parser/start.ts';
import type { Grant, ParserPort, ServiceContext, Session } from '../../electron/service/context.ts';
import { importHandlers } from '../../electron/service/handlers/import-handlers.ts';
import { openSession } from '../../electron/service/session.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import type { ImportReport, RerunReport } from '../../shared/contract/imports.ts';
import type { Recipe } from '../../shared/contract/recipe.ts';
import type { Understanding } from '../../shared/contract/understanding.ts';
import type { Area, CallContext, Progress } from '../../shared/rpc.ts';
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

const CODES = [
  'country',
  'seizure_place',
  'transport',
  'concealment',
  'delivery',
  'detection',
  'agency',
  'produced',
  'departed',
  'transited',
  'destined',
];
const RECORDS = `SELECT s.id, s.import_id AS import, s.row, s.part, s.date, s.date_precision AS precision, s.grain, s.events, s.latitude, s.longitude,
    s.repeat_of AS repeatOf,
    (SELECT value FROM text_value WHERE id = s.place_text) AS place, (SELECT value FROM text_value WHERE id = s.division_text) AS division,
    ${CODES.map((name) => `(SELECT codes FROM code_set WHERE id = s.${name}) AS ${name}`).join(', ')},
    (SELECT codes FROM code_set WHERE id = l.drug) AS drug, (SELECT value FROM text_value WHERE id = l.drug_text) AS drugText,
    (SELECT codes FROM code_set WHERE id = l.form) AS form,
    (SELECT value FROM text_value WHERE id = l.amount_text) AS amountText, (SELECT value FROM text_value WHERE id = l.unit_text) AS unitText,
    l.amount, l.kg, l.kg_low AS kgLow, l.kg_high AS kgHigh, l.units, (SELECT value FROM text_value WHERE id = l.factor) AS factor,
    (SELECT group_concat(kind || ' ' || value || ' ' || valid, '; ') FROM identifier WHERE seizure_id = s.id) AS identifiers
  FROM seizure s JOIN drug_line l ON l.seizure_id = s.id ORDER BY s.import_id, s.row, s.part`;

const TABLES = ['import', 'original_block', 'unmapped', 'seizure', 'drug_line', 'code_set', 'text_value', 'log'];

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
    records: () => session.read.prepare<[], Record<string, unknown>>(RECORDS).all(),
    state: () => ({
      ...Object.fromEntries(TABLES.map((table) => [table, session.read.prepare(`SELECT count(*) FROM ${table}`).pluck().get()])),
      meta: session.read.prepare('SELECT key, value FROM meta ORDER BY key').all(),
    }),
    async close() {
      await open.close();
      workspace.remove();
    },
  };
}
