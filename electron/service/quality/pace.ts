import { setImmediate } from 'node:timers/promises';
import { StowageError } from '../../../shared/errors.ts';
import type { Pace } from '../../../shared/quality/rows.ts';

/** Milliseconds of work after which other calls get their turn. */
const TURN = 25;

/** Lets others have their turn in a long reading, and throws `cancelled` once the caller has cancelled. */
export function createPace(signal: AbortSignal): Pace {
  let since = performance.now();
  return async () => {
    if (signal.aborted) throw new StowageError('cancelled', 'Cancelled. Nothing was changed.');
    if (performance.now() - since < TURN) return;
    await setImmediate();
    since = performance.now();
  };
}
