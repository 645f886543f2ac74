import type { Weight } from './text-width.ts';
import type { Wording } from './wording.ts';

/** What a mark stands for; `data` roles carry the value they draw. */
export type Role =
  | 'background'
  | 'accent'
  | 'title'
  | 'subtitle'
  | 'source'
  | 'grid'
  | 'baseline'
  | 'tick'
  | 'label'
  | 'value'
  | 'key'
  | 'incomplete'
  | 'withheld'
  | 'rule'
  | 'bar'
  | 'cell'
  | 'point'
  | 'line'
  | 'interval'
  | 'expected'
  | 'ribbon'
  | 'node'
  | 'land'
  | 'boundary'
  | 'area'
  | 'flow'
  | 'disclaimer';

/** The figure a data mark draws, so that two renderers can be compared. */
export interface Datum {
  series: string;
  key: string;
  value: number;
}

interface MarkBase {
  role: Role;
  datum?: Datum;
  /** Where a target for the pointer stands when the form of the mark does not say it. */
  middle?: [number, number];
}

export interface RectMark extends MarkBase {
  shape: 'rect';
  x: number;
  y: number;
  width: number;
  height: number;
  /** `none` lets what is below show through. */
  fill: string;
  /** Diagonal lines over the fill in this colour: rising for what is not stated, falling for what is incomplete. */
  hatch?: string;
  falling?: boolean;
  stroke?: string;
}

export interface LineMark extends MarkBase {
  shape: 'line';
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  stroke: string;
  width: number;
  dash?: string;
}

/** Runs of points joined by straight lines; a run of one point draws nothing by itself. */
export interface PathMark extends MarkBase {
  shape: 'path';
  runs: [number, number][][];
  stroke: string;
  width: number;
  dash?: string;
}

/** A filled outline of any form. */
export interface AreaMark extends MarkBase {
  shape: 'area';
  /** SVG path data. */
  data: string;
  fill: string;
  /** 0 to 1; 1 when absent. */
  opacity?: number;
  /** As for a rectangle. */
  hatch?: string;
  stroke?: string;
}

export interface CircleMark extends MarkBase {
  shape: 'circle';
  x: number;
  y: number;
  radius: number;
  fill: string;
  stroke?: string;
}

export interface TextMark extends MarkBase {
  shape: 'text';
  /** Position of the anchor on the baseline. */
  x: number;
  y: number;
  text: string;
  size: number;
  weight: Weight;
  anchor: 'start' | 'middle' | 'end';
  fill: string;
  /** Degrees, clockwise, about the anchor. */
  rotate?: number;
  /** A rim in this colour, for text over marks. */
  halo?: string;
}

export type Mark = RectMark | LineMark | PathMark | AreaMark | CircleMark | TextMark;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Colours as `#rrggbb`. */
export interface ChartTheme {
  paper: string;
  ink: string;
  muted: string;
  grid: string;
  /** Lines of hatching over colour, and the paler ones under figures. */
  hatch: string;
  paleHatch: string;
  accent: string;
  scheme: 'light' | 'dark';
}

/** Pixels. */
export interface ChartSize {
  width: number;
  height: number;
  /** Lower plots and rows, for a page on which several charts stand. */
  isCompact?: boolean;
}

export interface Canvas extends ChartSize {
  theme: ChartTheme;
  words: Wording;
}

export const LIGHT_THEME: ChartTheme = {
  paper: '#ffffff',
  ink: '#1b1f24',
  muted: '#5a626c',
  grid: '#dde1e6',
  hatch: '#7d8590',
  paleHatch: '#bcc4cd',
  accent: '#0f5499',
  scheme: 'light',
};

export const DARK_THEME: ChartTheme = {
  paper: '#15181c',
  ink: '#eef1f4',
  muted: '#a9b1bb',
  grid: '#343a42',
  hatch: '#8b939e',
  paleHatch: '#4b535d',
  accent: '#7ab8f5',
  scheme: 'dark',
};

export const SIZES = { title: 17, subtitle: 12.5, label: 11.5, tick: 11, source: 10 } as const;

/** Lines of text below one another, the first baseline at `y`. */
export function textLines(lines: string[], mark: Omit<TextMark, 'shape' | 'text'>, lineHeight: number): TextMark[] {
  return lines.map((text, index) => ({ ...mark, shape: 'text', text, y: mark.y + index * lineHeight }));
}
