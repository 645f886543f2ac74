/** All that is kept outside a workspace: where it lies and when it was last opened. */
export interface RecentFolder {
  folder: string;
  /** UTC instant. */
  lastUsed: string;
}

const MAX_RECENTS = 10;

/** Newest first; a list that cannot be read is an empty one. */
export function parseRecents(text: string): RecentFolder[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isRecent).slice(0, MAX_RECENTS) : [];
  } catch {
    return [];
  }
}

/** The list with a folder at its head. */
export function addRecent(list: RecentFolder[], folder: string, now: Date): RecentFolder[] {
  return [{ folder, lastUsed: now.toISOString() }, ...list.filter((recent) => recent.folder !== folder)].slice(0, MAX_RECENTS);
}

function isRecent(value: unknown): value is RecentFolder {
  if (typeof value !== 'object' || value === null || !('folder' in value) || !('lastUsed' in value)) return false;
  return typeof value.folder === 'string' && typeof value.lastUsed === 'string';
}
