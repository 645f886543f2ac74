// @vitest-environment jsdom

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, configure, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ChartDrawing } from '../../renderer/blocks/chart-recharts.tsx';
import { chartTable } from '../../renderer/blocks/chart-table.ts';
import { tableToCsv } from '../../renderer/blocks/csv.ts';
import type { ChartMark } from '../../renderer/blocks/marks.ts';
import { COUNTRIES } from '../../shared/domain/country.ts';
import type { BarChart, FlowChart, MapChart, TimeChart } from '../../shared/report/chart.ts';
import { chartSize, layoutChart } from '../../shared/report/chart-layout.ts';
import { DARK_THEME, LIGHT_THEME, type Mark } from '../../shared/report/chart-marks.ts';
import { chartSvg } from '../../shared/report/chart-svg.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { cutRing } from '../../shared/report/map-view.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { OUTLINES, outlineOf, type Point } from '../../shared/report/world-map.ts';
import { renderPiece } from '../support/chart-page.tsx';

// A machine under load must not decide what a test finds.
configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

// All figures are made up; expected sizes are hand arithmetic on them.

const words = createWording('en');
const text = { title: 'A made-up finding', subtitle: 'Cases, n = 100', source: 'Made up', alt: 'A made-up finding.' };

const FLOW: FlowChart = {
  ...text,
  type: 'flow',
  unit: 'cases',
  columns: [
    { key: 'departed', label: 'Departed from' },
    { key: 'country', label: 'Seized in' },
  ],
  nodes: [
    { key: '0 ECU', code: 'ECU', label: 'Ecuador', column: 0, colour: '#0072b2' },
    { key: '0 unstated', code: 'unstated', label: 'Not stated', column: 0, colour: '#a8a8a8', hatched: true },
    { key: '1 ESP', code: 'ESP', label: 'Spain', column: 1, colour: '#d55e00' },
    { key: '1 NLD', code: 'NLD', label: 'Netherlands (Kingdom of the)', column: 1, colour: '#009e73' },
  ],
  links: [
    { from: '0 ECU', to: '1 ESP', value: 300 },
    { from: '0 ECU', to: '1 NLD', value: 300 },
    { from: '0 unstated', to: '1 NLD', value: 200 },
  ],
};

const MAP: MapChart = {
  ...text,
  type: 'map',
  unit: 'cases',
  areas: [
    { code: 'ESP', label: 'Spain', value: 300 },
    { code: 'MLT', label: 'Malta', value: 4 },
    { code: 'GIB', label: 'Gibraltar', value: 2 },
  ],
  flows: [{ from: 'ECU', to: 'ESP', fromLabel: 'Ecuador', toLabel: 'Spain', value: 120 }],
  unplaced: [{ label: 'Several countries', value: 7 }],
};

/** By the even-odd rule. */
function isInside([x, y]: Point, ring: Point[]): boolean {
  return ring.reduce((inside, [x1, y1], at) => {
    const [x2, y2] = ring.at(at - 1) as Point;
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside;
  }, false);
}

function marksOf(chart: FlowChart | MapChart | TimeChart | BarChart, language: (typeof LANGUAGES)[number] = 'en'): Mark[] {
  const wording = createWording(language);
  return layoutChart(chart, { ...chartSize(chart, 860, wording), words: wording });
}

describe('a reader looks at flows', () => {
  it('sees nodes as high as what passes through them, and ribbons that fill them', () => {
    const nodes = marksOf(FLOW).flatMap((mark) => (mark.shape === 'rect' && mark.role === 'node' ? [mark] : []));
    const height = (code: string) => nodes.find(({ datum }) => datum?.key === code)?.height ?? 0;
    expect(height('ECU') / height('unstated')).toBeCloseTo(600 / 200, 9);
    expect(height('NLD') / height('ESP')).toBeCloseTo(500 / 300, 9);
    // The ribbons leave Ecuador one under the other: the second begins where the first, half of the node, ends.
    const starts = marksOf(FLOW).flatMap((mark) =>
      mark.role === 'ribbon' && mark.shape === 'area' ? [Number(/^M[^,]+,([\d.]+)C/.exec(mark.data)?.[1])] : [],
    );
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeCloseTo(height('ECU') / 2, 1);
  });

  it('sees what is not stated hatched, its ribbons too', () => {
    const hatched = marksOf(FLOW).filter((mark) => 'hatch' in mark && mark.hatch);
    expect(hatched.map(({ role, datum }) => [role, datum?.value])).toEqual([
      ['ribbon', 200],
      ['node', 200],
    ]);
  });

  it('finds no name outside the drawing, and none on another, in any column', () => {
    const { width, height } = chartSize(FLOW, 860, words);
    const labels = marksOf(FLOW).flatMap((mark) => (mark.shape === 'text' && mark.role === 'label' ? [mark] : []));
    for (const { x, y } of labels) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
    for (const one of labels) {
      for (const other of labels) if (one !== other && one.x === other.x) expect(Math.abs(one.y - other.y)).toBeGreaterThan(11);
    }
  });

  it('filters by a node with the keyboard, and hears its name', () => {
    const chosen: ChartMark[] = [];
    renderPiece(<ChartDrawing chart={FLOW} width={720} scheme="light" control={{ onMark: (mark) => chosen.push(mark) }} />);
    fireEvent.keyDown(screen.getByRole('button', { name: 'Departed from, Ecuador: 600 cases' }), { key: 'Enter' });
    expect(chosen).toEqual([{ code: 'ECU', key: 'departed', value: 600 }]);
  });

  it('takes the figures away as a table', () => {
    expect(tableToCsv(chartTable(FLOW, words))).toContain('Departed from: Ecuador,Seized in: Spain,300');
  });
});

describe('a reader looks at a map', () => {
  it.each(LANGUAGES)('always sees the disclaimer on boundaries in %s, on screen and on paper', async (language) => {
    const wording = createWording(language);
    const disclaimer = wording.text('report.map.disclaimer').replace(/\s+/g, '');
    const written = (marks: Mark[]) =>
      marks.flatMap((mark) => (mark.role === 'disclaimer' && mark.shape === 'text' ? [mark.text] : [])).join('');
    expect(written(marksOf(MAP, language)).replace(/\s+/g, '')).toBe(disclaimer);
    const { container, findByRole } = renderPiece(<ChartDrawing chart={MAP} width={560} scheme="dark" />, language);
    await findByRole('img');
    expect(container.textContent?.replace(/\s+/g, '')).toContain(disclaimer);
  });

  it('sees small states as dots, and what has no place on the map below it', () => {
    const marks = marksOf(MAP);
    expect(marks.filter(({ shape, role }) => shape === 'circle' && role === 'area')).toHaveLength(2);
    const notes = marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []));
    expect(notes).toContain('Not on the map: Several countries: 7.');
  });

  it('reads the same values from the map as from the table behind it', () => {
    const data = marksOf(MAP).flatMap(({ datum }) => (datum ? [datum.value] : []));
    expect(data.sort((a, b) => b - a)).toEqual([300, 120, 4, 2]);
    expect(chartTable(MAP, words).rows.map((row) => row.at(-1))).toEqual([300, 4, 2, 120, 7]);
  });

  it('filters by a country with the keyboard', async () => {
    const chosen: ChartMark[] = [];
    renderPiece(<ChartDrawing chart={MAP} width={720} scheme="light" control={{ onMark: (mark) => chosen.push(mark) }} />);
    fireEvent.keyDown(await screen.findByRole('button', { name: 'Gibraltar: 2 cases' }), { key: ' ' });
    expect(chosen).toEqual([{ code: 'GIB', value: 2 }]);
  });

  it('has shades that differ from land without cases in light and in dark', () => {
    for (const theme of [LIGHT_THEME, DARK_THEME]) {
      const svg = chartSvg(MAP, chartSize(MAP, 860, words), 'en', theme);
      expect(svg).not.toMatch(/NaN|undefined|href|url\(http/);
      const marks = layoutChart(MAP, { ...chartSize(MAP, 860, words), words, theme });
      const fills = marks.flatMap((mark) => (mark.role === 'area' && 'fill' in mark ? [mark.fill] : []));
      expect(new Set([...fills, theme.grid, theme.paper]).size).toBe(new Set(fills).size + 2);
    }
  });
});

describe('a diplomat checks the outlines', () => {
  it('finds every country and area of the list with a place, but three uninhabited ones', () => {
    const missing = COUNTRIES.filter(({ code, status }) => status === 'current' && !outlineOf(code)).map(({ code }) => code);
    // Antarctica, Bouvet Island and the United States Minor Outlying Islands hold no seizures.
    expect(missing.sort()).toEqual(['ATA', 'BVT', 'UMI']);
  });

  it('finds Crimea drawn with Ukraine, by General Assembly resolution 68/262, and Western Sahara by itself', () => {
    const holding = (point: Point) => OUTLINES.filter(({ rings }) => rings.some((ring) => isInside(point, ring))).map(({ code }) => code);
    // 34.1° E 45.2° N, 53° W 4° N and 2.35° E 48.85° N on the grid, by d3-geo: geoEqualEarth().rotate([-11, 0]).fitWidth(5000, sphere).
    expect(holding([2774.57, 419.15])).toEqual(['UKR']);
    expect(holding([1612.15, 1141.98])).toEqual(['GUF']);
    expect(holding([2399.98, 364.02])).toEqual(['FRA']);
    expect(outlineOf('ESH')?.rings.length).toBeGreaterThan(0);
  });

  it('is not sent more than 300 KB of outlines', () => {
    expect(statSync(join(import.meta.dirname, '../../resources/maps/world.json')).size).toBeLessThan(300_000);
    expect(OUTLINES.length).toBeGreaterThan(240);
  });

  it('sees outlines cut at the edge of the map', () => {
    // A square of 10 about the corner of the frame leaves a square of 5.
    const cut = cutRing(
      [
        [-5, -5],
        [5, -5],
        [5, 5],
        [-5, 5],
      ],
      { x: 0, y: 0, width: 100, height: 100 },
    );
    expect(cut.map((point) => point.join(',')).sort()).toEqual(['0,0', '0,5', '5,0', '5,5']);
  });
});

describe('a reader looks at intervals', () => {
  const periods = ['2014', '2015', '2016', '2017'].map((key) => ({ key, label: key }));
  const line: TimeChart = {
    ...text,
    type: 'line',
    unit: '%',
    periods,
    series: [
      { code: 'T1', label: 'Maritime', colour: '#0072b2', values: [10, 20, null, 30], low: [5, 12, null, 20], high: [15, 28, null, 90] },
    ],
    band: { label: 'Expected range', low: [8, 8, 8, 8], high: [22, 22, 22, 22], middle: [15, 15, 15, 15] },
  };

  it('sees them as wide as they are, broken where there is no value, within the scale', () => {
    const marks = marksOf(line);
    const areas = marks.flatMap((mark) => (mark.shape === 'area' && mark.role === 'interval' ? [mark.data] : []));
    expect(areas).toHaveLength(1);
    const lonely = marks.flatMap((mark) => (mark.shape === 'line' && mark.role === 'interval' ? [mark] : []))[0];
    const points = marks.flatMap((mark) => (mark.shape === 'circle' ? [mark] : []));
    const [first, second] = points;
    const perUnit = ((first?.y ?? 0) - (second?.y ?? 0)) / 10;
    expect(Math.abs((lonely?.y1 ?? 0) - (lonely?.y2 ?? 0))).toBeCloseTo(70 * perUnit, 6);
    expect(Math.min(lonely?.y1 ?? 0, lonely?.y2 ?? 0)).toBeGreaterThan(0);
    expect(marks.some((mark) => mark.shape === 'text' && mark.text === 'Expected range')).toBe(true);
  });

  it('finds both ends in the table behind a line and behind bars', () => {
    expect(chartTable(line, words).rows[0]).toEqual(['2014', 10, 5, 15, 8, 22]);
    const bars: BarChart = {
      ...text,
      type: 'bar',
      unit: 'cases',
      bars: [{ code: 'T1', label: 'Maritime', colour: '#0072b2', value: 4, low: 2, high: 8 }],
    };
    expect(chartTable(bars, words).rows).toEqual([['Maritime', 4, 2, 8]]);
    const stops = marksOf(bars).flatMap((mark) => (mark.shape === 'line' && mark.role === 'interval' ? [mark.x1] : []));
    const bar = marksOf(bars).find((mark) => mark.role === 'bar');
    // From 2 to 8 is one and a half times the bar of 4.
    expect(Math.max(...stops) - Math.min(...stops)).toBeCloseTo(bar?.shape === 'rect' ? bar.width * 1.5 : 0, 6);
  });

  it('sees pale areas behind a line on screen', () => {
    const { container } = renderPiece(<ChartDrawing chart={line} width={720} scheme="light" />);
    expect(container.querySelectorAll('.recharts-area')).toHaveLength(2);
    expect(container.textContent).toContain('Expected range');
  });
});
