import type { KnownCodes } from '../../../shared/domain/identifier.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { IdentifierRow } from '../db/queries/identifiers.ts';
import type { Interner } from '../db/queries/interned.ts';
import { CODE_COLUMNS, type RecordColumns } from '../records/columns.ts';

import { type Cells, everyRow, readCells } from './cells.ts';
import type { MassMaker } from './convert.ts';
import { codesOfField, internCodes, textOfField } from './map-codes.ts';
import { dateCells } from './map-dates.ts';
import { coordinateCells, eventCells, identifierCells } from './map-extras.ts';
import { quantityColumns, readAmounts } from './map-quantity.ts';
import type { ImportPlan } from './plan.ts';
import type { Tally } from './tally.ts';

/** What is mapped of records; which they are is told by whoever stores them. */
export type MappedColumns = Omit<RecordColumns, 'id' | 'row' | 'part' | 'repeat_of'>;

/** One batch after mapping: each distinct cell was looked at once. */
export interface MappedBatch {
  columns: MappedColumns;
  events: Cells<number>;
  identifiers: Cells<IdentifierRow | undefined>[];
}

export interface MapperParts {
  plan: ImportPlan;
  interner: Interner;
  convert: MassMaker;
  /** Undefined where no column names airports or ports. */
  known: KnownCodes | undefined;
  tally: Tally;
}

/** Maps batches of one file. What cannot be placed is counted, never dropped. */
export function createBatchMapper(parts: MapperParts): (batch: RowBatch) => MappedBatch {
  const { plan, known, tally } = parts;
  return (batch) => {
    const ofCase = mapCase(parts, batch);
    const events = eventCells(plan, batch, tally);
    return {
      columns: {
        ...ofCase,
        place_text: textOfField(plan, 'place', batch),
        division_text: textOfField(plan, 'division', batch),
        grain: everyRow(plan.recipe.table.grain === 'aggregate' ? 1 : 0, batch.rows),
        events,
        latitude: coordinateCells(plan, 'latitude', batch, tally),
        longitude: coordinateCells(plan, 'longitude', batch, tally),
        line: everyRow(0, batch.rows),
      },
      events,
      identifiers: identifierCells(plan, known, batch, tally),
    };
  };
}

type CaseColumns = Omit<MappedColumns, 'place_text' | 'division_text' | 'grain' | 'events' | 'latitude' | 'longitude' | 'line'>;

/** Codes, date and quantity, which depend on one another. */
function mapCase({ plan, interner, convert, tally }: MapperParts, batch: RowBatch): CaseColumns {
  const codes = CODE_COLUMNS.map((facet) => [facet, codesOfField(plan, facet, batch, tally)] as const);
  const of = Object.fromEntries(codes) as Record<(typeof CODE_COLUMNS)[number], Cells<string[]>>;
  const dates = dateCells(plan, batch, tally);
  const amounts = readAmounts(plan, batch, tally);
  const interned = codes.map(([facet, cells]) => [facet, internCodes(facet, cells, interner)]);
  return {
    ...(Object.fromEntries(interned) as Record<(typeof CODE_COLUMNS)[number], Cells<number>>),
    date: readCells(dates, ({ date }) => date),
    date_precision: readCells(dates, ({ precision }) => precision),
    drug_text: textOfField(plan, 'drug', batch),
    amount_text: readCells(amounts.amount, ({ text }) => text),
    unit_text: readCells(amounts.unit, ({ text }) => text),
    ...quantityColumns(amounts, { drug: of.drug, country: of.country, date: dates }, convert, batch.rows),
  };
}
