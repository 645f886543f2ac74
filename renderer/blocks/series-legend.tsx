import type { TimeChart } from '../../shared/report/chart.ts';
import classes from './blocks.module.css';
import { type ChartControl, isAlso, isBack } from './marks.ts';
import { Swatch } from './swatch.tsx';

function total(values: (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Names of the series in the order drawn; where a click filters, each name is a button. */
export function SeriesLegend({ chart, scheme, control }: { chart: TimeChart; scheme: 'light' | 'dark'; control: ChartControl }) {
  if (chart.series.length < 2) return null;
  return (
    <ul className={classes.legend}>
      {chart.series.map((series) => {
        const name = (
          <>
            <Swatch code={series.code} colour={series.colour} scheme={scheme} />
            {series.label}
          </>
        );
        return (
          <li key={series.code} data-back={isBack(control, series) || undefined}>
            {control.onMark ? (
              <button
                type="button"
                className={classes.legendButton}
                aria-pressed={control.isActive?.(series) ?? false}
                onClick={(event) => control.onMark?.({ code: series.code, value: total(series.values) }, isAlso(event))}
              >
                {name}
              </button>
            ) : (
              <span className={classes.legendName}>{name}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
