import { describe, expect, it } from 'vitest';
import { fisherExact } from '../../shared/statistics/association.ts';
import { hill, rarefiedHill } from '../../shared/statistics/diversity.ts';
import { fisherTails } from '../../shared/statistics/fisher.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import { rarefier } from '../../shared/statistics/rarefaction.ts';
import { bootstrapErrors, drawBinomial, drawMultinomial, estimatedShares } from '../../shared/statistics/resample.ts';
import { mantelHaenszel } from '../../shared/statistics/stratified.ts';

describe('a statistician checks figures for samples of equal size', () => {
  it('finds those of R: vegan for order 0, dhyper summed over all samples for orders 1 and 2', () => {
    const [kinds, typical, dominant] = rarefier(50)([40, 25, 15, 10, 6, 4]);
    expect(kinds).toBeCloseTo(5.92733551061808, 9);
    expect(typical).toBeCloseTo(4.47352828581005, 9);
    expect(dominant).toBeCloseTo(3.7359054476294, 9);
  });

  it('finds the same as the slower sum over all terms, also when one kind holds almost everything', () => {
    for (const counts of [
      [2000, 3, 1],
      [700, 650, 12, 12, 1, 1],
      [5, 5],
    ]) {
      const size = counts.length === 2 ? 4 : 600;
      const fast = rarefier(size)(counts);
      for (const order of [0, 1, 2] as const) expect(fast[order]).toBeCloseTo(rarefiedHill(counts, order, size), 8);
    }
  });

  it('is refused a sample larger than what was counted', () => {
    expect(() => rarefier(11)([5, 5])).toThrow(RangeError);
  });
});

describe('a statistician checks the bootstrap', () => {
  it('finds room for kinds not seen, as worked by hand', () => {
    // n = 8, seen once 2, twice 1: unseen 7/8 · 4/2 = 1.75, so two kinds share 2/8 · 14/16 = 0.21875.
    const shares = estimatedShares([1, 4, 2, 1]);
    expect(shares).toHaveLength(6);
    expect(shares.slice(4)).toEqual([0.109375, 0.109375]);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('finds binomial counts with the frequencies of the binomial distribution', () => {
    const random = createRandom(11);
    const [n, probability, draws] = [4, 0.3, 40_000];
    const seen = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const count = drawBinomial(n, probability, random);
      seen[count] = (seen[count] as number) + 1;
    }
    // 0.7⁴, 4·0.3·0.7³, 6·0.09·0.49, 4·0.027·0.7, 0.3⁴; a standard error is at most 0.0025.
    [0.2401, 0.4116, 0.2646, 0.0756, 0.0081].forEach((share, count) => {
      expect(Math.abs((seen[count] as number) / draws - share)).toBeLessThan(0.01);
    });
  });

  it('finds draws that add up, and nothing where the share is nothing', () => {
    const drawn = drawMultinomial([0.5, 0, 0.25, 0.25], 1000, createRandom(3));
    expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(drawn[1]).toBe(0);
  });

  it('finds the standard error that the delta method gives for two kinds', () => {
    // D = 1/(p² + q²) with p = 0.7: |dD/dp| = 0.8/0.58² = 2.3781, times √(0.21/10000) = 0.010898.
    const [error] = bootstrapErrors([7000, 3000], (counts) => [hill(counts, 2)], { draws: 2000, seed: 5 });
    expect(Math.abs((error as number) / 0.010898 - 1)).toBeLessThan(0.08);
  });

  it('gets the same errors for the same seed and any order of counts, and others for another seed', () => {
    const statistic = (counts: readonly number[]) => rarefier(40)(counts);
    const one = bootstrapErrors([30, 20, 5, 1], statistic, { draws: 60, seed: 1 });
    expect(bootstrapErrors([1, 30, 5, 20], statistic, { draws: 60, seed: 1 })).toEqual(one);
    expect(bootstrapErrors([30, 20, 5, 1], statistic, { draws: 60, seed: 2 })).not.toEqual(one);
  });
});

describe('a statistician checks associations', () => {
  it("finds the p-values of R's fisher.test", () => {
    const known: [number, number, number, number, number][] = [
      [18, 42, 30, 410, 1.08973014863489e-6],
      [3, 0, 2, 9, 0.0274725274725275],
      [500, 700, 690, 1000, 0.673139398909023],
      [0, 12, 30, 40, 0.00300725108583133],
      [5, 5, 5, 5, 1],
    ];
    for (const [a, b, c, d, p] of known) expect(Math.abs(fisherTails({ a, b, c, d }) / p - 1)).toBeLessThan(1e-8);
  });

  it('finds the same as the sum over every table, whichever cell is large', () => {
    const random = createRandom(8);
    for (let round = 0; round < 300; round++) {
      const [a, b, c, d] = Array.from({ length: 4 }, () => Math.floor(random() ** 3 * 120)) as [number, number, number, number];
      const table = { a, b, c, d };
      expect(Math.abs(fisherTails(table) - fisherExact(table))).toBeLessThan(1e-9);
    }
  });

  it("finds the common odds ratio of R's mantelhaen.test, and strata that say nothing left out", () => {
    const strata = [
      { a: 18, b: 42, c: 30, d: 410 },
      { a: 5, b: 9, c: 20, d: 60 },
      { a: 2, b: 3, c: 1, d: 4 },
    ];
    const { estimate, low, high } = mantelHaenszel(strata);
    expect(estimate).toBeCloseTo(1.37631392286643, 9);
    expect(low).toBeCloseTo(0.802655490572491, 9);
    expect(high).toBeCloseTo(1.949972355160376, 9);
    expect(mantelHaenszel([...strata, { a: 0, b: 0, c: 5, d: 7 }])).toEqual({ ...mantelHaenszel(strata), strata: 3 });
  });
});
