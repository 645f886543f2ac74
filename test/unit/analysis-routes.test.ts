import { describe, expect, it } from 'vitest';
import { displacementQuotient } from '../../shared/analysis/parts/displaced.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { monthsBetween } from '../../shared/columns/calendar.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Block, TableBlock } from '../../shared/report/block.ts';
import type { FlowChart, MapChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { fitQuasiPoisson } from '../../shared/statistics/glm.ts';
import { fitQuasiBinomial, studentHalfWidth } from '../../shared/statistics/quasi-binomial.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

// Cases are invented; figures are counted by hand unless another source is named.

const FACETS: CodeFacet[] = ['country', 'drug', 'produced', 'departed', 'transited', 'destined', 'source', 'repeat'];

function way(stages: Partial<Record<CodeFacet, string[]>>, more: Partial<PlainRow> = {}): PlainRow {
  const unstated = { produced: ['0.2'], departed: ['0.2'], transited: ['0.3'], destined: ['0.2'], country: ['ESP'] };
  const other = { drug: ['G2.1'], source: ['Made-up cases'], repeat: ['first'] };
  return { date: '2014-01-05', precision: 0, kg: 1, ...more, codes: { ...unstated, ...other, ...stages } };
}

/** Six cases with two stages or more, one with its country of seizure alone. */
const WAYS = [
  way({ produced: ['COL'], departed: ['ECU'], destined: ['NLD'], country: ['ESP'] }, { kg: 10 }),
  way({ departed: ['ECU'], destined: ['NLD'], country: ['NLD'] }, { kg: 5 }),
  way({ departed: ['ECU'], country: ['BEL'] }),
  way({ departed: ['BRA'], transited: ['MAR', 'SEN'], destined: ['ESP'], country: ['ESP'] }, { kg: null }),
  way({ departed: ['BRA'], transited: ['MAR'], destined: ['ESP'], country: ['ESP'] }, { events: 3, aggregated: true, kg: 30 }),
  way({ departed: ['ESP'], destined: ['ESP'], country: ['ESP'], drug: ['G1.1'] }),
  way({}),
];

function run(id: string, settings: Record<string, unknown>, table: ColumnTable) {
  return runAnalysis(id, settings, { table, filter: EVERYTHING, words: createWording('en') }).blocks;
}

function rows(blocks: Block[], at: number): Record<string, string | number | null>[] {
  const table = blocks.filter((block): block is TableBlock => block.kind === 'table')[at] as TableBlock;
  return table.rows.map((row) => Object.fromEntries(table.columns.map(({ key }, column) => [key, row[column] ?? null])));
}

function chartOf<T extends 'flow' | 'map'>(blocks: Block[], type: T) {
  const found = blocks.flatMap((block) => (block.kind === 'chart' && block.chart.type === type ? [block.chart] : []))[0];
  return found as T extends 'flow' ? FlowChart : MapChart;
}

function text(blocks: Block[], kind: 'finding' | 'caveat'): string {
  return blocks.flatMap((block) => (block.kind === kind ? [block.text.replaceAll('\u00a0', ' ')] : [])).join('\n');
}

describe('an analyst asks by which way consignments came', () => {
  const blocks = run('routes', {}, tableOf(WAYS, FACETS));

  it('reads links between stated stages, each case once under each, aggregates by their events', () => {
    expect(rows(blocks, 0).map(({ from, to, cases, massKg }) => [from, to, cases, massKg])).toEqual([
      ['BRA', 'MAR', 4, 30],
      ['MAR', 'ESP', 4, 30],
      ['ECU', 'NLD', 2, 15],
      ['BRA', 'SEN', 1, null],
      ['COL', 'ECU', 1, 10],
      ['ECU', 'BEL', 1, 1],
      ['SEN', 'ESP', 1, null],
    ]);
  });

  it('is not told that what was bound for the Netherlands went from there to Spain, where it was seized', () => {
    expect(rows(blocks, 0).some(({ from, to }) => from === 'NLD' && to === 'ESP')).toBe(false);
  });

  it('sees how many cases state a way, and how often each stage is left out', () => {
    // 1 + 1 + 1 + 1 + 3 + 1 = 8 of 9; the last case names its country of seizure alone, the one before it no other country than Spain.
    expect(blocks.filter(({ kind }) => kind === 'finding').map((block) => 'n' in block && [block.n, block.of])).toEqual([
      [4, 7],
      [8, 9],
    ]);
    expect(rows(blocks, 2).map(({ stage, stated, unstated }) => [stage, stated, unstated])).toEqual([
      ['produced', 1, 8],
      ['departed', 8, 1],
      ['transited', 4, 5],
      ['destined', 7, 2],
      ['country', 9, 0],
    ]);
  });

  it('sees ribbons that keep what is not stated, hatched, and never among the rest', () => {
    const flow = chartOf(run('routes', { top: 1 }, tableOf(WAYS, FACETS)), 'flow');
    expect(flow.columns.map(({ key }) => key)).toEqual(['produced', 'departed', 'transited', 'destined', 'country']);
    expect(flow.nodes.filter(({ column }) => column === 1).map(({ code }) => code)).toEqual(['BRA', 'rest']);
    expect(flow.nodes.filter(({ hatched }) => hatched).map(({ column }) => column)).toEqual([0, 2, 3]);
    const value = (from: string, to: string) => flow.links.find((link) => link.from === from && link.to === to)?.value;
    expect(value('0 unstated', '1 BRA')).toBe(4);
    expect(value('1 rest', '2 unstated')).toBe(3);
  });

  it('sees a map that shades where cases were seized and draws the links', () => {
    const map = chartOf(blocks, 'map');
    expect(map.areas.map(({ code, value }) => [code, value])).toEqual([
      ['ESP', 5],
      ['NLD', 1],
      ['BEL', 1],
    ]);
    expect(map.flows).toHaveLength(7);
  });

  it('is told when the first finding rests on the largest reporter', () => {
    expect(text(blocks, 'caveat')).toContain('Without Spain the most frequent link is from Ecuador to Belgium (1 case)');
  });

  it('can ask for subregions, which have no map, and for one drug', () => {
    const regions = run('routes', { level: 'subregion' }, tableOf(WAYS, FACETS));
    expect(
      rows(regions, 0)
        .slice(0, 2)
        .map(({ fromLabel, toLabel, cases }) => [fromLabel, toLabel, cases]),
    ).toEqual([
      ['South America', 'Northern Africa', 4],
      ['Northern Africa', 'Southern Europe', 4],
    ]);
    expect(chartOf(regions, 'map')).toBeUndefined();
    expect(text(run('routes', { drug: 'G1' }, tableOf(WAYS, FACETS)), 'finding')).toContain('No two different countries');
  });
});

/** Cases of each month by place of departure: A falls from 20 to 5 at month 24, B rises from 10 to 25 or stays, C keeps 30. */
function series(b: (month: number) => number): PlainRow[] {
  return monthsBetween('2012-01', '2015-12').flatMap((month, at) => {
    const count = { COL: at < 24 ? 20 + (at % 3) : 5 + (at % 2), ECU: b(at), BRA: 30 + (at % 4) };
    const one = (departed: string): PlainRow =>
      way({ departed: [departed], country: [at % 2 === 0 ? 'ESP' : 'PRT'] }, { date: `${month}-10`, precision: 1 });
    return Object.entries(count).flatMap(([departed, n]) => Array.from({ length: n }, () => one(departed)));
  });
}

const MARKED = { facet: 'departed', code: 'COL', intervention: '2014-01', buffer: 'ECU' };

describe('an analyst asks whether a route moved after a measure', () => {
  const moved = tableOf(
    series((at) => (at < 24 ? 10 : 25) + (at % 2)),
    FACETS,
  );

  it('is told that it is consistent with displacement, and never that the measure caused it', () => {
    const blocks = run('displacement', MARKED, moved);
    expect(text(blocks, 'finding')).toContain('consistent with displacement from Colombia to the buffer (Ecuador)');
    expect(text(blocks, 'caveat')).toContain('does not show that the measure caused it');
  });

  it('is not told so when the other place did not rise', () => {
    const finding = text(
      run(
        'displacement',
        MARKED,
        tableOf(
          series((at) => 10 + (at % 2)),
          FACETS,
        ),
      ),
      'finding',
    );
    expect(finding).toContain('displacement to it is not shown');
    expect(finding).not.toContain('is consistent');
  });

  it('is told nothing of displacement when the place did not fall', () => {
    const finding = text(
      run(
        'displacement',
        { ...MARKED, code: 'BRA', buffer: 'ECU' },
        tableOf(
          series(() => 10),
          FACETS,
        ),
      ),
      'finding',
    );
    expect(finding).toContain('there is no displacement to speak of');
  });

  it('sees the quotient that follows from the counts', () => {
    // Before: A 24 × 21 = 504, B 24 × 10.5 = 252, C 24 × 31.5 = 756; after: A 132, B 612, C 756.
    // (612/756 − 252/756) ÷ (132/756 − 504/756) = 360 ÷ −372.
    const quotient = run('displacement', MARKED, moved).flatMap((block) => (block.kind === 'number' ? [block.value] : []))[0];
    expect(quotient).toBeCloseTo(-360 / 372, 12);
    expect(displacementQuotient({ before: { a: 5, b: 1, c: 9 }, after: { a: 6, b: 1, c: 9 } })).toBeNull();
  });

  it('takes the largest other places before the measure when none is named', () => {
    expect(text(run('displacement', { ...MARKED, buffer: '' }, moved), 'caveat')).toContain('what came after: Brazil, Ecuador.');
  });

  it('is refused a comparison across a break in reporting, and reads of it when it overrides', () => {
    const broken: ColumnTable = { ...moved, breaks: [{ source: 'Made-up cases', reporter: 'PRT', at: '2014-03-01', state: 'found' }] };
    const refused = run('displacement', MARKED, broken);
    expect(refused.some(({ kind }) => kind === 'chart' || kind === 'table')).toBe(false);
    expect(text(refused, 'finding')).toContain('are not compared, because reporting changed');
    expect(text(refused, 'caveat')).toContain('Portugal');
    const forced = run('displacement', { ...MARKED, acrossBreaks: 'true' }, broken);
    expect(forced.some(({ kind }) => kind === 'chart')).toBe(true);
    expect(text(forced, 'caveat')).toContain('Portugal');
  });

  it('is asked to mark an intervention, and told when there are too few months about it', () => {
    expect(text(run('displacement', {}, moved), 'finding')).toContain('Nothing is compared yet');
    expect(text(run('displacement', { ...MARKED, intervention: '2012-03' }, moved), 'finding')).toContain('at least 6 months');
  });
});

describe('a statistician checks the regression of shares', () => {
  const treated = [30, 28, 33, 31, 29, 35, 32, 30, 12, 10, 14, 9, 13, 11, 8, 12];
  const others = [60, 66, 58, 70, 64, 61, 72, 66, 75, 82, 79, 90, 77, 85, 88, 80];
  const trials = treated.map((n, at) => n + (others[at] as number));
  const design = treated.map((_, at) => [1, at / 12, at >= 8 ? 1 : 0]);

  it('finds the figures of R: glm(cbind(treated, others) ~ time + post, family = quasibinomial)', () => {
    const fit = fitQuasiBinomial(design, treated, trials);
    const expected = [-0.693312673127, -0.13945050793, -1.170407548462];
    const errors = [0.0835549041766, 0.223242966992, 0.1735943681556];
    const scale = Math.sqrt(0.441710797739);
    for (const [at, value] of expected.entries()) expect(fit?.coefficients[at]).toBeCloseTo(value, 9);
    for (const [at, value] of errors.entries()) expect((fit?.plainErrors[at] ?? 0) * scale).toBeCloseTo(value, 7);
    expect(fit?.dispersion).toBeCloseTo(0.441710797739, 8);
    expect(studentHalfWidth(13)).toBeCloseTo(2.16036865646, 8);
  });

  it('finds the same step as a Poisson regression with a constant for each month', () => {
    const width = trials.length + 3;
    const line = (at: number, isTreated: boolean) => {
      const month = trials.map((_, other) => (other === at ? 1 : 0));
      return [...month, ...(design[at] as number[]).map((value) => (isTreated ? value : 0))];
    };
    const rowsOf = trials.flatMap((_, at) => [...line(at, true), ...line(at, false)]);
    const counts = Float64Array.from(trials.flatMap((_, at) => [treated[at] as number, others[at] as number]));
    const poisson = fitQuasiPoisson(Float64Array.from(rowsOf), width, counts, new Float64Array(counts.length).fill(1));
    expect(fitQuasiBinomial(design, treated, trials)?.coefficients[2]).toBeCloseTo(poisson.coefficients[width - 1] as number, 6);
  });

  it('gets no answer where every case after the step is of one kind', () => {
    expect(
      fitQuasiBinomial(
        design,
        treated.map((n, at) => (at >= 8 ? 0 : n)),
        trials,
      ),
    ).toBeUndefined();
  });
});
