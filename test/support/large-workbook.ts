import { packed, zipOf } from './raw-zip.ts';
import { partsOf, stylesOf } from './workbook-file.ts';

const COLUMNS = 15;
const CODED = { first: 2, last: 8 };
const NARRATIVE = 9;

/** An invented table of 15 columns: a number, a date, seven coded columns, a sentence that is never twice the same, whole numbers and decimals. */
export function largeWorkbook(rows: number): Buffer {
  const random = createRandom(2016);
  const texts = new Map<string, number>();
  const text = (value: string): string => {
    const known = texts.get(value) ?? texts.size;
    texts.set(value, known);
    return ` t="s"><v>${known}</v></c>`;
  };
  const cell = (column: number, row: number): string => {
    if (row === 1) return text(`Column ${column}`);
    if (column === 0) return `><v>${row - 1}</v></c>`;
    if (column === 1) return ` s="1"><v>${40_000 + Math.floor(random() * 5000)}</v></c>`;
    if (column >= CODED.first && column <= CODED.last) return text(`value ${column} ${Math.floor(random() * (column < 6 ? 60 : 3000))}`);
    if (column === NARRATIVE) return text(`Case ${row}, found in a container`);
    return `><v>${column < 12 ? Math.floor(random() * 1000) : random() * 1000}</v></c>`;
  };
  const lines: string[] = [];
  for (let row = 1; row <= rows + 1; row++) {
    const cells = Array.from({ length: COLUMNS }, (_, column) => `<c r="${String.fromCharCode(65 + column)}${row}"${cell(column, row)}`);
    lines.push(`<row r="${row}" spans="1:${COLUMNS}">${cells.join('')}</row>`);
  }
  const strings = [...texts.keys()].map((value) => `<t>${value}</t>`);
  const body = `<dimension ref="A1:O${rows + 1}"/><sheetData>${lines.join('')}</sheetData>`;
  const parts = partsOf({ sheets: [{ name: 'Cases', body }], strings, styles: stylesOf(0, 14) });
  return zipOf(Object.entries(parts).flatMap(([name, bytes]) => (bytes instanceof Uint8Array ? [packed(name, bytes)] : [])));
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
