import { CONVERSIONS, DATE_PRECISIONS, type Quantity } from '../../../shared/domain/case.ts';
import { readDate } from '../../../shared/domain/date.ts';
import type { LayoutField } from '../../../shared/domain/layout.ts';
import { missingCode } from '../../../shared/domain/missing.ts';
import { deriveQuantity, readAmount } from '../../../shared/domain/quantity.ts';
import { facetLetter } from '../../../shared/domain/vocabulary.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { Interner } from '../db/queries/interned.ts';
import type { SqlValue } from '../db/queries/seizure-rows.ts';
import type { ImportPlan } from './plan.ts';
import type { Tally } from './tally.ts';

/** Numbers by distinct cell, and for each row the distinct cell it holds. */
export interface MappedColumn {
  ids: ArrayLike<number>;
  index: ArrayLike<number>;
}

/** One batch after mapping: each distinct cell was looked at once. */
export interface MappedBatch {
  dates: { date: string | null; precision: number }[];
  dateIndex: ArrayLike<number>;
  /** In the order of `SEIZURE_CODES`. */
  codes: MappedColumn[];
  /** drug, drug text, form, amount text, unit text. */
  line: MappedColumn[];
  /** amount, kg, kgLow, kgHigh, units, factor, conversion of a row. */
  quantity(row: number): readonly SqlValue[];
}

type Column = RowBatch['columns'][number];

/** Maps batches of one file. What the crosswalks do not know is counted, never dropped. */
export function createBatchMapper(plan: ImportPlan, interner: Interner, tally: Tally): (batch: RowBatch) => MappedBatch {
  return (batch) => {
    const column = (field: LayoutField): Column => {
      const at = plan.column[field];
      return (at === undefined ? undefined : batch.columns[at]) ?? blankColumn(batch.rows);
    };
    const text = (field: LayoutField): MappedColumn => texts(field, column(field), interner);
    const codes = (field: LayoutField, facet: string): MappedColumn => mapCodes(plan, field, facet, column(field), interner, tally);
    const missing = (facet: string): MappedColumn => notCollected(facet, batch.rows, interner);
    countUnread('amount', column('amount'), (value) => readAmount(value) !== null, tally);
    if (plan.crosswalk.unit)
      countUnplaced('unit', column('unit'), (value) => plan.crosswalk.unit?.apply(value).status === 'unmapped', tally);
    return {
      ...mapDates(column('date'), tally),
      codes: [
        text('place'),
        text('division'),
        codes('country', 'country'),
        codes('seizure-place', 'seizure-place'),
        codes('transport', 'transport'),
        codes('concealment', 'concealment'),
        missing('delivery'),
        missing('detection'),
        missing('agency'),
        codes('produced', 'produced'),
        codes('departed', 'departed'),
        missing('transited'),
        codes('destined', 'destined'),
      ],
      line: [codes('drug', 'drug'), text('drug'), missing('form'), text('amount'), text('unit')],
      quantity: quantities(plan, column('drug'), column('amount'), column('unit'), interner),
    };
  };
}

function blankColumn(rows: number): Column {
  return { values: [''], index: new Uint16Array(rows) };
}

function texts(field: string, column: Column, interner: Interner): MappedColumn {
  return {
    ids: column.values.map((value) => interner.text(field, value)),
    index: column.index,
  };
}

function notCollected(facet: string, rows: number, interner: Interner): MappedColumn {
  return {
    ids: [interner.codeSet(facet, [missingCode(facetLetter(facet), 'not-collected')])],
    index: new Uint16Array(rows),
  };
}

function mapCodes(plan: ImportPlan, field: LayoutField, facet: string, column: Column, interner: Interner, tally: Tally): MappedColumn {
  const crosswalk = plan.crosswalk[field];
  if (!crosswalk) return notCollected(facet, column.index.length, interner);
  countUnplaced(field, column, (value) => crosswalk.apply(value).status === 'unmapped', tally);
  return {
    ids: column.values.map((value) => interner.codeSet(facet, crosswalk.apply(value).codes)),
    index: column.index,
  };
}

function mapDates(column: Column, tally: Tally): Pick<MappedBatch, 'dates' | 'dateIndex'> {
  countUnread('date', column, (value) => readDate(value) !== undefined, tally);
  const dates = column.values.map((value) => {
    const read = readDate(value);
    return {
      date: read?.date ?? null,
      precision: read ? DATE_PRECISIONS.indexOf(read.precision) : 0,
    };
  });
  return { dates, dateIndex: column.index };
}

/** Dates and amounts that are stated but cannot be read. */
function countUnread(field: string, column: Column, isRead: (value: string) => boolean, tally: Tally): void {
  countUnplaced(field, column, (value) => value.trim() !== '' && !isRead(value), tally);
}

function countUnplaced(field: string, column: Column, isUnplaced: (value: string) => boolean, tally: Tally): void {
  const unplaced = column.values.map(isUnplaced);
  if (!unplaced.includes(true)) return;
  const counts = new Uint32Array(column.values.length);
  for (let row = 0; row < column.index.length; row++) {
    const value = column.index[row] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  column.values.forEach((value, at) => {
    if (unplaced[at]) tally.unmapped(field, value.trim(), counts[at] as number);
  });
}

/** Derives each combination of drug, amount and unit once in a batch. */
function quantities(plan: ImportPlan, drug: Column, amount: Column, unit: Column, interner: Interner): MappedBatch['quantity'] {
  const known = new Map<number, readonly SqlValue[]>();
  const drugs = drug.values.map((value) => plan.crosswalk.drug?.apply(value).codes ?? []);
  return (row) => {
    const drugAt = drug.index[row] as number;
    const amountAt = amount.index[row] as number;
    const unitAt = unit.index[row] as number;
    const key = (drugAt * amount.values.length + amountAt) * unit.values.length + unitAt;
    const before = known.get(key);
    if (before) return before;
    const reported = {
      amountText: amount.values[amountAt] as string,
      unitText: unit.values[unitAt] as string,
      drugCodes: drugs[drugAt] as string[],
    };
    const derived = quantityValues(deriveQuantity(reported, plan.crosswalk.unit), interner);
    known.set(key, derived);
    return derived;
  };
}

function quantityValues(quantity: Quantity, interner: Interner): readonly SqlValue[] {
  const factor = quantity.factorId === null ? null : interner.text('factor', quantity.factorId);
  return [quantity.amount, quantity.kg, quantity.kgLow, quantity.kgHigh, quantity.units, factor, CONVERSIONS.indexOf(quantity.conversion)];
}
