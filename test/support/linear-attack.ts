import highsLoader from 'highs';

/** A published sum of unknowns that is known to lie within bounds. */
export interface Statement {
  unknowns: number[];
  /** How often each counts; absent: once. */
  weights?: number[];
  low: number;
  high: number;
}

type Highs = Awaited<ReturnType<typeof highsLoader>>;

let solver: Promise<Highs> | undefined;

export function loadSolver(): Promise<Highs> {
  solver ??= highsLoader();
  return solver;
}

/** What a reader with a linear programming solver (HiGHS) finds: the least and the largest value of each sum that agree with all that was published. */
export function attack(highs: Highs, count: number, statements: Statement[], sums: number[][]): { low: number; high: number }[] {
  const infinity = highs.infinity;
  const starts = [0];
  for (const { unknowns } of statements) starts.push((starts.at(-1) as number) + unknowns.length);
  const indices = statements.flatMap(({ unknowns }) => unknowns);
  const values = statements.flatMap(({ unknowns, weights }) => weights ?? unknowns.map(() => 1));
  const model = highs.createModel({
    numCols: count,
    numRows: statements.length,
    colCost: Array.from({ length: count }, () => 0),
    colLower: Array.from({ length: count }, () => 0),
    colUpper: Array.from({ length: count }, () => infinity),
    rowLower: statements.map(({ low }) => low),
    rowUpper: statements.map(({ high }) => (high === Number.POSITIVE_INFINITY ? infinity : high)),
    matrix: { format: 'csr', numRows: statements.length, numCols: count, starts, indices, values },
  });
  try {
    model.options.set({ output_flag: false });
    const extreme = (sum: number[], sign: 1 | -1): number => {
      for (const unknown of sum) model.changeColCost(unknown, sign);
      model.run();
      const status = model.getModelStatus();
      const found = sign * model.getObjectiveValue();
      for (const unknown of sum) model.changeColCost(unknown, 0);
      const { optimal, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
      if (status === optimal) return found;
      if (status === unbounded || status === unboundedOrInfeasible) return sign * Number.NEGATIVE_INFINITY;
      throw new Error(`The solver ended with status ${status}: what was published contradicts itself, or could not be solved.`);
    };
    return sums.map((sum) => ({ low: extreme(sum, 1), high: extreme(sum, -1) }));
  } finally {
    model.dispose();
  }
}
