import type { MouseEvent } from 'react';
import type { BarShapeProps, DotItemDotProps } from 'recharts';
import type { TimeChart } from '../../shared/report/chart.ts';
import classes from './blocks.module.css';
import { hatchFill, hatchOf } from './hatch.tsx';
import { type ChartControl, type ChartMark, fade, isAlso, markData } from './marks.ts';
import { areaColour, readable } from './palette.ts';

interface Drawn {
  chart: TimeChart;
  scheme: 'light' | 'dark';
  control: ChartControl;
  /** Id of the hatch pattern. */
  hatch: string;
}

function isIncomplete(drawn: Drawn, key: string): boolean {
  return drawn.chart.incomplete?.includes(key) ?? false;
}

/** The pointer's way to filter by a mark; the keyboard's is the legend below. */
function clickOf({ control }: Drawn, mark: ChartMark): { onClick?: (event: MouseEvent) => void } {
  return control.onMark ? { onClick: (event) => control.onMark?.(mark, isAlso(event)) } : {};
}

/** The bar of one period with its segments, the first series at the foot. A click on a segment filters by its series. */
export function stackedBar(drawn: Drawn) {
  const { chart, scheme, control, hatch } = drawn;
  const series = chart.series.map(({ code, colour }) => {
    const missing = hatchOf(code);
    return { code, fill: missing ? hatchFill(hatch, missing) : areaColour(colour, scheme), opacity: fade(control, { code }) };
  });
  return (props: BarShapeProps) => {
    const period = chart.periods[props.index];
    if (!period) return <g />;
    const segments = segmentsOf(chart, props);
    const across = { x: props.x, width: Math.max(0, props.width) };
    return (
      <g className={control.onMark ? classes.clickable : undefined}>
        {series.map(({ code, fill, opacity }, at) => {
          const segment = segments[at];
          if (!segment) return null;
          const mark = { code, key: period.key, value: segment.value };
          const place = { ...across, y: segment.y, height: segment.height };
          return <rect key={code} {...markData('bar', mark)} {...place} fill={fill} opacity={opacity} {...clickOf(drawn, mark)} />;
        })}
        {isIncomplete(drawn, period.key) && (
          <rect
            {...across}
            y={props.y}
            height={Math.max(0, props.height)}
            fill={hatchFill(hatch, 'incomplete')}
            opacity={0.7}
            pointerEvents="none"
          />
        )}
      </g>
    );
  };
}

/** The height of a bar shared out among the values of its period; a missing one has no segment. */
function segmentsOf({ series }: TimeChart, bar: BarShapeProps): ({ value: number; y: number; height: number } | null)[] {
  const values = series.map(({ values }) => values[bar.index] ?? null);
  const sum = stackOf(values);
  let y = bar.y + bar.height;
  return values.map((value) => {
    if (value === null) return null;
    const height = sum > 0 ? (bar.height * value) / sum : 0;
    y -= height;
    return { value, y, height };
  });
}

/** What the values of a period stand up to. */
export function stackOf(values: (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** A point on a line: hardly seen, there to be found and clicked; hollow where the period is incomplete. */
export function linePoint(drawn: Drawn, seriesAt: number) {
  const series = drawn.chart.series[seriesAt];
  return (props: DotItemDotProps) => {
    const period = drawn.chart.periods[props.index];
    const value = series?.values[props.index];
    if (!series || !period || typeof value !== 'number') return <g key={props.index} />;
    const colour = readable(series.colour, drawn.scheme);
    const mark = { code: series.code, key: period.key, value };
    return (
      <circle
        key={props.index}
        {...markData('point', mark)}
        cx={props.cx}
        cy={props.cy}
        r={isIncomplete(drawn, period.key) ? 3 : 1.5}
        fill={isIncomplete(drawn, period.key) ? 'var(--paper)' : colour}
        stroke={colour}
        opacity={fade(drawn.control, { code: series.code })}
        {...clickOf(drawn, mark)}
      />
    );
  };
}
