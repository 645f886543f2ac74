import { useDeferredValue, useId, useState } from 'react';
import {
  Area,
  Bar,
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  type MouseHandlerDataParam,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { TimeChart } from '../../shared/report/chart.ts';
import { useWords } from '../app/words.tsx';
import classes from './blocks.module.css';
import { HatchPatterns } from './hatch.tsx';
import type { ChartControl } from './marks.ts';
import { readable } from './palette.ts';
import { SeriesLegend } from './series-legend.tsx';
import { linePoint, stackedBar, stackOf } from './time-marks.tsx';
import { TimeTooltip } from './time-tooltip.tsx';

export interface TimeRow {
  key: string;
  label: string;
  values: (number | null)[];
}

interface TimeChartProps {
  chart: TimeChart;
  width: number;
  scheme: 'light' | 'dark';
  control: ChartControl;
}

const HEIGHT = 236;
/** Otherwise the names of all periods are measured for lines that are not drawn. */
const NO_LINES = () => [];
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

function rowsOf(chart: TimeChart): TimeRow[] {
  return chart.periods.map((period, at) => ({ ...period, values: chart.series.map((series) => series.values[at] ?? null) }));
}

/** Only first months of years carry a label, or every period where they are few. */
function ticksOf(chart: TimeChart, width: number): string[] {
  const keys = chart.periods.map((period) => period.key);
  const room = Math.max(2, Math.floor(width / 72));
  if (keys.length <= room) return keys;
  const years = keys.filter((key) => key.length === 4 || key.endsWith('-01'));
  const step = Math.ceil(Math.max(1, years.length) / room);
  return years.filter((_key, at) => at % step === 0);
}

/** Pale areas behind the lines of a chart: what was expected, then the interval of each series. */
function pale(chart: TimeChart, scheme: 'light' | 'dark') {
  if (chart.type !== 'line') return [];
  const { band } = chart;
  return [
    ...(band ? [{ key: 'expected', low: band.low, high: band.high, fill: 'var(--ink-soft)', opacity: 0.22 }] : []),
    ...chart.series.flatMap(({ code, low, high, colour }) =>
      low && high ? [{ key: `interval-${code}`, low, high, fill: readable(colour, scheme), opacity: 0.18 }] : [],
    ),
  ];
}

function endsAt(low: (number | null)[], high: (number | null)[], at: number): [number, number] | null {
  const [from, to] = [low[at], high[at]];
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : null;
}

/** Dragging over periods; the range is reported once, when the button is let go. */
function useDrag(control: ChartControl) {
  const [drag, setDrag] = useState<{ from: string; to: string } | null>(null);
  const label = (state: MouseHandlerDataParam) => (state.activeLabel === undefined ? undefined : String(state.activeLabel));
  const start = (state: MouseHandlerDataParam) => {
    const key = label(state);
    if (key && control.onRange) setDrag({ from: key, to: key });
  };
  const move = (state: MouseHandlerDataParam) => {
    const key = label(state);
    if (key && drag) setDrag({ ...drag, to: key });
  };
  const end = () => {
    if (drag && drag.from !== drag.to) control.onRange?.(drag.from, drag.to);
    setDrag(null);
  };
  return { drag, handlers: { onMouseDown: start, onMouseMove: move, onMouseUp: end, onMouseLeave: () => setDrag(null) } };
}

export function TimeChartView({ chart, width, scheme, control }: TimeChartProps) {
  const words = useWords();
  const hatch = useId();
  const { drag, handlers } = useDrag(control);
  // First comes what is around it, then the plot: both at once would hold up a click for too long.
  const hasPlot = useDeferredValue(true, false);
  const Frame = chart.type === 'stacked' ? BarChart : ComposedChart;
  const drawn = { chart, scheme, control, hatch };
  const chosen = drag ?? withinChart(chart, control.range);
  const order = new Map(chart.periods.map((period, at) => [period.key, at]));
  const labelOf = new Map(chart.periods.map((period) => [period.key, period.label]));
  return (
    <div className={classes.time} data-dragging={drag !== null || undefined}>
      {hasPlot ? (
        <Frame
          width={width}
          height={HEIGHT}
          data={rowsOf(chart)}
          margin={MARGIN}
          barCategoryGap="14%"
          accessibilityLayer={false}
          role="img"
          aria-label={chart.alt}
          {...handlers}
        >
          <HatchPatterns id={hatch} />
          <CartesianGrid vertical={false} verticalCoordinatesGenerator={NO_LINES} stroke="var(--line)" />
          <XAxis
            dataKey="key"
            ticks={ticksOf(chart, width)}
            interval={0}
            tickFormatter={(key: string) => tickLabel(key, labelOf)}
            stroke="var(--ink-soft)"
            tickLine={false}
            fontSize={11}
          />
          <YAxis
            width={52}
            tickFormatter={(value: number) => words.number(value)}
            axisLine={false}
            tickLine={false}
            stroke="var(--ink-soft)"
            fontSize={11}
            allowDecimals={false}
          />
          <Tooltip
            content={<TimeTooltip chart={chart} scheme={scheme} />}
            cursor={{ fill: 'var(--hover)', stroke: 'var(--hover)' }}
            isAnimationActive={false}
            wrapperStyle={{ zIndex: 5 }}
          />
          {chosen && <ReferenceArea x1={chosen.from} x2={chosen.to} fill="var(--accent-wash)" stroke="var(--accent)" />}
          {pale(chart, scheme).map(({ key, low, high, fill, opacity }) => (
            <Area
              key={key}
              dataKey={(row: TimeRow) => endsAt(low, high, order.get(row.key) ?? -1)}
              fill={fill}
              fillOpacity={opacity}
              stroke="none"
              isAnimationActive={false}
              activeDot={false}
              type="linear"
            />
          ))}
          {chart.type === 'line' && chart.band?.middle && (
            <Line
              dataKey={(row: TimeRow) => chart.band?.middle?.[order.get(row.key) ?? -1] ?? null}
              stroke="var(--ink-soft)"
              strokeWidth={1}
              strokeDasharray="1 2"
              isAnimationActive={false}
              dot={false}
              activeDot={false}
              type="linear"
            />
          )}
          {chart.type === 'stacked' && (
            <Bar dataKey={(row: TimeRow) => stackOf(row.values)} isAnimationActive={false} activeBar={false} shape={stackedBar(drawn)} />
          )}
          {chart.type === 'line' &&
            chart.series.map((series, at) => (
              <Line
                key={series.code}
                dataKey={(row: TimeRow) => row.values[at]}
                name={series.label}
                stroke={series.colour}
                isAnimationActive={false}
                dot={linePoint(drawn, at)}
                activeDot={false}
                strokeWidth={1.75}
                type="linear"
              />
            ))}
          {(chart.rules ?? []).map((rule) => (
            <ReferenceLine
              key={rule.key}
              x={rule.key}
              stroke="var(--ink-soft)"
              strokeDasharray="3 3"
              label={{ value: rule.label, fontSize: 11, position: 'insideTopLeft' }}
            />
          ))}
        </Frame>
      ) : (
        <div style={{ height: HEIGHT }} />
      )}
      <PaleKey chart={chart} />
      <SeriesLegend chart={chart} scheme={scheme} control={control} />
    </div>
  );
}

/** Says what the pale areas are. */
function PaleKey({ chart }: { chart: TimeChart }) {
  const words = useWords();
  if (chart.type !== 'line') return null;
  const names = [
    ...(chart.band ? [chart.band.label] : []),
    ...(chart.series.some(({ low, high }) => low && high) ? [words.text('report.chart.interval')] : []),
  ];
  return names.length > 0 ? <p className={classes.source}>{names.join('; ')}</p> : null;
}

function tickLabel(key: string, labels: Map<string, string>): string {
  return key.endsWith('-01') ? key.slice(0, 4) : (labels.get(key) ?? key);
}

/** The chosen range cut to the periods drawn; a year means its months. */
function withinChart(chart: TimeChart, range: ChartControl['range']): { from: string; to: string } | undefined {
  if (!range) return undefined;
  const inside = chart.periods.filter(
    ({ key }) => key >= range.from.slice(0, key.length) && key <= `${range.to}-99`.slice(0, Math.max(key.length, range.to.length)),
  );
  const first = inside[0];
  const last = inside.at(-1);
  return first && last ? { from: first.key, to: last.key } : undefined;
}
