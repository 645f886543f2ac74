import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const WHERE_NOTHING_IS_LAID_OUT = 560;

/** The width of an element in whole pixels, known before the first paint; null only while it is first laid out. */
export function useWidth<T extends HTMLElement>(): { ref: RefObject<T | null>; width: number | null } {
  const ref = useRef<T | null>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => setWidth(measured(ref.current)), []);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(measured(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

function measured(element: HTMLElement | null): number {
  return Math.floor(element?.clientWidth ?? 0) || WHERE_NOTHING_IS_LAID_OUT;
}
