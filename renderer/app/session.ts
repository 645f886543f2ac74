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
  /** The new workspace is to be filled with invented cases. */
  sample: boolean;
  /** Why the content is hidden, to say it on the lock screen. */
  lockedBy: 'person' | 'idle' | 'service' | null;
  open(folder: Picked, sign: string | null, made?: { recoveryCode: string; sample: boolean }): void;
  filled(): void;
  kept(): void;
  locked(by: 'person' | 'idle' | 'service'): void;
  leave(): void;
}

export const useSession = create<PageSession>((set) => ({
  folder: null,
  sign: null,
  recoveryCode: null,
  sample: false,
  lockedBy: null,
  open: (folder, sign, made) =>
    set({ folder, sign, recoveryCode: made?.recoveryCode ?? null, sample: made?.sample ?? false, lockedBy: null }),
  filled: () => set({ sample: false }),
  kept: () => set({ recoveryCode: null }),
  locked: (lockedBy) => set({ lockedBy }),
  leave: () => set({ folder: null, sign: null, recoveryCode: null, sample: false, lockedBy: null }),
}));
