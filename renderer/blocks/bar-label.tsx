import type { BarChart } from '../../shared/report/chart.ts';
import { wrapText } from '../../shared/report/text-width.ts';
import { type ChartControl, isBack } from './marks.ts';

interface BarLabelProps {
  bars: BarChart['bars'];
  /** Pixels for the name. */
  room: number;
  control: ChartControl;
  /** Given by Recharts. */
  x?: number | string;
  y?: number | string;
  payload?: { value: string };
}

const LARGE = 11.5;
const SMALL = 10.5;

/** The name in one line, or in two smaller ones, the second cut where it runs out of room; the whole name is the title. */
export function BarLabel({ bars, room, control, x = 0, y = 0, payload }: BarLabelProps) {
  const bar = bars.find((one) => one.code === payload?.value);
  if (!bar) return null;
  const isShort = wrapText(bar.label, room - 8, LARGE).length === 1;
  const size = isShort ? LARGE : SMALL;
  const lines = wrapText(bar.label, room - 8, size, { most: 2 });
  const first = Number(y) + (lines.length === 1 ? 4 : -2);
  return (
    <text textAnchor="end" fontSize={size} fill={isBack(control, bar) ? 'var(--ink-soft)' : 'var(--ink)'} pointerEvents="none">
      <title>{bar.label}</title>
      {lines.map((line, at) => (
        <tspan key={line} x={Number(x) - 2} y={first + at * 12}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
