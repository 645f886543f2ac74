import type { Recipe } from '../../shared/contract/recipe.ts';
import type { RunningTotals } from '../../shared/domain/running.ts';
import type { FileShape, SentBatch } from '../../shared/parser-protocol.ts';
import { runningGroup, runningTotals } from '../../shared/understand/running.ts';
import type { Dictionary } from './dictionary.ts';
import { faults } from './faults.ts';
import { BATCH_ROWS, LIMITS } from './limits.ts';
import type { RowCells } from './row-cells.ts';

type Unpivoted = NonNullable<Recipe['table']['unpivot']>;

/** Which columns of the file become rows. */
export interface Unpivoting {
  /** Places of the unpivoted columns, and what each stands for. */
  places: number[];
  values: string[];
  /** What each unpivoted column stands for besides, for each further column. */
  also: string[][];
  /** For each further measure, the place of the column beside each unpivoted one; -1 for none. */
  beside: number[][];
  /** Places of the columns that stay. */
  stay: number[];
  /** For each measure, the unpivoted one first: how its running totals are taken apart; absent where it holds none. */
  running: (RunningTotals | undefined)[];
  /** Headers of the unpivoted columns. */
  headers: string[];
}

/** Finds the columns by their trimmed header, the first of that name that is not taken; throws `unreadable-file` when one is not there. */
export function findUnpivoting(headers: string[], unpivot: Unpivoted, rules: NonNullable<FileShape['table']>['running'] = []): Unpivoting {
  const names = headers.map((header) => header.trim());
  const taken = new Set<number>();
  const placeOf = (header: string) => {
    const place = names.findIndex((name, at) => name === header.trim() && !taken.has(at));
    if (place < 0) throw faults.noSuchColumn(header);
    taken.add(place);
    return place;
  };
  const places = unpivot.columns.map(({ header }) => placeOf(header));
  const beside = (unpivot.beside ?? []).map((measure) =>
    places.map((_, at) => {
      const header = measure.headers[at] ?? '';
      return header === '' ? -1 : placeOf(header);
    }),
  );
  const also = (unpivot.also ?? []).map((column) => places.map((_, at) => column.values[at] ?? ''));
  const totals = runningTotals(rules);
  const running = [unpivot.measure, ...(unpivot.beside ?? []).map(({ name }) => name)].map((name) => totals.get(name));
  const stay = headers.map((_, place) => place).filter((place) => !taken.has(place));
  return {
    places,
    values: unpivot.columns.map(({ value }) => value),
    also,
    beside,
    stay,
    running,
    headers: unpivot.columns.map(({ header }) => header),
  };
}

/** Headers of the table after unpivoting: those that stay, then the name, the measure and what arises besides. */
export function unpivotedHeaders(headers: string[], { stay }: Unpivoting, { name, measure, also = [], beside = [] }: Unpivoted): string[] {
  const besides = [...also, ...beside].map((column) => column.name);
  return [...stay.map((place) => headers[place] as string), name, measure, ...besides];
}

/** Turns one row into a record for each unpivoted column that is filled. */
export interface Unpivot {
  /** Makes the records of the cells of a row read last, the first of them at `from`; answers how many. Throws where a running total falls. */
  add(from: number, row: number): number;
  parts(rows: number): Uint16Array;
  take(rows: number): SentBatch['columns'];
}

/** Cells of many columns of the file as those of one. */
interface Gathered {
  /** Place of the column of the file for each part; -1 for none. */
  places: number[];
  index: Uint16Array;
  texts: Map<string, number>;
}

const BLANK = '';

export function createUnpivot({ dictionaries, current }: RowCells, unpivoting: Unpivoting): Unpivot {
  const { places, values, also, beside, stay, running, headers } = unpivoting;
  const groups = values.map(runningGroup);
  const size = BATCH_ROWS + LIMITS.columns;
  const stayed = stay.map((place) => ({ dictionary: dictionaries[place] as Dictionary, index: new Uint16Array(size) }));
  const part = new Uint16Array(size);
  const measures = [places, ...beside].map((own): Gathered => ({ places: own, index: new Uint16Array(size), texts: new Map() }));
  const textAt = (place: number): string => {
    if (place < 0) return BLANK;
    return (dictionaries[place] as Dictionary).text(current[place] as number);
  };
  const put = (measure: Gathered, to: number, text: string) => {
    let known = measure.texts.get(text);
    if (known === undefined) {
      known = measure.texts.size;
      measure.texts.set(text, known);
    }
    measure.index[to] = known;
  };
  return {
    add(from, row) {
      let to = from;
      for (const totals of running) totals?.begin();
      for (let at = 0; at < places.length; at++) {
        if (measures.every((measure) => textAt(measure.places[at] as number).trim() === '')) continue;
        for (const [n, measure] of measures.entries()) {
          const own = textAt(measure.places[at] as number);
          const text = running[n]?.next(groups[at] as string, own) ?? (running[n] ? undefined : own);
          if (text === undefined) throw faults.runningFalls(row, headers[at] as string);
          put(measure, to, text);
        }
        for (const [n, { index: target }] of stayed.entries()) target[to] = current[stay[n] as number] as number;
        part[to] = at;
        to++;
      }
      return to - from;
    },
    parts: (rows) => part.slice(0, rows),
    take(rows) {
      const parts = part.slice(0, rows);
      const gathered = measures.map((measure) => {
        const column = { values: [...measure.texts.keys()], index: measure.index.slice(0, rows) };
        measure.texts = new Map();
        return column;
      });
      const [measure, ...besides] = gathered;
      return [
        ...stayed.map(({ dictionary, index }) => ({ values: dictionary.packed(), index: index.slice(0, rows) })),
        { values, index: parts },
        ...(measure ? [measure] : []),
        ...also.map((texts) => ({ values: texts, index: parts })),
        ...besides,
      ];
    },
  };
}
