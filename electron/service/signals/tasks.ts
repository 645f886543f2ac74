import type { SignalState } from '../../../shared/contract/signals.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Signal } from '../../../shared/signals/signal.ts';
import type { WriteDb } from '../db/connect.ts';
import { appendLog } from '../db/queries/log.ts';
import { addScan, dropOldScans, dropUndecided, findSignal, putSignal, setSignalState } from '../db/queries/signals.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

export interface StoredScan {
  signals: Signal[];
  months: string[];
  filter: string;
  summary: string;
  dataVersion: number;
  at: string;
}

/** Takes over a scan. What was decided stays; what nobody decided and the scan of the same month did not find goes. */
export function storeSignals(db: WriteDb, { signals, months, ...scan }: StoredScan, { analyst }: TaskContext): { added: number } {
  return db.transaction(() => {
    const id = addScan(db, { ...scan, by: analyst });
    const added = signals.filter((signal) => putSignal(db, id, signal)).length;
    const removed = months.reduce((sum, month) => sum + dropUndecided(db, month, id), 0);
    dropOldScans(db);
    appendLog(db, { analyst, action: 'signals.scanned', objects: { scan: id, found: signals.length, added, removed } });
    return { added };
  })();
}

/** All of them or none. Throws `not-found` for a signal that is no longer there. */
export function moveSignals(
  db: WriteDb,
  { keys, ...input }: { keys: string[]; state: SignalState; reason: string; at: string },
  { analyst }: TaskContext,
): void {
  db.transaction(() => {
    for (const key of keys) {
      if (!findSignal(db, key)) throw noSignal();
      const decision = setSignalState(db, { ...input, key, by: analyst });
      appendLog(db, { analyst, action: `signals.${input.state}`, objects: { decision }, reason: input.reason });
    }
  })();
}

export function noSignal(): StowageError {
  return new StowageError('not-found', 'This signal is no longer in the workspace. Nothing was changed. Go back to the list of signals.');
}
