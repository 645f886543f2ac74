import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conditionalOddsRatio, fisherExact, independence, lift, logOddsRatio, priorLogOdds } from '../../shared/statistics/association.ts';
import {
  bootstrapInterval,
  chao1,
  evenness,
  herfindahl,
  hill,
  rarefiedHill,
  rarefiedRichness,
  shannon,
} from '../../shared/statistics/diversity.ts';
import { adjust } from '../../shared/statistics/multiple.ts';
import { nowcastLawless } from '../../shared/statistics/nowcast.ts';

const near = (got: number, want: number) => expect(Math.abs(got - want) / Math.max(1, Math.abs(want))).toBeLessThan(1e-6);

describe('an analyst asks how many ways of hiding there are', () => {
  const shares = [40, 25, 15, 10, 6, 4];

  it('entropy, Hill numbers, concentration and evenness of 40, 25, 15, 10, 6, 4 are those of R (vegan)', () => {
    near(shannon(shares), 1.52547606606);
    near(hill(shares, 1), 4.59733168201);
    near(herfindahl(shares), 0.2602);
    near(hill(shares, 2), 3.84319754035);
    near(evenness(shares), 0.851384403019);
    expect(hill(shares, 0)).toBeCloseTo(6, 12);
    expect(hill(shares, Infinity)).toBe(2.5);
  });

  /* vegan 2.6-4, estimateR and rarefy on invented counts. */
  it.each([
    [[5, 3, 2, 2, 1, 1, 1, 1, 20, 7], 20, 7.11404103676, 12, 2.86097626435],
    [[1, 4, 2, 2, 3, 3, 1, 2, 3, 3, 3, 3], 10, 7.49480021894, 12.25, 0.731434762111],
    [[3, 3, 5, 5, 1, 4, 5, 2, 2, 0, 1, 1], 10, 6.78934927697, 12, 1.80213350926],
    [[2, 4, 3, 5, 3, 4, 2, 2, 1, 3, 2, 2], 10, 7.35883304682, 12, 0.079785592313],
  ])('richness of %j in %i events and Chao1 are those of R (vegan)', (counts, size, rarefied, estimate, error) => {
    near(rarefiedRichness(counts, size), rarefied);
    const found = chao1(counts);
    near(found.estimate, estimate);
    near(found.error, error);
  });

  it('rarefied to one event every order is one; to all events it is the Hill number itself', () => {
    for (const q of [0, 1, 2]) {
      near(rarefiedHill(shares, q, 1), 1);
      near(rarefiedHill(shares, q, 100), hill(shares, q));
    }
  });

  it('two of three events drawn from 2, 1 by hand: the pair is equal with probability 1/3', () => {
    /* Samples: {a,a} once, {a,b} twice of three. Mean squared shares: 1/3 * 1 + 2/3 * 1/2 = 2/3. */
    near(rarefiedHill([2, 1], 2, 2), 1.5);
    near(rarefiedHill([2, 1], 1, 2), Math.exp((2 / 3) * Math.log(2)));
  });

  it('a sample cannot be rarefied upwards', () => {
    expect(() => rarefiedRichness([1, 2], 4)).toThrow(RangeError);
  });

  it('the bootstrap interval is the same for the same seed and holds the estimate', () => {
    const first = bootstrapInterval(shares, (counts) => hill(counts, 1), { seed: 1 });
    expect(bootstrapInterval(shares, (counts) => hill(counts, 1), { seed: 1 })).toEqual(first);
    expect(first.low).toBeLessThan(4.597);
    expect(first.high).toBeGreaterThan(4.4);
    expect(bootstrapInterval(shares, (counts) => hill(counts, 1), { seed: 2 })).not.toEqual(first);
  });
});

describe('an analyst asks what goes together', () => {
  const table = { a: 18, b: 42, c: 30, d: 410 };

  it('lift, log odds ratio and Fisher of 18, 42, 30, 410 are those of R', () => {
    near(lift(table), 3.125);
    const odds = logOddsRatio(table);
    near(odds.estimate, 1.76766191765);
    near(odds.error, 0.33931907858);
    near(odds.low, 1.10260874436);
    near(odds.high, 2.43271509093);
    expect(fisherExact(table) / 1.08973014863e-6).toBeCloseTo(1, 6);
  });

  it('the conditional odds ratio solves its equation to the last digit, where R stops at four', () => {
    /* R: uniroot(mean of the noncentral hypergeometric distribution - 18, tol = 1e-13) = 5.82373793719; fisher.test prints 5.82448. */
    near(conditionalOddsRatio(table), 5.82373793719);
    expect(conditionalOddsRatio({ a: 0, b: 3, c: 4, d: 5 })).toBe(0);
    expect(conditionalOddsRatio({ a: 3, b: 0, c: 2, d: 5 })).toBe(Infinity);
  });

  it('G and Pearson of two rows of three are those of R', () => {
    const found = independence([
      [30, 12, 40],
      [14, 8, 21],
    ]);
    near(found.g, 0.403248772725);
    near(found.gProbability, 0.817401897588);
    near(found.x2, 0.407923511357);
    near(found.x2Probability, 0.815493558589);
    expect(found.degrees).toBe(2);
    /* By hand: 43 * 20 / 125. */
    near(found.leastExpected, 6.88);
  });

  it('log-odds with a prior shrink towards the overall share; by hand for 8 of 10 against 4 of 10, prior 2', () => {
    const [first] = priorLogOdds([8, 2], [4, 6], 2);
    /* Prior events 2 * 12 / 20 = 1.2; odds 9.2 / 2.8 against 5.2 / 6.8; variance 1 / 9.2 + 1 / 5.2. */
    near(first?.estimate ?? 0, Math.log(9.2 / 2.8) - Math.log(5.2 / 6.8));
    near(first?.error ?? 0, Math.sqrt(1 / 9.2 + 1 / 5.2));
  });
});

describe('many comparisons at once', () => {
  const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34];

  it('adjusted as by R p.adjust', () => {
    const bh = [0.015, 0.06, 0.126, 0.126, 0.126, 0.15, 0.158571428571428, ...new Array<number>(7).fill(0.294642857142857), 0.34];
    adjust(p, 'BH').forEach((q, i) => {
      near(q, bh[i] as number);
    });
    near(adjust(p, 'BY')[0] as number, 0.0497734348984);
    const holm = [0.015, 0.112, 0.507, 0.507, 0.507, 0.6, 0.666, 1];
    adjust(p, 'holm')
      .slice(0, 8)
      .forEach((q, i) => {
        near(q, holm[i] as number);
      });
  });

  it('does not depend on the order, and leaves out what is not known', () => {
    expect(adjust([0.04, Number.NaN, 0.01], 'BH')).toEqual([0.04, Number.NaN, 0.02]);
  });
});

describe('recent months are not complete', () => {
  const { cases } = JSON.parse(readFileSync(new URL('../golden/nowcast.json', import.meta.url), 'utf8')) as {
    cases: { triangle: (number | null)[][]; expected: number[]; low: number[]; high: number[] }[];
  };

  it.each(cases.map((each, at) => [at + 1, each] as const))('invented events %i: the nowcast is that of R (surveillance)', (_, each) => {
    const triangle = each.triangle.map((row) => row.map((count) => count ?? Number.NaN));
    const found = nowcastLawless(triangle, { uncertainDelays: false });
    expect(found.expected).toEqual(each.expected);
    expect(found.low).toEqual(each.low);
    expect(found.high).toEqual(each.high);
    const wider = nowcastLawless(triangle);
    expect(wider.high.every((high, t) => high >= (found.high[t] as number))).toBe(true);
  });
});
