import { describe, expect, it } from 'vitest';
import { lateMonths } from '../../shared/analysis/parts/incomplete.ts';
import { expectedCases } from '../../shared/analysis/parts/reporting-delay.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { monthsBetween } from '../../shared/columns/calendar.ts';
import { select } from '../../shared/columns/select.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { TimeChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

/* Cases are invented; expected figures are hand arithmetic. */

function reported(n: number, seized: string, received: string, country = 'FRA', source = 'Made-up'): PlainRow[] {
  const codes = { country: [country], source: [source], received: [received] };
  return Array.from({ length: n }, () => ({ date: `${seized}-15`, precision: 0, kg: 1, codes }));
}

function tableWith(rows: PlainRow[]): ColumnTable {
  return { ...tableOf(rows, ['country', 'source', 'received']), breaks: [] };
}

const MONTHS = monthsBetween('2014-01', '2014-06');

/** Imported each month: 8 cases of the month itself and 2 of the month before; the first import brings two years of old cases as well. */
const LATE = [
  ...monthsBetween('2012-01', '2013-12').flatMap((month) => reported(10, month, '2014-01')),
  ...MONTHS.flatMap((month, at) => [...reported(8, month, month), ...(at > 0 ? reported(2, MONTHS[at - 1] as string, month) : [])]),
];

describe('an analyst asks what is still to be reported', () => {
  it('is given what came late before, without the old cases of the first import', () => {
    const table = tableWith(LATE);
    const found = expectedCases(table, select(table, EVERYTHING), 3);
    // Of ten cases of a month two came one month later, none after that: 8 of June are 0.8 of 10.
    expect(found?.months.slice(-2)).toEqual(['2014-05', '2014-06']);
    expect(found?.reported.slice(-2)).toEqual([10, 8]);
    expect(found?.complete.at(-2)).toBe(1);
    expect(found?.complete.at(-1)).toBeCloseTo(0.8, 12);
    expect(found?.expected.at(-1)).toBeCloseTo(10, 0);
  });

  it('reads it in a sentence, and sees the month drawn as incomplete with the interval', () => {
    const { blocks } = runAnalysis('trends', {}, { table: tableWith(LATE), filter: EVERYTHING, words: createWording('en') });
    const said = blocks.flatMap((block) => ('text' in block ? [block.text.replaceAll('\u00a0', ' ')] : [])).join('\n');
    expect(said).toContain('For June 2014, 8 cases are reported by June 2014, about 80 per cent of what is to be expected in the end: 10');
    const chart = blocks.find((block) => block.kind === 'chart')?.chart as TimeChart;
    expect(chart.incomplete).toContain('2014-06');
    expect(chart.incomplete).not.toContain('2014-05');
    expect(chart.band?.middle?.at(-1)).toBeCloseTo(10, 0);
  });

  it('is not given it where a source came in fewer than three months, or all at once', () => {
    const twice = tableWith([...reported(5, '2014-01', '2014-01'), ...reported(5, '2014-01', '2014-02')]);
    expect(expectedCases(twice, select(twice, EVERYTHING), 3)).toBeUndefined();
    const once = tableWith(MONTHS.flatMap((month) => reported(5, month, '2014-07')));
    expect(expectedCases(once, select(once, EVERYTHING), 3)).toBeUndefined();
  });

  it('leaves a source out whose last import is older than the others', () => {
    const old = MONTHS.slice(0, 4).flatMap((month) => reported(100, month, month, 'ESP', 'Older'));
    const table = tableWith([...LATE, ...old]);
    const found = expectedCases(table, select(table, EVERYTHING), 3);
    expect([found?.sources, found?.reported.at(-1)]).toEqual([1, 8]);
  });
});

describe('months at the end that not all have reported', () => {
  const steady = (country: string, n: number, last: string) =>
    monthsBetween('2013-01', last).flatMap((month) => reported(n, month, '2015-01', country));

  it('are those in which reporters of more than a fifth of the cases of the year before are silent', () => {
    const table = tableWith([...steady('FRA', 12, '2014-10'), ...steady('ESP', 20, '2014-12')]);
    expect(lateMonths(table, select(table, EVERYTHING))).toEqual(['2014-11', '2014-12']);
    // Without France 20 of 32 cases have reported: 62.5 per cent.
    expect(lateMonths(table, select(table, EVERYTHING), 0.6)).toEqual([]);
  });

  it('may be compared when a setting lowers what is enough, and the figure says so', () => {
    const table = tableWith([...steady('FRA', 12, '2014-10'), ...steady('ESP', 20, '2014-12')]);
    const caveats = (completeness: number) =>
      runAnalysis('trends', { completeness }, { table, filter: EVERYTHING, words: createWording('en') })
        .blocks.flatMap((block) => (block.kind === 'caveat' ? [block.text.replaceAll('\u00a0', ' ')] : []))
        .join('\n');
    expect(caveats(0.6)).toContain('reporters of 60 per cent of the cases have reported, not of 80 per cent as usual');
    expect(caveats(0.8)).not.toContain('as usual:');
    expect(caveats(0.8)).toContain('From November 2014 on');
  });

  it('are not told from the silence of a reporter that has cases now and then', () => {
    const rare = ['2013-03', '2013-11', '2014-04'].flatMap((month) => reported(400, month, '2015-01', 'PRT'));
    const table = tableWith([...rare, ...steady('ESP', 20, '2014-12')]);
    expect(lateMonths(table, select(table, EVERYTHING))).toEqual([]);
  });
});
