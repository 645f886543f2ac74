import type { FileShape } from '../../shared/parser-protocol.ts';

/** Sets the numbers of a long table apart by what each measures. */
export interface MeasureColumns {
  names: readonly string[];
  /** The row measures something that is read into no column. */
  isOther(cells: readonly string[]): boolean;
  /** The cells of the columns that arise, for the cells of a row of the file. */
  values(cells: readonly string[]): string[];
}

const NONE: MeasureColumns = { names: [], isOther: () => false, values: () => [] };

/** `headers` are those of the file. Switched off, the columns that arise are blank. */
export function createMeasureColumns(headers: readonly string[], table: FileShape['table']): MeasureColumns {
  const measures = table?.measures;
  if (!measures) return NONE;
  const names = measures.columns.map(({ name }) => name);
  if (measures.off) return { names, isOther: () => false, values: () => names.map(() => '') };
  const placeOf = (wanted: string) => headers.findIndex((header) => header.trim() === wanted.trim());
  const [indicator, value] = [placeOf(measures.header), placeOf(measures.value)];
  const columns = measures.columns.map(({ of, elsewhere = '' }) => ({ of: new Set(of.map(keyOf)), elsewhere }));
  const known = new Set(measures.columns.flatMap(({ of }) => of.map(keyOf)));
  const keyIn = (cells: readonly string[]) => keyOf(cells[indicator] ?? '');
  return {
    names,
    isOther: (cells) => !known.has(keyIn(cells)),
    values: (cells) => columns.map(({ of, elsewhere }) => (of.has(keyIn(cells)) ? (cells[value] ?? '') : elsewhere)),
  };
}

function keyOf(text: string): string {
  return text.trim().toLowerCase();
}
