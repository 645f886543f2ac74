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

const LINE = 12;
/** Pixels of the room between names and bars, and of slack where the face of the screen is wider. */
const BESIDE = 12;
/** More lines are not read as one name. */
const MOST_LINES = 3;

/** Pixels for the names: as few of the given range as show every name in two lines, else the most; and the most lines a name then takes. */
export function nameRoom(bars: BarChart['bars'], least: number, most: number): { room: number; lines: number } {
  const linesIn = (room: number) => Math.max(1, ...bars.map(({ label }) => wrapText(label, room - BESIDE, SMALL).length));
  let room = least;
  while (room < most && linesIn(room) > 2) room += 4;
  return { room: Math.min(room, most), lines: Math.min(MOST_LINES, linesIn(Math.min(room, most))) };
}

/** The name in one line, or in up to three smaller ones, the last cut where it runs out of room; the whole name is the title. */
export function BarLabel({ bars, room, control, x = 0, y = 0, payload }: BarLabelProps) {
  const bar = bars.find((one) => one.code === payload?.value);
  if (!bar) return null;
  const isShort = wrapText(bar.label, room - BESIDE, LARGE).length === 1;
  const size = isShort ? LARGE : SMALL;
  const lines = wrapText(bar.label, room - BESIDE, size, { most: MOST_LINES });
  const first = Number(y) + 4 - ((lines.length - 1) * LINE) / 2;
  return (
    <text textAnchor="end" fontSize={size} fill={isBack(control, bar) ? 'var(--ink-soft)' : 'var(--ink)'} pointerEvents="none">
      <title>{bar.label}</title>
      {lines.map((line, at) => (
        <tspan key={line} x={Number(x) - 2} y={first + at * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
