import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { select } from '../../shared/columns/select.ts';
import type { ColumnTable, ReportingBreak } from '../../shared/columns/table.ts';
import { EVERYTHING, type Filter } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { clausesOf } from '../../shared/signals/cases.ts';
import { type Planned, planTests } from '../../shared/signals/plan.ts';
import { groupRefused } from '../../shared/signals/refused-groups.ts';
import { reportingFor } from '../../shared/signals/reporting.ts';
import { scan } from '../../shared/signals/scan.ts';
import { type Combos, comboSeries } from '../../shared/signals/series.ts';
import { facetsOf, type ScanSettings, scanSettings } from '../../shared/signals/settings.ts';
import type { ScanResult } from '../../shared/signals/signal.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

/* All cases are invented, 72 months from January 2009 on; what is expected follows from the counts by hand. */

const FACETS = ['transport', 'concealment', 'drug', 'country', 'source', 'repeat'] as const;
const MONTHS = 72;
const LAST = MONTHS - 1;

interface Where {
  country: string;
  source?: string;
  transport?: string;
  concealment?: string[];
}

function cases(counts: ArrayLike<number>, { country, source = 'Made up', transport = 'T1.1', concealment = ['C2.1'] }: Where): PlainRow[] {
  return Array.from(counts).flatMap((count, month) =>
    Array.from({ length: count }, () => ({
      date: new Date(Date.UTC(2009, month, 15)).toISOString().slice(0, 10),
      precision: 0,
      kg: 1,
      codes: { transport: [transport], concealment, drug: ['G2.1'], country: [country], source: [source], repeat: ['first'] },
    })),
  );
}

const PATTERN = [0, 1, -1, 2, -2, 0, 1];
const level = (mean: number): number[] => Array.from({ length: MONTHS }, (_, month) => mean + (PATTERN[month % 7] ?? 0));
const from = (month: number, counts: number[], now: (count: number) => number): number[] =>
  counts.map((count, at) => (at >= month ? now(count) : count));
const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0);
/** Months 9 to 70 lie in the five years and two months before the 72nd: those are the reference. */
const reference = (counts: number[]): number => sum(counts.slice(LAST - 62, LAST));

const broken = (reporter: string, at = '2014-10-01', source = 'Made up'): ReportingBreak => ({ source, reporter, at, state: 'confirmed' });
const table = (rows: PlainRow[], breaks: ReportingBreak[] = []): ColumnTable => ({ ...tableOf(rows, [...FACETS]), breaks });
const look = (made: ColumnTable, settings: Record<string, unknown> = {}, filter: Filter = EVERYTHING): ScanResult =>
  scan(made, filter, scanSettings.parse({ facets: 'transport,concealment', month: '2014-12', ...settings }));
const leftOut = ({ rests }: ScanResult) => rests.map((one) => one.leftOut.map(({ reporter, reason }) => `${reporter} ${reason}`));

const jumped = from(69, level(4), (count) => count * 20);
const flat = level(8);
const risen = from(LAST, flat, () => 30);

describe('one reporter of a combination changes its way of reporting', () => {
  it('and the rest, which goes on as before, is tested without it and raises nothing', () => {
    const found = look(table([...cases(jumped, { country: 'FRA' }), ...cases(flat, { country: 'ESP' })], [broken('FRA')]));
    expect([found.tested, found.signals, found.refused]).toEqual([1, [], []]);
    expect(found.rests).toEqual([
      {
        month: '2014-12',
        parts: [
          { facet: 'transport', code: 'T1' },
          { facet: 'concealment', code: 'C2' },
        ],
        leftOut: [
          {
            reason: 'break',
            source: 'Made up',
            reporter: 'FRA',
            on: '2014-10-01',
            state: 'confirmed',
            share: sum(jumped) / (sum(jumped) + sum(flat)),
            cases: jumped[LAST],
          },
        ],
      },
    ]);
  });

  it('and a rise of the others is a signal of the rest, in figures of the rest alone', () => {
    const made = table([...cases(jumped, { country: 'FRA' }), ...cases(risen, { country: 'ESP' })], [broken('FRA')]);
    const [signal, ...more] = look(made).signals;
    expect(more).toEqual([]);
    expect(signal).toMatchObject({
      key: '2014-12|transport=T1|concealment=C2|without=Made up/FRA',
      kind: 'rise',
      observed: 30,
      complete: 1,
      cut: null,
      leftOut: [{ reporter: 'FRA', share: sum(jumped) / (sum(jumped) + sum(risen)), partly: false }],
      reference: { months: 62, cases: reference(risen), left: 0 },
      counts: risen.slice(LAST - 62),
    });
    // Nobody but Spain is left: without Spain there is nothing.
    expect(signal?.without[0]).toEqual({ what: 'reporter', code: 'ESP', share: 1, holds: false });
  });

  it('and is not tested at all where the rest is not wanted, nor where nobody else is left', () => {
    const made = table([...cases(jumped, { country: 'FRA' }), ...cases(risen, { country: 'ESP' })], [broken('FRA')]);
    expect(look(made, { rest: false })).toMatchObject({
      tested: 0,
      signals: [],
      rests: [],
      refused: [{ reason: 'break', reporter: 'FRA' }],
    });
    const alone = table([...cases(jumped, { country: 'FRA' }), ...cases(risen, { country: 'ESP', transport: 'T3.1' })], [broken('FRA')]);
    expect(look(alone)).toMatchObject({ tested: 1, rests: [], refused: [{ reason: 'break', reporter: 'FRA', share: 1 }] });
  });

  it('and a rest of fewer cases than a series needs is refused, with the first reason', () => {
    const few = from(0, flat, () => 0).map((_, month) => (month >= 70 ? 1 : 0));
    const made = table(
      [...cases(jumped, { country: 'FRA' }), ...cases(few, { country: 'ESP' }), ...cases(flat, { country: 'ESP', transport: 'T3.1' })],
      [broken('FRA')],
    );
    // Two cases, where three are needed; with two as the least, the rest is tested.
    expect(look(made)).toMatchObject({ rests: [], refused: [{ reason: 'break', reporter: 'FRA', cases: (jumped[LAST] as number) + 1 }] });
    expect(leftOut(look(made, { minimum: 2 }))).toEqual([['FRA break']]);
  });

  it('by one of its two sources: what it reports by the other stays', () => {
    const rows = [
      ...cases(jumped, { country: 'FRA' }),
      ...cases(risen, { country: 'FRA', source: 'Other' }),
      ...cases(flat, { country: 'ESP' }),
    ];
    const made = table(rows, [broken('FRA')]);
    const [signal] = look(made).signals;
    expect(signal).toMatchObject({
      observed: 30 + (flat[LAST] as number),
      leftOut: [{ source: 'Made up', reporter: 'FRA', partly: true }],
    });
    expect(said(made)).toContain('without France as reported to Made up (in another way since October 2014; ');
  });

  it('and each combination of rows with several codes loses its cases once', () => {
    const concealment = ['C2.1', 'C8.1', 'C2.3'];
    const made = table(
      [...cases(jumped, { country: 'FRA', concealment }), ...cases(risen, { country: 'ESP', concealment })],
      [broken('FRA')],
    );
    expect(look(made).signals.map(({ parts, counts }) => [parts[1]?.code, counts])).toEqual([
      ['C2', risen.slice(LAST - 62)],
      ['C8', risen.slice(LAST - 62)],
    ]);
  });

  it('with so small a share that it cannot make the level: nothing is left out, until it is a larger share of what is left', () => {
    // One case a month of 101 is 1 %; of the 11 left once France is out, 9 %.
    const [large, small, others] = [level(90), from(0, flat, () => 1), level(10)];
    const rows = [...cases(large, { country: 'FRA' }), ...cases(small, { country: 'PRT' }), ...cases(others, { country: 'ESP' })];
    expect(look(table(rows, [broken('PRT')]))).toMatchObject({ tested: 1, rests: [], refused: [] });
    expect(leftOut(look(table(rows, [broken('PRT'), broken('FRA')])))).toEqual([['FRA break', 'PRT break']]);
  });
});

describe('one reporter of a combination sends nothing', () => {
  const silent = from(68, level(8), () => 0);

  it('and the rest is tested without it: no fall where nothing fell, a rise where something rose', () => {
    const made = (others: number[]) => table([...cases(silent, { country: 'FRA' }), ...cases(others, { country: 'ESP' })]);
    const found = look(made(flat));
    expect([found.signals, found.refused, leftOut(found)]).toEqual([[], [], [['FRA silent']]]);
    const [signal] = look(made(risen)).signals;
    expect(signal).toMatchObject({
      observed: 30,
      complete: 1,
      counts: risen.slice(LAST - 62),
      leftOut: [{ reason: 'silent', reporter: 'FRA' }],
    });
  });

  it('and another reports in another way: both are left out, one after the other', () => {
    const rows = [...cases(jumped, { country: 'FRA' }), ...cases(silent, { country: 'PRT' }), ...cases(risen, { country: 'ESP' })];
    const made = table(rows, [broken('FRA')]);
    const found = look(made);
    expect(leftOut(found)).toEqual([['FRA break', 'PRT silent']]);
    expect(found.signals[0]).toMatchObject({ observed: 30, counts: risen.slice(LAST - 62) });
    const share = Math.round((100 * (sum(jumped) + sum(silent))) / (sum(jumped) + sum(silent) + sum(risen)));
    expect(said(made)).toContain(
      `without France (in another way since October 2014) and Portugal (nothing sent), together ${share} per cent of the cases`,
    );
  });

  it('in some of the tested months only: each month leaves out its own', () => {
    const gap = level(8).map((count, month) => (month >= 63 && month <= 66 ? 0 : count));
    const made = table([...cases(gap, { country: 'PRT' }), ...cases(flat, { country: 'ESP' })]);
    const found = look(made, { months: 12 });
    // April to July 2014 without Portugal, the other eight months whole.
    expect(found.tested).toBe(12);
    expect(found.rests.map(({ month, leftOut }) => [month, leftOut.map(({ reporter, cases }) => [reporter, cases])])).toEqual(
      ['2014-04', '2014-05', '2014-06', '2014-07'].map((month) => [month, [['PRT', 0]]]),
    );
  });
});

function said(made: ColumnTable, language: 'en' | 'fr' | 'ru' | 'es' = 'en', settings: Record<string, unknown> = {}): string {
  const words = createWording(language);
  const asked = { facets: 'transport,concealment', month: '2014-12', ...settings };
  return JSON.stringify(runAnalysis('signals', asked, { table: made, filter: EVERYTHING, words }).blocks);
}

describe('an analyst reads that a signal is one of the rest', () => {
  const made = table([...cases(jumped, { country: 'FRA' }), ...cases(risen, { country: 'ESP' })], [broken('FRA')]);
  const share = Math.round((100 * sum(jumped)) / (sum(jumped) + sum(risen)));

  it.each([
    ['en', `, without France (in another way since October 2014; ${share} per cent of the cases): 30 cases in December 2014`],
    ['fr', `, hors France (notifie autrement depuis octobre 2014 ; ${share} % des cas) : 30 cas en décembre 2014`],
    ['ru', `, без данных, которые представляет Франция (иначе отчитывается с: октябрь 2014 года; ${share} процентов случаев): 30 случаев`],
    ['es', `, sin Francia (notifica de otra manera desde octubre de 2014; el ${share}% de los casos): 30 casos en diciembre de 2014`],
  ] as const)('in the finding, the chart and the table, in %s', (language, sentence) => {
    const blocks = JSON.parse(said(made, language)) as { kind: string; text?: string; chart?: { title: string; alt: string } }[];
    const plain = (text = ''): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(plain(blocks.filter(({ kind }) => kind === 'finding')[1]?.text)).toContain(sentence);
    const chart = blocks.find(({ kind }) => kind === 'chart')?.chart;
    expect(plain(chart?.title)).toContain(sentence);
    expect(plain(chart?.alt)).toContain(sentence);
    const tables = blocks.filter(({ kind }) => kind === 'table') as unknown as { columns: { key: string }[]; rows: unknown[][] }[];
    const cell = (place: number, key: string) =>
      tables[place]?.rows[0]?.[tables[place]?.columns.findIndex((column) => column.key === key) ?? -1];
    expect(plain(String(cell(0, 'leftOut')))).toBe(plain(sentence.slice(2, sentence.indexOf(')') + 1)));
    expect([cell(0, 'leftOutCode'), cell(1, 'combinations'), cell(1, 'rests'), cell(1, 'restCases')]).toEqual(['FRA', 0, 1, jumped[LAST]]);
  });

  it('with the number of cases it rests on, and all who are left out with source, reason and share', () => {
    const blocks = said(made);
    expect(blocks).toContain(`"n":30`);
    expect(blocks).toContain(
      `Observed, expected and reference figures are those of the rest, without reporters that cannot be compared in this month: France (Made up; in another way since October 2014; ${share} per cent of the cases).`,
    );
    expect(blocks).toContain(
      '1 combination was tested without reporters that cannot be compared; 100 of their cases in the tested months are left out there.',
    );
    expect(blocks).not.toContain('raised no signal');
  });

  it('and asks for its cases: those of the others', () => {
    const [signal] = look(made).signals;
    expect(select(made, { all: signal ? clausesOf(signal) : [] }).count).toBe(30);
    // Of two sources one is left out: 30 cases of France by the other, and nine of Spain.
    const rows = [
      ...cases(jumped, { country: 'FRA' }),
      ...cases(risen, { country: 'FRA', source: 'Other' }),
      ...cases(flat, { country: 'ESP' }),
    ];
    const [partly] = look(table(rows, [broken('FRA')])).signals;
    expect(select(table(rows), { all: partly ? clausesOf(partly) : [] }).count).toBe(30 + (flat[LAST] as number));
  });

  it('of whom two are named when there are more', () => {
    const rows = ['FRA', 'PRT', 'ITA', 'GRC'].flatMap((country) => cases(jumped, { country }));
    const four = table(
      [...rows, ...cases(risen, { country: 'ESP' })],
      ['FRA', 'PRT', 'ITA', 'GRC'].map((country) => broken(country)),
    );
    expect(said(four)).toMatch(/without France \(.*?\), Greece \(.*?\) and 2 other reporters, together \d+ per cent of the cases/);
    expect(said(four, 'ru')).toMatch(/без данных, которые представляют Франция \(.*?\), Греция \(.*?\) и ещё 2 страны, вместе/);
  });
});

describe('what was refused and what was left out is counted by reporter', () => {
  it('with the combinations not tested, and those tested without it', () => {
    const rows = [
      ...cases(jumped, { country: 'FRA' }),
      ...cases(flat, { country: 'ESP' }),
      ...cases(jumped, { country: 'FRA', transport: 'T4.1' }),
    ];
    expect(groupRefused(look(table(rows, [broken('FRA')])))).toEqual([
      {
        why: expect.objectContaining({ reason: 'break', reporter: 'FRA', on: '2014-10-01' }),
        combinations: 1,
        cases: jumped[LAST],
        rests: 1,
        restCases: jumped[LAST],
      },
    ]);
  });
});

/** Cases of six reporters of two sources, some of which fall silent or report otherwise; many rows bear several codes, some stand for several cases. */
function anyTable(random: Random): ColumnTable {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(list.length * random.next())] as T;
  const units = ['FRA', 'ESP', 'PRT', 'ITA', 'GRC', '0.2'].flatMap((country) =>
    ['Made up', 'Other'].map((source) => ({ country, source })),
  );
  const stops = units.map(() => (random.next() < 0.3 ? 55 + Math.floor(15 * random.next()) : MONTHS));
  const weights = units.map(() => random.next() ** 3);
  const rows: PlainRow[] = [];
  for (let one = 0; one < 2500; one++) {
    const place = Math.floor(units.length * random.next());
    const month = Math.floor(MONTHS * random.next());
    if (random.next() > (weights[place] as number) || month >= (stops[place] as number)) continue;
    const { country, source } = units[place] as (typeof units)[number];
    const several = (codes: string[]): string[] => [...new Set([pick(codes), ...(random.next() < 0.3 ? [pick(codes)] : [])])];
    rows.push({
      date: new Date(Date.UTC(2009, month, 1 + Math.floor(28 * random.next()))).toISOString().slice(0, 10),
      precision: 0,
      kg: 1,
      events: random.next() < 0.05 ? 3 : 1,
      codes: {
        transport: several(['T1.1', 'T3.1', 'T3.2', 'T0.2']),
        concealment: several(['C2.1', 'C8.1', 'C0.2']),
        drug: ['G2.1'],
        country: [country],
        source: [source],
        repeat: ['first'],
      },
    });
  }
  const breaks = units
    .filter(({ country }) => country !== '0.2' && random.next() < 0.3)
    .map(({ country, source }) => ({
      source,
      reporter: country,
      at: `201${3 + Math.floor(2 * random.next())}-0${1 + Math.floor(9 * random.next())}-01`,
      state: pick(['found', 'confirmed'] as const),
    }));
  return table(rows, breaks);
}

interface Plan {
  plan: Planned[];
  combos: Combos;
}

function planOf(made: ColumnTable, settings: ScanSettings, months: number[]): Plan {
  const [reporting, selection] = [reportingFor(made), select(made, EVERYTHING)];
  const combos = comboSeries(made, selection, reporting, facetsOf(settings), 1, settings.smaller);
  const steps = planTests(combos.series, months, { table: made, selection, reporting, combos, settings });
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { plan: value, combos };
  }
}

describe('whatever the cases', () => {
  const settings = scanSettings.parse({ facets: 'transport,concealment', smaller: true, minimum: 2 });
  const months = [60, 66, 70, LAST];

  it('the counts of a rest are those of the whole combination with a filter that leaves its reporters out', () => {
    let rests = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const made = anyTable(createRandom(seed));
      const reporting = reportingFor(made);
      for (const { series, at, guarded } of planOf(made, settings, months).plan) {
        if (guarded.leftOut.length === 0) continue;
        const out = guarded.leftOut.map(({ why }) => why);
        const filter = { all: clausesOf({ parts: [], leftOut: out.map((why) => ({ ...why, partly: true })), from: '2009', to: '2014' }) };
        const same = comboSeries(made, select(made, filter), reporting, facetsOf(settings), 1, true).series.find(
          ({ name }) => name === series.name,
        );
        const expected = Array.from(same?.counts ?? new Float64Array(series.counts.length), (count, month) =>
          guarded.gaps.includes(month) ? Number.NaN : count,
        );
        expect([...guarded.counts], `seed ${seed}, ${series.name}, month ${at}`).toEqual(expected);
        rests++;
      }
    }
    expect(rests).toBeGreaterThan(200);
  });

  it('nobody is left out while the whole can be compared, and nobody is while nothing broke and nobody fell silent', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const made = anyTable(createRandom(seed));
      const [whole, rest] = [planOf(made, { ...settings, rest: false }, months).plan, planOf(made, settings, months).plan];
      whole.forEach((one, place) => {
        if (!one.refused) expect(rest[place]).toEqual(one);
      });
      const steady = table(
        cases(level(12), { country: 'FRA' }).concat(
          cases(risen, { country: 'ESP' }),
          cases(level(3), { country: 'ESP', transport: 'T3.1' }),
        ),
      );
      const { settings: _, ...before } = look(steady, { rest: false });
      expect(look(steady)).toMatchObject(before);
      expect(before.signals).toHaveLength(1);
    }
  });
});
