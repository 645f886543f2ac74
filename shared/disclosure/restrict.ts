import type { CodeColumn, ColumnTable } from '../columns/table.ts';

/** The columns of some of their rows, which keep their ids. */
export function restrictTo(table: ColumnTable, isKept: (row: number) => boolean): ColumnTable {
  const rows = Uint32Array.from(Array.from({ length: table.rows }, (_, row) => row).filter(isKept));
  const column = ({ values, ...rest }: CodeColumn): CodeColumn => ({ ...rest, values: rows.map((row) => values[row] as number) });
  return {
    rows: rows.length,
    dataVersion: table.dataVersion,
    ids: rows.map((row) => table.ids[row] as number),
    day: Int32Array.from(rows, (row) => table.day[row] as number),
    precision: Uint8Array.from(rows, (row) => table.precision[row] as number),
    kg: Float64Array.from(rows, (row) => table.kg[row] as number),
    kgLow: Float64Array.from(rows, (row) => table.kgLow[row] as number),
    kgHigh: Float64Array.from(rows, (row) => table.kgHigh[row] as number),
    conversion: Uint8Array.from(rows, (row) => table.conversion[row] as number),
    events: table.events && rows.map((row) => table.events?.[row] ?? 1),
    grain: table.grain && Uint8Array.from(rows, (row) => table.grain?.[row] ?? 0),
    breaks: table.breaks,
    codes: Object.fromEntries(Object.entries(table.codes).map(([facet, one]) => [facet, column(one)])),
  };
}

/** For each code of a facet whether a row bears it. Rows of a table without the facet bear none. */
export function bearerOf(column: CodeColumn | undefined, isWanted: (code: string) => boolean): ((row: number) => boolean) | null {
  if (!column) return null;
  const wanted = column.sets.map((set) => set.some((code) => isWanted(column.codes[code] as string)));
  return (row) => wanted[column.values[row] as number] === true;
}
