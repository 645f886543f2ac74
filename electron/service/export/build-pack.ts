import type { packsContract } from '../../../shared/contract/packs.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { CallContext, OutputOf } from '../../../shared/rpc.ts';
import type { ServiceContext, Session } from '../context.ts';
import type { NewPack } from '../db/queries/packs.ts';
import type { NewFile } from './atomic-write.ts';
import { deliver } from './deliver.ts';
import { fileHashes, MANIFEST } from './manifest.ts';
import { type PackInput, packDocuments } from './pack-documents.ts';
import { refuseUnfitFolder } from './pack-folder.ts';
import type { PackState } from './pack-manifest.ts';
import { leavingState } from './pack-state.ts';
import { choosePrinter } from './pdf.ts';
import { refuseOpenWording } from './refuse-open.ts';
import { type PackPrinter, packNames, renderPack } from './render-pack.ts';

export type { PackInput } from './pack-documents.ts';
export type PackOutput = OutputOf<(typeof packsContract)['packs.build']>;

/**
 * Writes a briefing pack into a granted folder: each document in every language and format, the figures, then the manifest. Nothing is
 * written before everything is made, so that a cancelled pack leaves the folder as it was. Throws `not-permitted` when the token names no
 * folder, when something must not leave, a final pack is not agreed or the workspace was locked meanwhile, `invalid-input` when the folder holds other files of these
 * names.
 */
export async function buildPack(
  service: ServiceContext,
  wishes: PackInput,
  call: CallContext,
  printer: PackPrinter = choosePrinter(service.print),
): Promise<PackOutput> {
  const input = { ...wishes, title: cleanText(wishes.title ?? '').trim() || undefined };
  const folder = folderOf(service, input.folder);
  const session = service.session();
  const documents = packDocuments(session.read, input);
  const names = packNames(documents, input.languages);
  refuseUnfitFolder(folder, names);
  call.progress({ fraction: null, step: 'read' });
  const table = await session.columns();
  const state = leavingState({ input, documents, table, read: session.read, at: service.now() }, call);
  refuseOpenWording(state);
  const made = await renderPack(state, { table, pool: session.scan, printer }, call);
  refuseOtherSession(service, session);
  refuseUnfitFolder(folder, names);
  const record = recordOf(made.files, state, service.now());
  try {
    await deliver(folder, made.files, record, session.writer);
  } finally {
    service.changed(['packs', 'log']);
  }
  return { files: record.files, manifest: MANIFEST, notPrinted: made.notPrinted };
}

/** The workspace may have been locked, and another opened, while the pack was made. */
function refuseOtherSession(service: ServiceContext, session: Session): void {
  if (service.session().writer === session.writer) return;
  throw new StowageError('not-permitted', 'The workspace was locked while the pack was made. Nothing was written. Build the pack again.');
}

function recordOf(made: NewFile[], { input, documents, ground, disclosure }: PackState, at: Date): NewPack {
  const files = fileHashes(made);
  const { template, languages, filter, title } = input;
  return {
    at: at.toISOString(),
    template,
    settings: {
      languages,
      filter,
      title: title ?? null,
      documents: documents.flatMap(({ stored }) => stored ?? []),
      disclosure: { because: disclosure.because, given: disclosure.given, asked: disclosure.asked },
    },
    dataVersion: ground.scope.dataVersion,
    files,
    ledger: disclosure.ledger,
    manifestSha256: files.find((file) => file.path === MANIFEST)?.sha256 ?? '',
  };
}

function folderOf(service: ServiceContext, token: string): string {
  const grant = service.grant(token);
  if (grant.kind === 'path') return grant.path;
  throw new StowageError(
    'not-permitted',
    'A pack is written into a folder, and what was chosen is a file. Nothing was written. Choose a folder.',
  );
}
