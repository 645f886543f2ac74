import { useId } from 'react';
import { Bar, BarChart, type BarShapeProps, XAxis, YAxis } from 'recharts';
import type { BarChart as BarSpec } from '../../shared/report/chart.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { useWords } from '../app/words.tsx';
import { BarLabel, nameRoom } from './bar-label.tsx';
import classes from './blocks.module.css';
import { HatchPatterns, hatchFill, hatchOf } from './hatch.tsx';
import { type ChartControl, fade, isAlso, markData } from './marks.ts';
import { areaColour } from './palette.ts';

interface BarChartProps {
  chart: BarSpec;
  width: number;
  scheme: 'light' | 'dark';
  control: ChartControl;
}

const ROW = 26;
/** For names of three lines. */
const TALL_ROW = 38;
const VALUE_ROOM = 64;
/** From the end of a bar to its figure. */
const BESIDE = 5;
/** Share of the width that names take at most. */
const WIDEST_NAMES = 0.5;

/** Ranked bars from zero, the name left, the figure at the end of its bar. */
export function BarChartView({ chart, width, scheme, control }: BarChartProps) {
  const words = useWords();
  const hatch = useId();
  const usual = Math.round(Math.min(220, Math.max(96, width * 0.4)));
  const { room: names, lines } = nameRoom(chart.bars, usual, Math.max(usual, Math.round(width * WIDEST_NAMES)));
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={chart.bars.length * (lines > 2 ? TALL_ROW : ROW) + 4}
      data={chart.bars}
      margin={{ top: 2, right: VALUE_ROOM, bottom: 2, left: 0 }}
      accessibilityLayer={false}
      barCategoryGap={4}
      role={control.onMark ? 'group' : 'img'}
      aria-label={chart.alt}
    >
      <HatchPatterns id={hatch} />
      <XAxis type="number" hide domain={[0, furthest(chart)]} />
      <YAxis
        type="category"
        dataKey="code"
        width={names}
        interval={0}
        axisLine={false}
        tickLine={false}
        tick={<BarLabel bars={chart.bars} room={names} control={control} />}
      />
      <Bar dataKey="value" isAnimationActive={false} activeBar={false} shape={barShape({ chart, words, width, scheme, control, hatch })} />
    </BarChart>
  );
}

/** The end of the scale: the longest bar, or the end of an interval beyond it. */
function furthest(chart: BarSpec): number {
  return Math.max(0, ...chart.bars.map(({ value, high }) => Math.max(value, high ?? 0))) || 1;
}

/** The interval about the end of a bar, a stop at each of its own ends. */
function Whisker({ bar, x, y, scale }: { bar: BarSpec['bars'][number]; x: number; y: number; scale: number }) {
  if (bar.low === undefined || bar.high === undefined) return null;
  const [low, high] = [x + bar.low * scale, x + bar.high * scale];
  return (
    <path
      d={`M${low},${y}H${high}M${low},${y - 4}v8M${high},${y - 4}v8`}
      stroke="var(--ink)"
      strokeWidth={1.25}
      fill="none"
      pointerEvents="none"
    />
  );
}

/** The figure at the end of a bar. */
function Figure({ bar, x, y, words }: { bar: BarSpec['bars'][number]; x: number; y: number; words: Wording }) {
  return (
    <text x={x + BESIDE} y={y} dy="0.355em" fontSize={11} fill="var(--ink)" pointerEvents="none">
      {words.number(bar.value)}
    </text>
  );
}

/** A bar with the whole of its row as target; where a click filters it is a button of the keyboard too. */
function barShape(drawn: BarChartProps & { words: Wording; hatch: string }) {
  const { chart, words, width, scheme, control, hatch } = drawn;
  return (props: BarShapeProps) => {
    const bar = chart.bars[props.index];
    if (!bar) return <g />;
    const missing = hatchOf(bar.code, bar.hatched);
    const mark = { code: bar.code, value: bar.value };
    const choose = (also: boolean) => control.onMark?.(mark, also);
    const button = control.onMark
      ? {
          role: 'button',
          tabIndex: 0,
          'aria-pressed': control.isActive?.(mark) ?? false,
          'aria-label': `${bar.label}: ${words.number(bar.value)} ${chart.unit}`,
          className: classes.barButton,
          onClick: (event: React.MouseEvent) => choose(isAlso(event)),
          onKeyDown: (event: React.KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            choose(isAlso(event));
          },
        }
      : {};
    const middle = props.y + props.height / 2;
    return (
      <>
        <g {...button} opacity={fade(control, mark)}>
          <rect x={0} y={props.y - 3} width={width} height={props.height + 6} className={classes.barRow} />
          <rect
            {...markData('bar', mark)}
            x={props.x}
            y={props.y}
            width={Math.max(props.width, 1)}
            height={props.height}
            fill={missing ? hatchFill(hatch, missing) : areaColour(bar.colour, scheme)}
          />
          {bar.value > 0 && <Whisker bar={bar} x={props.x} y={middle} scale={props.width / bar.value} />}
        </g>
        <Figure bar={bar} x={props.x + props.width} y={middle} words={words} />
      </>
    );
  };
}
