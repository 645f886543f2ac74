import { StowageError } from '../../shared/errors.ts';
import type { Area, CallContext } from '../../shared/rpc.ts';
import type { Session } from './context.ts';
import { idleMinutes } from './db/queries/view.ts';
import { type OpenSession, openSession } from './session.ts';
import type { Unlocked } from './workspace/unlock.ts';

/** The place where at most one workspace lies open. */
export interface Desk {
  isOpen(): boolean;
  /** Throws `not-permitted` while nothing is open. */
  session(): Session;
  /** Lays a workspace on the desk; `unlock` is asked only when the desk is free. */
  open(unlock: () => Promise<Unlocked>): Promise<Session>;
  /**
   * Checkpoints, closes, overwrites the key, frees the workspace. Does nothing when nothing is open.
   * What is just being opened is closed as soon as it is open, and `open` then throws `not-permitted`.
   */
  lock(): Promise<void>;
  /** What changes of the key ring need. */
  keys(): { dataKey: Uint8Array; slotId: string };
  /** Removes an analyst and goes on under the new data key. Throws `busy` while another is being removed. */
  removeAnalyst(sign: string, call: CallContext): Promise<void>;
  idleMinutes(): number;
  changed(areas: Area[]): void;
}

export interface DeskOptions {
  changed: (areas: Area[]) => void;
  onLocked: () => void;
  onOpened: (folder: string) => void;
  onStuck: () => void;
}

const LOCKED = 'No workspace is open. Nothing was changed. Unlock one and try again.';
const OCCUPIED = 'A workspace is open already. It stays as it is. Lock it first, then open the other one.';
const LOCKED_MEANWHILE =
  'Locking was asked for while the workspace was being opened, so it was closed again. What it holds is as it was. Unlock it to go on; if it was new, its recovery code was not shown, so delete its folder and create it again.';
const DEFAULT_IDLE_MINUTES = 10;

export function createDesk(options: DeskOptions): Desk {
  let current: OpenSession | undefined;
  let opening: Promise<void> | undefined;
  let lockAsked = false;
  let locking: Promise<void> | undefined;

  const opened = (): OpenSession => {
    if (!current || locking) throw new StowageError('not-permitted', LOCKED);
    return current;
  };
  const close = async (session: OpenSession) => {
    await session.close();
    current = undefined;
    locking = undefined;
    options.onLocked();
  };
  const lock = (): Promise<void> => {
    if (current) {
      locking ??= close(current);
      return locking;
    }
    if (!opening) return Promise.resolve();
    lockAsked = true;
    return opening;
  };
  const lay = async (unlock: () => Promise<Unlocked>): Promise<Session> => {
    try {
      current = await openSession(await unlock(), options.onStuck);
      if (lockAsked) {
        await lock();
        throw new StowageError('not-permitted', LOCKED_MEANWHILE);
      }
    } finally {
      opening = undefined;
      lockAsked = false;
    }
    options.onOpened(current.session().folder);
    return current.session();
  };

  return {
    isOpen: () => current !== undefined && locking === undefined,
    session: () => opened().session(),
    async open(unlock) {
      if (current || opening) throw new StowageError('already-open', OCCUPIED);
      const laid = lay(unlock);
      opening = laid.then(
        () => undefined,
        () => undefined,
      );
      return laid;
    },
    lock,
    keys: () => opened().keys(),
    async removeAnalyst(sign, call) {
      const session = opened();
      // Refused here while another removal runs: that one goes on, and nothing is locked.
      session.session();
      try {
        await session.removeAnalyst(sign, call);
      } catch (error) {
        if (!session.isWhole()) await lock();
        throw error;
      }
    },
    idleMinutes: () => (current?.isWhole() ? idleMinutes(current.session().read) : DEFAULT_IDLE_MINUTES),
    changed: options.changed,
  };
}
