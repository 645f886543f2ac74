/** What was, what is and what was undone; the nearest last and first. */
export interface History<T> {
  past: T[];
  now: T;
  future: T[];
}

const LONGEST_HISTORY = 200;

export function startHistory<T>(now: T): History<T> {
  return { past: [], now, future: [] };
}

/** A new state; what had been undone is forgotten. */
export function advance<T>(history: History<T>, next: T): History<T> {
  return { past: [...history.past, history.now].slice(-LONGEST_HISTORY), now: next, future: [] };
}

/** A further stroke of the same change: one undo takes both back. */
export function amendHistory<T>(history: History<T>, next: T): History<T> {
  return { ...history, now: next, future: [] };
}

export function undo<T>(history: History<T>): History<T> {
  const former = history.past.at(-1);
  return former === undefined ? history : { past: history.past.slice(0, -1), now: former, future: [history.now, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future };
}
