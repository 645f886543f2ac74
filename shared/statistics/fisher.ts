import type { Fourfold } from './association.ts';
import { logChoose } from './rarefaction.ts';

/** Tables as probable as the given one up to this factor count as no more probable, as in R's fisher.test. */
const AS_PROBABLE = 1 + 1e-7;
const NEGLIGIBLE = 1e-18;

/**
 * Two-sided p-value of Fisher's exact test as `fisherExact` gives it, for tables of any size: both tails are summed outwards, so the
 * work grows with the spread of the counts and not with the counts. Relative error about 1e-8 at a million cases.
 */
export function fisherTails(table: Fourfold): number {
  const { a, b, c, d } = table;
  const [row, column, other] = [a + b, a + c, c + d];
  const [least, most] = [Math.max(0, column - other), Math.min(row, column)];
  if (least === most) return 1;
  const whole = logChoose(row + other, column);
  const log = (k: number): number => logChoose(row, k) + logChoose(other, column - k) - whole;
  const mode = Math.min(most, Math.max(least, Math.floor(((row + 1) * (column + 1)) / (row + other + 2))));
  const bound = log(a) + Math.log(AS_PROBABLE);
  const up = firstAtMost(mode, most, 1, log, bound);
  const down = firstAtMost(mode, least, -1, log, bound);
  if (up !== undefined && up === down) return 1;
  const sides = [
    up === undefined ? 0 : Math.exp(log(up)) * tail(up, most, (k) => ((row - k) * (column - k)) / ((k + 1) * (other - column + k + 1))),
    down === undefined
      ? 0
      : Math.exp(log(down)) * tail(-down, -least, (k) => (-k * (other - column - k)) / ((row + k + 1) * (column + k + 1))),
  ];
  return Math.min(1, (sides[0] as number) + (sides[1] as number));
}

/** The first value from the mode on, in one direction, whose probability is at most the bound; probabilities fall away from the mode. */
function firstAtMost(mode: number, end: number, step: 1 | -1, log: (k: number) => number, bound: number): number | undefined {
  if (log(end) > bound) return undefined;
  let [inside, outside] = [-1, Math.abs(end - mode)];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (log(mode + step * middle) <= bound) outside = middle;
    else inside = middle;
  }
  return mode + step * outside;
}

/** The sum of a tail in units of its first term. */
function tail(from: number, to: number, ratio: (k: number) => number): number {
  let [term, sum] = [1, 1];
  for (let k = from; k < to; k++) {
    term *= ratio(k);
    sum += term;
    if (term < NEGLIGIBLE * sum) break;
  }
  return sum;
}
