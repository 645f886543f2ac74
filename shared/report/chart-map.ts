import type { MapChart } from './chart.ts';
import { type Box, type Canvas, type Mark, SIZES, textLines } from './chart-marks.ts';
import { sequential } from './colour.ts';
import { flowLines, placeNames } from './map-flows.ts';
import { cutLine, cutRing, type MapView, mapView } from './map-view.ts';
import { textWidth, wrapText } from './text-width.ts';
import { OUTLINES, outlineOf, type Point, SETTLED, UNSETTLED } from './world-map.ts';

const PROPORTION = 0.5;
const KEY_HEIGHT = 30;
const LINE_HEIGHT = 13;
/** Pixels squared: an area that comes out smaller than this gets a dot as well. */
const SMALL = 36;
const FAINTEST = 0.28;

/** Shaded countries, schematic lines between them, the key, what has no place on the map, and always the disclaimer on boundaries. */
export function layoutMap(chart: MapChart, box: Box, canvas: Canvas): Mark[] {
  const notes = noteLines(chart, canvas);
  const frame = { ...box, height: Math.max(120, box.height - belowHeight(notes)) };
  const view = mapView(pointsOf(chart), frame);
  const below = frame.y + frame.height;
  return [
    { shape: 'rect', role: 'background', ...frame, fill: canvas.theme.paper, stroke: canvas.theme.grid },
    ...landMarks(view, canvas),
    ...areaMarks(chart, view, canvas),
    ...boundaryMarks(view, canvas),
    ...dotMarks(chart, view, canvas),
    ...flowLines(chart, view, canvas),
    ...placeNames(chart, view, canvas),
    ...keyMarks(chart, { ...box, y: below, height: KEY_HEIGHT }, canvas),
    ...noteMarks(notes, { ...box, y: below + KEY_HEIGHT, height: 0 }, canvas),
  ];
}

export function mapHeight(chart: MapChart, canvas: Canvas): number {
  return Math.round(canvas.width * PROPORTION) + belowHeight(noteLines(chart, canvas));
}

function belowHeight(notes: { unplaced: string[]; disclaimer: string[] }): number {
  return KEY_HEIGHT + (notes.unplaced.length + notes.disclaimer.length) * LINE_HEIGHT + 6;
}

function noteLines(chart: MapChart, { width, words }: Canvas): { unplaced: string[]; disclaimer: string[] } {
  const list = (chart.unplaced ?? []).filter(({ value }) => value > 0).map(({ label, value }) => `${label}: ${words.number(value)}`);
  const unplaced = list.length > 0 ? words.text('report.map.unplaced', { list: list.join('; ') }) : '';
  return {
    unplaced: unplaced ? wrapText(unplaced, width, SIZES.source) : [],
    disclaimer: wrapText(words.text('report.map.disclaimer'), width, SIZES.source),
  };
}

function noteMarks({ unplaced, disclaimer }: { unplaced: string[]; disclaimer: string[] }, box: Box, { theme }: Canvas): Mark[] {
  const text = { x: box.x, size: SIZES.source, weight: 'regular', anchor: 'start', fill: theme.muted } as const;
  const first = box.y + SIZES.source;
  return [
    ...textLines(unplaced, { ...text, role: 'key', y: first }, LINE_HEIGHT),
    ...textLines(disclaimer, { ...text, role: 'disclaimer', y: first + unplaced.length * LINE_HEIGHT }, LINE_HEIGHT),
  ];
}

function pointsOf(chart: MapChart): Point[] {
  const codes = [...chart.areas.map(({ code }) => code), ...chart.flows.flatMap(({ from, to }) => [from, to])];
  return [...new Set(codes)].flatMap((code) => {
    const country = outlineOf(code);
    return country ? [country.point] : [];
  });
}

/** Path data of the rings of a country that lie in view; nothing when none does. */
function ringsInView(rings: Point[][], { frame, place }: MapView): Point[][] {
  return rings.map((ring) => cutRing(ring.map(place), frame)).filter((ring) => ring.length > 2);
}

function pathOf(rings: Point[][]): string {
  return rings.map((ring) => `M${ring.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function landMarks(view: MapView, { theme }: Canvas): Mark[] {
  const rings = OUTLINES.flatMap((country) => ringsInView(country.rings, view));
  return [{ shape: 'area', role: 'land', data: pathOf(rings), fill: theme.grid }];
}

function areaMarks(chart: MapChart, view: MapView, canvas: Canvas): Mark[] {
  return chart.areas.flatMap(({ code, value }): Mark[] => {
    const country = outlineOf(code);
    const rings = ringsInView(country?.rings ?? [], view);
    if (!country || rings.length === 0 || value <= 0) return [];
    const middle = view.place(country.point);
    return [
      {
        shape: 'area',
        role: 'area',
        data: pathOf(rings),
        fill: shade(chart, value, canvas),
        middle,
        datum: { series: '', key: code, value },
      },
    ];
  });
}

/** The root keeps small values apart; the faintest shade still stands out from land without a value. */
function shade(chart: MapChart, value: number, { theme }: Canvas): string {
  const most = Math.max(0, ...chart.areas.map((area) => area.value));
  return sequential(most > 0 ? FAINTEST + (1 - FAINTEST) * Math.sqrt(value / most) : 0, theme.scheme);
}

function boundaryMarks({ frame, place }: MapView, { theme }: Canvas): Mark[] {
  const runs = (lines: readonly Point[][]) => lines.flatMap((line) => cutLine(line.map(place), frame));
  const line = { shape: 'path', role: 'boundary' } as const;
  return [
    { ...line, runs: runs(SETTLED), stroke: theme.paper, width: 0.6 },
    { ...line, runs: runs(UNSETTLED), stroke: theme.paper, width: 1 },
    { ...line, runs: runs(UNSETTLED), stroke: theme.muted, width: 0.8, dash: '2 2' },
  ];
}

/** Small islands and states would not be seen by their outline alone. */
function dotMarks(chart: MapChart, view: MapView, canvas: Canvas): Mark[] {
  return chart.areas.flatMap(({ code, value }): Mark[] => {
    const country = outlineOf(code);
    if (!country || value <= 0 || largestBox(ringsInView(country.rings, view)) > SMALL) return [];
    const [x, y] = view.place(country.point);
    const stroke = canvas.theme.muted;
    const isAlone = country.rings.length === 0;
    const datum = { series: '', key: code, value };
    return [
      {
        shape: 'circle',
        role: 'area',
        x,
        y,
        radius: 3.5,
        fill: shade(chart, value, canvas),
        stroke,
        ...(isAlone ? { datum, middle: [x, y] } : {}),
      },
    ];
  });
}

function largestBox(rings: Point[][]): number {
  return Math.max(0, ...rings.map((ring) => spread(ring.map(([x]) => x)) * spread(ring.map(([, y]) => y))));
}

function spread(values: number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** The shades with the values at both ends, and what lines and dashes mean. */
function keyMarks(chart: MapChart, box: Box, canvas: Canvas): Mark[] {
  const { theme, words } = canvas;
  const text = { role: 'key', size: SIZES.source, weight: 'regular', anchor: 'start', fill: theme.muted } as const;
  const [y, size, steps] = [box.y + 9, 20, 5];
  const most = Math.max(0, ...chart.areas.map(({ value }) => value));
  const scale = (at: number): Mark => ({
    shape: 'rect',
    role: 'key',
    x: box.x + at * size,
    y,
    width: size,
    height: 10,
    fill: sequential(FAINTEST + (1 - FAINTEST) * (at / (steps - 1)), theme.scheme),
  });
  const label = `1 – ${words.number(most, Number.isInteger(most) ? 0 : 1)} ${chart.unit}`;
  const scaleMarks: Mark[] =
    most > 0
      ? [
          ...Array.from({ length: steps }, (_, at) => scale(at)),
          { ...text, shape: 'text', text: label, x: box.x + steps * size + 6, y: y + 9 },
        ]
      : [];
  const dashX = box.x + (most > 0 ? steps * size + 6 + textWidth(label, SIZES.source) + 24 : 0);
  const unsettled = words.text('report.map.unsettled');
  const lineX = dashX + 24 + textWidth(unsettled, SIZES.source) + 24;
  return [
    ...scaleMarks,
    { shape: 'line', role: 'key', x1: dashX, x2: dashX + 18, y1: y + 5, y2: y + 5, stroke: theme.muted, width: 1, dash: '2 2' },
    { ...text, shape: 'text', text: unsettled, x: dashX + 24, y: y + 9 },
    ...(chart.flows.length > 0
      ? ([
          { shape: 'line', role: 'key', x1: lineX, x2: lineX + 18, y1: y + 5, y2: y + 5, stroke: theme.accent, width: 2.5 },
          { ...text, shape: 'text', text: words.text('report.map.lines'), x: lineX + 24, y: y + 9 },
        ] satisfies Mark[])
      : []),
  ];
}
