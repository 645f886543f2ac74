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

/** One segment of a stacked bar. A click filters by its series. */
export function stackedBar(drawn: Drawn, seriesAt: number) {
  const series = drawn.chart.series[seriesAt];
  const missing = hatchOf(series?.code ?? '');
  return (props: BarShapeProps) => {
    const period = drawn.chart.periods[props.index];
    if (!series || !period) return <g />;
    const mark = { code: series.code, key: period.key, value: series.values[props.index] ?? 0 };
    const height = Math.max(0, props.height);
    return (
      <g className={drawn.control.onMark ? classes.clickable : undefined} opacity={fade(drawn.control, { code: series.code })}>
        <rect
          {...markData('bar', mark)}
          x={props.x}
          y={props.y}
          width={Math.max(0, props.width)}
          height={height}
          fill={missing ? hatchFill(drawn.hatch, missing) : areaColour(series.colour, drawn.scheme)}
          {...clickOf(drawn, mark)}
        />
        {isIncomplete(drawn, period.key) && (
          <rect
            x={props.x}
            y={props.y}
            width={Math.max(0, props.width)}
            height={height}
            fill={hatchFill(drawn.hatch, 'incomplete')}
            opacity={0.7}
            pointerEvents="none"
          />
        )}
      </g>
    );
  };
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
