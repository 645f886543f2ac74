/**
 * The one chart specification: drawn on screen by Recharts, in documents by the pure SVG renderer.
 * All text is final wording; `alt` says in a sentence what the picture shows.
 */
export type Chart = TimeChart | BarChart | HeatChart;

interface ChartText {
  /** The finding in words. */
  title: string;
  /** Measure, unit, n and period. */
  subtitle: string;
  source: string;
  alt: string;
}

export interface Series {
  code: string;
  label: string;
  /** `#rrggbb`, from `colourOf(code)`. */
  colour: string;
  values: (number | null)[];
}

export interface TimeChart extends ChartText {
  type: 'line' | 'stacked';
  /** Period keys in order, `2014-03` or `2014`, with the label to show. */
  periods: { key: string; label: string }[];
  unit: string;
  series: Series[];
  /** Periods drawn hatched because they are incomplete. */
  incomplete?: string[];
  /** Vertical rules: a break in reporting, an intervention. */
  rules?: { key: string; label: string }[];
}

/** Ranked horizontal bars from a zero baseline; `hatched` marks values not stated. */
export interface BarChart extends ChartText {
  type: 'bar';
  unit: string;
  bars: { code: string; label: string; colour: string; value: number; hatched?: boolean }[];
}

/** `values[y][x]`; sequential colour for magnitude, hatching for rows and columns not stated. */
export interface HeatChart extends ChartText {
  type: 'heat';
  unit: string;
  x: { code: string; label: string; hatched?: boolean }[];
  y: { code: string; label: string; hatched?: boolean }[];
  values: number[][];
}
