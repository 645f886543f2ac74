import { describe, expect, it } from 'vitest';
import { dateClause, isDateText, kilograms, massClause } from '../../renderer/features/filter/ranges.ts';
import { setCodes, toggleAlso, toggleMarks, toggleOnly, toggleRange, withoutClause } from '../../renderer/ui/toggle-filter.ts';
import { EVERYTHING, type Filter } from '../../shared/domain/filter.ts';

const cocaine: Filter = { all: [{ facet: 'drug', in: ['G2'] }] };

describe('a click on a mark', () => {
  it('filters by its code alone and, the second time, frees the facet', () => {
    const once = toggleOnly(EVERYTHING, 'drug', 'G2');
    expect(once).toEqual(cocaine);
    expect(toggleOnly(once, 'drug', 'G3')).toEqual({ all: [{ facet: 'drug', in: ['G3'] }] });
    expect(toggleOnly(once, 'drug', 'G2')).toEqual(EVERYTHING);
  });

  it('with Ctrl joins the others or leaves them', () => {
    const both = toggleAlso(cocaine, 'drug', 'G3');
    expect(both).toEqual({ all: [{ facet: 'drug', in: ['G2', 'G3'] }] });
    expect(toggleAlso(both, 'drug', 'G2')).toEqual({ all: [{ facet: 'drug', in: ['G3'] }] });
    expect(toggleAlso(cocaine, 'drug', 'G2')).toEqual(EVERYTHING);
  });

  it('on a heat map filters both facets and, the second time, frees both and leaves the rest', () => {
    const marks = [
      { facet: 'concealment', code: 'C8' },
      { facet: 'transport', code: 'T4' },
    ] as const;
    const once = toggleMarks(cocaine, [...marks]);
    expect(once.all).toEqual([
      { facet: 'drug', in: ['G2'] },
      { facet: 'concealment', in: ['C8'] },
      { facet: 'transport', in: ['T4'] },
    ]);
    expect(toggleMarks(once, [...marks])).toEqual(cocaine);
  });

  it('on a cell of an active row moves to that cell instead of freeing it', () => {
    const row = setCodes(EVERYTHING, 'concealment', ['C8']);
    const cell = toggleMarks(row, [
      { facet: 'concealment', code: 'C8' },
      { facet: 'transport', code: 'T4' },
    ]);
    expect(cell.all).toContainEqual({ facet: 'concealment', in: ['C8'] });
    expect(cell.all).toContainEqual({ facet: 'transport', in: ['T4'] });
  });

  it('never touches what a nested condition says about the facet', () => {
    const nested: Filter = { all: [{ not: { facet: 'drug', in: ['G1'] } }] };
    expect(toggleOnly(nested, 'drug', 'G2').all).toEqual([{ not: { facet: 'drug', in: ['G1'] } }, { facet: 'drug', in: ['G2'] }]);
  });
});

describe('dragging over months', () => {
  it('chooses the range in calendar order, whichever way the pointer went', () => {
    expect(toggleRange(EVERYTHING, '2014-06', '2013-02')).toEqual({ all: [{ facet: 'date', from: '2013-02', to: '2014-06' }] });
  });

  it('over the same months again frees the date', () => {
    const once = toggleRange(cocaine, '2013-02', '2014-06');
    expect(toggleRange(once, '2013-02', '2014-06')).toEqual(cocaine);
  });
});

describe('the cross of a chip', () => {
  it('takes away that clause and no other', () => {
    const two: Filter = { all: [...cocaine.all, { facet: 'transport', in: ['T4'] }] };
    expect(withoutClause(two, 0)).toEqual({ all: [{ facet: 'transport', in: ['T4'] }] });
  });
});

describe('a date range as typed', () => {
  it.each([
    ['2014', true],
    ['2014-03', true],
    ['2016-02-29', true],
    ['2015-02-29', false],
    ['2014-13', false],
    ['2014-3', false],
    ['09.03.2014', false],
    ['', true],
  ])('reads "%s" on the calendar', (text, holds) => {
    expect(isDateText(text)).toBe(holds);
  });

  it('may leave an end open, and both ends open mean no condition', () => {
    expect(dateClause('2014', '')).toEqual({ facet: 'date', from: '2014' });
    expect(dateClause(' ', '')).toBeUndefined();
  });

  it('is refused when it ends before it begins', () => {
    expect(dateClause('2015-02', '2014-12')).toBeNull();
  });

  it('may name a month and the year around it', () => {
    expect(dateClause('2014-03', '2014')).toEqual({ facet: 'date', from: '2014-03', to: '2014' });
  });
});

describe('a mass range as typed', () => {
  it.each([
    ['0,5', 0.5],
    ['1 250', 1250],
    ['1\u00a0250,5', 1250.5],
    ['12.25', 12.25],
  ])('reads "%s" as kilograms in any of the four languages', (text, value) => {
    expect(kilograms(text)).toBe(value);
  });

  it.each(['-1', '1e3', 'many', '1,2,3'])('refuses "%s"', (text) => {
    expect(massClause(text, '')).toBeNull();
  });

  it('is refused when the smaller number stands second', () => {
    expect(massClause('5', '1')).toBeNull();
    expect(massClause('1', '5')).toEqual({ facet: 'mass', from: 1, to: 5 });
  });
});
