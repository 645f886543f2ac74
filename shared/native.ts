/** What a native dialog (or the browser host's own prompt) hands out instead of a path. */
export interface Picked {
  token: string;
  name: string;
}

/** A workspace opened before on this machine. `lastUsed` is a UTC instant. */
export interface Recent extends Picked {
  lastUsed: string;
  bytes: number;
}

/** `import` is a file with cases; `workspace` an existing workspace folder; `parent` and `pack` are folders to write into. */
export type FileKind = 'import';
export type FolderKind = 'workspace' | 'parent' | 'pack';

/** The few things the page asks of the machine. Null means the person closed the dialog. */
export interface Native {
  pickFile(kind: FileKind): Promise<Picked | null>;
  pickFolder(kind: FolderKind): Promise<Picked | null>;
  recents(): Promise<Recent[]>;
  revealFolder?(token: string): Promise<void>;
}

/**
 * `window.stowage`, put there by the preload. A message port cannot be returned across the context bridge:
 * `port()` asks for one, and it arrives as a window message whose data is PORT_MESSAGE, with the port as its one transferred port.
 */
export interface Bridge extends Native {
  port(): Promise<void>;
}

export const PORT_MESSAGE = 'stowage-port';
