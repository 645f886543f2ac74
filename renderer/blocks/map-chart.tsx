import { useMemo } from 'react';
import type { MapChart } from '../../shared/report/chart.ts';
import { layoutMap, mapHeight } from '../../shared/report/chart-map.ts';
import { type Canvas, DARK_THEME, LIGHT_THEME, type Mark } from '../../shared/report/chart-marks.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { useWords } from '../app/words.tsx';
import { DrawnMarks } from './drawn-marks.tsx';
import { type MarkButton, MarkButtons } from './mark-buttons.tsx';
import type { ChartControl } from './marks.ts';
import { pagePaper } from './palette.ts';

interface MapChartProps {
  chart: MapChart;
  width: number;
  scheme: 'light' | 'dark';
  control: ChartControl;
}

const TARGET = 24;

/** The map as documents draw it, its disclaimer with it; a country with a value filters by itself. */
export function MapChartView({ chart, width, scheme, control }: MapChartProps) {
  const words = useWords();
  const { marks, height } = useMemo(() => draw(chart, width, scheme, words), [chart, width, scheme, words]);
  const names = useMemo(() => namesOf(chart), [chart]);
  const figure = (value: number) => `${words.number(value)} ${chart.unit}`;
  const nameOf = ({ role, datum }: Mark) => {
    if (!datum) return undefined;
    const to = `${names.get(datum.key) ?? datum.key}: ${figure(datum.value)}`;
    return role === 'flow' ? `${names.get(datum.series) ?? datum.series} – ${to}` : to;
  };
  return (
    <svg width={width} height={height} role={control.onMark ? 'group' : 'img'} aria-label={chart.alt}>
      <DrawnMarks marks={marks} nameOf={nameOf} />
      <MarkButtons buttons={areaButtons(marks, (mark) => nameOf(mark) ?? '')} control={control} />
    </svg>
  );
}

function namesOf(chart: MapChart): Map<string, string> {
  return new Map([
    ...chart.flows.flatMap(({ from, to, fromLabel, toLabel }): [string, string][] => [
      [from, fromLabel],
      [to, toLabel],
    ]),
    ...chart.areas.map(({ code, label }): [string, string] => [code, label]),
  ]);
}

function draw(chart: MapChart, width: number, scheme: 'light' | 'dark', words: Wording) {
  const theme = { ...(scheme === 'dark' ? DARK_THEME : LIGHT_THEME), paper: pagePaper(scheme) };
  const canvas: Canvas = { width, height: 0, theme, words };
  const height = Math.ceil(mapHeight(chart, canvas));
  return { height, marks: layoutMap(chart, { x: 0, y: 0, width, height }, canvas) };
}

/** The target of a country lies about the middle of what is drawn of it. */
function areaButtons(marks: Mark[], nameOf: (mark: Mark) => string): MarkButton[] {
  return marks.flatMap((mark) => {
    if (mark.role !== 'area' || !mark.datum || !mark.middle) return [];
    const [x, y] = mark.middle;
    const { key: code, value } = mark.datum;
    return [{ mark: { code, value }, name: nameOf(mark), box: { x: x - TARGET / 2, y: y - TARGET / 2, width: TARGET, height: TARGET } }];
  });
}
