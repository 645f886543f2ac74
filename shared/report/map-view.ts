import type { Box } from './chart-marks.ts';
import { type Point, WORLD_SIZE } from './world-map.ts';

/** The part of the world that a map shows, and how it falls on the page. */
export interface MapView {
  /** From grid units to pixels. */
  place(point: Point): Point;
  frame: Box;
}

/** Share of the shown width left free about the outermost points. */
const MARGIN = 0.14;
/** No closer than a fifth of the world: outlines are no finer than that. */
const CLOSEST = 0.2;
/** Ice at both ends of the world holds no cases. */
const [NORTH, SOUTH] = [0.012, 0.86];

/** The smallest view in the proportions of the frame that holds all points; the whole world where they span most of it. */
export function mapView(points: Point[], frame: Box): MapView {
  const [left, right] = spanOf(
    points.map(([x]) => x),
    WORLD_SIZE.width * CLOSEST,
  );
  const [top, bottom] = spanOf(
    points.map(([, y]) => y),
    0,
  );
  const whole = { width: WORLD_SIZE.width, height: WORLD_SIZE.height * (SOUTH - NORTH) };
  const wanted = Math.max(right - left, (bottom - top) * (frame.width / frame.height)) * (1 + 2 * MARGIN);
  const widest = Math.min(whole.width, whole.height * (frame.width / frame.height));
  const width = points.length === 0 ? widest : Math.min(wanted, widest);
  const height = width * (frame.height / frame.width);
  const x = bounded((left + right) / 2 - width / 2, 0, whole.width - width);
  const y = bounded((top + bottom) / 2 - height / 2, WORLD_SIZE.height * NORTH, WORLD_SIZE.height * SOUTH - height);
  const scale = frame.width / width;
  return { frame, place: ([east, south]) => [frame.x + (east - x) * scale, frame.y + (south - y) * scale] };
}

function spanOf(values: number[], least: number): [number, number] {
  if (values.length === 0) return [0, least];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const more = Math.max(0, least - (high - low)) / 2;
  return [low - more, high + more];
}

function bounded(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}

/** A ring cut to the frame, by Sutherland and Hodgman (1974); empty when it lies outside. */
export function cutRing(ring: Point[], { x, y, width, height }: Box): Point[] {
  const edges: [(point: Point) => number, number][] = [
    [([px]) => px - x, 0],
    [([px]) => x + width - px, 0],
    [([, py]) => py - y, 0],
    [([, py]) => y + height - py, 0],
  ];
  return edges.reduce((kept, [inside]) => cutAt(kept, inside), ring);
}

function cutAt(ring: Point[], depth: (point: Point) => number): Point[] {
  // Most rings lie wholly on one side.
  if (ring.every((point) => depth(point) >= 0)) return ring;
  return ring.flatMap((point, at) => {
    const before = ring.at(at - 1) as Point;
    const [here, there] = [depth(point), depth(before)];
    const crossing = here >= 0 !== there >= 0 ? [between(before, point, there / (there - here))] : [];
    return here >= 0 ? [...crossing, point] : crossing;
  });
}

function between([x1, y1]: Point, [x2, y2]: Point, share: number): Point {
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
}

/** The stretches of a line whose points lie within the frame. */
export function cutLine(line: Point[], { x, y, width, height }: Box): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of line) {
    const isInside = point[0] >= x && point[0] <= x + width && point[1] >= y && point[1] <= y + height;
    if (isInside) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}
