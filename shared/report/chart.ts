/**
 * The one chart specification, drawn on screen by the page and in documents by the pure SVG renderer.
 * All text is final wording; `alt` says in a sentence what the picture shows.
 */
export type Chart = TimeChart | BarChart | HeatChart | FlowChart | MapChart;

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
  /** Ends of the interval about each value, both or neither; drawn as a pale band on lines. */
  low?: (number | null)[];
  high?: (number | null)[];
}

/** What was to be expected in each period, in the unit of the chart; `middle` is drawn as a thin line. */
export interface ExpectedBand {
  label: string;
  low: (number | null)[];
  high: (number | null)[];
  middle?: (number | null)[];
}

export interface TimeChart extends ChartText {
  type: 'line' | 'stacked';
  /** Period keys in order, `2014-03` or `2014`, with the label to show. */
  periods: { key: string; label: string }[];
  unit: string;
  series: Series[];
  /** Periods drawn hatched because they are incomplete. */
  incomplete?: string[];
  /** Values that are kept back: null among the values, and marked in the drawing. */
  withheld?: { series: string; key: string }[];
  /** Vertical rules: a break in reporting, an intervention. */
  rules?: { key: string; label: string }[];
  /** Drawn behind the series of a line chart. */
  band?: ExpectedBand;
}

/** Ranked horizontal bars from a zero baseline; `hatched` marks values not stated, `low` and `high` are the ends of an interval. */
export interface BarChart extends ChartText {
  type: 'bar';
  unit: string;
  bars: { code: string; label: string; colour: string; value: number; hatched?: boolean; low?: number; high?: number }[];
}

/** `values[y][x]`, null where it is kept back; sequential colour for magnitude, hatching for rows and columns not stated. */
export interface HeatChart extends ChartText {
  type: 'heat';
  unit: string;
  x: { code: string; label: string; hatched?: boolean }[];
  y: { code: string; label: string; hatched?: boolean }[];
  values: (number | null)[][];
}

/** Ribbons between nodes that stand in columns, left to right; the width of a ribbon is its value. */
export interface FlowChart extends ChartText {
  type: 'flow';
  unit: string;
  columns: { key: string; label: string }[];
  nodes: FlowNode[];
  /** `from` and `to` are keys of nodes; each link goes to a column further right. */
  links: { from: string; to: string; value: number }[];
}

export interface FlowNode {
  /** Unlike in every column: the same country may stand in several. */
  key: string;
  code: string;
  label: string;
  /** Place in `columns`. */
  column: number;
  colour: string;
  /** Not stated. */
  hatched?: boolean;
}

/**
 * A map of the world or of the part of it where there are values. Areas are shaded by magnitude, flows are schematic lines between
 * countries, not routes. Every drawing carries the disclaimer on boundaries by itself.
 */
export interface MapChart extends ChartText {
  type: 'map';
  unit: string;
  /** `code` is that of the country facets, ISO 3166-1 alpha-3. */
  areas: { code: string; label: string; value: number }[];
  flows: { from: string; to: string; fromLabel: string; toLabel: string; value: number }[];
  /** Values that have no place on the map, such as *not stated*; written below it. */
  unplaced?: { label: string; value: number }[];
}
