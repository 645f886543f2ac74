import world from '../../resources/maps/world.json' with { type: 'json' };

export type Point = [number, number];

/** A country or area on the grid of the map: `point` is where a line ends or a dot stands, `rings` its outline. */
export interface Outlined {
  code: string;
  point: Point;
  rings: Point[][];
}

/** Grid units; x to the east, y to the south, Equal Earth projection. */
export const WORLD_SIZE = { width: world.width, height: world.height } as const;

const COUNTRIES: readonly Outlined[] = world.countries.map(({ code, point, rings }) => ({
  code,
  point: [point[0] ?? 0, point[1] ?? 0],
  rings: rings.map(pointsOf),
}));
const BY_CODE = new Map(COUNTRIES.map((country) => [country.code, country]));

export const OUTLINES: readonly Outlined[] = COUNTRIES;
export const SETTLED: readonly Point[][] = world.settled.map(pointsOf);
/** Boundaries that are not determined or are disputed; always drawn dashed. */
export const UNSETTLED: readonly Point[][] = world.unsettled.map(pointsOf);

/** By code of the country facets; nothing for answers that name no single country. */
export function outlineOf(code: string): Outlined | undefined {
  return BY_CODE.get(code);
}

/** A run is its first point, then steps. */
function pointsOf(run: number[]): Point[] {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < run.length; at += 2) {
    x += run[at] ?? 0;
    y += run[at + 1] ?? 0;
    points.push([x, y]);
  }
  return points;
}
