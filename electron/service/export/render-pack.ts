import { setImmediate as turn } from 'node:timers/promises';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import { StowageError } from '../../../shared/errors.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ScanPool } from '../scan/pool.ts';
import type { NewFile } from './atomic-write.ts';
import { figuresFile, figuresName } from './figures-file.ts';
import { type MadePapers, makePapers } from './make-papers.ts';
import { MANIFEST, manifestFile } from './manifest.ts';
import { formatsOf, type PackDocument } from './pack-documents.ts';
import { manifestOf, type PackState } from './pack-manifest.ts';
import type { openPrinter, Printer } from './pdf.ts';
import { printPack } from './print-pack.ts';
import type { RenderedFile } from './render-paper.ts';

/** Prints, or says why it cannot. */
export type PackPrinter = ReturnType<typeof openPrinter>;

export interface MadePack {
  /** In the order in which they are put in place, the manifest last. */
  files: NewFile[];
  notPrinted: string | null;
}

interface Rendered {
  document: PackDocument;
  language: Language;
  files: RenderedFile[];
}

/** Shares of the work before anything is written. */
const ANALYSED = 0.2;
const RENDERED = 0.6;
const PRINTED = 0.95;

/** What makes a pack: the columns it is computed from, the threads that render and what prints. */
export interface PackMeans {
  table: ColumnTable;
  pool: ScanPool;
  printer: PackPrinter;
}

/** All files of a pack in memory. The same state gives the same bytes. */
export async function renderPack(state: PackState, { table, pool, printer }: PackMeans, call: CallContext): Promise<MadePack> {
  const languages = [...new Set(state.input.languages)];
  const made: MadePapers[] = [];
  for (const [index, language] of languages.entries()) {
    await step(call, (ANALYSED * index) / languages.length, 'analyse');
    made.push(await makePapers(state, table, createWording(language), call.signal));
  }
  await step(call, ANALYSED, 'render');
  const rendered = await renderAll(
    state.documents,
    made.flatMap(({ papers }) => papers),
    pool,
    call,
  );
  const printed = 'missing' in printer ? new Map<string, Uint8Array>() : await print(rendered, printer, call);
  const files = languages.flatMap((language) => filesOf(language, rendered, printed));
  await step(call, PRINTED, 'write');
  return {
    files: [...files, manifestFile(manifestOf(state, made.at(-1)?.results ?? [], languages, files))],
    notPrinted: 'missing' in printer && rendered.some(isPrinted) ? printer.missing : null,
  };
}

/** The papers of one language after the other, each in the order of the documents. */
async function renderAll(documents: readonly PackDocument[], papers: Paper[], pool: ScanPool, call: CallContext): Promise<Rendered[]> {
  const tell = (done: number) => call.progress({ fraction: ANALYSED + ((RENDERED - ANALYSED) * done) / papers.length, step: 'render' });
  const files = await pool.each(
    'documents.render',
    papers.map((paper) => ({ paper })),
    call.signal,
    tell,
  );
  return papers.map((paper, at) => ({
    document: documents[at % documents.length] as PackDocument,
    language: paper.language,
    files: files[at] as RenderedFile[],
  }));
}

function print(rendered: Rendered[], printer: Printer, call: CallContext): Promise<Map<string, Uint8Array>> {
  const wanted = rendered.filter(isPrinted).map((one) => ({ name: fileName(one, 'pdf'), html: bytesOf(one, 'html') }));
  const tell = (done: number) => call.progress({ fraction: RENDERED + (PRINTED - RENDERED) * done, step: 'print' });
  return printPack(wanted, printer, call, tell);
}

function isPrinted({ document }: Pick<Rendered, 'document'>): boolean {
  return formatsOf(document).includes('pdf');
}

function filesOf(language: Language, rendered: Rendered[], printed: ReadonlyMap<string, Uint8Array>): NewFile[] {
  const own = rendered.filter((one) => one.language === language);
  const documents = own.flatMap((one) =>
    formatsOf(one.document).flatMap((format): NewFile[] => {
      const name = fileName(one, format);
      const bytes = format === 'pdf' ? printed.get(name) : bytesOf(one, format);
      return bytes ? [{ name, bytes }] : [];
    }),
  );
  return [
    ...documents,
    figuresFile(
      language,
      own.map((one) => ({ name: one.document.name, json: bytesOf(one, 'json') })),
    ),
  ];
}

function bytesOf({ document, files }: Rendered, extension: string): Uint8Array {
  const file = files.find((one) => one.extension === extension);
  if (!file) throw new Error(`${document.name} has no ${extension}`);
  return file.bytes;
}

function fileName({ document, language }: Pick<Rendered, 'document' | 'language'>, format: string): string {
  return `${document.name}.${language}.${format}`;
}

/** The files a pack may put into a folder, the manifest last. */
export function packNames(documents: readonly PackDocument[], languages: readonly Language[]): string[] {
  const ofLanguage = (language: Language) => [
    ...documents.flatMap((document) => formatsOf(document).map((format) => fileName({ document, language }, format))),
    figuresName(language),
  ];
  return [...[...new Set(languages)].flatMap(ofLanguage), MANIFEST];
}

async function step(call: CallContext, fraction: number, name: string): Promise<void> {
  call.progress({ fraction, step: name });
  await turn();
  if (call.signal.aborted) throw new StowageError('cancelled', 'The pack was cancelled. Nothing was written to the folder.');
}
