import type { TimeChart } from '../../shared/report/chart.ts';
import { useWords } from '../app/words.tsx';
import classes from './blocks.module.css';
import { Swatch } from './swatch.tsx';

interface TooltipProps {
  chart: TimeChart;
  scheme: 'light' | 'dark';
  /** Given by Recharts. */
  active?: boolean;
  label?: string | number;
}

/** The figures of the period under the pointer, largest first. */
export function TimeTooltip({ chart, scheme, active, label }: TooltipProps) {
  const words = useWords();
  const at = chart.periods.findIndex((period) => period.key === label);
  const period = chart.periods[at];
  if (!active || !period) return null;
  const lines = chart.series
    .map((series) => ({ series, value: series.values[at] ?? null }))
    .filter((line) => line.value !== null && line.value > 0)
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  const sum = lines.reduce((all, line) => all + (line.value ?? 0), 0);
  return (
    <div className={classes.tooltip}>
      <strong>{period.label}</strong>
      {chart.incomplete?.includes(period.key) && <div className={classes.tooltipNote}>{words.text('explore.chart.incomplete')}</div>}
      <table>
        <tbody>
          {lines.slice(0, 12).map(({ series, value }) => (
            <tr key={series.code}>
              <td>
                <Swatch code={series.code} colour={series.colour} scheme={scheme} /> {series.label}
              </td>
              <td>{words.number(value ?? 0)}</td>
            </tr>
          ))}
          {lines.length !== 1 && (
            <tr className={classes.tooltipSum}>
              <td>{words.text('explore.chart.sum')}</td>
              <td>{words.number(sum)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
