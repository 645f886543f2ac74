import { assertNever } from '../errors.ts';
import type { Chart } from './chart.ts';
import { barHeight, layoutBars } from './chart-bar.ts';
import { flowHeight, layoutFlow } from './chart-flow.ts';
import { heatHeight, layoutHeat } from './chart-heat.ts';
import { layoutMap, mapHeight } from './chart-map.ts';
import { type Box, type Canvas, type ChartSize, type ChartTheme, LIGHT_THEME, type Mark, SIZES, textLines } from './chart-marks.ts';
import { layoutTime, timeHeight } from './chart-time.ts';
import { wrapText } from './text-width.ts';
import type { Wording } from './wording.ts';

const LINE = { title: 22, subtitle: 17, source: 14 } as const;
const TOP = 12;
const GAP = 12;
const BOTTOM = 4;

/** Every mark of a chart in painting order, from pure arithmetic: the same input gives the same marks everywhere. */
export function layoutChart(chart: Chart, options: ChartSize & { words: Wording; theme?: ChartTheme }): Mark[] {
  const canvas: Canvas = { ...options, theme: options.theme ?? LIGHT_THEME };
  const frame = frameText(chart, canvas.width);
  return [...frameMarks(frame, canvas), ...plotMarks(chart, plotBox(frame, canvas), canvas)];
}

/** The size at which a chart reads well at a given width: as high as its rows and its wrapped text need, and lower where it is compact. */
export function chartSize(chart: Chart, width: number, words: Wording, { isCompact = false } = {}): ChartSize {
  const frame = frameText(chart, width);
  const canvas: Canvas = { width, height: 0, theme: LIGHT_THEME, words, isCompact };
  return { width, height: Math.ceil(frame.top + plotHeight(chart, canvas) + frame.bottom), isCompact };
}

interface Frame {
  title: string[];
  subtitle: string[];
  source: string[];
  /** Height taken above and below the plot. */
  top: number;
  bottom: number;
}

/** Text that is empty takes no room: a document writes it itself. */
function frameText(chart: Chart, width: number): Frame {
  const title = chart.title ? wrapText(chart.title, width, SIZES.title, { weight: 'semibold' }) : [];
  const subtitle = chart.subtitle ? wrapText(chart.subtitle, width, SIZES.subtitle) : [];
  const source = chart.source ? wrapText(chart.source, width, SIZES.source) : [];
  const top =
    (title.length > 0 ? TOP + title.length * LINE.title : 0) +
    subtitle.length * LINE.subtitle +
    (title.length + subtitle.length > 0 ? GAP : 2);
  return { title, subtitle, source, top, bottom: (source.length > 0 ? GAP + source.length * LINE.source : 0) + BOTTOM };
}

function frameMarks(frame: Frame, { width, height, theme }: Canvas): Mark[] {
  const text = { x: 0, anchor: 'start', weight: 'regular' } as const;
  const accent: Mark[] =
    frame.title.length > 0 ? [{ shape: 'rect', role: 'accent', x: 0, y: 0, width: 44, height: 4, fill: theme.accent }] : [];
  const subtitleY = TOP + frame.title.length * LINE.title + SIZES.subtitle + 2;
  const sourceY = height - BOTTOM - (frame.source.length - 1) * LINE.source;
  return [
    { shape: 'rect', role: 'background', x: 0, y: 0, width, height, fill: theme.paper },
    ...accent,
    ...textLines(
      frame.title,
      { ...text, role: 'title', y: TOP + SIZES.title, size: SIZES.title, weight: 'semibold', fill: theme.ink },
      LINE.title,
    ),
    ...textLines(frame.subtitle, { ...text, role: 'subtitle', y: subtitleY, size: SIZES.subtitle, fill: theme.muted }, LINE.subtitle),
    ...textLines(frame.source, { ...text, role: 'source', y: sourceY, size: SIZES.source, fill: theme.muted }, LINE.source),
  ];
}

function plotBox(frame: Frame, { width, height }: Canvas): Box {
  return { x: 0, y: frame.top, width, height: Math.max(60, height - frame.top - frame.bottom) };
}

function plotMarks(chart: Chart, box: Box, canvas: Canvas): Mark[] {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return layoutTime(chart, box, canvas);
    case 'bar':
      return layoutBars(chart, box, canvas);
    case 'heat':
      return layoutHeat(chart, box, canvas);
    case 'flow':
      return layoutFlow(chart, box, canvas);
    case 'map':
      return layoutMap(chart, box, canvas);
    default:
      return assertNever(chart);
  }
}

function plotHeight(chart: Chart, canvas: Canvas): number {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return timeHeight(chart, canvas);
    case 'bar':
      return barHeight(chart, canvas);
    case 'heat':
      return heatHeight(chart, canvas);
    case 'flow':
      return flowHeight(chart, canvas);
    case 'map':
      return mapHeight(chart, canvas);
    default:
      return assertNever(chart);
  }
}
