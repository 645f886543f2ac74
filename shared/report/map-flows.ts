import type { MapChart } from './chart.ts';
import { type Box, type Canvas, type Mark, SIZES } from './chart-marks.ts';
import type { MapView } from './map-view.ts';
import { textWidth } from './text-width.ts';
import { outlineOf, type Point } from './world-map.ts';

const [THINNEST, THICKEST] = [1, 6.5];
const BEND = 0.16;
const POINTS_OF_A_CURVE = 24;
const MOST_NAMES = 16;
const NAME_HEIGHT = 13;

/** One curve for each flow, bent to the right of its way so that there and back lie apart; its width grows with the root of its value. */
export function flowLines(chart: MapChart, view: MapView, { theme }: Canvas): Mark[] {
  const most = Math.max(0, ...chart.flows.map(({ value }) => value));
  return chart.flows.toReversed().flatMap(({ from, to, value }): Mark[] => {
    const [start, end] = [outlineOf(from)?.point, outlineOf(to)?.point];
    if (!start || !end || from === to || value <= 0) return [];
    const width = Math.max(THINNEST, THICKEST * Math.sqrt(value / most));
    const curve = curveOf(view.place(start), view.place(end));
    const datum = { series: from, key: to, value };
    const head = 3.5 + width;
    const stem = curve.slice(0, -1);
    return [
      { shape: 'path', role: 'flow', runs: [stem], stroke: theme.paper, width: round(width + 1.5) },
      { shape: 'path', role: 'flow', runs: [stem], stroke: theme.accent, width: round(width), datum },
      { shape: 'area', role: 'flow', data: arrow(curve, head), fill: theme.accent, stroke: theme.paper },
    ];
  });
}

function curveOf([x1, y1]: Point, [x2, y2]: Point): Point[] {
  const bend: Point = [(x1 + x2) / 2 - (y2 - y1) * BEND, (y1 + y2) / 2 + (x2 - x1) * BEND];
  return Array.from({ length: POINTS_OF_A_CURVE + 1 }, (_, step): Point => {
    const t = step / POINTS_OF_A_CURVE;
    const at = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
    return [at(x1, bend[0], x2), at(y1, bend[1], y2)];
  });
}

/** A triangle at the end of a curve. */
function arrow(curve: Point[], size: number): string {
  const [tip, before] = [curve.at(-1) as Point, curve.at(-3) as Point];
  const angle = Math.atan2(tip[1] - before[1], tip[0] - before[0]);
  const corner = (turn: number): Point => [tip[0] - size * 1.5 * Math.cos(angle + turn), tip[1] - size * 1.5 * Math.sin(angle + turn)];
  return `M${[tip, corner(0.42), corner(-0.42)].map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Names at the ends of the largest flows, then of the largest areas, where they touch no other name. */
export function placeNames(chart: MapChart, view: MapView, { theme }: Canvas): Mark[] {
  const wanted = new Map([
    ...chart.flows.flatMap(({ from, to, fromLabel, toLabel }): [string, string][] => [
      [from, fromLabel],
      [to, toLabel],
    ]),
    ...chart.areas.toSorted((a, b) => b.value - a.value).map(({ code, label }): [string, string] => [code, label]),
  ]);
  const taken: Box[] = [];
  return [...wanted].slice(0, MOST_NAMES).flatMap(([code, label]): Mark[] => {
    const point = outlineOf(code)?.point;
    if (!point) return [];
    const found = spotsOf(view.place(point), textWidth(label, SIZES.source, 'semibold')).find(
      (spot) => within(spot, view.frame) && !taken.some((other) => overlap(spot, other)),
    );
    if (!found) return [];
    taken.push(found);
    const text = { size: SIZES.source, weight: 'semibold', anchor: 'start', fill: theme.ink, halo: theme.paper } as const;
    return [{ ...text, shape: 'text', role: 'label', text: label, x: found.x, y: found.y + NAME_HEIGHT - 3 }];
  });
}

/** Right of the point, left of it, below, above. */
function spotsOf([x, y]: Point, width: number): Box[] {
  const box = (left: number, top: number): Box => ({ x: left, y: top, width, height: NAME_HEIGHT });
  return [
    box(x + 7, y - NAME_HEIGHT / 2),
    box(x - 7 - width, y - NAME_HEIGHT / 2),
    box(x - width / 2, y + 7),
    box(x - width / 2, y - 7 - NAME_HEIGHT),
  ];
}

function within(box: Box, frame: Box): boolean {
  return box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
