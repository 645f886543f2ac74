import { FEWEST, logAmount, type Pool, poolAmounts, poolSpread, reporterSpreads } from './amount-pools.ts';
import type { Finding, ProblemKind, Reason } from './finding.ts';
import { distanceOf, type Judged, judge, ORDINARY } from './judge.ts';
import { median, type Spread, spreadOf } from './robust.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH } from './rows.ts';

/** A pool with its distribution over all reporters. */
interface Known {
  pool: Pool;
  whole: Spread;
}

/**
 * Amounts that do not fit their drug: compared on the log scale with amounts of the same drug in the same unit, by median and median
 * absolute deviation. Where a reporter has rows enough, its own amounts are asked as well and the milder answer counts, so that a country
 * of large seizures is not taken for a slip. Exact repeats and aggregated rows shape no distribution. What is suggested is a reading, never
 * a change.
 */
export async function oddAmounts(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Finding[]> {
  const known: Known[] = [];
  for (const pool of await poolAmounts(rows, names, pace)) {
    await pace();
    const whole = pool.rows.length < FEWEST ? undefined : poolSpread(rows, pool);
    if (whole) known.push({ pool, whole });
  }
  const found: Finding[] = [];
  for (const each of known) {
    await pace();
    for (const odd of await oddInPool(rows, names, each, known, pace)) found.push(odd);
    found.push(...oddReporters(rows, names, each.pool));
  }
  return found.sort((a, b) => b.score - a.score || (a.cases[0] as number) - (b.cases[0] as number));
}

async function oddInPool(rows: QualityRows, names: QualityNames, one: Known, all: readonly Known[], pace: Pace): Promise<Finding[]> {
  const { pool, whole } = one;
  const spreads = new Map([...reporterSpreads(rows, pool)].map(([reporter, own]) => [reporter, [whole, own]]));
  const sorted = Float64Array.from(pool.rows, (at) => logAmount(rows, at)).sort();
  const found: Finding[] = [];
  for (const [index, at] of pool.rows.entries()) {
    if (index % STRETCH === 0) await pace();
    const judged = judge(logAmount(rows, at), spreads.get(rows.sets.country[at] as number) ?? [whole], sorted);
    if (judged) found.push(findingOf(rows, names, at, judged, pool, all));
  }
  return found;
}

const KIND: Record<Judged['power'], ProblemKind> = {
  3: 'value-thousandfold',
  2: 'value-hundredfold',
  1: 'value-tenfold',
  0: 'value-extreme',
};

function findingOf(rows: QualityRows, names: QualityNames, at: number, judged: Judged, pool: Pool, all: readonly Known[]): Finding {
  return {
    kind: KIND[judged.power],
    cases: [rows.caseIds[at] as number],
    reason: reasonOf(rows, names, at, judged, judged.power === 0 ? otherUnit(logAmount(rows, at), pool, all) : undefined),
    score: Number(judged.score.toFixed(4)),
  };
}

function reasonOf(rows: QualityRows, names: QualityNames, at: number, judged: Judged, other: Known | undefined): Reason {
  const amount = rows.amount[at] as number;
  const size = judged.distance > 0 ? 'large' : 'small';
  const values = {
    amount,
    unit: names.text(rows.unitText[at] as number).trim(),
    drug: names.text(rows.drugText[at] as number).trim(),
    median: rounded(10 ** judged.spread.median, 3),
    n: judged.spread.n,
    distance: Number(Math.abs(judged.distance).toFixed(1)),
  };
  if (other) return { code: `other-unit-${size}`, values: { ...values, other: names.text(other.pool.unitText).trim() } };
  if (judged.power === 0) return { code: `extreme-${size}`, values };
  const times = 10 ** judged.power;
  return { code: `slip-${size}`, values: { ...values, times, suggested: rounded(size === 'large' ? amount / times : amount * times, 12) } };
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/** The unit of the same drug, of most rows, in which the amount would be ordinary: the unit may be the fault, not the amount. */
function otherUnit(value: number, pool: Pool, all: readonly Known[]): Known | undefined {
  return all
    .filter((each) => each.pool.drug === pool.drug && each.pool !== pool && Math.abs(distanceOf(value, each.whole)) <= ORDINARY)
    .sort((a, b) => b.whole.n - a.whole.n)[0];
}

/** Reporters that a median of reporters needs, and how far one may be from it, in powers of ten and in scales. */
const [FEWEST_PEERS, FAR, FAR_SCALES] = [8, 2.5, 4];

/**
 * A reporter whose typical amount is some thousand times that of the others: its unit is probably another one throughout. The score
 * is one less the share of the other reporters that are as far from the median of reporters.
 */
function oddReporters(rows: QualityRows, names: QualityNames, pool: Pool): Finding[] {
  const medians = [...reporterSpreads(rows, pool)].map(([reporter, spread]) => ({ reporter, value: spread.median, n: spread.n }));
  if (medians.length < FEWEST_PEERS) return [];
  const peers = spreadOf(medians.map(({ value }) => value));
  const far = (value: number): boolean => Math.abs(value - peers.median) >= FAR && Math.abs(distanceOf(value, peers)) >= FAR_SCALES;
  return medians
    .filter(({ value }) => far(value))
    .map(({ reporter, value, n }) => {
      const members = pool.reporters.get(reporter) ?? [];
      const others = medians.filter((each) => each.reporter !== reporter);
      const first = members[0] as number;
      return {
        kind: 'reporter-off' as const,
        cases: members.map((at) => rows.caseIds[at] as number),
        reason: {
          code: 'reporter-off',
          values: {
            reporter: names.codes(reporter).join(' '),
            drug: names.text(rows.drugText[first] as number).trim(),
            unit: names.text(pool.unitText).trim(),
            own: rounded(10 ** value, 3),
            median: rounded(10 ** median(others.map((each) => each.value)), 3),
            n,
          },
        },
        score: 1 - others.filter((each) => far(each.value)).length / others.length,
      };
    });
}
