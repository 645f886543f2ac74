import type { ScaleLinear } from 'd3-scale';
import { isMissing } from '../domain/missing.ts';
import type { Series, TimeChart } from './chart.ts';
import type { Box, Canvas } from './chart-marks.ts';

/** Dashes tell lines apart in black and white; direct labels repeat them. */
const DASHES = [undefined, '7 3', '2 2', '9 3 2 3', '4 2', '1 3'];

/** The plot's inner area with the scales both kinds of time chart share. */
export interface TimePlot {
  chart: TimeChart;
  area: Box;
  /** Left edge of a period's band and its width. */
  left: (index: number) => number;
  band: number;
  y: ScaleLinear<number, number>;
  canvas: Canvas;
}

/** Series of missing values are hatched as well as grey. */
export function isHatched(series: Series): boolean {
  return isMissing(series.code);
}

export function dashOf(chart: TimeChart, index: number): string | undefined {
  return chart.type === 'line' ? DASHES[index % DASHES.length] : undefined;
}
