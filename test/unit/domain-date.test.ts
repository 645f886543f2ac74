import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, lastDayNumber, readDate } from '../../shared/domain/date.ts';

describe('an analyst reads dates of a file', () => {
  it.each([
    ['2014-03-09', '2014-03-09', 'day'],
    [' 2014-03-09 ', '2014-03-09', 'day'],
    ['2014-03', '2014-03-01', 'month'],
    ['2014', '2014-01-01', 'year'],
    ['2012-02-29', '2012-02-29', 'day'],
    ['2000-02-29', '2000-02-29', 'day'],
  ])('%s is %s, known to the %s', (text, date, precision) => {
    expect(readDate(text)).toEqual({ date, precision });
  });

  it.each([
    '',
    'Unknown',
    '2013-02-29',
    '1900-02-29',
    '2014-02-30',
    '2014-13-01',
    '2014-00-10',
    '2014-04-31',
    '2014-04-00',
    '0000-01-01',
    '09/03/2014',
    '2014-3-9',
    '14-03-09',
    '2014-03-09T00:00',
    '2014-03-09 2014-03-10',
    '20140309',
    '٢٠١٤-٠٣-٠٩',
    '2014-Q1',
  ])('refuses to guess at "%s"', (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

describe('days are counted', () => {
  // Published: Unix day 0 is 1970-01-01; 2000-01-01 is day 10957 and 2038-01-19 day 24855 (the 32-bit limit, 2^31 s).
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-01-01', 10957],
    ['2038-01-19', 24855],
    ['2014-03', 16130],
    ['2014', 16071],
  ])('%s is day %i', (date, day) => {
    expect(dayNumber(date)).toBe(day);
  });

  it('and back again, for every day of a leap century, one at a time', () => {
    let day = dayNumber('1999-12-31');
    const end = dayNumber('2101-01-01');
    let before = dateOfDay(day);
    for (day += 1; day <= end; day += 1) {
      const date = dateOfDay(day);
      expect(dayNumber(date)).toBe(day);
      expect(date > before).toBe(true);
      before = date;
    }
    expect(before).toBe('2101-01-01');
  });

  it('a period ends on its last day', () => {
    expect(dateOfDay(lastDayNumber('2012-02'))).toBe('2012-02-29');
    expect(dateOfDay(lastDayNumber('2014-02'))).toBe('2014-02-28');
    expect(dateOfDay(lastDayNumber('2014-12'))).toBe('2014-12-31');
    expect(dateOfDay(lastDayNumber('2014'))).toBe('2014-12-31');
    expect(dateOfDay(lastDayNumber('2014-03-09'))).toBe('2014-03-09');
    expect(dateOfDay(lastDayNumber('9999'))).toBe('9999-12-31');
  });

  it('what is not a date is a fault of the caller', () => {
    expect(() => dayNumber('2014-02-30')).toThrow(RangeError);
    expect(() => lastDayNumber('soon')).toThrow(RangeError);
  });
});
