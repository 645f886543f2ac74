import type { BarChart } from '../../shared/report/chart.ts';
import { type ChartControl, fade } from './marks.ts';

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

/** Mean width of a letter at 11.5 px; a little generous, since Cyrillic runs wide. */
const LETTER = 6.4;

/** The name in one line, or two, the second cut with a dash of dots; the whole name is the title. */
export function BarLabel({ bars, room, control, x = 0, y = 0, payload }: BarLabelProps) {
  const bar = bars.find((one) => one.code === payload?.value);
  if (!bar) return null;
  const lines = wrap(bar.label, Math.floor((room - 8) / LETTER));
  const first = Number(y) + (lines.length === 1 ? 4 : -2);
  return (
    <text x={Number(x) - 2} textAnchor="end" fontSize={lines.length === 1 ? 11.5 : 10.5} fill="var(--mantine-color-text)" opacity={fade(control, bar)} pointerEvents="none">
      <title>{bar.label}</title>
      {lines.map((line, at) => (
        <tspan key={line} x={Number(x) - 2} y={first + at * 12}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** At most two lines of `letters` each, broken between words. */
export function wrap(label: string, letters: number): string[] {
  if (label.length <= letters) return [label];
  const cut = label.lastIndexOf(' ', letters);
  const at = cut > letters / 3 ? cut : letters;
  const rest = label.slice(at).trim();
  return [label.slice(0, at), rest.length <= letters ? rest : `${rest.slice(0, letters - 1).trimEnd()}…`];
}
