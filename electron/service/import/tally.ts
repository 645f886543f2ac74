import type { ImportReport } from '../../../shared/contract/imports.ts';
import type { LeftOutKind } from '../../../shared/domain/fields.ts';
import { COUNTED_WARNINGS, type CountedWarning } from './counted-warnings.ts';
import { shortenUnmapped } from './shorten.ts';

/** Counts what an import could not place, and keeps the first warnings with the number of the rest. */
export interface Tally {
  unmapped(field: string, value: string, count: number): void;
  warning(warning: ImportReport['warnings'][number]): void;
  /** Warnings that are only counted. */
  moreWarnings(code: string, count: number): void;
  /** Rows of one kind that are told as one warning at the end. */
  counted(code: CountedWarning, count: number, column?: string): void;
  leftOut(kind: LeftOutKind, rows: number): void;
  /** Rows that were refused, by number. */
  rejected(rows: readonly number[]): void;
  events(count: number): void;
  /** Every value, whole. */
  allUnmapped(): ImportReport['unmapped'];
  /** The most frequent values first, shortened for a report. */
  listUnmapped(): ImportReport['unmapped'];
  listWarnings(): ImportReport['warnings'];
  listLeftOut(): NonNullable<ImportReport['leftOut']>;
  totals(): { events: number; rejected: number };
}

const KEPT_WARNINGS = 200;
/** Different values listed; a hostile file may bring a new one in each row. */
const KEPT_VALUES = 50_000;

export function createTally(): Tally {
  const fields = new Map<string, Map<string, number>>();
  const warnings: ImportReport['warnings'] = [];
  const omitted = new Map<string, number>();
  const counted = new Map<CountedWarning, { count: number; column?: string }>();
  const left = new Map<LeftOutKind, number>();
  let values = 0;
  let events = 0;
  let rejected = 0;

  const omit = (code: string, count: number): void => void omitted.set(code, (omitted.get(code) ?? 0) + count);

  const tally: Tally = {
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
    counted(code, count, column) {
      const before = counted.get(code)?.count ?? 0;
      if (count > 0) counted.set(code, { count: before + count, ...(column === undefined ? {} : { column }) });
    },
    leftOut: (kind, rows) => void left.set(kind, (left.get(kind) ?? 0) + rows),
    rejected(rows) {
      rejected += rows.length;
      for (const row of rows) tally.warning({ code: 'rejected-row', message: REJECTED, row });
    },
    events: (count) => {
      events += count;
    },
    allUnmapped: () => allUnmapped(fields),
    listUnmapped: () => shortenUnmapped(allUnmapped(fields)).listed,
    listWarnings: () => [
      ...warnings,
      ...[...omitted].map(([code, count]) => ({
        code,
        message: `${count} more of this kind are not listed.`,
      })),
      ...[...counted].map(([code, { count, ...place }]) => ({ code, message: COUNTED_WARNINGS[code](count), ...place })),
      ...moreUnmapped(shortenUnmapped(allUnmapped(fields)).more),
    ],
    listLeftOut: () => [...left].map(([kind, rows]) => ({ kind, rows })),
    totals: () => ({ events, rejected }),
  };
  return tally;
}

const REJECTED =
  'The row holds more filled cells than the header has columns, so nothing says which cell is which. It was left out, as decided, and stays among the original rows.';

function allUnmapped(fields: Map<string, Map<string, number>>): ImportReport['unmapped'] {
  return [...fields].flatMap(([field, counts]) => [...counts].map(([value, count]) => ({ field, value, count })));
}

function moreUnmapped(more: number): ImportReport['warnings'] {
  if (more === 0) return [];
  const what =
    more === 1 ? '1 more value that could not be placed is' : `${more.toLocaleString('en')} more values that could not be placed are`;
  return [{ code: 'more-unmapped', message: `${what} not listed, none more frequent than those that are.` }];
}
