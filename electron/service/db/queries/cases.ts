import type { CaseRow } from '../../../../shared/contract/cases.ts';
import { CONVERSIONS, DATE_PRECISIONS } from '../../../../shared/domain/case.ts';
import { numberAt, type RecordColumnName, type RecordValue, valueAt } from '../../records/columns.ts';
import type { ReadDb } from '../connect.ts';
import { type FoundRecord, type RecordBlock, recordFinder } from './records.ts';

/** One drug line as it stands in a block. */
interface Line {
  block: RecordBlock;
  at: number;
}

/** The cases with these ids, in the order of the ids; ids that are not there are left out. */
export function caseRows(db: ReadDb, ids: readonly number[]): CaseRow[] {
  const names = createCodeNames(db);
  const linesOf = createLineReader(db);
  const find = recordFinder(db);
  return ids.flatMap((id) => {
    const found = find(id);
    return found ? [caseRow(id, found, linesOf(id), names)] : [];
  });
}

const MERGED = `SELECT member.seizure_id FROM merge_member lead JOIN merge_member member ON member.merge_id = lead.merge_id
  WHERE lead.role = 'lead' AND member.role = 'line' AND lead.seizure_id = ? ORDER BY member.seizure_id`;

/** The drug lines of a case, then those of the rows that were merged into it as lines. */
function createLineReader(db: ReadDb): (id: number) => Line[] {
  const merged = db.prepare<[number], number>(MERGED).pluck();
  const find = recordFinder(db);
  return (id) => [id, ...merged.all(id)].flatMap((own) => ownLines(find(own)));
}

function ownLines(found: FoundRecord | undefined): Line[] {
  if (!found || valueAt(found.block.column('line'), found.at) === null) return [];
  return Array.from({ length: found.rows }, (_, line) => ({ block: found.block, at: found.at + line }));
}

export interface CaseQuantity {
  amount: number | null;
  kgLow: number | null;
  kgHigh: number | null;
  units: number | null;
  factorId: string | null;
}

export interface CaseDetail {
  case: CaseRow;
  quantity: CaseQuantity;
}

/** One case with the quantity of its first drug line. */
export function caseById(db: ReadDb, id: number): CaseDetail | undefined {
  const [found] = caseRows(db, [id]);
  if (!found) return undefined;
  const [line] = createLineReader(db)(id);
  const number = (name: RecordColumnName): number | null => (line ? (valueAt(line.block.column(name), line.at) as number | null) : null);
  const factorId = line ? (valueAt(line.block.column('factor'), line.at) as string | null) : null;
  const quantity = { amount: number('amount'), kgLow: number('kg_low'), kgHigh: number('kg_high'), units: number('units'), factorId };
  return { case: found, quantity };
}

type CodeNames = (set: RecordValue) => string[];

function caseRow(id: number, { block, at }: FoundRecord, lines: Line[], codes: CodeNames): CaseRow {
  const number = (name: RecordColumnName): number => numberAt(block.column(name), at);
  const codesOf = (name: RecordColumnName): string[] => codes(number(name));
  const textOf = (name: RecordColumnName, line: Line = { block, at }): string => String(valueAt(line.block.column(name), line.at) ?? '');
  const joined = (name: RecordColumnName): string => lines.map((line) => textOf(name, line)).join('; ');
  const [first] = lines;
  return {
    id,
    date: valueAt(block.column('date'), at) as string | null,
    datePrecision: DATE_PRECISIONS[number('date_precision')] ?? 'day',
    country: codesOf('country'),
    place: textOf('place_text'),
    division: textOf('division_text'),
    drug: [...new Set(lines.flatMap((line) => codes(valueAt(line.block.column('drug'), line.at))))],
    drugText: joined('drug_text'),
    amountText: joined('amount_text'),
    unitText: joined('unit_text'),
    kg: massOf(lines),
    conversion: CONVERSIONS[first ? numberAt(first.block.column('conversion'), first.at) : -1] ?? 'not-convertible',
    transport: codesOf('transport'),
    concealment: codesOf('concealment'),
    'seizure-place': codesOf('seizure-place'),
    produced: codesOf('produced'),
    departed: codesOf('departed'),
    destined: codesOf('destined'),
    grain: number('grain') === 1 ? 'aggregate' : 'case',
    events: number('events'),
    repeatOf: number('repeat_of') || null,
    importId: block.importId,
    row: number('row'),
  };
}

/** Kilograms of the lines that have a mass; null when none has. */
function massOf(lines: Line[]): number | null {
  const known = lines.flatMap(({ block, at }) => (valueAt(block.column('kg'), at) as number | null) ?? []);
  return known.length === 0 ? null : known.reduce((sum, kg) => sum + kg, 0);
}

/** Interned sets, each looked up once. */
function createCodeNames(db: ReadDb): CodeNames {
  const known = new Map<RecordValue, string[]>();
  const find = db.prepare<[RecordValue], string>('SELECT codes FROM code_set WHERE id = ?').pluck();
  return (set) => {
    const found = known.get(set) ?? (JSON.parse(find.get(set) ?? '[]') as string[]);
    known.set(set, found);
    return found;
  };
}
