import { basename, join, resolve } from 'node:path';

/** The files of one workspace folder. */
export interface WorkspacePaths {
  folder: string;
  database: string;
  keyring: string;
  keyringCopy: string;
  /** Held open while the workspace is unlocked. Never open it by other means: closing a second handle would free the lock. */
  lock: string;
}

const SUFFIX = '.stowage';

export function workspacePaths(folder: string): WorkspacePaths {
  const at = (name: string) => join(resolve(folder), name);
  return {
    folder: resolve(folder),
    database: at('data.db'),
    keyring: at('keyring.json'),
    keyringCopy: at('keyring.bak'),
    lock: at('lock'),
  };
}

/** The name to show while the workspace is locked: its folder's, as the name inside is encrypted. */
export function folderName(folder: string): string {
  const name = basename(resolve(folder));
  return name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name;
}
