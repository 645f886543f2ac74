import { basename } from 'node:path';
import { type ErrorCode, StowageError } from '../../../shared/errors.ts';
import type { Grant } from '../context.ts';

/** What is wrong with the file, or with what was said about it. */
const OF_THE_FILE: readonly ErrorCode[] = ['unreadable-file', 'needs-decision', 'already-imported', 'invalid-input'];

/** Gives a refusal the name of the file that was being read. */
export async function namingFile<T>(grant: Grant, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StowageError) || !OF_THE_FILE.includes(error.code)) throw error;
    const file = basename(grant.kind === 'path' ? grant.path : grant.fileName);
    throw new StowageError(error.code, error.message, { file, ...error.where });
  }
}
