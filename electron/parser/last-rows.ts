import { cellsOf } from '../../shared/csv/record.ts';
import type { SurveyRow } from '../../shared/understand/survey.ts';
import { decodeUtf8, type RecordReader } from './record-reader.ts';

/** The last rows of a file. Most rows cost no text: those in the window are read only when it moves on. */
export interface LastRows {
  add(row: SurveyRow): void;
  /** The record last stepped to. */
  note(): void;
  /** Call before the window moves; the record last stepped to is then read no more. */
  hold(): void;
  rows(): SurveyRow[];
}

/** Keeps at most `most` rows of `width` cells, each of them as `cut` leaves them. */
export function createLastRows(reader: RecordReader, width: number, most: number, cut: (cells: string[]) => string[]): LastRows {
  const noted = { row: new Float64Array(most), line: new Float64Array(most), from: new Float64Array(most) };
  let rows: SurveyRow[] = [];
  let count = 0;

  const readAgain = (place: number): SurveyRow => {
    const { tokenizer, window } = reader;
    tokenizer.next(window.bytes, noted.from[place] as number, window.end, window.final);
    const cells = cellsOf(tokenizer, window.bytes, decodeUtf8);
    return {
      row: noted.row[place] as number,
      line: noted.line[place] as number,
      cells: cut(Array.from({ length: width }, (_, cell) => cells[cell] ?? '')),
    };
  };
  const hold = () => {
    for (let at = Math.max(0, count - most); at < count; at++) rows.push(readAgain(at % most));
    rows = rows.slice(-most);
    count = 0;
  };

  return {
    add: (row) => void rows.push(row),
    note() {
      const place = count++ % most;
      noted.row[place] = reader.row;
      noted.line[place] = reader.line;
      noted.from[place] = reader.from;
    },
    hold,
    rows() {
      hold();
      return rows;
    },
  };
}
