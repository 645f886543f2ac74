import { type CodeColumn, type ColumnTable, NO_DAY } from '../../../shared/columns/table.ts';
import { NO_REGIME, regimeCode, UNDATED } from '../../../shared/regime/regime-code.ts';
import { sharedUint16 } from '../columns/buffers.ts';
import type { RegimeBounds } from '../db/queries/regimes.ts';

const MOST_SETS = 65_536;

/** The regime of each row, from its source, reporter and day. A row of several reporters bears the regime of each. */
export function regimeColumn(table: Pick<ColumnTable, 'rows' | 'day' | 'codes'>, bounds: RegimeBounds): CodeColumn {
  const sets = createSets();
  const values = sharedUint16(table.rows);
  const { source, country } = table.codes;
  if (bounds.size === 0 || !source || !country) return { facet: 'regime', codes: sets.codes, sets: sets.sets, values };
  const pairs = new Map<number, Pair>();
  for (let row = 0; row < table.rows; row++) {
    const key = (source.values[row] as number) * country.sets.length + (country.values[row] as number);
    let pair = pairs.get(key);
    if (!pair) {
      pair = pairOf(source, country, row, bounds);
      pairs.set(key, pair);
    }
    if (pair.length > 0) values[row] = setOf(pair, table.day[row] as number, sets);
  }
  return { facet: 'regime', codes: sets.codes, sets: sets.sets, values };
}

/** The reporters of a row whose regimes are known, each with the days on which a new one begins. */
type Pair = { source: string; reporter: string; starts: number[]; sets: Map<number, number> }[];

function pairOf(source: CodeColumn, country: CodeColumn, row: number, bounds: RegimeBounds): Pair {
  const name = codesAt(source, row)[0] ?? '';
  return codesAt(country, row).flatMap((reporter) => {
    const starts = bounds.get(name)?.get(reporter) ?? bounds.get(name)?.get('');
    return starts ? [{ source: name, reporter, starts, sets: new Map() }] : [];
  });
}

function setOf(pair: Pair, day: number, sets: ReturnType<typeof createSets>): number {
  if (day === NO_DAY) return sets.intern([UNDATED]);
  const [first] = pair as [Pair[number]];
  if (pair.length > 1) return sets.intern(pair.map(({ source, reporter, starts }) => regimeCode(source, reporter, numberOn(starts, day))));
  const n = numberOn(first.starts, day);
  const known = first.sets.get(n) ?? sets.intern([regimeCode(first.source, first.reporter, n)]);
  first.sets.set(n, known);
  return known;
}

/** From 1: how many regimes have begun by that day, the first being there from the outset. */
function numberOn(starts: number[], day: number): number {
  let n = 1;
  while (n <= starts.length && (starts[n - 1] as number) <= day) n++;
  return n;
}

function createSets() {
  const codes: string[] = [];
  const sets: number[][] = [];
  const known = new Map<string, number>();
  const intern = (names: string[]): number => {
    const key = names.join('\n');
    const found = known.get(key);
    if (found !== undefined) return found;
    if (sets.length === MOST_SETS) return 0;
    const set = names.map((name) => (codes.includes(name) ? codes.indexOf(name) : codes.push(name) - 1));
    known.set(key, sets.push(set) - 1);
    return sets.length - 1;
  };
  intern([NO_REGIME]);
  return { codes, sets, intern };
}

function codesAt(column: CodeColumn, row: number): string[] {
  return (column.sets[column.values[row] as number] ?? []).map((code) => column.codes[code] as string);
}
