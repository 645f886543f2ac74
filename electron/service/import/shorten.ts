import type { ImportReport } from '../../../shared/contract/imports.ts';

/** Characters (UTF-16 units) of a value that a report shows. */
const SHOWN_CHARACTERS = 200;
/** Values that a report lists. */
const SHOWN_VALUES = 1000;

/** What a report lists, the most frequent first, and how many it leaves out. Values alike in all that is shown are counted together. */
export function shortenUnmapped(whole: ImportReport['unmapped']): { listed: ImportReport['unmapped']; more: number } {
  const shown = new Map<string, ImportReport['unmapped'][number]>();
  for (const { field, value, count } of whole) {
    const short = shorten(value);
    const key = `${field} ${short}`;
    shown.set(key, { field, value: short, count: count + (shown.get(key)?.count ?? 0) });
  }
  const listed = [...shown.values()]
    .sort((a, b) => b.count - a.count || compare(a.field, b.field) || compare(a.value, b.value))
    .slice(0, SHOWN_VALUES);
  return { listed, more: shown.size - listed.length };
}

/** A pair of surrogates is never cut in two. */
function shorten(value: string): string {
  return value.length <= SHOWN_CHARACTERS ? value : `${value.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
