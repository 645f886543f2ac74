import type { Profiler } from '../../shared/understand/profile.ts';
import type { ColumnProfile } from '../../shared/understand/survey.ts';
import type { Dictionary } from './dictionary.ts';
import type { FillDown } from './fill-down.ts';
import { BATCH_BYTES, BATCH_ROWS } from './limits.ts';
import type { RecordReader } from './record-reader.ts';
import { createRowCells, type RowCells } from './row-cells.ts';

/** Counts the distinct values of each column and hands them on now and then, so that most rows cost no text. */
export interface ValueCounter {
  cells: RowCells;
  /** Reads the cells of the record last stepped to, and the name of its sheet as a last one; they count only if `count` follows. */
  read(reader: RecordReader, sheet?: string): void;
  count(): void;
  /** Counts a row that was read as text. */
  addText(cells: string[]): void;
  finish(): ColumnProfile[];
}

export function createValueCounter(width: number, seeds: Uint32Array, profiler: Profiler, fill: FillDown): ValueCounter {
  const cells = createRowCells(
    Array.from({ length: width }, (_, cell) => `${cell + 1}`),
    seeds,
  );
  const { dictionaries, current } = cells;
  const counts = dictionaries.map(() => new Uint32Array(256));
  let rows = 0;
  let bytes = 0;

  const flush = () => {
    for (const [place, dictionary] of dictionaries.entries()) {
      handOn(profiler, place, dictionary, counts[place] as Uint32Array);
      (counts[place] as Uint32Array).fill(0);
      dictionary.clear();
    }
    rows = 0;
    bytes = 0;
  };

  return {
    cells,
    read(reader, sheet) {
      if (rows === BATCH_ROWS || bytes > BATCH_BYTES) flush();
      rows++;
      bytes += reader.to - reader.from;
      cells.read(reader.tokenizer, reader.window.bytes, reader.row, reader.line, sheet);
    },
    count() {
      for (let cell = 0; cell < width; cell++) {
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
    finish() {
      flush();
      return profiler.finish();
    },
  };
}

function handOn(profiler: Profiler, place: number, dictionary: Dictionary, counts: Uint32Array): void {
  const [bytes, starts] = [dictionary.bytes(), dictionary.starts()];
  for (let value = 0; value < dictionary.count(); value++) {
    const count = counts[value] as number;
    if (count > 0) profiler.addBytes(place, bytes, starts[value] as number, starts[value + 1] as number, count);
  }
}

/** Twice as long, until `place` lies within. */
function larger(counts: Uint32Array, place: number): Uint32Array<ArrayBuffer> {
  let length = counts.length * 2;
  while (place >= length) length *= 2;
  const more = new Uint32Array(length);
  more.set(counts);
  return more;
}
