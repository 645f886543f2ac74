import type { Axis } from './axis.ts';
import { sharedIndexes } from './buffers.ts';
import type { ColumnTable } from './table.ts';

/** The key of rows without a convertible mass, and of aggregated rows, whose mass is not that of a case. */
export const NO_SIZE = '';

/** Lower bounds in kilograms: 0, then 1 mg, 3 mg, 10 mg… up to 1,000 t. A case falls under the largest that does not exceed its mass. */
export const SIZE_BOUNDS: readonly number[] = [0, ...decades(-6, 6)];

/** Finer steps within each bin, so that a quantile is found among few cases. */
const STEPS = 32;

/** Lower bounds of all steps; those of a bin run in even proportion. The first bin has one step. */
export const STEP_BOUNDS = Float64Array.from(SIZE_BOUNDS.flatMap(stepsOf));

/** Case size by step: keys are places in ascending order of mass, with 0 for rows without size. */
export function stepAxis({ rows, kg, grain }: ColumnTable): Axis {
  const values = sharedIndexes(STEP_BOUNDS.length + 1, rows);
  for (let row = 0; row < rows; row++) {
    const mass = kg[row] as number;
    if (!Number.isNaN(mass) && grain?.[row] !== 1) values[row] = 1 + stepAt(mass);
  }
  const steps = Array.from({ length: STEP_BOUNDS.length + 1 }, (_, step) => step);
  return { keys: steps.map(String), sets: steps.map((step) => [step]), values };
}

/** Case size by bin: keys are the bounds as text, after `NO_SIZE`. Its sets are the steps. */
export function sizeAxis(steps: Axis): Axis {
  const binOf = (step: number): number => (step < 2 ? step : 2 + Math.floor((step - 2) / STEPS));
  return { keys: [NO_SIZE, ...SIZE_BOUNDS.map(String)], sets: steps.sets.map((_, step) => [binOf(step)]), values: steps.values };
}

/** The last step whose bound does not exceed the mass. */
function stepAt(mass: number): number {
  let [low, high] = [0, STEP_BOUNDS.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((STEP_BOUNDS[middle] as number) <= mass) low = middle;
    else high = middle - 1;
  }
  return low;
}

function stepsOf(bound: number, at: number): number[] {
  if (at === 0) return [bound];
  const next = SIZE_BOUNDS[at + 1] ?? bound * 10;
  return Array.from({ length: STEPS }, (_, step) => (step === 0 ? bound : bound * (next / bound) ** (step / STEPS)));
}

function decades(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).flatMap((power) =>
    power === last ? [Number(`1e${power}`)] : [Number(`1e${power}`), Number(`3e${power}`)],
  );
}
