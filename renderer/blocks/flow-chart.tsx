import { useMemo } from 'react';
import type { FlowChart } from '../../shared/report/chart.ts';
import { flowHeight, layoutFlow } from '../../shared/report/chart-flow.ts';
import { type Canvas, DARK_THEME, LIGHT_THEME, type Mark } from '../../shared/report/chart-marks.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { useWords } from '../app/words.tsx';
import { DrawnMarks } from './drawn-marks.tsx';
import { type MarkButton, MarkButtons } from './mark-buttons.tsx';
import type { ChartControl } from './marks.ts';
import { pagePaper } from './palette.ts';

interface FlowChartProps {
  chart: FlowChart;
  width: number;
  scheme: 'light' | 'dark';
  control: ChartControl;
}

const NARROWEST = 480;
const HALF_ROW = 13;

/** Ribbons between the columns, drawn as documents draw them; a node filters by its value, its column as key. */
export function FlowChartView({ chart, width, scheme, control }: FlowChartProps) {
  const words = useWords();
  const { marks, height, drawn } = useMemo(() => draw(chart, width, scheme, words), [chart, width, scheme, words]);
  const names = new Map(chart.nodes.map((node) => [node.key, node.label]));
  const nameOf = ({ role, datum }: Mark) =>
    role === 'ribbon' && datum
      ? `${names.get(datum.series) ?? ''} – ${names.get(datum.key) ?? ''}: ${words.number(datum.value)} ${chart.unit}`
      : undefined;
  return (
    <div style={{ overflowX: 'auto' }}>
      <svg width={drawn} height={height} role={control.onMark ? 'group' : 'img'} aria-label={chart.alt}>
        <DrawnMarks marks={marks} nameOf={nameOf} />
        <MarkButtons buttons={nodeButtons(chart, marks, words)} control={control} />
      </svg>
    </div>
  );
}

function draw(chart: FlowChart, width: number, scheme: 'light' | 'dark', words: Wording) {
  const drawn = Math.max(width, NARROWEST);
  const theme = { ...(scheme === 'dark' ? DARK_THEME : LIGHT_THEME), paper: pagePaper(scheme) };
  const canvas: Canvas = { width: drawn, height: 0, theme, words };
  const height = Math.ceil(flowHeight(chart, canvas));
  return { drawn, height, marks: layoutFlow(chart, { x: 0, y: 0, width: drawn, height }, canvas) };
}

function nodeButtons(chart: FlowChart, marks: Mark[], words: Wording): MarkButton[] {
  const labels = new Map(chart.nodes.map((node) => [`${chart.columns[node.column]?.key} ${node.code}`, node.label]));
  return marks.flatMap((mark) => {
    if (mark.shape !== 'rect' || mark.role !== 'node' || !mark.datum) return [];
    const { series, key, value } = mark.datum;
    const column = chart.columns.find((one) => one.key === series)?.label ?? '';
    const middle = mark.y + mark.height / 2;
    const half = Math.max(mark.height / 2, HALF_ROW);
    return [
      {
        mark: { code: key, key: series, value },
        name: `${column}, ${labels.get(`${series} ${key}`) ?? key}: ${words.number(value)} ${chart.unit}`,
        box: { x: mark.x - 6, y: middle - half, width: mark.width + 12, height: half * 2 },
      },
    ];
  });
}
