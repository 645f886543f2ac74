import { type KeyboardEvent, useRef } from 'react';
import type { HeatChart } from '../../shared/report/chart.ts';
import { DARK_THEME, LIGHT_THEME } from '../../shared/report/chart-marks.ts';
import { rampColour, readableInk } from '../../shared/report/chart-ramp.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { useWords } from '../app/words.tsx';
import classes from './blocks.module.css';
import { hatchOf } from './hatch.tsx';
import { type ChartControl, fade, isAlso, markData } from './marks.ts';

interface HeatProps {
  chart: HeatChart;
  scheme: 'light' | 'dark';
  control: ChartControl;
}

/** A cell's place on the scale, 0 to 1. The root keeps small counts apart, which a linear scale would paint alike. */
export function heatShare(value: number, largest: number): number {
  return largest > 0 ? Math.sqrt(value / largest) : 0;
}

/** Largest among the stated cells, so that what is not stated does not set the scale. */
function largestOf(chart: HeatChart): number {
  const stated = chart.values.flatMap((row, y) => row.filter((_value, x) => !chart.y[y]?.hatched && !chart.x[x]?.hatched));
  return Math.max(0, ...(stated.length > 0 ? stated : chart.values.flat()));
}

/** Moves the focus from cell to cell with the arrow keys, Home and End. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>) {
  const cell = (event.target as HTMLElement).closest('td');
  const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  const row = cell?.parentElement;
  const body = row?.parentElement;
  if (!cell || !row || !body || !step) return;
  event.preventDefault();
  const [right = 0, down = 0] = step;
  const target = body.children[[...body.children].indexOf(row) + down]?.children[cell.cellIndex + right];
  target?.querySelector('button')?.focus();
}

/** Concealment by transport or the like: a real table whose cells carry colour, the figure, and the filter. */
export function HeatTable({ chart, scheme, control }: HeatProps) {
  const words = useWords();
  const table = useRef<HTMLTableElement>(null);
  const largest = largestOf(chart);
  return (
    <div className={classes.heatScroll}>
      {/* The arrow keys serve the buttons inside, which take the focus. */}
      <table ref={table} className={classes.heat} onKeyDown={control.onMark ? moveFocus : undefined} aria-label={chart.alt}>
        <thead>
          <tr>
            <td />
            {chart.x.map((column) => (
              <th key={column.code} scope="col" data-missing={hatchOf(column.code, column.hatched)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.y.map((row, y) => (
            <tr key={row.code}>
              <th scope="row" data-missing={hatchOf(row.code, row.hatched)}>
                {row.label}
              </th>
              {chart.x.map((_column, x) => (
                <HeatCell key={chart.x[x]?.code} chart={chart} at={{ x, y }} largest={largest} scheme={scheme} control={control} words={words} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeatCell(props: HeatProps & { at: { x: number; y: number }; largest: number; words: Wording }) {
  const { chart, at, largest, scheme, control, words } = props;
  const value = chart.values[at.y]?.[at.x] ?? 0;
  const [column, row] = [chart.x[at.x], chart.y[at.y]];
  if (!column || !row) return <td />;
  const missing = hatchOf(row.code, row.hatched) ?? hatchOf(column.code, column.hatched);
  const theme = scheme === 'dark' ? DARK_THEME : LIGHT_THEME;
  const colour = rampColour(heatShare(value, largest), theme);
  const mark = { code: row.code, key: column.code, value };
  const style = missing || value === 0 ? { opacity: fade(control, mark) } : { backgroundColor: colour, color: readableInk(colour, theme), opacity: fade(control, mark) };
  const active = control.isActive?.(mark) ?? false;
  const figure = value === 0 ? '·' : words.number(value);
  const shared = { ...markData('cell', mark), className: classes.heatCell, 'data-missing': missing, style };
  if (!control.onMark) return <td {...shared}>{figure}</td>;
  return (
    <td>
      <button
        type="button"
        {...shared}
        aria-pressed={active}
        aria-label={`${row.label}, ${column.label}: ${words.number(value)} ${chart.unit}`}
        title={`${row.label} × ${column.label}: ${words.number(value)} ${chart.unit}`}
        tabIndex={at.x === 0 && at.y === 0 ? 0 : -1}
        onClick={(event) => control.onMark?.(mark, isAlso(event))}
      >
        {figure}
      </button>
    </td>
  );
}
