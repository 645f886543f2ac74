import type { Finding, ProblemKind } from './finding.ts';
import { median, spreadOf } from './robust.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH, startsCase } from './rows.ts';

/** South, west, north and east bounds in degrees. */
export interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}

/** Points that make a box of a reporter's own coordinates, scales it reaches to each side, and the least of them in degrees. */
const [FEWEST, REACH, LEAST] = [20, 6, 1];

/**
 * Coordinates that cannot be meant: 0, 0; latitude and longitude exchanged (outside the reporter's box as they stand, inside it when
 * exchanged); outside the box. `boxOf` gives the box of a country where one is known; otherwise it is drawn around the median of the
 * reporter's own points, six scales (1.4826 times the median absolute deviation) to each side and at least one degree. Boxes that cross
 * the 180th meridian are none of these.
 */
export async function oddCoordinates(
  rows: QualityRows,
  names: QualityNames,
  pace: Pace,
  boxOf: (country: string) => Box | undefined = () => undefined,
): Promise<Finding[]> {
  const points = new Map<number, number[]>();
  const found: Finding[] = [];
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const latitude = rows.latitude[at] as number;
    const longitude = rows.longitude[at] as number;
    if (Number.isNaN(latitude) || Number.isNaN(longitude) || !startsCase(rows, at)) continue;
    if (latitude === 0 && longitude === 0) {
      found.push(findingOf(rows, names, at, 'coordinates-zero'));
      continue;
    }
    const reporter = rows.sets.country[at] as number;
    const known = points.get(reporter);
    if (known) known.push(at);
    else points.set(reporter, [at]);
  }
  for (const [reporter, members] of points) {
    const code = names.codes(reporter)[0] ?? '';
    const box = boxOf(code) ?? ownBox(rows, members);
    if (box) found.push(...outside(rows, names, members, box));
  }
  return found;
}

function outside(rows: QualityRows, names: QualityNames, members: number[], box: Box): Finding[] {
  return members.flatMap((at) => {
    const latitude = rows.latitude[at] as number;
    const longitude = rows.longitude[at] as number;
    if (within(box, latitude, longitude)) return [];
    return [findingOf(rows, names, at, within(box, longitude, latitude) ? 'coordinates-swapped' : 'coordinates-outside')];
  });
}

function within(box: Box, latitude: number, longitude: number): boolean {
  return latitude >= box.south && latitude <= box.north && longitude >= box.west && longitude <= box.east;
}

function ownBox(rows: QualityRows, members: number[]): Box | undefined {
  if (members.length < FEWEST) return undefined;
  const latitudes = members.map((at) => rows.latitude[at] as number);
  const longitudes = members.map((at) => rows.longitude[at] as number);
  const [up, across] = [reachOf(latitudes), reachOf(longitudes)];
  const [latitude, longitude] = [median(latitudes), median(longitudes)];
  return { south: latitude - up, north: latitude + up, west: longitude - across, east: longitude + across };
}

function reachOf(values: number[]): number {
  return Math.max(LEAST, REACH * spreadOf(values).scale);
}

function findingOf(rows: QualityRows, names: QualityNames, at: number, kind: ProblemKind): Finding {
  const values = {
    latitude: rows.latitude[at] as number,
    longitude: rows.longitude[at] as number,
    country: names.codes(rows.sets.country[at] as number).join(' '),
  };
  return { kind, cases: [rows.caseIds[at] as number], reason: { code: kind, values }, score: kind === 'coordinates-outside' ? 0.5 : 1 };
}
