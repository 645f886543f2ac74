import { isUnder } from '../domain/facets.ts';
import type { SignalKind } from './judge-series.ts';
import type { Signal, SignalPart } from './signal.ts';

type Nestable = Pick<Signal, 'key' | 'month' | 'parts' | 'kind'>;

const FALLS: readonly SignalKind[] = ['drift-down', 'vanished'];

/**
 * Signals that say parts of one change, by key: the key of the surest of them. One change is combinations of the same month that moved the same way,
 * each of which holds the surest one's combination or is held in it, such as cocaine, cocaine by sea, and cocaine by sea in containers. Combinations
 * that merely share a value stay apart; so do two scans' signals of one combination that leave out
 * other reporters. `signals` come the surest first; a signal that stands alone or first has no entry.
 */
export function nestSignals(signals: readonly Nestable[]): Map<string, string> {
  const heads: Nestable[] = [];
  const within = new Map<string, string>();
  for (const signal of signals) {
    const head = heads.find((one) => isOneChange(one, signal));
    if (head) within.set(signal.key, head.key);
    else heads.push(signal);
  }
  return within;
}

function isOneChange(one: Nestable, other: Nestable): boolean {
  return (
    one.month === other.month &&
    FALLS.includes(one.kind) === FALLS.includes(other.kind) &&
    isHeld(one.parts, other.parts) !== isHeld(other.parts, one.parts)
  );
}

/** Every case of the first combination is one of the second. */
function isHeld(narrow: readonly SignalPart[], wide: readonly SignalPart[]): boolean {
  return wide.every(({ facet, code }) => narrow.some((part) => part.facet === facet && isUnder(part.code, code)));
}
