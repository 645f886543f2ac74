import { StowageError } from '../../../shared/errors.ts';

/** The ways in which opening a workspace can be refused, each with what happened, what it means and what to do. */

export function wrongPassphrase(): StowageError {
  return new StowageError(
    'wrong-passphrase',
    'The passphrase fits no analyst of this workspace. Nothing was opened or changed. Check the keyboard layout and capital letters and try again, or use the recovery code.',
  );
}

export function wrongRecoveryCode(): StowageError {
  return new StowageError(
    'wrong-passphrase',
    'The recovery code does not fit this workspace. Nothing was opened or changed. Check that it is the code printed for this workspace.',
  );
}

export function mistypedRecoveryCode(): StowageError {
  return new StowageError(
    'wrong-passphrase',
    'The recovery code is mistyped: it has 36 letters and digits in nine groups, and its check does not agree. Nothing was opened. Compare it with the printed one.',
  );
}

export function notAWorkspace(): StowageError {
  return new StowageError(
    'not-a-workspace',
    'This folder is not a Stowage workspace: it holds neither a database nor a key ring. Nothing was changed. Choose a folder whose name ends in .stowage.',
  );
}

export function keyringMissing(): StowageError {
  return new StowageError(
    'keyring-missing',
    'Both copies of the key ring (keyring.json and keyring.bak) are missing. The data is whole but cannot be decrypted without one of them. Put either file back from a backup of this folder.',
  );
}

export function keyringDamaged(): StowageError {
  return new StowageError(
    'keyring-damaged',
    'Both copies of the key ring are damaged. The data is whole but cannot be decrypted without one of them. Put keyring.json or keyring.bak back from a backup of this folder.',
  );
}

export function keyringTampered(): StowageError {
  return new StowageError(
    'keyring-tampered',
    'The key ring was changed by other means than this program, or an older one was put back. Nothing was opened. Find out who had access to the folder, then restore the whole folder from a backup you trust.',
  );
}

export function newerKeyring(): StowageError {
  return new StowageError(
    'newer-version',
    'The key ring of this workspace was written by a newer version of Stowage. Nothing was changed. Open it with that version or a later one.',
  );
}

export function alreadyOpen(): StowageError {
  return new StowageError(
    'already-open',
    'This workspace is open in another window or program. Only one may change it at a time, so nothing was opened. Lock it there, then try again.',
  );
}

export function foreignDatabase(): StowageError {
  return new StowageError(
    'database-damaged',
    'The database in this folder belongs to another workspace than the key ring. Nothing was opened or changed. Restore the whole folder from a backup, never single files of it.',
  );
}

export function unwritableFolder(): StowageError {
  return new StowageError(
    'not-permitted',
    'The workspace folder cannot be written to. Nothing was opened. Check the permissions of the folder, or copy it to a drive that is not write-protected.',
  );
}

export function unknownSign(sign: string): StowageError {
  return new StowageError(
    'not-found',
    `No analyst of this workspace has the sign ${sign}. Nothing was changed. Choose one of the signs listed.`,
  );
}
