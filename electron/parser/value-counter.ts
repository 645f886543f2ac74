import type { Profiler } from '../../shared/understand/profile.ts';
import type { ColumnProfile } from '../../shared/understand/survey.ts';
import type { Dictionary } from './dictionary.ts';
import type { FillDown } from './fill-down.ts';
import type { RowCells } from './row-cells.ts';

/** Counts the distinct values of each column and hands them on now and then, so that most rows cost no text. */
export interface ValueCounter {
  /** The cells read last count. */
  count(): void;
  /** Counts a row that was read as text. */
  addText(cells: string[]): void;
  /** Hands on what was counted; the dictionaries may then be cleared. */
  handOn(): void;
  finish(): ColumnProfile[];
}

export function createValueCounter({ dictionaries, current }: RowCells, profiler: Profiler, fill: FillDown): ValueCounter {
  const counts = dictionaries.map(() => new Uint32Array(256));

  const handOn = () => {
    for (const [place, dictionary] of dictionaries.entries()) {
      const own = counts[place] as Uint32Array;
      const [bytes, starts] = [dictionary.bytes(), dictionary.starts()];
      for (let value = 0; value < dictionary.count(); value++) {
        const count = own[value] as number;
        if (count > 0) profiler.addBytes(place, bytes, starts[value] as number, starts[value + 1] as number, count);
      }
      own.fill(0);
    }
  };

  return {
    count() {
      for (let cell = 0; cell < dictionaries.length; cell++) {
        const read = current[cell] as number;
        const value = fill.fills ? fill.value(cell, read, dictionaries[cell] as Dictionary) : read;
        if (value >= (counts[cell] as Uint32Array).length) counts[cell] = larger(counts[cell] as Uint32Array, value);
        const own = counts[cell] as Uint32Array;
        own[value] = (own[value] as number) + 1;
      }
    },
    addText(texts) {
      for (const [place, cell] of texts.entries()) profiler.add(place, cell, 1);
    },
    handOn,
    finish() {
      handOn();
      return profiler.finish();
    },
  };
}

/** Twice as long, until `place` lies within. */
function larger(counts: Uint32Array, place: number): Uint32Array<ArrayBuffer> {
  let length = counts.length * 2;
  while (place >= length) length *= 2;
  const more = new Uint32Array(length);
  more.set(counts);
  return more;
}
