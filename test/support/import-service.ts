import { randomUUID } from 'node:crypto';
import { startParser } from '../../electron/parser/start.ts';
import type { Grant, ParserPort, ServiceContext, Session } from '../../electron/service/context.ts';
import { importHandlers } from '../../electron/service/handlers/import-handlers.ts';
import { openSession } from '../../electron/service/session.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import type { ImportReport } from '../../shared/contract/imports.ts';
import type { Area, CallContext, Progress } from '../../shared/rpc.ts';
import { makeWorkspace, PASSPHRASE } from './workspaces.ts';

/** The service's own parts for imports, over an encrypted workspace in a temporary folder and real parser processes. */
export interface ImportService {
  context: ServiceContext;
  session: Session;
  folder: string;
  changes: Area[][];
  run(grant: Grant, options?: RunOptions): Promise<ImportReport>;
  /** What an import could change: counts, data version, log, files. */
  state(): Record<string, unknown>;
  close(): Promise<void>;
}

export interface RunOptions {
  again?: boolean;
  dryRun?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

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
  return {
    context,
    session,
    folder: workspace.folder,
    changes,
    async run(grant, { again = false, dryRun = false, signal = new AbortController().signal, onProgress = () => {} } = {}) {
      const file = randomUUID();
      grants.set(file, grant);
      const call: CallContext = { signal, progress: onProgress };
      return (await importHandlers['imports.run'](context, { file, again, dryRun }, call)) as ImportReport;
    },
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
