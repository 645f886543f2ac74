import { appendText, type CellText, createCellText } from './cell-text.ts';
import { endCell, TYPES } from './cell-value.ts';
import { type CsvRows, endRow } from './csv-rows.ts';
import { fillRow, type MergedFill } from './merged-fill.ts';
import type { SharedStrings } from './shared-strings.ts';
import { type SheetPlace, sheetFaults } from './sheet-faults.ts';
import { createSheetLog, type SheetLog } from './sheet-log.ts';
import type { MergedRange } from './sheet-source.ts';
import { isTrue, type Workbook } from './workbook.ts';
import { createScanner, TOKENS, type XmlScanner } from './xml-scanner.ts';
import { attributeOf, attributeText, findAttribute, localName } from './xml-text.ts';

/** What a sheet may hold at most, as the programs that make them have it. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Merged ranges over several rows that are kept. */
const MOST_TALL_KEPT = 100_000;

/** One sheet on its way from XML to rows. Feed `x` and hand each of its tokens to `takeToken`. */
export interface SheetReader {
  x: XmlScanner;
  name: string;
  workbook: Workbook;
  strings: SharedStrings;
  rows: CsvRows;
  log: SheetLog;
  place: SheetPlace;
  state: number;
  /** Depth of elements inside one that is passed over. */
  skip: number;
  /** State to which the end of a text leads back. */
  back: number;
  /** Of the cell: its `t` and `s`, whether it has a formula and a value, and its text. */
  type: number;
  style: number;
  formula: boolean;
  valued: boolean;
  text: CellText;
  /** Counts over the sheet. */
  filledRows: number;
  lastFilledRow: number;
  lastFilledColumn: number;
  hiddenRows: number;
  hiddenColumns: number;
  merged: number;
  /** Merged ranges of several rows, and the number of those that were too many to keep. */
  tall: MergedRange[];
  tallNotKept: number;
  /** What ranges over several rows give to the rows below their first; null where nothing is filled. */
  fill: MergedFill | null;
  /** Rows that are hidden are passed over. */
  leaveHidden: boolean;
  hidden: boolean;
}

const STATES = { start: 0, top: 1, data: 2, row: 3, cell: 4, value: 5, inline: 6, run: 7, columns: 8, merges: 9 } as const;

export function createSheetReader(
  name: string,
  workbook: Workbook,
  strings: SharedStrings,
  rows: CsvRows,
  log: SheetLog = createSheetLog(),
): SheetReader {
  const place: SheetPlace = { sheet: name, row: 0, column: 0 };
  return {
    x: createScanner((what) => {
      throw sheetFaults.damaged(place, what);
    }),
    name,
    workbook,
    strings,
    rows,
    log,
    place,
    state: STATES.start,
    skip: 0,
    back: 0,
    type: 0,
    style: 0,
    formula: false,
    valued: false,
    text: createCellText(),
    filledRows: 0,
    lastFilledRow: 0,
    lastFilledColumn: 0,
    hiddenRows: 0,
    hiddenColumns: 0,
    merged: 0,
    tall: [],
    tallNotKept: 0,
    fill: null,
    leaveHidden: false,
    hidden: false,
  };
}

const C = 0x63;
const V = 0x76;
const F = 0x66;
const T = 0x74;
const R = 0x72;
const IS = 0x6973;
const ROW = 0x726f77;
const COL = 0x636f6c;

/** Takes one token. Answers true when a row of cells has just ended, so that its owner may empty `rows`. */
export function takeToken(s: SheetReader, token: number): boolean {
  if (s.skip > 0) {
    if (token === TOKENS.open) s.skip++;
    else if (token === TOKENS.close) s.skip--;
    return false;
  }
  if (token === TOKENS.text) takeText(s);
  else if (token === TOKENS.open) open(s);
  else if (token === TOKENS.close) return close(s);
  return false;
}

function takeText(s: SheetReader): void {
  const { x, state } = s;
  if (state === STATES.value) {
    appendText(s.text, x);
    return;
  }
  if (state < STATES.data || state > STATES.cell) return;
  for (let at = x.from; at < x.to; at++) if ((x.bytes[at] as number) > 0x20) x.fail('text stands outside its cells');
}

function open(s: SheetReader): void {
  const { tag, foreign } = s.x;
  if (foreign && s.state !== STATES.start) s.skip = 1;
  else if (s.state === STATES.row) openInRow(s);
  else if (s.state === STATES.cell) openInCell(s);
  else if (s.state === STATES.data) tag === ROW ? openRow(s) : pass(s);
  else if (s.state === STATES.inline) openInInline(s);
  else if (s.state === STATES.run && tag === T) openText(s, STATES.run);
  else if (s.state <= STATES.top) openAtTop(s);
  else if (s.state === STATES.columns && tag === COL) openColumn(s);
  else if (s.state === STATES.merges) openMerge(s);
  else pass(s);
}

function pass(s: SheetReader): void {
  s.skip = 1;
}

function openAtTop(s: SheetReader): void {
  const name = localName(s.x);
  if (s.state === STATES.start) {
    if (name !== 'worksheet') s.x.fail(`it begins with "${name}"`);
    s.state = STATES.top;
  } else if (name === 'sheetData') s.state = STATES.data;
  else if (name === 'cols') s.state = STATES.columns;
  else if (name === 'mergeCells') s.state = STATES.merges;
  else pass(s);
}

function close(s: SheetReader): boolean {
  if (s.state === STATES.value) s.state = s.back;
  else if (s.state === STATES.cell) {
    endCell(s);
    s.state = STATES.row;
  } else if (s.state === STATES.row) {
    if (s.fill && fillRow(s.fill, s.rows)) throw sheetFaults.tooMuch({ ...s.place, column: 0 }, 'is longer than 1 MB');
    endRow(s.rows);
    s.place.column = 0;
    s.state = STATES.data;
    return true;
  } else if (s.state === STATES.run) s.state = STATES.inline;
  else if (s.state === STATES.inline) s.state = STATES.cell;
  else s.state = STATES.top;
  return false;
}

function openRow(s: SheetReader): void {
  const { x, place } = s;
  const named = findAttribute(x, 'r');
  const row = named < 0 ? place.row + 1 : wholeNumber(x, named);
  if (!(row > place.row)) x.fail(`row ${row > 0 ? row : '?'} stands after row ${place.row}`);
  if (row > MOST_ROWS)
    throw sheetFaults.tooMuch({ sheet: s.name, row: 0, column: 0 }, `holds more than ${MOST_ROWS.toLocaleString('en')} rows`);
  place.row = row;
  place.column = 0;
  s.hidden = isTrue(attributeOf(x, 'hidden'));
  if (s.hidden) s.hiddenRows++;
  s.state = STATES.row;
}

function wholeNumber(x: XmlScanner, n: number): number {
  let value = 0;
  const to = x.spans[n * 4 + 3] as number;
  for (let at = x.spans[n * 4 + 2] as number; at < to; at++) {
    const digit = (x.bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9 || value > 1e8) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function openInRow(s: SheetReader): void {
  const { x, place } = s;
  if (x.tag !== C || (s.hidden && s.leaveHidden)) {
    pass(s);
    return;
  }
  let column = place.column + 1;
  s.type = TYPES.number;
  s.style = 0;
  s.formula = false;
  s.valued = false;
  s.text.length = 0;
  s.text.overflow = false;
  for (let n = 0; n < x.attributes; n++) {
    const from = x.spans[n * 4] as number;
    if ((x.spans[n * 4 + 1] as number) - from !== 1) continue;
    const name = x.bytes[from];
    if (name === R) column = readColumn(s, n);
    else if (name === 0x73) s.style = wholeNumber(x, n);
    else if (name === T) s.type = readType(s, n);
  }
  if (column <= place.column) x.fail('a cell of it stands after one further right');
  if (column > MOST_COLUMNS) x.fail('it has a cell to the right of the last column');
  place.column = column;
  s.state = STATES.cell;
}

/** The column of a cell's name such as `AB12`, from 1; the row it names must be the one it stands in. */
function readColumn(s: SheetReader, n: number): number {
  const { bytes, spans } = s.x;
  const to = spans[n * 4 + 3] as number;
  let at = spans[n * 4 + 2] as number;
  let column = 0;
  let row = 0;
  for (; at < to && column <= MOST_COLUMNS; at++) {
    const letter = (bytes[at] as number) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  for (; at < to && row <= MOST_ROWS; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) break;
    row = row * 10 + digit;
  }
  if (at < to || column === 0 || column > MOST_COLUMNS || row !== s.place.row)
    s.x.fail(`a cell of it is named "${cut(attributeText(s.x, n))}"`);
  return column;
}

const cut = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const TYPE_NAMES = new Map<string, number>([
  ['n', TYPES.number],
  ['s', TYPES.shared],
  ['b', TYPES.truth],
  ['e', TYPES.error],
  ['d', TYPES.date],
  ['str', TYPES.formulaText],
  ['inlineStr', TYPES.text],
]);

function readType(s: SheetReader, n: number): number {
  const { bytes, spans } = s.x;
  const from = spans[n * 4 + 2] as number;
  if ((spans[n * 4 + 3] as number) - from === 1 && bytes[from] === 0x73) return TYPES.shared;
  const name = attributeText(s.x, n);
  return TYPE_NAMES.get(name) ?? s.x.fail(`a cell of it is of the unknown type "${cut(name)}"`);
}

function openInCell(s: SheetReader): void {
  const { tag } = s.x;
  if (tag === V) {
    if (s.valued) s.x.fail('it has two values');
    openText(s, STATES.cell);
  } else if (tag === IS) s.state = STATES.inline;
  else {
    if (tag === F) s.formula = true;
    pass(s);
  }
}

function openInInline(s: SheetReader): void {
  if (s.x.tag === T) openText(s, STATES.inline);
  else if (s.x.tag === R) s.state = STATES.run;
  else pass(s);
}

function openText(s: SheetReader, back: number): void {
  s.valued = true;
  s.back = back;
  s.state = STATES.value;
}

function openColumn(s: SheetReader): void {
  const { x } = s;
  const [from, to] = ['min', 'max'].map((name) => Number(attributeOf(x, name) ?? Number.NaN)) as [number, number];
  if (isTrue(attributeOf(x, 'hidden')) && from >= 1 && to <= MOST_COLUMNS && to >= from) s.hiddenColumns += to - from + 1;
  pass(s);
}

function openMerge(s: SheetReader): void {
  const parts = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attributeOf(s.x, 'ref') ?? '');
  pass(s);
  if (!parts) return;
  s.merged++;
  const [, left = '', top = '', right = '', bottom = ''] = parts;
  const range = { firstRow: Number(top), lastRow: Number(bottom), firstColumn: columnNumber(left), lastColumn: columnNumber(right) };
  if (range.lastRow <= range.firstRow) return;
  if (s.tall.length < MOST_TALL_KEPT) s.tall.push(range);
  else s.tallNotKept++;
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
