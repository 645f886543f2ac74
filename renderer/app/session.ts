import { create } from 'zustand';
import type { Picked } from '../../shared/native.ts';

/** What the window knows about the workspace beside the service's own state. Never holds a passphrase. */
interface PageSession {
  /** The folder last opened here, to unlock it again; null on the welcome screen. */
  folder: Picked | null;
  /** Sign last used for it. */
  sign: string | null;
  /** Shown this once after creating a workspace; gone once the person has kept it. */
  recoveryCode: string | null;
  /** Why the content is hidden, to say it on the lock screen. */
  lockedBy: 'person' | 'idle' | 'service' | null;
  open(folder: Picked, sign: string | null, recoveryCode?: string): void;
  kept(): void;
  locked(by: 'person' | 'idle' | 'service'): void;
  leave(): void;
}

export const useSession = create<PageSession>((set) => ({
  folder: null,
  sign: null,
  recoveryCode: null,
  lockedBy: null,
  open: (folder, sign, recoveryCode) => set({ folder, sign, recoveryCode: recoveryCode ?? null, lockedBy: null }),
  kept: () => set({ recoveryCode: null }),
  locked: (lockedBy) => set({ lockedBy }),
  leave: () => set({ folder: null, sign: null, recoveryCode: null, lockedBy: null }),
}));
