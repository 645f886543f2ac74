import { LIMITS } from '../limits.ts';
import { columnLetters, type SheetPlace } from './sheet-faults.ts';
import type { CellTally, SheetNotes } from './sheet-source.ts';

/** Counts cells by column and kind, and keeps what was noticed. */
export interface SheetLog {
  note(place: SheetPlace, code: string, message: string): void;
  /** `column` from 1. */
  tally(column: number, kind: number): void;
  notes(): SheetNotes;
  typed(): CellTally[];
}

const MOST_LISTED = 200;

export function createSheetLog(): SheetLog {
  const notes: SheetNotes = { listed: [], more: {} };
  const counts = new Uint32Array((LIMITS.columns + 1) * 4);
  let columns = 0;
  return {
    note(place, code, message) {
      if (notes.listed.length === MOST_LISTED) notes.more[code] = (notes.more[code] ?? 0) + 1;
      else notes.listed.push({ code, message, sheet: place.sheet, row: place.row, column: columnLetters(place.column) });
    },
    tally(column, kind) {
      const at = column * 4 + kind;
      counts[at] = (counts[at] as number) + 1;
      if (column > columns) columns = column;
    },
    notes: () => notes,
    typed: () =>
      Array.from({ length: columns }, (_, at) => {
        const [numbers = 0, dates = 0, texts = 0, truths = 0] = counts.subarray(at * 4 + 4, at * 4 + 8);
        return { numbers, dates, texts, truths };
      }),
  };
}
