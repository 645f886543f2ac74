import type { Recipe } from '../../shared/contract/recipe.ts';
import type { RowBatch } from '../../shared/parser-protocol.ts';
import type { Column } from './batch.ts';
import { faults } from './faults.ts';
import { BATCH_ROWS, LIMITS } from './limits.ts';

/** Which columns of the file become rows. */
export interface Unpivoting {
  /** Places of the unpivoted columns, and what each stands for. */
  places: number[];
  values: string[];
  /** Places of the columns that stay. */
  stay: number[];
}

/** Finds the columns by their trimmed header; throws `unreadable-file` when one is not there. */
export function findUnpivoting(headers: string[], unpivot: NonNullable<Recipe['table']['unpivot']>): Unpivoting {
  const names = headers.map((header) => header.trim());
  const places = unpivot.columns.map(({ header }) => {
    const place = names.indexOf(header.trim());
    if (place < 0) throw faults.noSuchColumn(header);
    return place;
  });
  const stay = headers.map((_, place) => place).filter((place) => !places.includes(place));
  return { places, values: unpivot.columns.map(({ value }) => value), stay };
}

/** Headers of the table after unpivoting: those that stay, then the name and the measure. */
export function unpivotedHeaders(headers: string[], { stay }: Unpivoting, unpivot: NonNullable<Recipe['table']['unpivot']>): string[] {
  return [...stay.map((place) => headers[place] as string), unpivot.name, unpivot.measure];
}

/** Turns one row into a record for each unpivoted column that is filled. */
export interface Unpivot {
  /** Makes the records of the cells read last, the first of them at `from`; answers how many. */
  add(from: number): number;
  parts(rows: number): Uint16Array;
  take(rows: number): RowBatch['columns'];
}

export function createUnpivot(columns: Column[], { places, values, stay }: Unpivoting): Unpivot {
  const size = BATCH_ROWS + LIMITS.columns;
  const stayed = stay.map((place) => ({ dictionary: (columns[place] as Column).dictionary, index: new Uint16Array(size) }));
  const part = new Uint16Array(size);
  const measure = new Uint16Array(size);
  let measured = new Map<string, number>();
  return {
    add(from) {
      let to = from;
      for (const [at, place] of places.entries()) {
        const { dictionary, index } = columns[place] as Column;
        const text = dictionary.values[index[0] as number] as string;
        if (text.trim() === '') continue;
        let known = measured.get(text);
        if (known === undefined) {
          known = measured.size;
          measured.set(text, known);
        }
        for (const [n, { index: target }] of stayed.entries()) target[to] = (columns[stay[n] as number] as Column).index[0] as number;
        part[to] = at;
        measure[to] = known;
        to++;
      }
      return to - from;
    },
    parts: (rows) => part.slice(0, rows),
    take(rows) {
      const texts = [...measured.keys()];
      measured = new Map();
      return [
        ...stayed.map(({ dictionary, index }) => ({ values: dictionary.values, index: index.slice(0, rows) })),
        { values, index: part.slice(0, rows) },
        { values: texts, index: measure.slice(0, rows) },
      ];
    },
  };
}
