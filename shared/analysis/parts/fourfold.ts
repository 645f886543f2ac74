import { axisOf, type Dimension } from '../../columns/axis.ts';
import { bitmapOfValues, complement } from '../../columns/bitmap.ts';
import { groupBy } from '../../columns/group-by.ts';
import { narrow, type Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import { isMissing } from '../../domain/missing.ts';
import type { Fourfold } from '../../statistics/association.ts';
import { cellReader } from './counted.ts';
import { SIZE_BOUNDS, sizeClassBits } from './guard.ts';

/** The two fields whose values are held against each other. */
export type FieldPair = readonly [Dimension, Dimension];

/** The fourfold table of cases for a value of the first field and one of the second: each case stands in one of its four cells. */
export type FourfoldReader = (first: string, second: string) => Fourfold;

export function fourfolds(table: ColumnTable, selection: Selection, [first, second]: FieldPair): FourfoldReader {
  const count = (dimensions: Dimension[]) => cellReader(groupBy(table, selection, dimensions, 'cases'));
  const [both, ofFirst, ofSecond] = [count([first, second]), count([first]), count([second])];
  return (one, other) => fourfold(both(one, other).cases, ofFirst(one).cases, ofSecond(other).cases, selection.count);
}

function fourfold(a: number, first: number, second: number, all: number): Fourfold {
  return { a, b: first - a, c: second - a, d: all - first - second + a };
}

/** The tables of a pair within each reporting country, with its code. A case of several countries stands in each of them. */
export function byReporter(table: ColumnTable, selection: Selection, [first, second]: FieldPair) {
  if (!table.codes.country) return () => [];
  const country: Dimension = { facet: 'country', level: 2 };
  const count = (dimensions: Dimension[]) => groupBy(table, selection, [country, ...dimensions], 'cases');
  const whole = count([]);
  const [both, ofFirst, ofSecond] = [cellReader(count([first, second])), cellReader(count([first])), cellReader(count([second]))];
  const reporters = (whole.keys[0] as string[]).flatMap((code, at) => {
    const cases = whole.cases[at] as number;
    return isMissing(code) || cases === 0 ? [] : [{ code, cases }];
  });
  return (one: string, other: string) =>
    reporters.map(({ code, cases }) => ({
      code,
      table: fourfold(both(code, one, other).cases, ofFirst(code, one).cases, ofSecond(code, other).cases, cases),
    }));
}

/** The tables of a pair within each class of case size, and among the cases without one. */
export function bySize(table: ColumnTable, selection: Selection, pair: FieldPair): (first: string, second: string) => Fourfold[] {
  const classes = Array.from({ length: SIZE_BOUNDS.length + 1 }, (_, index) => narrow(table, selection, sizeClassBits(table, index)));
  const sized = classes.reduce(
    (bits, { bits: own }) => bits.map((word, at) => word | (own[at] as number)),
    new Int32Array(selection.bits.length),
  );
  const readers = [...classes, narrow(table, selection, complement(sized, table.rows))].map((part) => fourfolds(table, part, pair));
  return (one, other) => readers.map((read) => read(one, other));
}

/** Cases that bear one value of each field, so that a table of all values holds each of them once. */
export function singleValued(table: ColumnTable, selection: Selection, pair: FieldPair): Selection {
  return pair.reduce((kept, dimension) => {
    const { sets, values } = axisOf(table, dimension);
    return narrow(
      table,
      kept,
      bitmapOfValues(
        values,
        Uint8Array.from(sets, (set) => (set.length === 1 ? 1 : 0)),
      ),
    );
  }, selection);
}
