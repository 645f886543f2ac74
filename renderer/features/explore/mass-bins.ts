import type { ExplorePanels } from '../../../shared/contract/explore.ts';
import { type Filter, type MassClause, withFacet } from '../../../shared/domain/filter.ts';

export type SizeBin = ExplorePanels['sizes']['bins'][number];

/** The largest double below a positive number: a range of the filter holds both its ends, a bin not its upper one. */
export function justBelow(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) - 1n);
  return view.getFloat64(0);
}

/** The name of a bin as a mark: its lower end, written so that it is no code of a missing value. */
export function binCode(bin: SizeBin): string {
  return `kg${bin.from}`;
}

export function massRange(filter: Filter): MassClause | undefined {
  return filter.all.find((clause): clause is MassClause => 'facet' in clause && clause.facet === 'mass');
}

/** Places of the first and the last bin that a filter's range of mass holds whole. */
export function chosenBins(filter: Filter, bins: SizeBin[]): [number, number] | undefined {
  const range = massRange(filter);
  if (!range) return undefined;
  const inside = bins.flatMap((bin, at) => (holds(range, bin) ? [at] : []));
  const [first, last] = [inside[0], inside.at(-1)];
  return first === undefined || last === undefined ? undefined : [first, last];
}

function holds({ from, to }: MassClause, bin: SizeBin): boolean {
  const isFromHeld = from === undefined || from <= bin.from;
  return isFromHeld && (to === undefined || (bin.to !== null && justBelow(bin.to) <= to));
}

/** The filter with the mass of the bins from one place to another; the same range again frees the mass. */
export function withBins(filter: Filter, bins: SizeBin[], first: number, last: number): Filter {
  const [low, high] = [bins[Math.min(first, last)], bins[Math.max(first, last)]];
  if (!low || !high) return filter;
  const clause: MassClause = { facet: 'mass', from: low.from, ...(high.to === null ? {} : { to: justBelow(high.to) }) };
  const now = massRange(filter);
  return withFacet(filter, 'mass', now?.from === clause.from && now?.to === clause.to ? undefined : clause);
}

/** A click on a bin chooses it alone; with Ctrl, Cmd or Shift the range grows to hold it. */
export function toggleBin(filter: Filter, bins: SizeBin[], code: string, also: boolean): Filter {
  const at = bins.findIndex((bin) => binCode(bin) === code);
  const chosen = also ? chosenBins(filter, bins) : undefined;
  return withBins(filter, bins, Math.min(at, chosen?.[0] ?? at), Math.max(at, chosen?.[1] ?? at));
}
