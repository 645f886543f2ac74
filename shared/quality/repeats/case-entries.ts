import { NO_DAY } from '../../columns/table.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH, startsCase } from '../rows.ts';
import { foldPlace } from './place-match.ts';

/** Places of the first lines of the cases that `admits`, as entries for grouping. */
export async function caseEntries(rows: QualityRows, pace: Pace, admits: (at: number) => boolean): Promise<Uint32Array> {
  const entries = new Uint32Array(rows.lines);
  let filled = 0;
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    if (startsCase(rows, at) && admits(at)) entries[filled++] = at;
  }
  return entries.subarray(0, filled);
}

/** A case of one line only: what is compared is all there is. */
export function isSingle(rows: QualityRows, at: number): boolean {
  return at + 1 === rows.lines || rows.caseIds[at + 1] !== rows.caseIds[at];
}

/** A case of its own known to the day. */
export function isDated(rows: QualityRows, at: number): boolean {
  return rows.day[at] !== NO_DAY && rows.precision[at] === 0 && rows.grain[at] === 0;
}

/** Days from the first to the last date of each import. */
export async function spansOf(rows: QualityRows, pace: Pace): Promise<Map<number, number>> {
  const ends = new Map<number, { first: number; last: number }>();
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const day = rows.day[at] as number;
    if (day === NO_DAY) continue;
    const end = ends.get(rows.importIds[at] as number) ?? { first: day, last: day };
    ends.set(rows.importIds[at] as number, end);
    end.first = Math.min(end.first, day);
    end.last = Math.max(end.last, day);
  }
  return new Map([...ends].map(([importId, { first, last }]) => [importId, last - first + 1]));
}

/** A number for the place of each line, whatever its case and accents: the division where no place is stated, 0 where neither is. */
export async function placeColumn(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Uint32Array> {
  const numbers = new Map([['', 0]]);
  const ofText = new Map<number, number>();
  const numberOf = (text: number): number => {
    const before = ofText.get(text);
    if (before !== undefined) return before;
    const name = foldPlace(names.text(text));
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    ofText.set(text, number);
    return number;
  };
  const places = new Uint32Array(rows.lines);
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    places[at] = numberOf(rows.place[at] as number) || numberOf(rows.division[at] as number);
  }
  return places;
}
