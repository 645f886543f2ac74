import type { RerunReport } from '../../../shared/contract/imports.ts';
import { CONVERSIONS, DATE_PRECISIONS } from '../../../shared/domain/case.ts';
import { numberAt, RECORD_COLUMNS, type RecordColumn, type RecordColumnName, type RecordValue, valueAt } from '../records/columns.ts';

/** One record among the columns it stands in. */
export interface RecordAt {
  column(name: RecordColumnName): RecordColumn;
  at: number;
}

/** Gathers what a re-run changes, by field and value, with the number of records. */
export interface ChangeTally {
  /** Compares two records but for their ids; true when they differ. */
  record(before: RecordAt, after: RecordAt): boolean;
  identifiers(before: string, after: string): void;
  /** The most frequent first. */
  list(): RerunReport['changes'];
}

type Kind = 'codes' | 'text' | 'plain' | 'date' | 'repeat' | 'conversion' | 'silent';

const PLAIN: ReadonlySet<string> = new Set(['amount', 'kg', 'units', 'grain', 'events', 'latitude', 'longitude']);
/** What never changes, or only together with what is told. */
const SILENT: ReadonlySet<string> = new Set(['row', 'part', 'date_precision', 'kg_low', 'kg_high', 'line']);
const TEXTS: ReadonlySet<string> = new Set(['place_text', 'division_text', 'drug_text', 'amount_text', 'unit_text', 'factor']);

function kindOf(column: RecordColumnName): Kind {
  if (SILENT.has(column)) return 'silent';
  if (PLAIN.has(column)) return 'plain';
  if (TEXTS.has(column)) return 'text';
  if (column === 'date') return 'date';
  if (column === 'repeat_of') return 'repeat';
  return column === 'conversion' ? 'conversion' : 'codes';
}

const FIELD_NAMES: Record<string, string> = { place_text: 'place', division_text: 'division', repeat_of: 'repeat' };

const fieldOf = (column: RecordColumnName): string => FIELD_NAMES[column] ?? column.replaceAll('_', '-');

const COMPARED = RECORD_COLUMNS.filter((name) => name !== 'id').map((name) => ({ name, field: fieldOf(name), kind: kindOf(name) }));

/** Different changes that are told; what comes after is counted together by field. */
const KEPT = 5000;
const LISTED = 500;
const OTHERS = '…';

/** `codesOf` gives the codes of an interned set. */
export function createChangeTally(codesOf: (set: number) => string): ChangeTally {
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
  const word = (kind: Kind, value: RecordValue, record: RecordAt): string => {
    if (kind === 'repeat') return value === 0 ? 'first' : 'repeat';
    if (value === null) return '';
    if (kind === 'codes') return codesOf(Number(value));
    if (kind === 'conversion') return CONVERSIONS[Number(value)] ?? '';
    return kind === 'date' ? dateWord(String(value), numberAt(record.column('date_precision'), record.at)) : String(value);
  };
  return {
    record(before, after) {
      let differs = false;
      const precisions = [before, after].map((record) => numberAt(record.column('date_precision'), record.at));
      for (const { name, field, kind } of COMPARED) {
        const [old, fresh] = [valueAt(before.column(name), before.at), valueAt(after.column(name), after.at)];
        if (old === fresh && (kind !== 'date' || precisions[0] === precisions[1])) continue;
        differs = true;
        if (kind !== 'silent') note(field, word(kind, old, before), word(kind, fresh, after));
      }
      return differs;
    },
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
