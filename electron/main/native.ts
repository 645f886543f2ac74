import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Dialog, OpenDialogOptions, Shell } from 'electron';
import type { FileKind, FolderKind, Picked, Recent } from '../../shared/native.ts';
import { addRecent, parseRecents, type RecentFolder } from '../../shared/recents.ts';
import type { PathGrants } from './grants.ts';
import type { MenuWords } from './words.ts';

export interface NativeOptions {
  dialog: Pick<Dialog, 'showOpenDialog'>;
  shell: Pick<Shell, 'showItemInFolder'>;
  grants: PathGrants;
  words: MenuWords;
  userData: string;
}

/** What the page may ask of the machine; paths come only from dialogs, never from the page. */
export interface NativeCalls {
  pickFile(kind: FileKind): Promise<Picked | null>;
  pickFolder(kind: FolderKind): Promise<Picked | null>;
  recents(): Recent[];
  reveal(token: string): void;
  remember(folder: string, now: Date): void;
}

const RECENT_FILE = 'recent.json';

export function createNative({ dialog, shell, grants, words, userData }: NativeOptions): NativeCalls {
  const pick = async (options: OpenDialogOptions) => {
    const { canceled, filePaths } = await dialog.showOpenDialog({ buttonLabel: words.choose, ...options });
    const [path] = filePaths;
    return canceled || path === undefined ? null : grants.add(path);
  };
  const titles: Record<FolderKind, string> = { workspace: words.chooseWorkspace, parent: words.chooseParent, pack: words.choosePack };
  return {
    pickFile: () =>
      pick({
        title: words.chooseImport,
        properties: ['openFile'],
        filters: [{ name: words.caseFiles, extensions: ['csv', 'tsv', 'txt'] }],
      }),
    pickFolder: (kind) => pick({ title: titles[kind], properties: ['openDirectory', 'createDirectory'] }),
    recents: () => readRecents(userData).flatMap(({ folder, lastUsed }) => describeRecent(folder, lastUsed, grants)),
    reveal(token) {
      const path = grants.path(token);
      if (path !== undefined) shell.showItemInFolder(path);
    },
    remember(folder, now) {
      mkdirSync(userData, { recursive: true, mode: 0o700 });
      const file = join(userData, RECENT_FILE);
      writeFileSync(`${file}.tmp`, JSON.stringify(addRecent(readRecents(userData), folder, now)), { mode: 0o600 });
      renameSync(`${file}.tmp`, file);
    },
  };
}

/** Nothing for a workspace that is no longer there. */
function describeRecent(folder: string, lastUsed: string, grants: PathGrants): Recent[] {
  const file = statSync(join(folder, 'data.db'), { throwIfNoEntry: false });
  return file ? [{ token: grants.add(folder).token, name: basename(folder, '.stowage'), lastUsed, bytes: file.size }] : [];
}

function readRecents(userData: string): RecentFolder[] {
  try {
    return parseRecents(readFileSync(join(userData, RECENT_FILE), 'utf8'));
  } catch {
    return [];
  }
}
