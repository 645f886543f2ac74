import { describe, expect, it } from 'vitest';
import { combineDate, dateReader, readMonth, readYear, weekdayOfDate } from '../../shared/domain/read-date.ts';
import { numberReader } from '../../shared/domain/read-number.ts';

const dmy = dateReader({ as: 'date', order: 'dmy', serial: 1900 });
const mdy = dateReader({ as: 'date', order: 'mdy' });

/** Expected dates by hand; serial numbers as Excel shows them. */
describe('a date is read by the order of its column', () => {
  it.each([
    ['14/03/2019', '2019-03-14', 'day'],
    ['3.4.2019', '2019-04-03', 'day'],
    ['03-04-19', '2019-04-03', 'day'],
    ['03 04 2019', '2019-04-03', 'day'],
    ['03/04/26', '2026-04-03', 'day'],
    ['03/04/61', '1961-04-03', 'day'],
    ['03/04/99', '1999-04-03', 'day'],
    ['29/02/2020', '2020-02-29', 'day'],
    ['2019-04-03', '2019-04-03', 'day'],
    ['2019-04-03T23:59:59Z', '2019-04-03', 'day'],
    ['03/04/2019 11:15 PM', '2019-04-03', 'day'],
    ['2019/4/3', '2019-04-03', 'day'],
    ['20190403', '2019-04-03', 'day'],
    ['3042019', '2019-04-03', 'day'],
    ['14 марта 2019', '2019-03-14', 'day'],
    ['14 марта 2019 г.', '2019-03-14', 'day'],
    ['1er mars 2019', '2019-03-01', 'day'],
    ['3 de mayo de 2020', '2020-05-03', 'day'],
    ['3 de março de 2020', '2020-03-03', 'day'],
    ['March 14th, 2019', '2019-03-14', 'day'],
    ['jeudi 14 mars 2019', '2019-03-14', 'day'],
    ['Thu, 14 Mar 2019', '2019-03-14', 'day'],
    ['14-MAR-19', '2019-03-14', 'day'],
    ['12 août 2018', '2018-08-12', 'day'],
    ['7 juillet 2018', '2018-07-07', 'day'],
    ['7 juin 2018', '2018-06-07', 'day'],
    ['2014', '2014-01-01', 'year'],
    ['03/2014', '2014-03-01', 'month'],
    ['2014-03', '2014-03-01', 'month'],
    ['201403', '2014-03-01', 'month'],
    ['Mar-19', '2019-03-01', 'month'],
    ['Mar 2019', '2019-03-01', 'month'],
    ['mar 05/03/2019', '2019-03-05', 'day'],
    ['сентябрь 2014', '2014-09-01', 'month'],
    ['Q1 2014', '2014-01-01', 'quarter'],
    ['2014Q3', '2014-07-01', 'quarter'],
    ['T2 2014', '2014-04-01', 'quarter'],
    ['4 кв. 2014', '2014-10-01', 'quarter'],
    ['43586', '2019-05-01', 'day'],
  ])('%s is %s', (text, date, precision) => {
    expect(dmy(text)).toEqual({ date, precision });
  });

  it('the other order gives the other date, and never both', () => {
    expect(mdy('03/04/2019')?.date).toBe('2019-03-04');
    expect(mdy('14/03/2019')).toBeUndefined();
    expect(dmy('03/14/2019')).toBeUndefined();
    expect(dateReader({ as: 'date', order: 'iso' })('03/04/2019')).toBeUndefined();
    expect(dateReader({ as: 'date', order: 'ydm' })('2019/25/03')?.date).toBe('2019-03-25');
  });

  it.each([
    '31/02/2019',
    '29/02/2019',
    '2019-13-01',
    '00/04/2019',
    '2019-02-30',
    '31 June 2019',
    'soon',
    '',
    '-',
    '1.5',
    '12 kg',
    'May be 3',
  ])('“%s” is no date', (text) => {
    expect(dmy(text)).toBeUndefined();
  });

  it('day numbers count from the epoch the workbook has', () => {
    expect(dateReader({ as: 'date', order: 'iso', serial: 1904 })('42124')?.date).toBe('2019-05-01');
    expect(mdy('43586')).toBeUndefined();
  });
});

describe('year and month in columns of their own', () => {
  it('the fiscal year of the United States begins in October of the year before', () => {
    const fiscal = { startMonth: 10 };
    expect(combineDate({ year: 2020, month: 10, fiscal })?.date).toBe('2019-10-01');
    expect(combineDate({ year: 2020, month: 9, fiscal })).toEqual({ date: '2020-09-01', precision: 'month' });
    expect(combineDate({ year: 2020, month: 12 })?.date).toBe('2020-12-01');
    expect(combineDate({ year: 2020 })).toEqual({ date: '2020-01-01', precision: 'year' });
    expect(combineDate({ month: 3 })).toBeUndefined();
  });

  it.each([
    ['APR', 4],
    ['Sept.', 9],
    ['août', 8],
    ['июль', 7],
    ['07', 7],
    ['01-ENERO', 1],
    ['13', undefined],
    ['Total', undefined],
    ['', undefined],
    ['2-March', undefined],
  ])('the month %s is %s', (text, month) => {
    expect(readMonth(text)).toBe(month);
  });

  it.each([
    ['2020', 2020],
    ['FY20', 2020],
    ['FY 2020', 2020],
    ['2019/20', 2020],
    ['2019-2020', 2020],
    ['2020 г.', 2020],
    ['2020 (FYTD)', 2020],
    ['2019/25', undefined],
    ['20', undefined],
  ])('the year %s is %s', (text, year) => {
    expect(readYear(text)).toBe(year);
  });

  it('14 March 2019 was a Thursday', () => {
    expect(weekdayOfDate('2019-03-14')).toBe(4);
  });
});

describe('a number is read by the decimal sign of its column', () => {
  const comma = numberReader({ as: 'number', decimal: ',', thousands: '.', unitInCell: true });
  const point = numberReader({ as: 'number', decimal: '.', thousands: ',' });

  it.each([
    ['1.234', 1234, 1.234],
    ['1,234', 1.234, 1234],
    ['1.234.567', 1234567, 1234567],
    ['12,5', 12.5, 12.5],
    ['1.234,5', 1234.5, 1234.5],
    ['1,234.5', 1234.5, 1234.5],
    ['1 234,5', 1234.5, 1234.5],
    ['1\u00a0234', 1234, 1234],
    ['1\u202f234\u202f567', 1234567, 1234567],
    ["1'234.5", 1234.5, 1234.5],
    ['(12)', -12, -12],
    ['−3', -3, -3],
    ['5-', -5, -5],
    ['.5', 0.5, 0.5],
    ['1.2E-05', 0.000012, 0.000012],
    ['٣٫٥', 3.5, 3.5],
    ['0.001', 0.001, 0.001],
    ['-9,868888855', -9.868888855, -9.868888855],
  ])('%s', (text, byComma, byPoint) => {
    expect(comma(text)).toEqual({ amount: byComma });
    expect(point(text)).toEqual({ amount: byPoint });
  });

  it('a unit in the cell is handed on, and else the unit of the column', () => {
    expect(comma('12,5 kg')).toEqual({ amount: 12.5, unit: 'kg' });
    expect(point('12.5 kg')).toBeUndefined();
    expect(numberReader({ as: 'number', decimal: '.', thousands: '', unit: 'lbs' })('7')).toEqual({ amount: 7, unit: 'lbs' });
  });

  it.each(['', 'x', '1.2.3', '1,23,4', '12 34', '--5', '(5', '1e999', 'NaN', 'Infinity', '0x10', '12/03'])('“%s” is no number', (text) => {
    expect(comma(text)).toBeUndefined();
  });
});
