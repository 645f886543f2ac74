import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profilePanels } from '../../electron/service/profile/panels.ts';
import { facetValues } from '../../electron/service/profile/values.ts';
import { profileContract } from '../../shared/contract/profile.ts';
import { EVERYTHING, type Filter } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { MADE_UP, madeUpTable } from '../support/made-up-cases.ts';

// Expected figures are counted by hand from the twelve invented cases of test/support/made-up-cases.ts.

const words = createWording('en');
const table = madeUpTable();

function panels(filter: Filter, split: 'none' | 'drug' | 'transport' | 'concealment' | 'country' = 'transport') {
  return profileContract['profile.panels'].output.parse(profilePanels(table, filter, split, words));
}

describe('an analyst looks at the profile', () => {
  it('sees all cases, repeats, and the mass with its doubts', () => {
    const { total, selected, repeats, massKg, massKgLow, massKgHigh, assumedShare, topTenShare } = panels(EVERYTHING);
    expect([total, selected, repeats]).toEqual([12, 12, 1]);
    expect([massKg, massKgLow, massKgHigh]).toEqual([100, 99.7, 100.3]);
    expect([assumedShare, topTenShare]).toEqual([0.005, 1]);
  });

  it('sees months, heat map, drugs and countries', () => {
    const { months, heat, drugs, countries } = panels(EVERYTHING);
    expect([months.keys[0], months.keys.at(-1), months.keys.length]).toEqual(['2014-01', '2015-04', 16]);
    expect(months.series.find(({ code }) => code === 'T4')?.cases.slice(0, 3)).toEqual([2, 0, 1]);
    expect(months.series.filter(({ missing }) => missing).map(({ code }) => code)).toEqual(['T0.2', 'T0.3']);
    expect(
      heat.cases[heat.concealments.findIndex(({ code }) => code === 'C8')]?.[heat.transports.findIndex(({ code }) => code === 'T4')],
    ).toBe(4);
    expect(drugs.map(({ code, cases, massKg }) => [code, cases, massKg])).toEqual([['G2', 12, 100]]);
    expect(countries.map(({ code, cases }) => [code, cases])).toEqual([
      ['FRA', 7],
      ['ESP', 3],
      ['PRT', 2],
    ]);
  });

  it('is told the cases a panel rests on, each counted once though one bears two means of transport', () => {
    const { basis, heat, months } = panels(EVERYTHING);
    // The case of 2 March 2014 went by air and by road: it stands in two cells, so the cells add up to one more than the cases.
    expect(heat.cases.flat().reduce((sum, count) => sum + count, 0)).toBe(13);
    expect(basis).toEqual({
      months: { cases: 12, massKg: 100 },
      heat: { cases: 12, massKg: 100 },
      drugs: { cases: 12, massKg: 100 },
      countries: { cases: 12, massKg: 100 },
    });
    // March 2014: three cases, 4 + 1 kg.
    expect([months.keys[2], months.whole.cases[2], months.whole.massKg[2]]).toEqual(['2014-03', 3, 5]);
    expect(panels({ all: [{ facet: 'country', in: ['ESP'] }] }).basis).toMatchObject({
      countries: { cases: 12 },
      heat: { cases: 3, massKg: 14.5 },
    });
  });

  it('sees the share not stated by year and by reporter', () => {
    const { quality } = panels(EVERYTHING);
    const [transport, concealment, mass] = ['transport', 'concealment', 'mass'].map((field) => quality.fields.indexOf(field)) as [
      number,
      number,
      number,
    ];
    expect(
      quality.years.map(({ key, cases, notStated }) => [key, cases, notStated[transport], notStated[concealment], notStated[mass]]),
    ).toEqual([
      ['2014', 6, 1 / 6, 1 / 6, 1 / 6],
      ['2015', 5, 1 / 5, 3 / 5, 2 / 5],
    ]);
    expect(quality.reporters.map(({ code, cases, notStated }) => [code, cases, notStated[concealment]])).toEqual([
      ['FRA', 7, 3 / 7],
      ['ESP', 3, 0],
      ['PRT', 2, 1],
    ]);
  });

  it('clicks a country: every other panel follows, the country panel keeps its siblings', () => {
    const all = panels(EVERYTHING);
    const clicked = panels({ all: [{ facet: 'country', in: ['ESP'] }] });
    expect(clicked.selected).toBe(3);
    expect(clicked.countries).toEqual(all.countries);
    expect(clicked.quality.reporters).toEqual(all.quality.reporters);
    expect(clicked.drugs.map(({ cases }) => cases)).toEqual([3]);
    expect(clicked.heat.transports.map(({ code }) => code)).toEqual(['T3', 'T4']);
    expect(clicked.months.keys.at(-1)).toBe('2015-02');
  });

  it('clicks a cell of the heat map: the heat map stays, the rest follows both', () => {
    const all = panels(EVERYTHING, 'drug');
    const clicked = panels(
      {
        all: [
          { facet: 'concealment', in: ['C8'] },
          { facet: 'transport', in: ['T4'] },
        ],
      },
      'drug',
    );
    expect(clicked.selected).toBe(4);
    expect(clicked.heat).toEqual(all.heat);
    expect(clicked.countries.map(({ code, cases }) => [code, cases])).toEqual([
      ['FRA', 3],
      ['ESP', 1],
    ]);
  });

  it('drags over months: the months stay whole, and so does the strip by year', () => {
    const all = panels(EVERYTHING);
    const dragged = panels({ all: [{ facet: 'date', from: '2014-01', to: '2014-01' }] });
    expect(dragged.selected).toBe(3);
    expect(dragged.months).toEqual(all.months);
    expect(dragged.quality.years).toEqual(all.quality.years);
    expect(dragged.countries.map(({ cases }) => cases)).toEqual([2, 1]);
  });

  it('never loses a case between the parts of an unsplit panel and the whole, under any filter', () => {
    const countries = ['FRA', 'ESP', 'PRT', 'ITA'];
    fc.assert(
      fc.property(fc.subarray(countries), fc.subarray(['T4', 'T3', 'T1', 'T9', 'T0']), (country, transport) => {
        const filter: Filter = {
          all: [
            { facet: 'country', in: country },
            { facet: 'transport', in: transport },
          ],
        };
        const { selected, months, quality } = panels(filter, 'none');
        const expected = MADE_UP.filter(({ codes }) => codes.country?.some((code) => country.includes(code)));
        const chosen = expected.filter(({ codes }) =>
          codes.transport?.some((code) => transport.some((parent) => code === parent || code.startsWith(`${parent}.`))),
        );
        expect(selected).toBe(chosen.length);
        const dated = chosen.filter(({ date, precision }) => date !== null && precision === 0).length;
        expect((months.series[0]?.cases ?? []).reduce((sum, cases) => sum + cases, 0)).toBe(dated);
        expect(quality.years.reduce((sum, { cases }) => sum + cases, 0)).toBe(chosen.filter(({ date }) => date !== null).length);
      }),
    );
  });
});

describe('an analyst opens the filter bar', () => {
  it('gets each group with its codes under it, counted without the filter on that facet', () => {
    const { values } = facetValues(table, { all: [{ facet: 'transport', in: ['T1'] }] }, 'transport', words);
    expect(values.map(({ code, cases }) => [code, cases])).toEqual([
      ['T4', 5],
      ['T4.1', 4],
      ['T4.2', 1],
      ['T3', 3],
      ['T3.1', 2],
      ['T3.4', 2],
      ['T1', 1],
      ['T1.1', 1],
      ['T9', 1],
      ['T0.2', 2],
      ['T0.3', 1],
    ]);
  });

  it('is told that a range has no list of values', () => {
    expect(() => facetValues(table, EVERYTHING, 'mass', words)).toThrowError(/range/);
  });
});
