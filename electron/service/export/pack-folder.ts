import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StowageError } from '../../../shared/errors.ts';
import { MANIFEST, PACK_FORMAT } from './manifest.ts';

/** No manifest of a pack comes near this many bytes. */
const LARGEST_MANIFEST = 4 * 1024 * 1024;

/**
 * Throws `invalid-input` unless these files may be put into the folder: it is a folder or does not exist yet, it is no
 * workspace and lies in none, and it holds nothing of these names other than an earlier pack. Changes nothing.
 */
export function refuseUnfitFolder(folder: string, names: string[]): void {
  const nearest = nearestExisting(resolve(folder));
  if (!statSync(nearest).isDirectory()) {
    throw refused('A pack is written into a folder, and what was chosen is a file. Nothing was written. Choose a folder.');
  }
  if (liesInWorkspace(realpathSync(nearest))) {
    throw refused(
      'This folder is a workspace or lies inside one, where only encrypted files belong. Nothing was written. Choose another folder.',
    );
  }
  const taken = names.find((name) => isTaken(join(folder, name), holdsPack(folder)));
  if (taken === undefined) return;
  throw refused(
    `The folder already holds “${taken}”, which is not part of a pack. Nothing was written and it stays as it is. Choose an empty folder.`,
  );
}

/** The folder itself or the closest above it that exists. */
function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function liesInWorkspace(folder: string): boolean {
  const has = (name: string) => existsSync(join(folder, name));
  if (has('data.db') && (has('keyring.json') || has('keyring.bak'))) return true;
  return dirname(folder) !== folder && liesInWorkspace(dirname(folder));
}

/** Only a plain file of an earlier pack is replaced; a link is never followed. */
function isTaken(path: string, ofPack: boolean): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !(ofPack && found.isFile());
}

function holdsPack(folder: string): boolean {
  const file = join(folder, MANIFEST);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > LARGEST_MANIFEST) return false;
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'format' in manifest && manifest.format === PACK_FORMAT;
  } catch {
    return false;
  }
}

function refused(message: string): StowageError {
  return new StowageError('invalid-input', message);
}
