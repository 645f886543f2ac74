// @vitest-environment jsdom
/// <reference types="vite/client" />
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ChartDrawing } from '../../renderer/blocks/chart-recharts.tsx';
import { chartTable } from '../../renderer/blocks/chart-table.ts';
import { tableToCsv } from '../../renderer/blocks/csv.ts';
import type { ChartMark } from '../../renderer/blocks/marks.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { chartSize, layoutChart } from '../../shared/report/chart-layout.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { renderPiece } from '../support/chart-page.tsx';
import { madeUpCharts } from '../support/charts.ts';

afterEach(cleanup);

const WIDTH = 720;
const DATA_ROLES = ['bar', 'cell', 'point'];

interface Drawn {
  kind: string;
  series: string;
  key: string;
  value: number;
}

const inOrder = (marks: Drawn[]) => marks.map((mark) => `${mark.kind} ${mark.series} ${mark.key} ${mark.value}`).sort();

/** The marks of the document's renderer, the other implementation. */
function documentMarks(chart: Chart, language: Language): Drawn[] {
  const words = createWording(language);
  const marks = layoutChart(chart, { ...chartSize(chart, WIDTH, words), words });
  return marks.flatMap(({ role, datum }) => (datum && DATA_ROLES.includes(role) ? [{ kind: role, ...datum }] : []));
}

function screenMarks(container: HTMLElement): Drawn[] {
  return [...container.querySelectorAll<HTMLElement | SVGElement>('[data-mark]')].map(({ dataset }) => ({
    kind: dataset.mark ?? '',
    series: dataset.series ?? '',
    key: dataset.key ?? '',
    value: Number(dataset.value),
  }));
}

describe.each(LANGUAGES)('a chart on screen in %s', (language) => {
  it.each(Object.keys(madeUpCharts(language)))('draws the same marks with the same values as in a document: %s', (kind) => {
    const chart = madeUpCharts(language)[kind] as Chart;
    const { container } = renderPiece(<ChartDrawing chart={chart} width={WIDTH} scheme="light" />, language);
    const drawn = screenMarks(container);
    expect(drawn.length).toBeGreaterThan(3);
    expect(inOrder(drawn)).toEqual(inOrder(documentMarks(chart, language)));
  });
});

describe('a stack on screen', () => {
  it('has segments as high as their values, standing on one another', () => {
    const stacked = madeUpCharts('en').stacked as Extract<Chart, { type: 'stacked' | 'line' }>;
    const { container } = renderPiece(<ChartDrawing chart={stacked} width={WIDTH} scheme="light" />);
    const month = stacked.periods[10]?.key ?? '';
    const segments = [...container.querySelectorAll(`[data-mark="bar"][data-key="${month}"]`)];
    const number = (element: Element, name: string) => Number(element.getAttribute(name));
    const scale = number(segments[0] as Element, 'height') / Number((segments[0] as SVGElement).dataset.value);
    expect(segments).toHaveLength(stacked.series.length);
    for (const [at, segment] of segments.entries()) {
      expect(number(segment, 'height')).toBeCloseTo(Number((segment as SVGElement).dataset.value) * scale, 3);
      const below = segments[at - 1];
      if (below) expect(number(segment, 'y') + number(segment, 'height')).toBeCloseTo(number(below, 'y'), 3);
    }
  });
});

describe('a segment of a stack', () => {
  const made = madeUpCharts('en').stacked as Extract<Chart, { type: 'stacked' | 'line' }>;

  it('filters by its series and steps back while another is chosen', () => {
    const chosen: [ChartMark, boolean][] = [];
    const [first, second] = made.series;
    const control = {
      onMark: (mark: ChartMark, also: boolean) => chosen.push([mark, also]),
      isActive: ({ code }: { code: string }) => code === first?.code,
      hasActive: true,
    };
    const { container } = renderPiece(<ChartDrawing chart={made} width={WIDTH} scheme="light" control={control} />);
    const key = made.periods[10]?.key;
    const segment = (code?: string) => container.querySelector(`[data-mark="bar"][data-series="${code}"][data-key="${key}"]`) as SVGElement;
    fireEvent.click(segment(second?.code), { shiftKey: true });
    expect(chosen).toEqual([[{ code: second?.code, key, value: second?.values[10] }, true]]);
    expect(segment(first?.code).getAttribute('opacity')).toBe('1');
    expect(Number(segment(second?.code).getAttribute('opacity'))).toBeLessThan(1);
  });

  it('is left out where there is no value, and the others stand without a gap', () => {
    const [first, second, third] = made.series.slice(0, 3).map((series, at) => ({
      ...series,
      values: [
        [3, 4],
        [null, 2],
        [5, 6],
      ][at],
    }));
    const chart = { ...made, periods: made.periods.slice(0, 2), series: [first, second, third] } as typeof made;
    const { container } = renderPiece(<ChartDrawing chart={chart} width={WIDTH} scheme="light" />);
    const bars = [...container.querySelectorAll(`[data-mark="bar"][data-key="${made.periods[0]?.key}"]`)] as SVGElement[];
    expect(bars.map(({ dataset }) => dataset.series)).toEqual([first?.code, third?.code]);
    const [foot, top] = bars.map((bar) => ({ y: Number(bar.getAttribute('y')), height: Number(bar.getAttribute('height')) }));
    expect((top?.y ?? 0) + (top?.height ?? 0)).toBeCloseTo(foot?.y ?? -1, 6);
    // Three and five: by hand.
    expect((top?.height ?? 0) / (foot?.height ?? 1)).toBeCloseTo(5 / 3, 6);
  });
});

describe('a bar on screen', () => {
  const bars = madeUpCharts('en').bar as Extract<Chart, { type: 'bar' }>;

  it('is as long as its value, from zero', () => {
    const { container } = renderPiece(<ChartDrawing chart={bars} width={WIDTH} scheme="light" />);
    const rects = [...container.querySelectorAll('[data-mark="bar"]')];
    const lengths = rects.map((rect) => Number(rect.getAttribute('width')));
    const starts = new Set(rects.map((rect) => rect.getAttribute('x')));
    const scale = (lengths[0] ?? 0) / (bars.bars[0]?.value ?? 1);
    expect(starts.size).toBe(1);
    for (const [at, bar] of bars.bars.entries()) if (bar.value * scale > 2) expect(lengths[at]).toBeCloseTo(bar.value * scale, 3);
  });

  it('has its name whole beside it in a narrow panel, in every language', () => {
    const named = madeUpCharts('en').bar as Extract<Chart, { type: 'bar' }>;
    for (const language of LANGUAGES) {
      const label = createWording(language).label('drug', 'G9');
      const chart = { ...named, bars: named.bars.map((bar) => ({ ...bar, label })) };
      const { container } = renderPiece(<ChartDrawing chart={chart} width={280} scheme="light" />, language);
      const lines = [...container.querySelectorAll('tspan')].map((line) => line.textContent ?? '').filter((text) => /\p{L}/u.test(text));
      expect(lines.length).toBeGreaterThan(chart.bars.length);
      expect(lines.join(' '), language).not.toContain('…');
      cleanup();
    }
  });

  it('is hatched where its value is not stated', () => {
    const { container } = renderPiece(<ChartDrawing chart={bars} width={WIDTH} scheme="light" />);
    expect(container.querySelector('[data-key="T0.2"]')?.getAttribute('fill')).toMatch(/^url\(#.+not-reported\)$/);
    expect(container.querySelector('[data-key="T1"]')?.getAttribute('fill')).toMatch(/^#/);
  });

  it('filters by mouse and by keyboard, and tells whether it is chosen', () => {
    const chosen: [ChartMark, boolean][] = [];
    const control = {
      onMark: (mark: ChartMark, also: boolean) => chosen.push([mark, also]),
      isActive: ({ code }: { code: string }) => code === 'T2',
      hasActive: true,
    };
    renderPiece(<ChartDrawing chart={bars} width={WIDTH} scheme="light" control={control} />);
    const [first, second] = screen.getAllByRole('button');
    fireEvent.click(first as HTMLElement);
    fireEvent.keyDown(second as HTMLElement, { key: 'Enter', ctrlKey: true });
    expect(chosen).toEqual([
      [{ code: 'T1', value: 98431 }, false],
      [{ code: 'T2', value: 32470 }, true],
    ]);
    expect(second?.getAttribute('aria-pressed')).toBe('true');
    expect(first?.getAttribute('aria-label')).toContain('98,431');
  });
});

describe('a heat map on screen', () => {
  const heat = madeUpCharts('en').narrow as Extract<Chart, { type: 'heat' }>;

  it('is a table with named rows and columns, walked with the arrow keys', () => {
    renderPiece(<ChartDrawing chart={heat} width={WIDTH} scheme="dark" control={{ onMark: () => undefined }} />);
    expect(screen.getAllByRole('columnheader')).toHaveLength(heat.x.length);
    expect(screen.getAllByRole('rowheader')).toHaveLength(heat.y.length);
    const cells = screen.getAllByRole('button');
    cells[0]?.focus();
    fireEvent.keyDown(cells[0] as HTMLElement, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(cells[heat.x.length]);
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(cells[heat.x.length + 1]);
    expect(cells.filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
  });

  it('gives row and column to a click', () => {
    const chosen: ChartMark[] = [];
    renderPiece(<ChartDrawing chart={heat} width={WIDTH} scheme="light" control={{ onMark: (mark) => chosen.push(mark) }} />);
    fireEvent.click(screen.getAllByRole('button')[heat.x.length + 1] as HTMLElement);
    expect(chosen).toEqual([{ code: 'C2', key: 'T2', value: heat.values[1]?.[1] }]);
  });
});

describe('the table behind a chart', () => {
  it('holds every figure of the chart', () => {
    const words = createWording('en');
    for (const chart of Object.values(madeUpCharts('en'))) {
      const figures = chartTable(chart, words)
        .rows.flat()
        .filter((cell) => typeof cell === 'number');
      expect(figures).toHaveLength(documentMarks(chart, 'en').length);
    }
  });

  it('is copied as CSV by RFC 4180, with no cell that a spreadsheet would run', () => {
    const columns = [
      { key: 'a', label: 'Value, named' },
      { key: 'b', label: 'Mass', unit: 'kg', numeric: true },
    ];
    const csv = tableToCsv({
      columns,
      rows: [
        ['=HYPERLINK("x")', -1.5],
        ['line\nbreak', null],
        ['plain', 1234.5],
      ],
    });
    expect(csv).toBe('"Value, named",Mass (kg)\r\n"\'=HYPERLINK(""x"")",-1.5\r\n"line\nbreak",\r\nplain,1234.5\r\n');
  });
});
