import type { CodeField } from '../../../shared/contract/recipe.ts';
import type { KnownCodes } from '../../../shared/domain/identifier.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { Interner } from '../db/queries/interned.ts';
import type { IdentifierRow, SqlValue } from '../db/queries/seizure-rows.ts';
import { type Cells, readCells } from './cells.ts';
import type { MassMaker } from './convert.ts';
import { codesOfField, internCodes, textOfField } from './map-codes.ts';
import { dateCells, type MappedDate } from './map-dates.ts';
import { coordinateCells, eventCells, identifierCells } from './map-extras.ts';
import { quantities, readAmounts } from './map-quantity.ts';
import type { ImportPlan } from './plan.ts';
import type { Tally } from './tally.ts';

/** One batch after mapping: each distinct cell was looked at once. */
export interface MappedBatch {
  dates: Cells<MappedDate>;
  /** In the order of `SEIZURE_CODES`. */
  codes: Cells<number>[];
  /** drug, drug text, form, amount text, unit text. */
  line: Cells<number>[];
  /** amount, kg, kgLow, kgHigh, units, factor, conversion of a row. */
  quantity(row: number): readonly SqlValue[];
  /** 1 for aggregated rows. */
  grain: number;
  events: Cells<number>;
  latitude: Cells<number | null>;
  longitude: Cells<number | null>;
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

/** Codes of a case in the order of `SEIZURE_CODES`, after place and division. */
const CASE_FIELDS = [
  'country',
  'seizure-place',
  'transport',
  'concealment',
  'delivery',
  'detection',
  'agency',
  'produced',
  'departed',
  'transited',
  'destined',
] as const satisfies readonly CodeField[];

/** Maps batches of one file. What cannot be placed is counted, never dropped. */
export function createBatchMapper({ plan, interner, convert, known, tally }: MapperParts): (batch: RowBatch) => MappedBatch {
  return (batch) => {
    const texts = (field: string, cells: Cells<string>) => readCells(cells, (value) => interner.text(field, value));
    const codes = new Map(CASE_FIELDS.map((field) => [field, codesOfField(plan, field, batch, tally)] as const));
    const drug = codesOfField(plan, 'drug', batch, tally);
    const dates = dateCells(plan, batch, tally);
    const amounts = readAmounts(plan, batch, tally);
    const context = { drug, country: codes.get('country') as Cells<string[]>, date: dates };
    return {
      dates,
      codes: [
        texts('place', textOfField(plan, 'place', batch)),
        texts('division', textOfField(plan, 'division', batch)),
        ...[...codes].map(([field, cells]) => internCodes(field, cells, interner)),
      ],
      line: [
        internCodes('drug', drug, interner),
        texts('drug', textOfField(plan, 'drug', batch)),
        internCodes('form', codesOfField(plan, 'form', batch, tally), interner),
        texts(
          'amount',
          readCells(amounts.amount, ({ text }) => text),
        ),
        texts(
          'unit',
          readCells(amounts.unit, ({ text }) => text),
        ),
      ],
      quantity: quantities(amounts, context, convert, interner),
      grain: plan.recipe.table.grain === 'aggregate' ? 1 : 0,
      events: eventCells(plan, batch, tally),
      latitude: coordinateCells(plan, 'latitude', batch, tally),
      longitude: coordinateCells(plan, 'longitude', batch, tally),
      identifiers: identifierCells(plan, known, batch, tally),
    };
  };
}
