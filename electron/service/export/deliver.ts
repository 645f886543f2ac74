import { StowageError } from '../../../shared/errors.ts';
import type { Session } from '../context.ts';
import type { NewPack } from '../db/queries/packs.ts';
import { type NewFile, stageTogether } from './atomic-write.ts';

/**
 * Puts a pack into a folder, recorded before any file bears its name: all are written under temporary names, the record is
 * made and moved into the database file, then they are renamed. When the record fails no file is left; when they cannot be put
 * in place after it, another entry of the log says so.
 */
export async function deliver(folder: string, files: NewFile[], record: NewPack, writer: Session['writer']): Promise<void> {
  const staged = stageTogether(folder, files);
  let pack: number | undefined;
  try {
    pack = (await writer.run('pack.record', record)).id;
    await writer.run('workspace.checkpoint', undefined);
    staged.place();
  } catch (error) {
    staged.drop();
    if (pack !== undefined) await recordFailure(writer, { pack, placed: staged.placed(), files: files.length });
    throw pack === undefined || error instanceof StowageError ? error : notPlaced(staged.placed(), files.length);
  }
}

/** The pack's own entry stands whether or not this one can be added. */
async function recordFailure(writer: Session['writer'], objects: Record<string, number>): Promise<void> {
  try {
    await writer.run('log.append', { action: 'pack.failed', objects });
  } catch {
    // The workspace is being locked or its disk is full: the log then says more left it than did, never less.
  }
}

function notPlaced(placed: number, files: number): StowageError {
  return new StowageError(
    'not-permitted',
    `The pack is not whole: ${placed} of its ${files} files could be put into the folder, and the log says so. Close them in other programs, make sure the folder may be written to, and build the pack again.`,
  );
}
