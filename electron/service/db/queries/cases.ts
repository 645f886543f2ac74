import type { CaseRow } from '../../../../shared/contract/cases.ts';
import { CONVERSIONS, DATE_PRECISIONS } from '../../../../shared/domain/case.ts';
import type { ReadDb } from '../connect.ts';

const SEIZURES = `SELECT id, import_id, row, date, date_precision, place_text, division_text, country, seizure_place, transport, concealment,
    produced, departed, destined, repeat_of, grain, events
  FROM seizure WHERE id IN (SELECT value FROM json_each(?))`;
/** The drug lines of a case, then those of the rows that were merged into it as lines. */
const LINES = `WITH wanted (id) AS (SELECT value FROM json_each(?)), owned (owner, id) AS (
    SELECT id, id FROM wanted UNION ALL
    SELECT lead.seizure_id, member.seizure_id FROM merge_member lead JOIN merge_member member ON member.merge_id = lead.merge_id
    WHERE lead.role = 'lead' AND member.role = 'line' AND lead.seizure_id IN (SELECT id FROM wanted))
  SELECT owned.owner AS seizure_id, drug, drug_text, amount_text, unit_text, amount, kg, kg_low, kg_high, units, factor, conversion
  FROM owned JOIN drug_line ON drug_line.seizure_id = owned.id ORDER BY owned.owner, owned.id <> owned.owner, owned.id, line`;

interface SeizureRow {
  id: number;
  import_id: number;
  row: number;
  date: string | null;
  date_precision: number;
  place_text: number;
  division_text: number;
  country: number;
  seizure_place: number;
  transport: number;
  concealment: number;
  produced: number;
  departed: number;
  destined: number;
  repeat_of: number | null;
  grain: number;
  events: number;
}

interface LineRow {
  seizure_id: number;
  drug: number;
  drug_text: number;
  amount_text: number;
  unit_text: number;
  amount: number | null;
  kg: number | null;
  kg_low: number | null;
  kg_high: number | null;
  units: number | null;
  factor: number | null;
  conversion: number;
}

/** The cases with these ids, in the order of the ids; ids that are not there are left out. */
export function caseRows(db: ReadDb, ids: readonly number[]): CaseRow[] {
  const wanted = JSON.stringify(ids);
  const names = createNames(db);
  const seizures = new Map(
    db
      .prepare<[string], SeizureRow>(SEIZURES)
      .all(wanted)
      .map((row) => [row.id, row]),
  );
  const lines = Map.groupBy(db.prepare<[string], LineRow>(LINES).all(wanted), (line) => line.seizure_id);
  return ids.flatMap((id) => {
    const seizure = seizures.get(id);
    return seizure ? [caseRow(seizure, lines.get(id) ?? [], names)] : [];
  });
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
  const [line] = db.prepare<[string], LineRow>(LINES).all(JSON.stringify([id]));
  const factorId = line?.factor ? createNames(db).text(line.factor) : null;
  const { amount = null, kg_low: kgLow = null, kg_high: kgHigh = null, units = null } = line ?? {};
  return { case: found, quantity: { amount, kgLow, kgHigh, units, factorId } };
}

interface Names {
  codes(set: number): string[];
  text(id: number): string;
}

function caseRow(seizure: SeizureRow, lines: LineRow[], names: Names): CaseRow {
  const [first] = lines;
  return {
    id: seizure.id,
    date: seizure.date,
    datePrecision: DATE_PRECISIONS[seizure.date_precision] ?? 'day',
    country: names.codes(seizure.country),
    place: names.text(seizure.place_text),
    division: names.text(seizure.division_text),
    drug: [...new Set(lines.flatMap((line) => names.codes(line.drug)))],
    drugText: lines.map((line) => names.text(line.drug_text)).join('; '),
    amountText: lines.map((line) => names.text(line.amount_text)).join('; '),
    unitText: lines.map((line) => names.text(line.unit_text)).join('; '),
    kg: massOf(lines),
    conversion: CONVERSIONS[first?.conversion ?? -1] ?? 'not-convertible',
    transport: names.codes(seizure.transport),
    concealment: names.codes(seizure.concealment),
    'seizure-place': names.codes(seizure.seizure_place),
    produced: names.codes(seizure.produced),
    departed: names.codes(seizure.departed),
    destined: names.codes(seizure.destined),
    grain: seizure.grain === 1 ? 'aggregate' : 'case',
    events: seizure.events,
    repeatOf: seizure.repeat_of,
    importId: seizure.import_id,
    row: seizure.row,
  };
}

/** Kilograms of the lines that have a mass; null when none has. */
function massOf(lines: LineRow[]): number | null {
  const known = lines.flatMap((line) => (line.kg === null ? [] : [line.kg]));
  return known.length === 0 ? null : known.reduce((sum, kg) => sum + kg, 0);
}

/** Interned sets and texts, each looked up once. */
function createNames(db: ReadDb): Names {
  const codes = new Map<number, string[]>();
  const texts = new Map<number, string>();
  const findCodes = db.prepare<[number], string>('SELECT codes FROM code_set WHERE id = ?').pluck();
  const findText = db.prepare<[number], string>('SELECT value FROM text_value WHERE id = ?').pluck();
  return {
    codes(set) {
      const found = codes.get(set) ?? (JSON.parse(findCodes.get(set) ?? '[]') as string[]);
      codes.set(set, found);
      return found;
    },
    text(id) {
      const found = texts.get(id) ?? findText.get(id) ?? '';
      texts.set(id, found);
      return found;
    },
  };
}
