import { IDENTIFIER_FIELDS } from '../../../shared/domain/fields.ts';
import { type KnownCodes, readIdentifier } from '../../../shared/domain/identifier.ts';
import { numberReader } from '../../../shared/domain/read-number.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import { IDENTIFIER_VALID, type IdentifierRow } from '../db/queries/identifiers.ts';
import { loadPlaces } from '../places.ts';
import { type Cells, cellsOf, countUnread, countWhere, eachRow, everyRow, readCells } from './cells.ts';
import type { ImportPlan, PlannedColumn } from './plan.ts';
import type { Tally } from './tally.ts';

/** Lists of airports and ports, read only where a column names some. */
export async function knownCodes({ columns }: ImportPlan): Promise<KnownCodes | undefined> {
  return columns.has('airport') || columns.has('locode') ? loadPlaces() : undefined;
}

/** Numbers of things that travel, for each row at most one from each column. */
export function identifierCells(
  plan: ImportPlan,
  known: KnownCodes | undefined,
  batch: RowBatch,
  tally: Tally,
): Cells<IdentifierRow | undefined>[] {
  return IDENTIFIER_FIELDS.flatMap((kind) =>
    (plan.columns.get(kind) ?? []).map((column) => {
      const texts = cellsOf(column, batch);
      const cells = readCells(texts, (text) => identifierOf(kind, text, known));
      countUnread(kind, texts, cells, (read) => read === undefined, tally);
      eachRow(
        cells,
        (read) => read?.valid === IDENTIFIER_VALID.wrong,
        (_read, row) =>
          tally.warning({
            code: 'identifier-check-digit',
            message: 'The check digit of this number is wrong. It was kept as it stands, marked as invalid.',
            row: batch.sourceRow[row] as number,
            column: column.header,
          }),
      );
      return cells;
    }),
  );
}

function identifierOf(kind: (typeof IDENTIFIER_FIELDS)[number], text: string, known: KnownCodes | undefined): IdentifierRow | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (kind === 'case-number') return { kind, value: trimmed, valid: IDENTIFIER_VALID.noCheckDigit };
  const read = readIdentifier(kind, trimmed, known);
  if (!read) return undefined;
  if (read.valid === null) return { kind, value: read.value, valid: IDENTIFIER_VALID.noCheckDigit };
  return { kind, value: read.value, valid: read.valid ? IDENTIFIER_VALID.right : IDENTIFIER_VALID.wrong };
}

/** Decimal degrees; what lies on no globe is null and told. */
export function coordinateCells(plan: ImportPlan, field: 'latitude' | 'longitude', batch: RowBatch, tally: Tally): Cells<number | null> {
  const [column] = plan.columns.get(field) ?? [];
  if (!column) return everyRow<number | null>(null, batch.rows);
  const [texts, read] = numbers(column, batch, field, tally);
  const most = field === 'latitude' ? 90 : 180;
  eachRow(
    read,
    (value) => value !== null && Math.abs(value) > most,
    (_value, row) =>
      tally.warning({
        code: 'impossible-coordinate',
        message: `A ${field} lies between -${most} and ${most}. This one was left out of the record and stays in the original row.`,
        row: batch.sourceRow[row] as number,
        column: column.header,
      }),
  );
  return { values: read.values.map((value) => (value !== null && Math.abs(value) > most ? null : value)), index: texts.index };
}

function numbers(column: PlannedColumn, batch: RowBatch, field: string, tally: Tally): [Cells<string>, Cells<number | null>] {
  const texts = cellsOf(column, batch);
  const reader = column.read.as === 'number' ? numberReader(column.read) : () => undefined;
  const read = readCells(texts, (text) => (text.trim() === '' ? null : (reader(text)?.amount ?? null)));
  countUnread(field, texts, read, (value) => value === null, tally);
  return [texts, read];
}

/** Whole events that each row of an aggregated file stands for; none where that is not readably said, so that only its mass counts. */
export function eventCells(plan: ImportPlan, batch: RowBatch, tally: Tally): Cells<number> {
  if (plan.recipe.table.grain === 'case') return everyRow(1, batch.rows);
  const [column] = plan.columns.get('events') ?? [];
  const read = column ? numbers(column, batch, 'events', tally)[1] : everyRow<number | null>(null, batch.rows);
  countWhere(
    read,
    (value) => !isCount(value),
    (_value, rows) => tally.counted('unstated-events', rows, column?.header),
  );
  return readCells(read, (value) => (isCount(value) ? value : 0));
}

const MOST_EVENTS = 2 ** 31;

function isCount(value: number | null): value is number {
  return value !== null && Number.isInteger(value) && value >= 0 && value < MOST_EVENTS;
}
