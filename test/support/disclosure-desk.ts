import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPack, type PackInput } from '../../electron/service/export/build-pack.ts';
import type { Manifest } from '../../electron/service/export/manifest.ts';
import { disclosureHandlers } from '../../electron/service/handlers/disclosure-handlers.ts';
import { sampleBytes } from '../../electron/service/sample/write-sample.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Cell, TableColumn } from '../../shared/report/block.ts';
import type { Chart } from '../../shared/report/chart.ts';
import type { CallContext } from '../../shared/rpc.ts';
import { type ImportService, openImportService } from './import-service.ts';

export const SOURCE = 'Police of Ruritania';
export const call: CallContext = { signal: new AbortController().signal, progress: () => {} };

export interface FiguresTable {
  title: string;
  columns: TableColumn[];
  rows: Cell[][];
}

export interface Figures {
  documents: { document: string; charts: (Chart & { caption: string })[]; tables: FiguresTable[]; fullTables: unknown[] }[];
  tables: FiguresTable[];
}

export interface BuiltPack {
  manifest: Manifest;
  figures: Figures;
  /** The bytes of a file of the pack. */
  file(name: string): Uint8Array;
}

/** A workspace with invented cases, in which permissions are recorded, rules are chosen and packs are built. The day is 2026-02-03. */
export interface DisclosureDesk {
  service: ImportService;
  /** Cases of a seed, under a handling code; answers with the number of the import. */
  importCases(handling: string, options?: { name?: string; cases?: number; seed?: number }): Promise<number>;
  permit(change?: object): Promise<{ id: number }>;
  choose(handling: string, rule: object | null): Promise<unknown>;
  build(change?: Partial<PackInput>): Promise<BuiltPack>;
  missing(change?: object): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function openDisclosureDesk(): Promise<DisclosureDesk> {
  const service = await openImportService();
  const folder = mkdtempSync(join(tmpdir(), 'stowage-disclosure-'));
  let packs = 0;
  const ask = (method: keyof typeof disclosureHandlers, input: object): Promise<unknown> =>
    Promise.resolve(
      (disclosureHandlers[method] as (context: unknown, input: unknown, call: CallContext) => unknown)(
        service.context,
        contract[method].input.parse(input),
        call,
      ),
    );
  return {
    service,
    async importCases(handling, { name = SOURCE, cases = 160, seed = 3 } = {}) {
      const bytes = await sampleBytes({ cases, seed });
      const grant = { kind: 'bytes', fileName: `${name}.csv`, bytes } as const;
      const { recipe } = await service.understand(grant);
      await service.run(grant, { recipe: { ...recipe, source: { ...recipe.source, name, originator: name, handling } } });
      return service.session.read.prepare<[], number>('SELECT max(id) FROM import').pluck().get() ?? 0;
    },
    permit: (change = {}) =>
      ask('permissions.record', {
        kind: 'originator',
        source: SOURCE,
        grantedBy: 'Head of the statistics office',
        grantedOn: '2026-02-01',
        ...change,
      }) as Promise<{ id: number }>,
    choose: (handling, rule) => ask('disclosure.set-rule', { handling, rule, reason: 'Terms of the originator' }),
    async build(change = {}) {
      const target = join(folder, `pack-${packs++}`);
      const context = { ...service.context, grant: () => ({ kind: 'path', path: target }) as const };
      const input: PackInput = { template: 'profile', languages: ['en'], filter: { all: [] }, folder: 'folder', documents: [], ...change };
      await buildPack(context, input, call, { missing: 'No browser.' });
      const file = (name: string): Uint8Array => readFileSync(join(target, name));
      const json = (name: string): unknown => JSON.parse(Buffer.from(file(name)).toString('utf8'));
      return { manifest: json('manifest.json') as Manifest, figures: json('figures.en.json') as Figures, file };
    },
    missing: async (change = {}) =>
      ((await ask('disclosure.missing', { template: 'profile', ...change })) as { missing: unknown[] }).missing,
    async close() {
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
