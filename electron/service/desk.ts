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
  /** Checkpoints, closes, overwrites the key, frees the workspace. Does nothing when nothing is open. */
  lock(): Promise<void>;
  /** What changes of the key ring need. */
  keys(): { dataKey: Uint8Array; slotId: string };
  /** Removes an analyst and goes on under the new data key. */
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
const DEFAULT_IDLE_MINUTES = 10;

export function createDesk(options: DeskOptions): Desk {
  let current: OpenSession | undefined;
  let opening = false;
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
    if (!current) return Promise.resolve();
    locking ??= close(current);
    return locking;
  };

  return {
    isOpen: () => current !== undefined && locking === undefined,
    session: () => opened().session(),
    async open(unlock) {
      if (current || opening) throw new StowageError('already-open', OCCUPIED);
      opening = true;
      try {
        current = await openSession(await unlock(), options.onStuck);
      } finally {
        opening = false;
      }
      options.onOpened(current.session().folder);
      return current.session();
    },
    lock,
    keys: () => opened().keys(),
    async removeAnalyst(sign, call) {
      const session = opened();
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
