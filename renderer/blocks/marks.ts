/** A drawn value that a person can click: which series or row, which period or column, and the number it stands for. */
export interface ChartMark {
  code: string;
  /** Period key of a time chart, column code of a heat map; absent on bars. */
  key?: string;
  value: number;
}

export interface ChartControl {
  /** `also` is true with Ctrl, Cmd or Shift: the mark joins the others. */
  onMark?: (mark: ChartMark, also: boolean) => void;
  /** Periods chosen by dragging over a time chart, in any order. */
  onRange?: (from: string, to: string) => void;
  /** Whether a mark is part of the active filter; absent where nothing is filtered by this chart. */
  isActive?: (mark: Omit<ChartMark, 'value'>) => boolean;
  /** Whether any mark is active, so that the others step back. */
  hasActive?: boolean;
  /** The periods now chosen, both included. */
  range?: { from: string; to: string } | undefined;
}

/** Attributes by which a test finds a mark on screen and compares it with the datum of the document's mark. A ranked bar has no series. */
export function markData(kind: 'bar' | 'point' | 'cell', mark: ChartMark): Record<`data-${string}`, string> {
  const datum = mark.key === undefined ? { series: '', key: mark.code } : { series: mark.code, key: mark.key };
  return { 'data-mark': kind, 'data-series': datum.series, 'data-key': datum.key, 'data-value': String(mark.value) };
}

export function isAlso(event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

/** True for a mark that steps back while others are chosen. */
export function isBack(control: ChartControl, mark: Omit<ChartMark, 'value'>): boolean {
  return control.hasActive === true && !control.isActive?.(mark);
}

/** Opacity of a mark's area. Words never fade: they change to the softer ink. */
export function fade(control: ChartControl, mark: Omit<ChartMark, 'value'>): number {
  return isBack(control, mark) ? 0.3 : 1;
}
