import { describe, expect, it } from 'vitest';
import { runAnalysis } from '../../shared/analysis/run.ts';
import type { ColumnTable, ReportingBreak } from '../../shared/columns/table.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { conditionalTails, countTail, overDispersion } from '../../shared/signals/predictive.ts';
import { scan } from '../../shared/signals/scan.ts';
import { scanSettings } from '../../shared/signals/settings.ts';
import type { ScanResult } from '../../shared/signals/signal.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';
import { steadySeries } from '../support/simulate-series.ts';

const FACETS = ['transport', 'concealment', 'drug', 'country', 'source', 'repeat'] as const;

interface Where {
  transport: string;
  concealment?: string;
  country?: string;
  kg?: number;
}

/** Cases of one combination, `counts[i]` in the i-th month from January 2009 on. */
function cases(counts: ArrayLike<number>, { transport, concealment = 'C2.1', country = 'FRA', kg = 1 }: Where): PlainRow[] {
  return Array.from(counts).flatMap((count, month) =>
    Array.from({ length: count }, () => ({
      date: new Date(Date.UTC(2009, month, 15)).toISOString().slice(0, 10),
      precision: 0,
      kg,
      codes: {
        transport: [transport],
        concealment: [concealment],
        drug: ['G2.1'],
        country: [country],
        source: ['Made up'],
        repeat: ['first'],
      },
    })),
  );
}

const table = (rows: PlainRow[], breaks: ReportingBreak[] = []): ColumnTable => ({ ...tableOf(rows, [...FACETS]), breaks });
const look = (made: ColumnTable, settings: Record<string, unknown> = {}): ScanResult =>
  scan(made, EVERYTHING, scanSettings.parse({ facets: 'transport,concealment', ...settings }));

/** 72 months of about `mean` cases that repeat a fixed pattern. */
const PATTERN = [0, 1, -1, 2, -2, 0, 1];
const level = (mean: number, length = 72): number[] => Array.from({ length }, (_, month) => mean + (PATTERN[month % 7] ?? 0));
const steady = [...cases(level(8), { transport: 'T1.1' }), ...cases(level(6), { transport: 'T3.1' })];

describe('an analyst scans for signals', () => {
  it('finds a combination that was never seen before, and says how many tests were made', () => {
    const found = look(table([...steady, ...cases([...Array(71).fill(0), 6], { transport: 'T4.1' })]));
    expect(found.months).toEqual(['2014-12']);
    expect(found.tested).toBe(3);
    expect(found.signals.map(({ kind, parts, observed }) => [kind, parts.map(({ code }) => code), observed])).toEqual([
      ['first-seen', ['T4', 'C2'], 6],
    ]);
    expect(found.firstSeen).toBe(1);
  });

  it('finds a rise, and a combination that is no longer seen, but nothing in what goes on as before', () => {
    const risen = level(8);
    risen[71] = 30;
    const vanished = level(5).map((count, month) => (month >= 58 ? 0 : count));
    const found = look(
      table([...cases(risen, { transport: 'T1.1' }), ...cases(level(6), { transport: 'T3.1' }), ...cases(vanished, { transport: 'T4.1' })]),
    );
    expect(found.signals.map(({ kind, parts }) => [kind, parts[0]?.code]).sort()).toEqual([
      ['rise', 'T1'],
      ['vanished', 'T4'],
    ]);
  });

  it('says that a rise goes without the one reporter it comes from, and stays without one size of case', () => {
    const own = [...cases(level(8), { transport: 'T1.1', kg: 0.05 }), ...cases(level(8), { transport: 'T1.1', kg: 5 })];
    const burst = cases([...Array(71).fill(0), 20], { transport: 'T1.1', country: 'ESP', kg: 0.05 });
    const again = cases([...Array(71).fill(0), 30], { transport: 'T1.1', country: 'ESP', kg: 5 });
    const others = cases(level(4), { transport: 'T3.1', country: 'ESP' });
    const [signal] = look(table([...own, ...burst, ...again, ...others])).signals;
    expect(signal?.without).toEqual([
      { what: 'reporter', code: 'ESP', share: expect.closeTo(50 / 66, 1), holds: false },
      { what: 'size', code: '2', share: expect.closeTo(38 / 66, 1), holds: true },
    ]);
  });

  it('gives the same signals whatever the order of the rows', () => {
    const rows = [
      ...steady,
      ...cases([...Array(71).fill(0), 6], { transport: 'T4.1', country: 'ESP' }),
      ...cases(level(3), { transport: 'T3.1', country: 'ESP' }),
    ];
    const turned = rows
      .toReversed()
      .map((row, at) => ({ row, at }))
      .sort((a, b) => ((a.at * 7919) % 997) - ((b.at * 7919) % 997))
      .map(({ row }) => row);
    expect(look(table(turned))).toEqual(look(table(rows)));
  });

  it('counts what is not stated, and makes no series of it', () => {
    const blank = cases(level(4), { transport: 'T0.2' });
    const found = look(table([...steady, ...blank]));
    expect(found.notStated).toBe(
      level(4)
        .slice(72 - 63)
        .reduce((sum, count) => sum + count, 0),
    );
    expect(found.combinations).toBe(2);
  });
});

describe('a reporter changes its way of reporting', () => {
  const jumped = level(4).map((count, month) => (month >= 69 ? count * 20 : count));
  const rows = [...cases(jumped, { transport: 'T1.1' }), ...cases(level(6), { transport: 'T3.1', country: 'ESP' })];
  const at = (state: ReportingBreak['state']): ReportingBreak => ({ source: 'Made up', reporter: 'FRA', at: '2014-10-01', state });

  it('raises a signal while nobody has found the break', () => {
    expect(look(table(rows)).signals.map(({ parts }) => parts[0]?.code)).toEqual(['T1']);
  });

  it.each(['found', 'confirmed'] as const)('raises none once the break is %s, and says who reports otherwise and since when', (state) => {
    const found = look(table(rows, [at(state)]));
    expect(found.signals).toEqual([]);
    expect(found.refused).toEqual([
      expect.objectContaining({ reason: 'break', reporter: 'FRA', on: '2014-10-01', state, month: '2014-12' }),
    ]);
    const said = runAnalysis(
      'signals',
      { facets: 'transport,concealment' },
      { table: table(rows, [at(state)]), filter: EVERYTHING, words: createWording('en') },
    );
    expect(JSON.stringify(said.blocks)).toContain('France reports to Made up in another way since October 2014');
  });

  it('raises it all the same when told to, and prints that it was told to', () => {
    const settings = { facets: 'transport,concealment', acrossBreaks: true };
    expect(look(table(rows, [at('confirmed')]), settings).signals).toHaveLength(1);
    const said = runAnalysis('signals', settings, {
      table: table(rows, [at('confirmed')]),
      filter: EVERYTHING,
      words: createWording('en'),
    });
    expect(JSON.stringify(said.blocks)).toContain('The guard was set aside');
    const lowered = runAnalysis(
      'signals',
      { facets: 'transport', completeness: 0.5 },
      { table: table(rows), filter: EVERYTHING, words: createWording('en') },
    );
    expect(JSON.stringify(lowered.blocks)).toMatch(/reporters of 50.per cent of the cases have reported, not of 80.per cent as usual/);
  });

  it('compares again, among the months after it, once seven of them are there', () => {
    const longer = level(4, 84).map((count, month) => (month >= 69 ? count * 20 : count));
    longer[83] = 400;
    const others = cases(level(6, 84), { transport: 'T3.1', country: 'ESP' });
    const [signal] = look(table([...cases(longer, { transport: 'T1.1' }), ...others], [at('confirmed')])).signals;
    expect([signal?.cut?.on, signal?.detector, signal?.reference.from]).toEqual(['2014-10-01', 'ears', '2014-10']);
  });
});

describe('a reporter sends nothing', () => {
  it('makes no fall of it: the combination is not comparable', () => {
    const silent = level(8).map((count, month) => (month >= 68 ? 0 : count));
    const rows = [...cases(silent, { transport: 'T1.1' }), ...cases(level(20), { transport: 'T3.1', country: 'ESP' })];
    const found = look(table(rows), { month: '2014-12' });
    expect(found.signals).toEqual([]);
    expect(found.refused).toEqual([expect.objectContaining({ reason: 'silent', reporter: 'FRA' })]);
  });

  it('takes a last month that few have reported for incomplete, and tests the one before', () => {
    const late = level(8).map((count, month) => (month === 71 ? 0 : count));
    const rows = [...cases(late, { transport: 'T1.1' }), ...cases(level(6), { transport: 'T3.1', country: 'ESP' })];
    expect(look(table(rows)).months).toEqual(['2014-11']);
  });
});

describe('a statistician checks the probabilities', () => {
  // By hand: 3 cases now and none in 95 months at one Poisson rate is (1 / 96)³; 2 of 3 is 3 · (1/96)² · 95/96 + (1/96)³.
  it('of a rare combination are those of the binomial distribution when counts are Poisson', () => {
    expect(conditionalTails(3, 0, 1, 95, 1).above).toBeCloseTo((1 / 96) ** 3, 14);
    expect(conditionalTails(2, 1, 1, 95, 1).above).toBeCloseTo((3 * 95 + 1) / 96 ** 3, 12);
    expect(conditionalTails(0, 3, 1, 95, 1).below).toBeCloseTo((95 / 96) ** 3, 12);
  });

  // Beta-binomial by R: extraDistr is not needed, choose(2, 2) · B(2 + 1, 3) / B(1, 3) = 0.1 with sizes 1 now and 3 before.
  it('of a clustered one are those of the beta-binomial', () => {
    // 2 cases in 4 months is a rate of 1/2; with dispersion 1.5 the size is 1 a month.
    expect(conditionalTails(2, 0, 1, 3, 1.5).above).toBeCloseTo(0.1, 12);
  });

  // R 4: pnbinom(4, size = 2, prob = 0.5, lower.tail = FALSE) is 0.109375; ppois(4, 2, lower.tail = FALSE) is 0.05265301734.
  it('of a count to come are those of R', () => {
    expect(countTail(5, 2, 4)).toBeCloseTo(0.109375, 12);
    expect(countTail(5, 2, 2)).toBeCloseTo(0.05265301734, 10);
  });

  it('grow when the dispersion rests on little', () => {
    const p = (degrees: number) => overDispersion({ phi: 1.5, degrees }, (phi) => countTail(15, 3, phi * 3));
    expect(p(5)).toBeGreaterThan(2 * p(500));
  });

  it('raise hardly any signal in four small workspaces without change', () => {
    let alarmed = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const rows = steadySeries(seed, 30).flatMap((counts, at) =>
        cases(
          counts.map((count) => Math.min(count, 12)),
          { transport: `T${1 + (at % 5)}`, concealment: `C${1 + Math.floor(at / 5)}` },
        ),
      );
      if (look(table(rows), { completeness: 0 }).signals.length > 0) alarmed++;
    }
    expect(alarmed).toBeLessThanOrEqual(1);
  });
});
