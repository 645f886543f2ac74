import type { KeyboardEvent } from 'react';
import type { HeatChart } from '../../shared/report/chart.ts';
import { sequential, textOn } from '../../shared/report/colour.ts';
import { textWidth } from '../../shared/report/text-width.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { useWords } from '../app/words.tsx';
import blocks from './blocks.module.css';
import { hatchOf } from './hatch.tsx';
import classes from './heat.module.css';
import { type ChartControl, isAlso, isBack, markData } from './marks.ts';
import { receded } from './palette.ts';

interface HeatProps {
  chart: HeatChart;
  /** Pixels. */
  width: number;
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
  return Math.max(0, ...(stated.length > 0 ? stated : chart.values.flat()).map((value) => value ?? 0));
}

const HEAD_SIZE = 10.5;
const NAMES_SHARE = 0.24;

/** True where a word of a column's name is wider than the column: the names then stand upright instead of being cut. */
function isCramped(chart: HeatChart, width: number): boolean {
  const room = (width * (1 - NAMES_SHARE)) / Math.max(1, chart.x.length) - 6;
  return chart.x.some((column) => column.label.split(' ').some((word) => textWidth(word, HEAD_SIZE) > room));
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
export function HeatTable({ chart, width, scheme, control }: HeatProps) {
  const words = useWords();
  const largest = largestOf(chart);
  const upright = isCramped(chart, width);
  return (
    <div className={classes.heatScroll}>
      {/* The arrow keys serve the buttons inside, which take the focus. */}
      <table className={classes.heat} onKeyDown={control.onMark ? moveFocus : undefined} aria-label={chart.alt}>
        <thead>
          <tr>
            <td />
            {chart.x.map((column) => (
              <th key={column.code} scope="col" data-missing={hatchOf(column.code, column.hatched)}>
                <span className={upright ? classes.upright : undefined}>{column.label}</span>
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
                <HeatCell
                  key={chart.x[x]?.code}
                  chart={chart}
                  width={width}
                  at={{ x, y }}
                  largest={largest}
                  scheme={scheme}
                  control={control}
                  words={words}
                />
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
  const full = sequential(heatShare(value, largest), scheme);
  const mark = { code: row.code, key: column.code, value };
  const back = isBack(control, mark);
  const colour = back ? receded(full, scheme) : full;
  const style = missing || value === 0 ? undefined : { backgroundColor: colour, color: textOn(colour) };
  const active = control.isActive?.(mark) ?? false;
  const figure = <span className={missing ? classes.onHatch : undefined}>{value === 0 ? '·' : words.number(value)}</span>;
  const shared = {
    ...markData('cell', mark),
    className: `${classes.heatCell} ${blocks.hatch}`,
    'data-missing': missing,
    'data-back': back || undefined,
    style,
  };
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
