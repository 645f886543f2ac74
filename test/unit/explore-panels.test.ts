import { describe, expect, it, vi } from 'vitest';
import { explorerQuestions } from '../../electron/service/explore/groupings.ts';
import { explorePanels } from '../../electron/service/explore/panels.ts';
import { prepareExplorer } from '../../electron/service/explore/prepare.ts';
import { createAsker } from '../../electron/service/scan/ask.ts';
import { createScanPool } from '../../electron/service/scan/pool.ts';
import { rankedChart } from '../../renderer/features/explore/charts.ts';
import { chosenBins, justBelow, toggleBin, withBins } from '../../renderer/features/explore/mass-bins.ts';
import { hasBrush, withoutBrush } from '../../renderer/features/explore/without-brush.ts';
import { timeChart } from '../../renderer/ui/panel-charts.ts';
import { select } from '../../shared/columns/select.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { exploreContract } from '../../shared/contract/explore.ts';
import { EVERYTHING, type Filter } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { inventedTable } from '../support/fake-profile.ts';
import { generateTable } from '../support/generate-table.ts';
import { madeUpTable } from '../support/made-up-cases.ts';

// Expected figures are counted by hand from the twelve invented cases of test/support/made-up-cases.ts.

const words = createWording('en');
const table = madeUpTable();

function panels(filter: Filter = EVERYTHING, choices: Partial<Parameters<typeof explorePanels>[2]> = {}, of = table) {
  const made = explorePanels(of, filter, { split: 'none', ranked: 'transport', map: 'country', ...choices }, words);
  return exploreContract['explore.panels'].output.parse(made);
}

describe('an analyst explores the cases', () => {
  it('sees how large single cases are, and how many have no mass', () => {
    // 0.5 twice, 1, 2 twice, 4, 10 and 80 kg; four cases have none.
    const { sizes } = panels();
    expect(sizes.bins).toEqual([
      { from: 0.3, to: 1, cases: 2, massKg: 1 },
      { from: 1, to: 3, cases: 3, massKg: 5 },
      { from: 3, to: 10, cases: 1, massKg: 4 },
      { from: 10, to: 30, cases: 1, massKg: 10 },
      { from: 30, to: 100, cases: 1, massKg: 80 },
    ]);
    expect([sizes.withoutMass, sizes.aggregated, sizes.medianKg]).toEqual([4, 0, 2]);
    // Sorted 0.5 0.5 1 2 2 4 10 80: type 7 puts 0.9 at place 6.3 of 0 to 7, 10 + 0.3 × 70.
    expect(sizes.p90Kg).toBeCloseTo(31, 10);
  });

  it('chooses a size and gets exactly the cases of its bar, those at the upper end left out', () => {
    const { bins } = panels().sizes;
    for (const [at, bin] of bins.entries()) expect(select(table, withBins(EVERYTHING, bins, at, at)).count).toBe(bin.cases);
    const [big] = [panels(EVERYTHING, {}, inventedTable(2000))];
    for (const [at, bin] of big.sizes.bins.entries())
      expect(select(inventedTable(2000), withBins(EVERYTHING, big.sizes.bins, at, at)).count).toBe(bin.cases);
  });

  it('sees where what departed was destined, with the rest of what is known', () => {
    const { flows, map } = panels();
    const name = (at: number) => `${flows.nodes[at]?.role} ${flows.nodes[at]?.code}`;
    expect(flows.links.map(({ from, to, cases, massKg }) => [name(from), name(to), cases, massKg])).toEqual([
      ['produced 0.3', 'departed 0.2', 12, 100],
      ['departed 0.2', 'destined FRA', 12, 100],
    ]);
    expect([flows.known, map.routes]).toEqual([0, []]);
    expect(map.areas.map(({ code, cases }) => [code, cases])).toEqual([
      ['FRA', 7],
      ['ESP', 3],
      ['PRT', 2],
    ]);
  });

  it('keeps each panel free of its own choice while the others follow', () => {
    const chosen = panels({
      all: [
        { facet: 'mass', from: 1, to: justBelow(3) },
        { facet: 'country', in: ['FRA'] },
      ],
    });
    expect(chosen.selected).toBe(3);
    expect(chosen.basis.sizes.cases).toBe(7);
    expect(chosen.basis.map.cases).toBe(3);
    expect(chosen.map.areas.map(({ code, cases }) => [code, cases])).toEqual([['FRA', 3]]);
    const roles = panels({
      all: [
        { facet: 'destined', in: ['FRA'] },
        { facet: 'departed', in: ['ESP'] },
      ],
    });
    expect([roles.selected, roles.basis.flows.cases, roles.basis.ranked.cases]).toEqual([0, 12, 0]);
  });

  it('finds every case of the flows once in each column, with the small countries together', () => {
    const big = inventedTable(3000);
    const { flows, basis } = panels(EVERYTHING, {}, big);
    const through = (role: string) =>
      flows.links.filter(({ from }) => flows.nodes[from]?.role === role).reduce((sum, { cases }) => sum + cases, 0);
    expect([through('produced'), through('departed')]).toEqual([basis.flows.cases, basis.flows.cases]);
    const both = select(big, {
      all: [{ not: { facet: 'departed', in: ['0.2', '0.3'] } }, { not: { facet: 'destined', in: ['0.2', '0.3'] } }],
    });
    // No invented country is both departure and destination.
    expect(flows.known).toBe(both.count);
  });
});

describe('an analyst who chose months', () => {
  it('reads in each panel of which period its cases are, and sees all months in the chart of time', () => {
    const filter: Filter = { all: [{ facet: 'date', from: '2014-02', to: '2014-04' }] };
    const input = { panels: panels(filter), filter, split: 'none' as const, measure: 'cases' as const, words };
    expect(rankedChart(input, 12).subtitle).toContain('February 2014 – April 2014');
    const whole = { panels: panels(), filter: EVERYTHING, split: 'none' as const, measure: 'cases' as const, words };
    expect(timeChart(input).subtitle).toBe(timeChart(whole).subtitle);
  });
});

describe('an analyst explores many cases, some of them repeats and some in aggregated rows', () => {
  const many = generateTable(50_000, 4);
  const everyTenth = Uint8Array.from(many.ids, (id) => (id % 10 === 0 ? 1 : 0));
  const repeat = { facet: 'repeat' as const, codes: ['first', 'repeat'], sets: [[0], [1]], values: Uint16Array.from(everyTenth) };
  /** The same cases as another table, for which nothing is known yet. */
  const fresh = (): ColumnTable => ({
    ...many,
    grain: everyTenth,
    events: Uint32Array.from(everyTenth, (one) => 1 + one * 3),
    codes: { ...many.codes, repeat },
  });
  const filter: Filter = {
    all: [
      { facet: 'transport', in: ['T3'] },
      { facet: 'mass', from: 0.01 },
      { facet: 'departed', in: ['0.2', 'AFG'] },
    ],
  };

  for (const split of ['none', 'country'] as const) {
    it(`and threads count all that the panels show beforehand, the same as without threads (split: ${split})`, async () => {
      const choices = { split, ranked: 'concealment', map: 'departed' } as const;
      const expected = explorePanels(fresh(), filter, choices, words);
      const [pool, shared] = [createScanPool(2), fresh()];
      await prepareExplorer(createAsker(pool), shared, filter, choices);
      for (const question of [...explorerQuestions(shared, filter, choices), { filter: EVERYTHING }])
        vi.spyOn(select(shared, question.filter), 'bits', 'get').mockImplementation(() => expect.fail('a panel scans by itself'));
      expect(explorePanels(shared, filter, choices, words)).toEqual(expected);
      expect(expected.selected).toBeGreaterThan(100);
      await pool.close();
    });
  }
});

describe('an analyst brushes', () => {
  const { bins } = panels().sizes;

  it('clicks a size, adds another with Ctrl, and frees the mass with a second click', () => {
    const one = toggleBin(EVERYTHING, bins, 'kg1', false);
    expect(one).toEqual({ all: [{ facet: 'mass', from: 1, to: 2.9999999999999996 }] });
    const more = toggleBin(one, bins, 'kg10', true);
    expect(chosenBins(more, bins)).toEqual([1, 3]);
    expect(toggleBin(one, bins, 'kg1', false)).toEqual(EVERYTHING);
  });

  it('clears what the panels chose and keeps the source and the repeats', () => {
    const filter: Filter = {
      all: [
        { facet: 'repeat', in: ['first'] },
        { facet: 'date', from: '2014' },
        { facet: 'transport', in: ['T4'] },
      ],
    };
    expect(hasBrush(filter)).toBe(true);
    expect(withoutBrush(filter)).toEqual({ all: [{ facet: 'repeat', in: ['first'] }] });
    expect(hasBrush(withoutBrush(filter))).toBe(false);
  });
});
