import type { ImportReport } from '../../../shared/contract/imports.ts';

/** Counts what an import could not place, and keeps the first warnings with the number of the rest. */
export interface Tally {
  unmapped(field: string, value: string, count: number): void;
  warning(warning: ImportReport['warnings'][number]): void;
  /** Warnings that are only counted. */
  moreWarnings(code: string, count: number): void;
  /** Most frequent values first. */
  listUnmapped(): ImportReport['unmapped'];
  listWarnings(): ImportReport['warnings'];
}

const KEPT_WARNINGS = 200;
/** Different values listed; a hostile file may bring a new one in each row. */
const KEPT_VALUES = 50_000;

export function createTally(): Tally {
  const fields = new Map<string, Map<string, number>>();
  const warnings: ImportReport['warnings'] = [];
  const omitted = new Map<string, number>();
  let values = 0;

  const omit = (code: string, count: number): void => void omitted.set(code, (omitted.get(code) ?? 0) + count);

  return {
    unmapped(field, value, count) {
      const counts = fields.get(field) ?? new Map<string, number>();
      fields.set(field, counts);
      const before = counts.get(value);
      if (before === undefined && values >= KEPT_VALUES) return omit('unmapped', count);
      if (before === undefined) values++;
      counts.set(value, (before ?? 0) + count);
    },
    warning(warning) {
      if (warnings.length < KEPT_WARNINGS) warnings.push(warning);
      else omit(warning.code, 1);
    },
    moreWarnings: omit,
    listUnmapped: () =>
      [...fields]
        .flatMap(([field, counts]) => [...counts].map(([value, count]) => ({ field, value, count })))
        .sort((a, b) => b.count - a.count || compare(a.field, b.field) || compare(a.value, b.value)),
    listWarnings: () => [
      ...warnings,
      ...[...omitted].map(([code, count]) => ({
        code,
        message: `${count} more of this kind are not listed.`,
      })),
    ],
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
