import type { MapChart } from './chart.ts';
import { type Box, type Canvas, type Mark, SIZES, textLines } from './chart-marks.ts';
import { sequential } from './colour.ts';
import { flowLines, placeNames } from './map-flows.ts';
import { cutLine, cutRing, type MapView, mapView } from './map-view.ts';
import { textWidth, wrapText } from './text-width.ts';
import { OUTLINES, outlineOf, type Point, SETTLED, UNSETTLED } from './world-map.ts';

const PROPORTION = 0.5;
const COMPACT_PROPORTION = 0.43;
const KEY_HEIGHT = 30;
const LINE_HEIGHT = 13;
/** Pixels squared: an area that comes out smaller than this gets a dot as well. */
const SMALL = 36;
const FAINTEST = 0.28;

/** Shaded countries, schematic lines between them, the key, what has no place on the map, and always the disclaimer on boundaries. */
export function layoutMap(chart: MapChart, box: Box, canvas: Canvas): Mark[] {
  const notes = noteLines(chart, canvas);
  const keyHeight = keyHeightOf(chart, canvas);
  const frame = { ...box, height: Math.max(120, box.height - belowHeight(notes, keyHeight)) };
  const view = mapView(pointsOf(chart), frame);
  const shown = countriesIn(view);
  const below = frame.y + frame.height;
  return [
    { shape: 'rect', role: 'background', ...frame, fill: canvas.theme.paper, stroke: canvas.theme.grid },
    ...landMarks(shown, canvas),
    ...areaMarks(chart, view, shown, canvas),
    ...boundaryMarks(view, canvas),
    ...dotMarks(chart, view, shown, canvas),
    ...flowLines(chart, view, canvas),
    ...placeNames(chart, view, canvas),
    ...keyMarks(chart, { ...box, y: below, height: keyHeight }, canvas),
    ...noteMarks(notes, { ...box, y: below + keyHeight, height: 0 }, canvas),
  ];
}

export function mapHeight(chart: MapChart, canvas: Canvas): number {
  return (
    Math.round(canvas.width * (canvas.isCompact ? COMPACT_PROPORTION : PROPORTION)) +
    belowHeight(noteLines(chart, canvas), keyHeightOf(chart, canvas))
  );
}

function belowHeight(notes: { unplaced: string[]; disclaimer: string[] }, keyHeight: number): number {
  return keyHeight + (notes.unplaced.length + notes.disclaimer.length) * LINE_HEIGHT + 6;
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

/** A country as far as it lies in view: its rings and the path data they make, both empty where it lies outside. */
interface Shown {
  rings: Point[][];
  data: string;
}

function countriesIn({ frame, place }: MapView): Map<string, Shown> {
  return new Map(
    OUTLINES.map(({ code, rings }) => {
      const inView = rings.map((ring) => cutRing(ring.map(place), frame)).filter((ring) => ring.length > 2);
      return [code, { rings: inView, data: pathOf(inView) }];
    }),
  );
}

function pathOf(rings: Point[][]): string {
  return rings.map((ring) => `M${ring.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function landMarks(shown: Map<string, Shown>, { theme }: Canvas): Mark[] {
  return [{ shape: 'area', role: 'land', data: [...shown.values()].map(({ data }) => data).join(''), fill: theme.grid }];
}

function areaMarks(chart: MapChart, view: MapView, shown: Map<string, Shown>, canvas: Canvas): Mark[] {
  return chart.areas.flatMap(({ code, value }): Mark[] => {
    const country = outlineOf(code);
    const data = shown.get(code)?.data;
    if (!country || !data || value <= 0) return [];
    const middle = view.place(country.point);
    return [
      {
        shape: 'area',
        role: 'area',
        data,
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
function dotMarks(chart: MapChart, view: MapView, shown: Map<string, Shown>, canvas: Canvas): Mark[] {
  return chart.areas.flatMap(({ code, value }): Mark[] => {
    const country = outlineOf(code);
    if (!country || value <= 0 || largestBox(shown.get(code)?.rings ?? []) > SMALL) return [];
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

const SHADE = { width: 20, count: 5 };
const KEY_LINE = 15;
/** From a sample of a line to its words, and from these to the next. */
const [SAMPLE, APART] = [24, 24];

interface KeyPlaces {
  label: string;
  dashX: number;
  lineX: number;
  /** The words on lines do not fit beside the others. */
  isLow: boolean;
}

function keyPlaces(chart: MapChart, { width, words }: Canvas): KeyPlaces {
  const most = Math.max(0, ...chart.areas.map(({ value }) => value));
  const label = most > 0 ? `1 – ${words.number(most, Number.isInteger(most) ? 0 : 1)} ${chart.unit}` : '';
  const wide = (text: string) => textWidth(text, SIZES.source);
  const dashX = label ? SHADE.count * SHADE.width + 6 + wide(label) + APART : 0;
  const lineX = dashX + SAMPLE + wide(words.text('report.map.unsettled')) + APART;
  const isLow = chart.flows.length > 0 && lineX + SAMPLE + wide(words.text('report.map.lines')) > width;
  return { label, dashX, lineX: isLow ? 0 : lineX, isLow };
}

function keyHeightOf(chart: MapChart, canvas: Canvas): number {
  return KEY_HEIGHT + (keyPlaces(chart, canvas).isLow ? KEY_LINE : 0);
}

/** The shades with the values at both ends, and what lines and dashes mean. */
function keyMarks(chart: MapChart, box: Box, canvas: Canvas): Mark[] {
  const { theme, words } = canvas;
  const { label, dashX, lineX, isLow } = keyPlaces(chart, canvas);
  const text = { shape: 'text', role: 'key', size: SIZES.source, weight: 'regular', anchor: 'start', fill: theme.muted } as const;
  const y = box.y + 9;
  const lower = y + (isLow ? KEY_LINE : 0);
  const sample = (x: number, at: number) => ({ shape: 'line', role: 'key', x1: x, x2: x + 18, y1: at + 5, y2: at + 5 }) as const;
  return [
    ...(label ? [...shadeMarks(box.x, y, canvas), { ...text, text: label, x: box.x + SHADE.count * SHADE.width + 6, y: y + 9 }] : []),
    { ...sample(box.x + dashX, y), stroke: theme.muted, width: 1, dash: '2 2' },
    { ...text, text: words.text('report.map.unsettled'), x: box.x + dashX + SAMPLE, y: y + 9 },
    ...(chart.flows.length > 0
      ? ([
          { ...sample(box.x + lineX, lower), stroke: theme.accent, width: 2.5 },
          { ...text, text: words.text('report.map.lines'), x: box.x + lineX + SAMPLE, y: lower + 9 },
        ] satisfies Mark[])
      : []),
  ];
}

function shadeMarks(x: number, y: number, { theme }: Canvas): Mark[] {
  return Array.from({ length: SHADE.count }, (_, at) => ({
    shape: 'rect',
    role: 'key',
    x: x + at * SHADE.width,
    y,
    width: SHADE.width,
    height: 10,
    fill: sequential(FAINTEST + (1 - FAINTEST) * (at / (SHADE.count - 1)), theme.scheme),
  }));
}
