import { expect, it } from 'vitest';
import type { Measure } from '../../shared/disclosure/question.ts';
import { type Rule, usualRule } from '../../shared/disclosure/rules.ts';
import type { PlainRow } from '../support/column-rows.ts';
import { attack, loadSolver } from '../support/linear-attack.ts';
import { type Doubt, type History, publish, randomSteps, riddleOf } from '../support/publication-history.ts';

/*
 * The attacker knows which kinds of record there are, everything that was printed, everything that charts beside the tables draw of the true
 * values, and what an interval or a hidden figure that is not zero says, and asks HiGHS for the least and the largest value of every figure that must stay unknown.
 */

/** All 1,000 histories for the rule the brief of protection is written for; fewer for the others, unless more are asked for. */
const HISTORIES = Number(process.env.HISTORIES ?? 1000);
const FEWER = Number(process.env.HISTORIES ?? 150);
const RULE: Rule = { ...usualRule('ask-originator'), percent: 0 };

interface Outcome {
  secrets: number;
  /** Share of the cells that were printed as they are or rounded. */
  printed: number;
  recovered: string[];
  charts: { drawn: number; marked: number };
}

async function attackAll(
  count: number,
  rule: Rule,
  measures: readonly Measure[],
  doubtOf: (rows: PlainRow[]) => Doubt | null,
): Promise<Outcome> {
  const highs = await loadSolver();
  const outcome: Outcome = { secrets: 0, printed: 0, recovered: [], charts: { drawn: 0, marked: 0 } };
  let [printed, cells] = [0, 0];
  for (let seed = 1; seed <= count; seed++) {
    const history = publish(randomSteps(seed, measures), rule);
    const riddle = riddleOf(history, measures.at(-1) as Measure, doubtOf);
    const found = attack(
      highs,
      riddle.unknowns,
      riddle.statements,
      riddle.secrets.map(({ unknowns }) => unknowns),
    );
    found.forEach(({ low, high }, at) => {
      const { doubt, cases } = riddle.secrets[at] as (typeof riddle.secrets)[number];
      const isSafe = high >= (doubt.high ?? 0) * (1 - 1e-6) - 1e-6 && low <= (doubt.low ?? Number.POSITIVE_INFINITY) * (1 + 1e-6) + 1e-6;
      const isKnown = high - low < (doubt.width ?? 0) - 1e-6;
      if (!isSafe || isKnown)
        outcome.recovered.push(`seed ${seed}: ${cases} cases, found ${low} to ${high}, doubt ${JSON.stringify(doubt)}`);
    });
    outcome.secrets += found.length;
    outcome.charts.drawn += riddle.charts.drawn;
    outcome.charts.marked += riddle.charts.marked;
    for (const table of shownTables(history)) {
      cells += table.cells.length;
      printed += table.withheld ? 0 : table.cells.filter(({ state }) => state === 'shown' || state === 'rounded').length;
    }
  }
  outcome.printed = printed / cells;
  return outcome;
}

function shownTables({ plans }: History) {
  return plans.flatMap(({ tables }) => tables);
}

function fewCases(rows: PlainRow[]): boolean {
  return rows.length > 0 && rows.length < RULE.least;
}

it(`solving ${HISTORIES} random publication histories with HiGHS recovers no count below the threshold, nor that it is below`, async () => {
  const { secrets, printed, recovered, charts } = await attackAll(HISTORIES, RULE, ['cases'], (rows) =>
    fewCases(rows) ? { high: RULE.least } : null,
  );
  console.log({ secrets, printed, charts });
  expect(recovered).toEqual([]);
  expect(charts.drawn).toBeGreaterThan(HISTORIES / 3);
  expect(charts.marked).toBeGreaterThan(HISTORIES / 5);
  expect(secrets).toBeGreaterThan(HISTORIES);
  expect(printed).toBeGreaterThan(0.4);
}, 600_000);

it(`intervals printed in place of counts tell no count below the threshold (${FEWER} histories)`, async () => {
  const rule: Rule = { ...RULE, method: 'interval' };
  const { secrets, printed, recovered } = await attackAll(FEWER, rule, ['cases'], (rows) => (fewCases(rows) ? { high: RULE.least } : null));
  console.log({ secrets, printed });
  expect(recovered).toEqual([]);
  expect(secrets).toBeGreaterThan(FEWER / 2);
}, 600_000);

it.each([3, 5] as const)(
  `counts rounded to base %i leave every count below the threshold in doubt (${FEWER} histories)`,
  async (base) => {
    const rule: Rule = { ...RULE, method: 'round', base };
    const { secrets, printed, recovered } = await attackAll(FEWER, rule, ['cases'], (rows) => (fewCases(rows) ? { width: 1 } : null));
    console.log({ secrets, printed });
    expect(recovered).toEqual([]);
    expect(secrets).toBeGreaterThan(FEWER / 2);
  },
  600_000,
);

/** The p% rule written out again: what is left beside the two largest cases is less than the share of the largest. */
function fewKilograms(percent: number) {
  return (rows: PlainRow[]): Doubt | null => {
    const masses = rows.map(({ kg }) => kg ?? 0).sort((a, b) => b - a);
    const all = masses.reduce((sum, kg) => sum + kg, 0);
    const short = (percent / 100) * (masses[0] ?? 0) - (all - (masses[0] ?? 0) - (masses[1] ?? 0));
    return short > all * 1e-9 ? { high: all + short, low: Math.max(0, all - short) } : null;
  };
}

it(`no mass comes nearer to its largest contribution than the share allows (${FEWER} histories)`, async () => {
  const rule: Rule = { ...RULE, percent: 10 };
  const { secrets, printed, recovered } = await attackAll(FEWER, rule, ['cases', 'kg'], fewKilograms(10));
  console.log({ secrets, printed });
  expect(recovered).toEqual([]);
  expect(secrets).toBeGreaterThan(FEWER / 2);
}, 600_000);
