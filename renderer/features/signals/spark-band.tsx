import type { TimeChart } from '../../../shared/report/chart.ts';
import classes from './signals.module.css';

const [WIDTH, HEIGHT, MONTHS] = [240, 44, 36];

/** The last three years of a series as a line, with the expected band behind it. A decoration: the card says the figures. */
export function SparkBand({ chart }: { chart: TimeChart }) {
  const values = (chart.series[0]?.values ?? []).slice(-MONTHS);
  const low = (chart.band?.low ?? []).slice(-MONTHS);
  const high = (chart.band?.high ?? []).slice(-MONTHS);
  const most = Math.max(1, ...values.map((value) => value ?? 0), ...high.map((value) => value ?? 0));
  const x = (at: number): number => (WIDTH * (at + 0.5)) / Math.max(1, values.length);
  const y = (value: number): number => HEIGHT - 3 - ((HEIGHT - 6) * value) / most;
  const banded = high.flatMap((value, at) => (value === null ? [] : [at]));
  const upper = banded.map((at) => `${x(at)},${y(high[at] ?? 0)}`);
  const lower = banded.toReversed().map((at) => `${x(at)},${y(low[at] ?? 0)}`);
  const line = values.flatMap((value, at) => (value === null ? [] : [`${x(at)},${y(value)}`]));
  const last = values.at(-1);
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <polygon className={classes.sparkBand} points={[...upper, ...lower].join(' ')} />
      <polyline className={classes.sparkLine} points={line.join(' ')} />
      {last === null || last === undefined ? null : <circle className={classes.sparkDot} cx={x(values.length - 1)} cy={y(last)} r={3} />}
    </svg>
  );
}
