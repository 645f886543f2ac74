import type { RerunReport } from '../../../shared/contract/imports.ts';
import { CONVERSIONS, DATE_PRECISIONS } from '../../../shared/domain/case.ts';
import { LINE_COLUMNS, type SqlValue, seizureColumns } from '../db/queries/seizure-rows.ts';

/** Gathers what a re-run changes, by field and value, with the number of records. */
export interface ChangeTally {
  /** Compares two records' values in the order of `seizureColumns(true)`; true when they differ. */
  seizure(before: SqlValue[], after: SqlValue[]): boolean;
  /** The same for drug lines, in the order of `LINE_COLUMNS`. */
  line(before: SqlValue[], after: SqlValue[]): boolean;
  identifiers(before: string, after: string): void;
  /** The most frequent first. */
  list(): RerunReport['changes'];
}

type Kind = 'codes' | 'text' | 'plain' | 'date' | 'repeat' | 'conversion' | 'silent';

const PLAIN = new Set(['amount', 'kg', 'units', 'grain', 'events', 'latitude', 'longitude']);
/** What never changes, or only together with what is told. */
const SILENT = new Set(['id', 'import_id', 'row', 'part', 'date_precision', 'kg_low', 'kg_high', 'seizure_id', 'line']);
const TEXTS = new Set(['place_text', 'division_text', 'drug_text', 'amount_text', 'unit_text', 'factor']);

function kindOf(column: string): Kind {
  if (SILENT.has(column)) return 'silent';
  if (PLAIN.has(column)) return 'plain';
  if (TEXTS.has(column)) return 'text';
  if (column === 'date') return 'date';
  if (column === 'repeat_of') return 'repeat';
  return column === 'conversion' ? 'conversion' : 'codes';
}

const FIELD_NAMES: Record<string, string> = { place_text: 'place', division_text: 'division', repeat_of: 'repeat' };

const fieldOf = (column: string): string => FIELD_NAMES[column] ?? column.replaceAll('_', '-');

/** Different changes that are told; what comes after is counted together by field. */
const KEPT = 5000;
const LISTED = 500;
const OTHERS = '…';

export function createChangeTally(names: { codes(id: number): string; text(id: number): string }): ChangeTally {
  const counts = new Map<string, { field: string; from: string; to: string; count: number }>();

  const note = (field: string, from: string, to: string) => {
    if (from === to) return;
    const key = JSON.stringify([field, from, to]);
    const known = counts.get(key);
    if (known) known.count++;
    else if (counts.size < KEPT) counts.set(key, { field, from, to, count: 1 });
    else if (from !== OTHERS) noteOther(field);
  };
  const noteOther = (field: string) => {
    const key = JSON.stringify([field, OTHERS]);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { field, from: OTHERS, to: OTHERS, count: 1 });
  };
  const word = (kind: Kind, value: SqlValue, precision: SqlValue): string => {
    if (kind === 'repeat') return value === null ? 'first' : 'repeat';
    if (value === null) return '';
    if (kind === 'codes') return names.codes(Number(value));
    if (kind === 'text') return names.text(Number(value));
    if (kind === 'conversion') return CONVERSIONS[Number(value)] ?? '';
    return kind === 'date' ? dateWord(String(value), Number(precision)) : String(value);
  };
  const compare = (columns: readonly { field: string; kind: Kind }[]) => (before: SqlValue[], after: SqlValue[]) => {
    let differs = false;
    for (const [at, { field, kind }] of columns.entries()) {
      const same = before[at] === after[at] && (kind !== 'date' || before[at + 1] === after[at + 1]);
      if (same) continue;
      differs = true;
      if (kind !== 'silent')
        note(field, word(kind, before[at] ?? null, before[at + 1] ?? null), word(kind, after[at] ?? null, after[at + 1] ?? null));
    }
    return differs;
  };
  const described = (columns: readonly string[]) => columns.map((column) => ({ field: fieldOf(column), kind: kindOf(column) }));
  return {
    seizure: compare(described(seizureColumns(true))),
    line: compare(described(LINE_COLUMNS)),
    identifiers: (before, after) => note('identifiers', before, after),
    list: () => [...counts.values()].sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1)).slice(0, LISTED),
  };
}

/** A date as precisely as it is known; its precision stands in the column after it. */
function dateWord(date: string, precision: number): string {
  switch (DATE_PRECISIONS[precision]) {
    case 'year':
      return date.slice(0, 4);
    case 'quarter':
      return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    case 'month':
      return date.slice(0, 7);
    default:
      return date;
  }
}
