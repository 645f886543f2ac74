import { type ReactNode, useEffect, useRef } from 'react';

/** A part that scrolls by itself. It can be reached by keyboard while there is something to scroll to, and only then. */
export function ScrollRegion(props: { label: string; className: string | undefined; children: ReactNode }) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (scrolls) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    });
    watch.observe(element);
    for (const child of element.children) watch.observe(child);
    return () => watch.disconnect();
  }, []);
  return (
    <section ref={region} className={props.className} aria-label={props.label}>
      {props.children}
    </section>
  );
}
