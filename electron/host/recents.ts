import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { addRecent, parseRecents, type RecentFolder } from '../../shared/recents.ts';

const FILE = 'recent.json';

/** The folder for what belongs to the person and not to a workspace; `STOWAGE_USER_DATA` names another. */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.STOWAGE_USER_DATA) return env.STOWAGE_USER_DATA;
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'stowage');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'stowage');
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'stowage');
}

/** Recent workspaces that are still there, with the size of their database in bytes. */
export function listRecents(userData: string): (RecentFolder & { name: string; bytes: number })[] {
  return readRecents(userData).flatMap((recent) => {
    const file = statSync(join(recent.folder, 'data.db'), { throwIfNoEntry: false });
    return file ? [{ ...recent, name: basename(recent.folder, '.stowage'), bytes: file.size }] : [];
  });
}

export function rememberRecent(userData: string, folder: string, now: Date): void {
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const file = join(userData, FILE);
  writeFileSync(`${file}.tmp`, JSON.stringify(addRecent(readRecents(userData), folder, now)), { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}

function readRecents(userData: string): RecentFolder[] {
  try {
    return parseRecents(readFileSync(join(userData, FILE), 'utf8'));
  } catch {
    return [];
  }
}
