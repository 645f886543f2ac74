import { startTransition, useEffect, useState } from 'react';

/**
 * A new value reaches `count` places one after another, each drawn by itself: the page answers a click between two of them, and a still newer value
 * goes ahead of what was left to draw. `undefined` where nothing has been drawn yet.
 */
export function useInTurn<T>(newest: T, count: number): (T | undefined)[] {
  const [shown, setShown] = useState(() => new Array<T | undefined>(count).fill(undefined));
  useEffect(() => {
    const next = shown.findIndex((one) => one !== newest);
    if (next < 0) return;
    const turn = setTimeout(() => startTransition(() => setShown((list) => list.with(next, newest))));
    return () => clearTimeout(turn);
  }, [shown, newest]);
  return shown;
}
