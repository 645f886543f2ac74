/** Every way a request can fail. Closed: a new code is a deliberate change of the contract. */
export const ERROR_CODES = [
  'wrong-passphrase',
  'database-damaged',
  'keyring-missing',
  'keyring-damaged',
  'keyring-tampered',
  'not-a-workspace',
  'newer-version',
  'already-open',
  'needs-decision',
  'already-imported',
  'unreadable-file',
  'not-permitted',
  'busy',
  'cancelled',
  'disk-full',
  'not-found',
  'invalid-input',
  'disconnected',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A question the person must answer before the work can go on; `id` names it for `--decide id=value`. */
export interface Question {
  id: string;
  options: string[];
  evidence: string;
}

export interface ErrorPlace {
  /** Name of the file that was read, without its folder. */
  file?: string;
  row?: number;
  column?: string;
  /** Line of a text file where the row begins. */
  line?: number;
  /** Sheet of a workbook. */
  sheet?: string;
  byte?: number;
  questions?: Question[];
  /** Machine-readable detail that holds no case data, such as a version or a limit. */
  detail?: Record<string, string | number>;
}

export interface ErrorShape {
  code: ErrorCode;
  message: string;
  where?: ErrorPlace;
}

/** The one error that may cross a process boundary with its message. Messages are English and say what to do. */
export class StowageError extends Error {
  readonly code: ErrorCode;
  readonly where: ErrorPlace | undefined;

  constructor(code: ErrorCode, message: string, where?: ErrorPlace) {
    super(message);
    this.name = 'StowageError';
    this.code = code;
    this.where = where;
  }
}

/** What leaves the trusted side: an unexpected error keeps its text to itself, since the text may quote case data. */
export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof StowageError) {
    return error.where ? { code: error.code, message: error.message, where: error.where } : { code: error.code, message: error.message };
  }
  const sqlite = sqliteErrorShape(error);
  return (
    sqlite ?? {
      code: 'internal',
      message: 'Something unexpected went wrong. Nothing that was saved is lost. Lock and unlock the workspace, then try again.',
    }
  );
}

export function fromErrorShape(shape: ErrorShape): StowageError {
  return new StowageError(shape.code, shape.message, shape.where);
}

const DISK_FULL = 'The disk is full. What was saved before is whole and the last step was undone. Free some space and try again.';
const DAMAGED = 'The database file is damaged. Nothing altered is shown. Restore the workspace folder from a backup.';

function sqliteErrorShape(error: unknown): ErrorShape | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return { code: 'disk-full', message: DISK_FULL };
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return { code: 'database-damaged', message: DAMAGED };
  if (code === 'SQLITE_BUSY') return { code: 'busy', message: 'The workspace is busy with another change. Try again in a moment.' };
  return undefined;
}

/** Makes a switch exhaustive: a forgotten case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
