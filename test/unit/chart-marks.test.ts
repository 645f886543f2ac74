import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { fontFiles } from '../../electron/service/export/chart-png.ts';
import type { BarChart, Chart, HeatChart, TimeChart } from '../../shared/report/chart.ts';
import { chartSize, layoutChart } from '../../shared/report/chart-layout.ts';
import { DARK_THEME, type Mark, type RectMark, type TextMark } from '../../shared/report/chart-marks.ts';
import { chartSvg } from '../../shared/report/chart-svg.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { textWidth, wrapText } from '../../shared/report/text-width.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { madeUpCharts } from '../support/charts.ts';

const WIDTH = 640;

function marksOf(chart: Chart, language: Language = 'en', width = WIDTH): Mark[] {
  const words = createWording(language);
  return layoutChart(chart, { ...chartSize(chart, width, words), words });
}

const rects = (marks: Mark[], role: string) => marks.filter((mark): mark is RectMark => mark.shape === 'rect' && mark.role === role);
const texts = (marks: Mark[]) => marks.filter((mark): mark is TextMark => mark.shape === 'text');
const charts = (language: Language) =>
  madeUpCharts(language) as { stacked: TimeChart; line: TimeChart; short: TimeChart; bar: BarChart; heat: HeatChart; narrow: HeatChart };

describe('an analyst counts the marks of a chart', () => {
  it('finds a rectangle for each period and series of a stack, whose heights add up to the period’s sum', () => {
    const { stacked } = charts('en');
    const bars = rects(marksOf(stacked), 'bar');
    expect(bars).toHaveLength(stacked.periods.length * stacked.series.length);
    const scale = (bars[0]?.height ?? 0) / (bars[0]?.datum?.value ?? 1);
    for (const [index, period] of stacked.periods.entries()) {
      const height = bars.filter((bar) => bar.datum?.key === period.key).reduce((sum, bar) => sum + bar.height, 0);
      const value = stacked.series.reduce((sum, series) => sum + (series.values[index] ?? 0), 0);
      expect(height).toBeCloseTo(value * scale, 6);
    }
  });

  it('finds a point for each value of a line, none for a gap, higher where the value is higher', () => {
    const { line } = charts('en');
    const points = marksOf(line).filter((mark) => mark.shape === 'circle');
    expect(points).toHaveLength(line.series.flatMap((series) => series.values).filter((value) => value !== null).length);
    const byValue = points.toSorted((a, b) => (a.datum?.value ?? 0) - (b.datum?.value ?? 0));
    for (const [index, point] of byValue.entries()) if (index > 0) expect(point.y).toBeLessThanOrEqual((byValue[index - 1]?.y ?? 0) + 1e-9);
  });

  it('breaks a line at a gap and still shows the lonely value between two gaps', () => {
    const { line } = charts('en');
    const path = marksOf(line).find((mark) => mark.shape === 'path');
    expect(path?.shape === 'path' && path.runs.map((run) => run.length)).toEqual([20, 1, 49]);
    const lonely = marksOf(line).filter((mark) => mark.shape === 'circle' && mark.radius > 0);
    expect(new Set(lonely.map((mark) => mark.datum?.key))).toEqual(new Set([line.periods[21]?.key]));
  });

  it('finds ranked bars that all begin at the zero line and are as long as their values', () => {
    const { bar } = charts('en');
    const bars = rects(marksOf(bar), 'bar');
    const longest = bars[0];
    expect(bars).toHaveLength(bar.bars.length);
    for (const [index, { value }] of bar.bars.entries()) {
      expect(bars[index]?.x).toBe(longest?.x);
      expect(bars[index]?.width).toBeCloseTo(((longest?.width ?? 0) * value) / (bar.bars[0]?.value ?? 1), 6);
    }
    expect(bars.filter((mark) => mark.hatch)).toHaveLength(1);
  });

  it('finds a cell for each pair of a heat map, darker where the value is higher, hatched where nothing was stated', () => {
    const { heat } = charts('en');
    const cells = rects(marksOf(heat), 'cell');
    expect(cells).toHaveLength(heat.x.length * heat.y.length);
    const darkness = (cell: RectMark) => 765 - [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(cell.fill.slice(at, at + 2), 16), 0);
    const byValue = cells.filter((cell) => !cell.hatch).toSorted((a, b) => (a.datum?.value ?? 0) - (b.datum?.value ?? 0));
    for (const [index, cell] of byValue.entries())
      if (index > 0) expect(darkness(cell)).toBeGreaterThanOrEqual(darkness(byValue[index - 1] as RectMark));
    expect(cells.filter((cell) => cell.hatch)).toHaveLength(heat.x.length + heat.y.length - 1);
    expect(new Set(cells.filter((cell) => cell.hatch).map((cell) => cell.fill)).size).toBe(1);
  });

  it('finds incomplete periods hatched and explained, and a break in reporting named', () => {
    const { stacked } = charts('en');
    const marks = marksOf(stacked);
    expect(rects(marks, 'incomplete').filter((mark) => mark.hatch)).toHaveLength(3);
    expect(texts(marks).map((mark) => mark.text)).toEqual(expect.arrayContaining(['Incomplete period', 'New reporting threshold']));
  });
});

describe('a reader prints a chart', () => {
  for (const language of LANGUAGES) {
    it(`in ${language}: no text leaves the page, whatever wraps, at two widths`, () => {
      for (const [name, chart] of Object.entries(madeUpCharts(language))) {
        for (const width of [WIDTH, 440]) {
          const { height } = chartSize(chart, width, createWording(language));
          for (const mark of texts(marksOf(chart, language, width))) {
            const box = boxOf(mark);
            expect(box.left, `${name} ${mark.text}`).toBeGreaterThanOrEqual(-0.5);
            expect(box.right, `${name} ${mark.text}`).toBeLessThanOrEqual(width + 0.5);
            expect(box.top, `${name} ${mark.text}`).toBeGreaterThanOrEqual(-0.5);
            expect(box.bottom, `${name} ${mark.text}`).toBeLessThanOrEqual(height + 0.5);
          }
        }
      }
    });

    it(`in ${language}: a compact chart is lower, no text leaves it, and the names of its rows do not touch`, () => {
      const words = createWording(language);
      for (const [name, chart] of Object.entries(madeUpCharts(language))) {
        const size = chartSize(chart, WIDTH, words, { isCompact: true });
        expect(size.height, name).toBeLessThanOrEqual(chartSize(chart, WIDTH, words).height);
        const marks = texts(layoutChart(chart, { ...size, words }));
        for (const mark of marks) {
          const box = boxOf(mark);
          expect(Math.min(box.left, box.top), `${name} ${mark.text}`).toBeGreaterThanOrEqual(-0.5);
          expect(box.right, `${name} ${mark.text}`).toBeLessThanOrEqual(WIDTH + 0.5);
          expect(box.bottom, `${name} ${mark.text}`).toBeLessThanOrEqual(size.height + 0.5);
        }
        const rows = marks.filter((mark) => mark.role === 'label' && mark.anchor === 'end' && !mark.rotate).toSorted((a, b) => a.y - b.y);
        for (const [index, row] of rows.entries())
          if (index > 0) expect(row.y - (rows[index - 1]?.y ?? 0), `${name} ${row.text}`).toBeGreaterThanOrEqual(12);
      }
    });

    it(`in ${language}: names beside the series do not touch one another`, () => {
      const labels = texts(marksOf(charts(language).stacked, language))
        .filter((mark) => mark.role === 'label')
        .toSorted((a, b) => a.y - b.y);
      for (const [index, label] of labels.entries())
        if (index > 0) expect(label.y - (labels[index - 1]?.y ?? 0)).toBeGreaterThanOrEqual(12);
    });
  }

  it('writes all figures in the form of the language', () => {
    const value = (language: Language) => texts(marksOf(charts(language).bar, language)).find((mark) => mark.role === 'value')?.text;
    expect(LANGUAGES.map(value)).toEqual(['98,431', '98\u00a0431', '98\u00a0431', '98\u00a0431']);
  });

  it('gets an SVG of hex colours only, since the rasteriser paints others black, in both themes', () => {
    for (const theme of [undefined, DARK_THEME]) {
      const svg = chartSvg(charts('ru').heat, { width: WIDTH, height: 500 }, 'ru', theme);
      expect(svg).not.toMatch(/rgba?\(|hsl\(/);
      for (const [, colour] of svg.matchAll(/(?:fill|stroke)="([^"]*)"/g))
        expect(colour).toMatch(/^(#[0-9a-f]{6}|none|url\(#(rising|falling)-[0-9a-f]{6}\))$/);
    }
  });

  it('gets well-formed SVG when a title holds markup and control characters', () => {
    const chart = { ...charts('en').bar, title: 'a < b & "c" \u0007 <script>', alt: '"><script>' };
    const svg = chartSvg(chart, { width: WIDTH, height: 400 }, 'en');
    expect(svg).not.toContain('<script');
    expect(() => new Resvg(svg)).not.toThrow();
  });
});

describe('widths of text', () => {
  it('are those of the bundled face as resvg measures it, never narrower', () => {
    for (const text of ['Concealment in freight, 1,234', 'Dissimulation œuvre àéèç', 'Железнодорожный транспорт', 'Envíos «urgentes» ñ']) {
      const measured = measure(text);
      expect(textWidth(text, 40)).toBeGreaterThan(measured * 0.98);
      expect(textWidth(text, 40)).toBeLessThan(measured * 1.06);
    }
  });

  it('wrap at spaces and hyphens, cut what is too long, and end with an ellipsis beyond the last line', () => {
    expect(wrapText('aaa bbb-ccc', textWidth('aaa bbb-', 10), 10)).toEqual(['aaa bbb-', 'ccc']);
    expect(wrapText('aaaaaaaa', textWidth('aaaa-', 10), 10)).toEqual(['aaaa-', 'aaaa']);
    expect(wrapText('aaa bbb ccc', textWidth('aaa', 10) * 1.3, 10, { most: 2 }).at(-1)).toMatch(/…$/);
  });
});

/** Width of the ink, which leaves out the side bearings of the first and last letter. */
function measure(text: string): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><text x="10" y="60" font-family="Noto Sans" font-size="40">${text}</text></svg>`;
  const box = new Resvg(svg, { font: { fontFiles: fontFiles(), loadSystemFonts: false } }).getBBox();
  return box?.width ?? 0;
}

function boxOf({ x, y, text, size, weight, anchor, rotate }: TextMark): { left: number; right: number; top: number; bottom: number } {
  const width = textWidth(text, size, weight);
  const start = anchor === 'start' ? 0 : anchor === 'end' ? -width : -width / 2;
  const turn = ((rotate ?? 0) * Math.PI) / 180;
  const corners = [start, start + width].flatMap((dx) =>
    [-size * 0.8, size * 0.25].map(
      (dy) => [x + dx * Math.cos(turn) - dy * Math.sin(turn), y + dx * Math.sin(turn) + dy * Math.cos(turn)] as const,
    ),
  );
  const [xs, ys] = [corners.map(([cx]) => cx), corners.map(([, cy]) => cy)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
