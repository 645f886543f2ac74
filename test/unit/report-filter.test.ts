import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../shared/report/block.ts';
import type { TimeChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { describeFilter } from '../../shared/report/describe-filter.ts';
import { documentTable } from '../../shared/report/document-table.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';

const NB = '\u00a0';

describe('a reader is told in words what a filter lets through', () => {
  it('for codes, dates and masses, in each language', () => {
    const filter = {
      all: [
        { facet: 'country' as const, in: ['ESP', 'PRT'] },
        { facet: 'date' as const, from: '2014-07-01', to: '2016' },
        { facet: 'mass' as const, from: 0.5 },
      ],
    };
    const said = (language: Language) => describeFilter(filter, createWording(language));
    expect(said('en')).toEqual(['country of seizure: Spain or Portugal', 'date: 1 July 2014 – 2016', `mass: 500${NB}g or more`]);
    expect(said('fr')).toEqual([
      `pays de saisie${NB}: Espagne ou Portugal`,
      `date${NB}: 1er juillet 2014 – 2016`,
      `masse${NB}: 500${NB}g ou plus`,
    ]);
    expect(said('ru')).toEqual(['страна изъятия: Испания или Португалия', 'дата: 1 июля 2014 года – 2016', `масса, не менее: 500${NB}г`]);
    expect(said('es')).toEqual(['país de incautación: España o Portugal', 'fecha: 1 de julio de 2014 – 2016', `masa: 500${NB}g o más`]);
  });

  it('for a single day, an open range, and a range without bounds', () => {
    const words = createWording('en');
    const one = (clause: { from?: string; to?: string }) => describeFilter({ all: [{ facet: 'date', ...clause }] }, words)[0];
    expect([one({ from: '2014', to: '2014' }), one({ from: '2014' }), one({ to: '2014-03' }), one({})]).toEqual([
      'date: 2014',
      'date: from 2014',
      'date: until March 2014',
      'date: any',
    ]);
  });

  it('for nested conditions, none, and more values than can be named', () => {
    const words = createWording('en');
    const either = { any: [{ facet: 'repeat' as const, in: ['repeat'] }, { not: { facet: 'country' as const, in: ['FRA'] } }] };
    expect(describeFilter({ all: [either] }, words)[0]).toMatch(/^either of \(exact repeats: .+; not \(country of seizure: France\)\)$/);
    expect(describeFilter({ all: [] }, words)).toEqual([]);
    expect(describeFilter({ all: [{ facet: 'source', in: [] }] }, words)).toEqual(['source: no value']);
    const many = Array.from({ length: 30 }, (_, index) => `s${index}`);
    expect(describeFilter({ all: [{ facet: 'source', in: many }] }, words)[0]).toMatch(/s11 and 18 other values$/);
  });

  it('for every facet there is, in every language, without leaving one out', () => {
    for (const language of LANGUAGES) {
      for (const facet of ['place', 'form', 'delivery', 'seizure-place', 'transited', 'regime', 'handling'] as const) {
        expect(describeFilter({ all: [{ facet, in: ['x'] }] }, createWording(language))[0]).toMatch(/\p{L}{3,}.*: x$/u);
      }
    }
  });
});

describe('a long table is made to fit a page', () => {
  const words = createWording('en');
  const columns = [
    { key: 'code', label: 'Code', code: true },
    { key: 'label', label: 'Label' },
    { key: 'cases', label: 'Cases', numeric: true },
  ];

  it('keeps a short one whole, without its codes', () => {
    const table: TableBlock = { kind: 'table', title: 'T', columns, rows: [['A1', 'one', 1]] };
    expect(documentTable(table, undefined, '1 T', words)).toMatchObject({
      columns: [{ key: 'label' }, { key: 'cases' }],
      rows: [['one', 1]],
      note: 'The full table is in the workbook, sheet “1 T”.',
    });
  });

  it('keeps the twenty highest rows in the order in which they stood, and says so', () => {
    const rows = Array.from({ length: 30 }, (_, index) => ['A', `row ${index}`, index % 2 === 0 ? index : null]);
    const shown = documentTable({ kind: 'table', title: 'T', columns, rows }, undefined, '1 T', words);
    expect(shown.rows).toHaveLength(20);
    expect(shown.rows.map((row) => row[1]).filter((value) => value !== null)).toEqual(Array.from({ length: 15 }, (_, index) => index * 2));
    expect(shown.note).toBe(
      'The 20 rows with the highest figures for “Cases” are shown, out of 30. The full table is in the workbook, sheet “1 T”.',
    );
  });

  it('adds up months by year, but never the rows, in which a case with two codes stands twice; shares are left alone', () => {
    const rows = Array.from({ length: 48 }, (_, index) => ['A', `row ${index}`, index]);
    const table: TableBlock = { kind: 'table', title: 'Cases', columns, rows };
    const byYear = documentTable(
      table,
      monthly((index) => index + 1),
      '1 Cases',
      words,
    );
    expect(byYear.rows).toEqual([
      ['a', 78, 222, 300],
      ['b', 78, 222, 300],
    ]);
    expect(byYear.note).toMatch(/^Years with an incomplete period: 2015\. /);
    expect(
      documentTable(
        table,
        monthly((index) => index / 10),
        '1 Cases',
        words,
      ).rows,
    ).toHaveLength(20);
  });
});

/** Two years of two equal series: 1 + … + 12 = 78, 13 + … + 24 = 222. */
function monthly(value: (index: number) => number): TimeChart {
  const periods = Array.from({ length: 24 }, (_, index) => ({
    key: `${2014 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    label: '',
  }));
  const series = ['a', 'b'].map((code) => ({ code, label: code, colour: '#000000', values: periods.map((_, index) => value(index)) }));
  return { type: 'stacked', title: 'T', subtitle: '', source: '', alt: '', unit: '', periods, series, incomplete: ['2015-12'] };
}
