import { statSync } from 'node:fs';
import { folderName, workspacePaths } from './paths.ts';
import { notAWorkspace } from './refusals.ts';
import { findRing } from './ring-store.ts';

export interface WorkspaceLook {
  /** The folder's own name. */
  name: string;
  /** Analysts, oldest first. */
  signs: string[];
  /** Size of the encrypted database. */
  bytes: number;
}

/** What can be seen without a passphrase. Changes nothing and takes no lock. */
export function lookAt(folder: string): WorkspaceLook {
  const paths = workspacePaths(folder);
  if (!statSync(paths.folder, { throwIfNoEntry: false })?.isDirectory()) throw notAWorkspace();
  const { slots } = findRing(paths).file.ring;
  const sizes = [paths.database, `${paths.database}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return {
    name: folderName(folder),
    signs: slots.filter((slot) => slot.kind === 'analyst').map((slot) => slot.sign),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}
