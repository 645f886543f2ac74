import { setImmediate as turn } from 'node:timers/promises';
import packageFile from '../../../package.json' with { type: 'json' };
import { type AnalysisResult, runAnalysis } from '../../../shared/analysis/run.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { packsContract } from '../../../shared/contract/packs.ts';
import { StowageError } from '../../../shared/errors.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import { type Outline, profileOutline } from '../../../shared/report/outline.ts';
import type { Language, Wording } from '../../../shared/report/wording.ts';
import type { CallContext, OutputOf, ParsedInputOf } from '../../../shared/rpc.ts';
import type { ServiceContext, Session } from '../context.ts';
import { type NewPack, type PackSource, packSources } from '../db/queries/packs.ts';
import type { NewFile } from './atomic-write.ts';
import { deliver } from './deliver.ts';
import { renderDocx } from './docx.ts';
import { fileHashes, MANIFEST, type Manifest, manifestFile, PACK_FORMAT } from './manifest.ts';
import { refuseUnfitFolder } from './pack-folder.ts';
import { scopeOf } from './pack-scope.ts';
import { renderXlsx } from './xlsx.ts';

export type PackInput = ParsedInputOf<(typeof packsContract)['packs.build']>;
export type PackOutput = OutputOf<(typeof packsContract)['packs.build']>;

/** The analyses each template is drafted from. */
const ANALYSES: Record<PackInput['template'], string[]> = { profile: ['cases-by-month', 'concealment-transport', 'coverage'] };

/** From the strictest on; a pack bears the strictest of what it rests on. */
const HANDLING = ['ask-originator', 'aggregates-may-leave', 'invented', 'may-leave'];

/**
 * Writes a briefing pack into a granted folder: a document and a workbook in each language, then the manifest. Nothing is
 * written before everything is made, so that a cancelled pack leaves the folder as it was. Throws `not-permitted` when the
 * token names no folder or the workspace was locked meanwhile, `invalid-input` when the folder holds other files of these names.
 */
export async function buildPack(service: ServiceContext, wishes: PackInput, call: CallContext): Promise<PackOutput> {
  const input = { ...wishes, title: cleanTitle(wishes.title) };
  const folder = folderOf(service, input.folder);
  const session = service.session();
  refuseUnfitFolder(folder, namesOf(input));
  call.progress({ fraction: null, step: 'read' });
  const made = await renderPack({ table: await session.columns(), sources: packSources(session.read), input }, call);
  call.progress({ fraction: 0.95, step: 'write' });
  refuseOtherSession(service, session);
  refuseUnfitFolder(folder, namesOf(input));
  const record = recordOf(made, input, service.now());
  try {
    await deliver(folder, made.files, record, session.writer);
  } finally {
    service.changed(['packs', 'log']);
  }
  return { files: record.files, manifest: MANIFEST };
}

/** What no XML document can hold is left out; a line is not broken. Undefined when nothing is left. */
function cleanTitle(title: string | undefined): string | undefined {
  const line = title?.replace(/[\t\n\r]+/g, ' ').replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '');
  return line?.trim() || undefined;
}

/** The workspace may have been locked, and another opened, while the pack was made. */
function refuseOtherSession(service: ServiceContext, session: Session): void {
  if (service.session().writer === session.writer) return;
  throw new StowageError('not-permitted', 'The workspace was locked while the pack was made. Nothing was written. Build the pack again.');
}

function recordOf(made: { files: NewFile[]; dataVersion: number }, input: PackInput, at: Date): NewPack {
  const files = fileHashes(made.files);
  const { template, languages, filter, title } = input;
  return {
    at: at.toISOString(),
    template,
    settings: { languages, filter, title: title ?? null },
    dataVersion: made.dataVersion,
    files,
    manifestSha256: files.find((file) => file.path === MANIFEST)?.sha256 ?? '',
  };
}

/** The files of a pack in the order in which they are put in place. */
function namesOf({ template, languages }: PackInput): string[] {
  return [...[...new Set(languages)].flatMap((language) => Object.values(fileNames(template, language))), MANIFEST];
}

function fileNames(template: string, language: Language): { document: string; workbook: string } {
  return { document: `${template}.${language}.docx`, workbook: `${template}.${language}.xlsx` };
}

function folderOf(service: ServiceContext, token: string): string {
  const grant = service.grant(token);
  if (grant.kind === 'path') return grant.path;
  throw new StowageError(
    'not-permitted',
    'A pack is written into a folder, and what was chosen is a file. Nothing was written. Choose a folder.',
  );
}

export interface PackMaterial {
  table: ColumnTable;
  sources: PackSource[];
  input: Pick<PackInput, 'template' | 'languages' | 'filter' | 'title'>;
}

/** All files of a pack in memory, the manifest last. The same material gives the same bytes. */
export async function renderPack(material: PackMaterial, call: CallContext): Promise<{ files: NewFile[]; dataVersion: number }> {
  const languages = [...new Set(material.input.languages)];
  const files: NewFile[] = [];
  let results: AnalysisResult[] = [];
  for (const [index, language] of languages.entries()) {
    const at = (part: number) => (0.95 * (index + part)) / languages.length;
    await step(call, at(0), 'analyse');
    const words = createWording(language);
    results = await analyse(material, words, call);
    const outline = outlineOf(material, results, words);
    await step(call, at(0.3), 'render');
    files.push(...(await renderFiles(outline, words, material.input.template, call)));
  }
  await step(call, 0.95, 'write');
  return { files: [...files, manifestFile(manifestOf(material, languages, results, files))], dataVersion: material.table.dataVersion };
}

async function analyse({ table, input }: PackMaterial, words: Wording, call: CallContext): Promise<AnalysisResult[]> {
  const results: AnalysisResult[] = [];
  for (const id of ANALYSES[input.template]) {
    await breathe(call);
    results.push(runAnalysis(id, {}, { table, filter: input.filter, words }));
  }
  return results;
}

function outlineOf({ table, sources, input }: PackMaterial, results: AnalysisResult[], words: Wording): Outline {
  return profileOutline({ title: input.title, scope: scopeOf(table, input.filter), results, sources, handling: strictest(sources) }, words);
}

async function renderFiles(outline: Outline, words: Wording, template: string, call: CallContext): Promise<NewFile[]> {
  const names = fileNames(template, words.language);
  const document = { name: names.document, bytes: await renderDocx(outline, words) };
  await breathe(call);
  return [document, { name: names.workbook, bytes: await renderXlsx(outline, words) }];
}

function manifestOf({ table, sources, input }: PackMaterial, languages: Language[], results: AnalysisResult[], files: NewFile[]): Manifest {
  const scope = scopeOf(table, input.filter);
  return {
    format: PACK_FORMAT,
    template: input.template,
    title: input.title ?? null,
    languages,
    filter: input.filter,
    dataVersion: table.dataVersion,
    cases: { selected: scope.n, of: scope.of, exactRepeats: scope.repeats },
    handling: strictest(sources),
    analyses: results.map(({ analysis, version, settings }) => ({ id: analysis, version, settings })),
    sources: sources.map(({ source, sha256, rows }) => ({ source, sha256, rows })),
    appVersion: packageFile.version,
    files: fileHashes(files),
  };
}

/** A handling this list does not know counts as stricter than any it knows. */
function strictest(sources: PackSource[]): string | null {
  const codes = sources.map((source) => source.handling);
  return codes.find((code) => !HANDLING.includes(code)) ?? HANDLING.find((code) => codes.includes(code)) ?? null;
}

async function step(call: CallContext, fraction: number, name: string): Promise<void> {
  call.progress({ fraction, step: name });
  await breathe(call);
}

/** Lets waiting messages in, a cancel among them. */
async function breathe(call: CallContext): Promise<void> {
  await turn();
  if (call.signal.aborted) throw new StowageError('cancelled', 'The pack was cancelled. Nothing was written to the folder.');
}
