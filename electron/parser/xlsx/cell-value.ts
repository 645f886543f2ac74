import { LIMITS } from '../limits.ts';
import { isTooLong, replaceEscapes } from './cell-text.ts';
import { beginCell, putAscii, putBytes, putText } from './csv-rows.ts';
import { isPlain, plainNumber } from './number-text.ts';
import { serialText } from './serial-date.ts';
import { BLOCK } from './shared-strings.ts';
import { columnLetters, type SheetPlace, sheetFaults } from './sheet-faults.ts';
import type { SheetReader } from './sheet-reader.ts';

/** Kinds of cell, as its `t` says (ECMA-376 part 1, 18.18.11). */
export const TYPES = { number: 0, shared: 1, text: 2, truth: 3, error: 4, date: 5, formulaText: 6 } as const;

/** Writes what the cell holds as a cell of the record; a blank one writes nothing. Throws where it holds what its type cannot. */
export function endCell(s: SheetReader): void {
  const { text } = s;
  if (!s.valued && s.formula) s.log.note(s.place, 'formula-without-value', NO_VALUE);
  if (text.length === 0) return;
  if (s.type === TYPES.shared) endShared(s);
  else if (s.type === TYPES.number) endNumber(s);
  else if (s.type === TYPES.truth) endTruth(s);
  else endText(s);
}

const NO_VALUE = 'The cell holds a formula without its result. Formulas are not calculated here, so it was read as blank.';

/** Writes what stands before the cell, and counts it. */
function begin(s: SheetReader, kind: number): void {
  const { place, rows } = s;
  if (place.column > LIMITS.columns)
    throw sheetFaults.tooMuch(place, `stands beyond column ${LIMITS.columns} (${columnLetters(LIMITS.columns)}), the last that is read`);
  if (rows.cells === 0) {
    s.filledRows++;
    s.lastFilledRow = place.row;
  }
  if (place.column > s.lastFilledColumn) s.lastFilledColumn = place.column;
  beginCell(rows, place.row, place.column);
  s.log.tally(place.column, kind);
}

/** Bytes of one record; the reader of the records has the same cap. */
function checkRecord(s: SheetReader): void {
  if (s.rows.length - s.rows.rowStart > LIMITS.recordBytes - LIMITS.columns)
    throw sheetFaults.tooMuch({ ...s.place, column: 0 }, 'is longer than 1 MB');
}

function endShared(s: SheetReader): void {
  const { text, strings } = s;
  let index = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = (text.bytes[at] as number) - 0x30;
    index = digit < 0 || digit > 9 || index > 1e8 ? Number.NaN : index * 10 + digit;
  }
  if (!(index < strings.count)) throw sheetFaults.damaged(s.place, 'it refers to a text that the workbook does not hold');
  if (strings.tooLong.size > 0 && strings.tooLong.has(index)) throw tooLong(s.place);
  const start = strings.starts[index] as number;
  const end = strings.ends[index] as number;
  if (start === end) return;
  begin(s, KINDS.text);
  const base = start - (start % BLOCK);
  putBytes(s.rows, strings.blocks[base / BLOCK] as Buffer, start - base, end - base);
  checkRecord(s);
}

const KINDS = { number: 0, date: 1, text: 2, truth: 3 } as const;

function tooLong(place: SheetPlace) {
  return sheetFaults.value(place, `holds more than ${LIMITS.cellCharacters.toLocaleString('en')} characters`);
}

function endNumber(s: SheetReader): void {
  const { text, style } = s;
  const format = s.workbook.formats ? s.workbook.formats[style] : undefined;
  if (s.workbook.formats && !format && !(style === 0))
    throw sheetFaults.damaged(s.place, 'it refers to a number format that the workbook does not hold');
  if (format && format.kind !== 'number') {
    endSerial(s);
    return;
  }
  if (isPlain(text.bytes, 0, text.length)) {
    begin(s, KINDS.number);
    putBytes(s.rows, text.bytes, 0, text.length);
  } else writeNumber(s);
}

function numberOf(s: SheetReader): string {
  const raw = s.text.bytes.toString('latin1', 0, Math.min(s.text.length, 400)).trim();
  const plain = plainNumber(raw);
  if (plain === null) throw sheetFaults.damaged(s.place, 'it should hold a number and does not');
  return plain;
}

function writeNumber(s: SheetReader): void {
  const plain = numberOf(s);
  begin(s, KINDS.number);
  putAscii(s.rows, plain);
}

function endSerial(s: SheetReader): void {
  const { workbook, style } = s;
  const format = workbook.formats?.[style];
  const plain = numberOf(s);
  const date = format ? serialText(Number(plain), format, workbook.dates) : null;
  if (date === null) s.log.note(s.place, 'number-shown-as-date', NO_DATE);
  begin(s, date === null ? KINDS.number : KINDS.date);
  putAscii(s.rows, date ?? plain);
}

const NO_DATE = 'The cell is shown as a date, but its number lies outside the calendar. It was read as a number.';

function endTruth(s: SheetReader): void {
  const raw = s.text.bytes.toString('latin1', 0, Math.min(s.text.length, 20)).trim().toLowerCase();
  const truth = raw === '1' || raw === 'true' ? 'TRUE' : raw === '0' || raw === 'false' ? 'FALSE' : null;
  if (truth === null) throw sheetFaults.damaged(s.place, 'it should hold true or false and does not');
  begin(s, KINDS.truth);
  putAscii(s.rows, truth);
}

/** Texts of formulas, inline texts, errors such as `#N/A`, and dates written as ISO text. */
function endText(s: SheetReader): void {
  const { text, rows } = s;
  replaceEscapes(text);
  if (isTooLong(text)) throw tooLong(s.place);
  if (s.type === TYPES.date) {
    endIsoDate(s);
    return;
  }
  begin(s, KINDS.text);
  putText(rows, text.bytes, text.length);
  checkRecord(s);
}

/** `2014-03-05T00:00:00.000Z` is written as `2014-03-05`. */
function endIsoDate(s: SheetReader): void {
  const raw = s.text.bytes.toString('latin1', 0, Math.min(s.text.length, 60)).trim();
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?Z?$|^T?(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)Z?$/.exec(raw);
  if (!parts) throw sheetFaults.damaged(s.place, 'it should hold a date and does not');
  const [, date, clock, onlyClock] = parts;
  begin(s, KINDS.date);
  if (onlyClock) putAscii(s.rows, onlyClock);
  else putAscii(s.rows, clock && !/^00:00(:00(\.0+)?)?$/.test(clock) ? `${date}T${clock}` : (date ?? ''));
}
