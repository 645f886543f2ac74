import { CONVERSIONS } from '../../../shared/domain/case.ts';
import { missingWord } from '../../../shared/domain/missing-words.ts';
import type { Mass } from '../../../shared/domain/quantity.ts';
import { numberReader } from '../../../shared/domain/read-number.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { RecordColumns } from '../records/columns.ts';
import { at, type Cells, cellsOf, countUnread, countWhere, everyRow, joinCells, readCells } from './cells.ts';
import type { MassMaker } from './convert.ts';
import type { MappedDate } from './map-dates.ts';
import { createPlacer, type PlacedCell, placeConstant } from './place-value.ts';
import type { ImportPlan, PlannedColumn } from './plan.ts';
import type { Tally } from './tally.ts';

/** An amount as it stands and as it was read; null when it was not. `unit` is the one of its own cell. */
interface ReadAmount {
  text: string;
  amount: number | null;
  unit: string | null;
}

interface ReadUnit {
  text: string;
  /** Id of the unit, or null. */
  id: string | null;
}

export interface Amounts {
  amount: Cells<ReadAmount>;
  unit: Cells<ReadUnit>;
}

export interface LineContext {
  drug: Cells<string[]>;
  country: Cells<string[]>;
  date: Cells<MappedDate>;
}

/** Reads amounts and their units: the unit of the cell, else of the unit's column, else of the amount's header, else the constant. */
export function readAmounts(plan: ImportPlan, batch: RowBatch, tally: Tally): Amounts {
  const columns = plan.columns.get('amount') ?? [];
  if (columns.length === 0)
    return { amount: everyRow({ text: '', amount: null, unit: null }, batch.rows), unit: unitCells(plan, batch, tally) };
  const amount = columns.map((column) => amountCells(column, batch, tally)).reduce((all, next) => joinCells(all, next, firstStated));
  countAmounts(amount, columns[0]?.header, tally);
  return { amount, unit: joinUnits(plan, columns, amount, unitCells(plan, batch, tally), tally) };
}

function amountCells(column: PlannedColumn, batch: RowBatch, tally: Tally): Cells<ReadAmount> {
  const texts = cellsOf(column, batch);
  const read = amountReader(column);
  const cells = readCells(texts, (text): ReadAmount => {
    const found = text.trim() === '' ? undefined : read(text);
    return { text, amount: found?.amount ?? null, unit: found?.unit ?? null };
  });
  countUnread('amount', texts, cells, ({ amount }) => amount === null, tally);
  return cells;
}

/** The unit of the header is put in later, since a unit that stands beside the amount goes before it. */
function amountReader({ read }: PlannedColumn): ReturnType<typeof numberReader> {
  if (read.as !== 'number') return () => undefined;
  const { unit: _ofHeader, ...rule } = read;
  return numberReader(rule);
}

function firstStated(a: ReadAmount, b: ReadAmount): ReadAmount {
  return a.amount === null && missingWord(a.text) !== undefined ? b : a;
}

function countAmounts(cells: Cells<ReadAmount>, header: string | undefined, tally: Tally): void {
  countWhere(
    cells,
    ({ text, amount }) => (amount === null ? missingWord(text) !== undefined : amount <= 0),
    ({ amount }, rows) => tally.counted(amount === null ? 'blank-amount' : amount === 0 ? 'zero-amount' : 'negative-amount', rows, header),
  );
}

function unitCells(plan: ImportPlan, batch: RowBatch, tally: Tally): Cells<ReadUnit> {
  const [column] = (plan.columns.get('unit') ?? []).filter((each) => each.at !== null);
  const constant = constantUnit(plan, tally, batch.rows);
  if (!column) return everyRow(constant, batch.rows);
  const texts = cellsOf(column, batch);
  const placed = readCells(texts, column.place);
  countUnread('unit', texts, placed, ({ status }) => status === 'unmapped', tally);
  return readCells(texts, (text) => (text.trim() === '' && constant.text !== '' ? constant : unitOf(text, column.place(text))));
}

function constantUnit(plan: ImportPlan, tally: Tally, rows: number): ReadUnit {
  const column = (plan.columns.get('unit') ?? []).find((each) => each.at === null);
  if (!column) return { text: '', id: null };
  const placed = column.place(column.constant);
  if (placed.status === 'unmapped') tally.unmapped('unit', column.constant, rows);
  return unitOf(column.constant, placed);
}

function unitOf(text: string, { status, codes }: PlacedCell): ReadUnit {
  return { text, id: status === 'mapped' ? (codes[0] ?? null) : null };
}

/** Only amounts that can bring a unit of their own are joined with the unit's column. */
function joinUnits(
  plan: ImportPlan,
  columns: readonly PlannedColumn[],
  amount: Cells<ReadAmount>,
  unit: Cells<ReadUnit>,
  tally: Tally,
): Cells<ReadUnit> {
  const rule = columns[0]?.read;
  if (rule?.as !== 'number' || (rule.unit === undefined && !rule.unitInCell)) return unit;
  const ofHeader = rule.unit === undefined ? undefined : unitOf(rule.unit, placeConstant('unit', rule.unit));
  const own = createPlacer('unit', {
    values: plan.recipe.columns.find(({ field }) => field === 'amount')?.values ?? [],
    crosswalk: null,
  });
  countWhere(
    amount,
    (read) => read.unit !== null && own(read.unit).status === 'unmapped',
    (read, rows) => tally.unmapped('unit', read.unit ?? '', rows),
  );
  return joinCells(amount, unit, (read, beside) => {
    if (read.unit !== null) return unitOf(read.unit, own(read.unit));
    return beside.text.trim() === '' ? (ofHeader ?? beside) : beside;
  });
}

export type QuantityColumns = Pick<RecordColumns, 'amount' | 'kg' | 'kg_low' | 'kg_high' | 'units' | 'factor' | 'conversion'>;

/** What the amount of each row weighs; each combination of drug, amount and unit is derived once in a batch. */
export function quantityColumns({ amount, unit }: Amounts, context: LineContext, convert: MassMaker, rows: number): QuantityColumns {
  const masses: Mass[] = [];
  const amounts: (number | null)[] = [];
  const known = new Map<number, number>();
  const index = new Uint32Array(rows);
  const derive = (row: number, drugAt: number, read: ReadAmount, { id }: ReadUnit): number => {
    const drugCodes = context.drug.values[drugAt] as string[];
    masses.push(
      convert.mass({ amount: read.amount, unitId: id, drugCodes, country: at(context.country, row), when: at(context.date, row) }),
    );
    return amounts.push(read.amount) - 1;
  };
  /** Hardly any combination comes twice where hardly any amount does. */
  const isVaried = amount.values.length * 2 > rows;
  for (let row = 0; row < rows; row++) {
    const [drugAt, amountAt, unitAt] = [context.drug.index[row] as number, amount.index[row] as number, unit.index[row] as number];
    const [read, own] = [amount.values[amountAt] as ReadAmount, unit.values[unitAt] as ReadUnit];
    if (isVaried || (own.id !== null && convert.dependsOnPlace(own.id))) {
      index[row] = derive(row, drugAt, read, own);
      continue;
    }
    const key = (drugAt * amount.values.length + amountAt) * unit.values.length + unitAt;
    const place = known.get(key) ?? derive(row, drugAt, read, own);
    known.set(key, place);
    index[row] = place;
  }
  const column = <T>(of: (mass: Mass) => T) => ({ values: masses.map(of), index });
  return {
    amount: { values: amounts, index },
    kg: column(({ kg }) => kg),
    kg_low: column(({ kgLow }) => kgLow),
    kg_high: column(({ kgHigh }) => kgHigh),
    units: column(({ units }) => units),
    factor: column(({ factorId }) => factorId),
    conversion: column(({ conversion }) => CONVERSIONS.indexOf(conversion)),
  };
}
