import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextTable } from '../../shared/csv/text-table.ts';
import { textOfUtf8, utf8Of } from '../../shared/csv/utf8.ts';
import { dateShape, isNeverDate } from '../../shared/domain/date-shape.ts';
import { numberShape } from '../../shared/domain/number-shape.ts';
import { createCellForms } from '../../shared/understand/cell-forms.ts';
import { headingOf } from '../../shared/understand/headings.ts';
import { createProfiler } from '../../shared/understand/profile.ts';
import { createRowJudge } from '../../shared/understand/row-part.ts';
import { emptyDates, emptyNumbers, tallyText } from '../../shared/understand/tally-cell.ts';
import { parseRows, parseSurvey } from '../support/parse-file.ts';

/*
 * What reads a million cells by their bytes says the same as what reads each of them as text. All values are made up.
 */
const encode = (text: string) => Buffer.from(text);

/** Pieces of which numbers, dates, codes, units and words are made. */
const PIECE = fc.constantFrom(
  ...['0', '1', '2', '9', '10', '12', '31', '05', '19', '1999', '2014', '45000', '123', '20140325', '1234567'],
  ...[
    '.',
    ',',
    ' ',
    '-',
    '/',
    ':',
    "'",
    '(',
    ')',
    '+',
    '%',
    '*',
    'T',
    'e',
    '\t',
    '\u00a0',
    '\u2013',
    '\u0001',
    '"',
    '²',
    '·',
    ' [',
    ']',
    ' [1]',
  ],
  ...[
    'kg',
    'g',
    'A',
    'Mar',
    'mar.',
    'janvier',
    'enero',
    'марта',
    'г.',
    'Mon',
    'de',
    'Q',
    'q1',
    'T2',
    'кв',
    'trim',
    'th',
    'h',
    'Total',
    'Ж',
    '𝔘',
  ],
);
const VALUE = fc.array(PIECE, { maxLength: 7 }).map((pieces) => pieces.join(''));
const DIGITS = fc.array(fc.nat({ max: 9 }), { minLength: 40, maxLength: 40 });

/** The same text with other digits. */
const withDigits = (text: string, digits: number[]): string => {
  let at = 0;
  return text.replace(/[0-9]/g, () => String(digits[at++ % digits.length]));
};

describe('the form of a cell', () => {
  it('that is never a date holds for all its digits', () => {
    fc.assert(
      fc.property(VALUE, DIGITS, (value, digits) => {
        if (isNeverDate(value)) expect(dateShape(withDigits(value, digits))).toBeUndefined();
      }),
      { numRuns: 20_000 },
    );
  });

  it('says of a number what its text says, whichever text of the form came first', () => {
    const forms = createCellForms();
    fc.assert(
      fc.property(VALUE, DIGITS, (value, digits) => {
        for (const text of [value, withDigits(value, digits)].map((each) => each.trim())) {
          const bytes = encode(text);
          const form = forms.formOf(bytes, 0, bytes.length);
          if (!form) continue;
          expect(dateShape(text)).toBeUndefined();
          const [own, known] = [numberShape(text), form.number];
          expect([known?.kind, known?.thousands, known && known.unit !== '']).toEqual([own?.kind, own?.thousands, own && own.unit !== '']);
        }
      }),
      { numRuns: 20_000 },
    );
  });
});

/** Counts as the definition says, text by text. */
function countPlainly(cells: readonly { text: string; count: number }[]) {
  const [numbers, dates, values] = [emptyNumbers(), emptyDates(), new Map<string, number>()];
  const column = { filled: 0, blank: 0, longest: 0, controlCharacters: 0, complete: true };
  for (const { text, count } of cells) {
    if (/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u.test(text)) column.controlCharacters += count;
    const value = text.trim();
    if (value === '') {
      column.blank += count;
      continue;
    }
    column.filled += count;
    column.longest = Math.max(column.longest, value.length);
    const cut = value.slice(0, 400);
    if (values.has(cut) || values.size < 20_000) values.set(cut, (values.get(cut) ?? 0) + count);
    else {
      column.complete = false;
      tallyText(numbers, dates, cut, count);
    }
  }
  for (const [value, count] of values) tallyText(numbers, dates, value, count);
  const most = [...values].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  return {
    ...column,
    header: 'x',
    distinct: values.size,
    complete: column.complete && values.size <= 5000,
    values: most.slice(0, 5000),
    numbers,
    dates,
  };
}

describe('what a column holds', () => {
  const CELLS = fc.array(fc.record({ text: fc.oneof(VALUE, fc.string()), count: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 });
  const inBytes = (cells: readonly { text: string; count: number }[]) => {
    const profiler = createProfiler(['x'], 77);
    for (const { text, count } of cells) {
      const bytes = encode(`a${text}b`);
      profiler.addBytes(0, bytes, 1, bytes.length - 1, count);
    }
    return profiler.finish()[0];
  };

  it('is counted from bytes as from texts', () => {
    fc.assert(
      fc.property(CELLS, (cells) => {
        expect(inBytes(cells)).toEqual(countPlainly(cells));
      }),
      { numRuns: 1000 },
    );
  });

  it('also where more values differ than are counted one by one', () => {
    const values = fc.sample(VALUE, { numRuns: 40_000, seed: 5 });
    const cells = values.map((text, at) => ({ text: at % 3 === 0 ? `${text} ${at}` : `${at}${text}`, count: 1 + (at % 4) }));
    const twice = [...cells, ...cells.slice(0, 30_000)];
    expect(inBytes(twice)).toEqual(countPlainly(twice));
  });

  it('of texts too long to be kept whole, cut between two halves of one character', () => {
    const long = `${'x'.repeat(399)}𝔘${'y'.repeat(50)}`;
    const cells = [long, `${long}z`, 'é'.repeat(401), ` ${'7'.repeat(401)}`].map((text) => ({ text, count: 2 }));
    expect(inBytes(cells)).toEqual(countPlainly(cells));
  });
});

describe('texts told apart by their bytes', () => {
  it('are numbered as a map numbers them, whatever their hashes', () => {
    const TEXTS = fc.array(fc.record({ text: fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', 'é') }), clear: fc.boolean() }), {
      maxLength: 900,
    });
    fc.assert(
      fc.property(TEXTS, fc.integer({ min: 1, max: 40 }), (texts, spread) => {
        const table = createTextTable();
        let known = new Map<string, number>();
        for (const [at, { text, clear }] of texts.entries()) {
          if (clear && at % 100 === 99) {
            table.clear();
            known = new Map();
          }
          const bytes = encode(`${text}${text}`);
          const hash = text.length % spread;
          expect(table.find(bytes, 0, bytes.length / 2, hash)).toBe(known.get(text) ?? -1);
          if (!known.has(text)) known.set(text, known.size);
          expect(table.add(bytes, bytes.length / 2, bytes.length, hash)).toBe(known.get(text));
        }
        expect(table.count()).toBe(known.size);
        for (const [text, place] of known)
          expect(Buffer.from(table.bytes()).toString('utf8', table.starts()[place], table.starts()[place + 1])).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('are written as UTF-8 and read back, halves of characters included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 20 }), (text, cut) => {
        const part = text.slice(0, cut);
        const bytes = utf8Of(part);
        expect(textOfUtf8(bytes, 0, bytes.length)).toBe(part);
        if (part.isWellFormed()) expect(Buffer.from(bytes).toString('utf8')).toBe(part);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('rows told by what is known of their cells', () => {
  const HEADERS = ['Nº', 'Place', 'Drug', 'kg', 'Note'];
  const KINDS = ['totals', 'note', 'repeated-header', 'blank'] as const;
  const LAST_SUM = 20_000;
  /** Rows of data until sums are no longer looked for, then rows of every kind. */
  const tableOf = (headers: string[], seed: number): string[][] => {
    const cell = fc.constantFrom(
      '',
      ' ',
      '\u00a0',
      '1',
      '2,5',
      '7 kg',
      'A-12',
      'Total',
      'total',
      'Итого',
      'All',
      'ſuma',
      'of which: x',
      '2019',
      'Q1 2019',
      '2019-03',
      'x',
      'Lima',
      ...headers,
    );
    const rows = fc.sample(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), { numRuns: 3000, seed });
    const special = [headers, headers.map(() => ' '), headers.map((_, place) => (place === 0 ? 'Source: nobody at all' : ''))];
    const repeats = rows.map((row, at) => [...(at % 50 < special.length ? (special[at % 50] as string[]) : row)]);
    return [
      ...Array.from({ length: LAST_SUM }, (_, at) => [`${at}`, 'Lima', 'opium', '3', 'none']),
      ...repeats,
      ['9', 'Lima', 'opium', '3', 'none'],
    ];
  };
  const csvOf = (headers: string[], rows: string[][]) => [headers, ...rows].map((row) => `${row.join(';')}\n`).join('');
  const partsOf = (headers: string[], rows: string[][], within: string[], periods: string[]) => {
    const judge = createRowJudge(headers, { within, periods });
    return rows.map((row, at) => judge.judge(row, at === rows.length - 1));
  };

  it.each([
    [HEADERS, [], []],
    [['Id', 'Place', 'Drug', 'kg', 'Note'], ['Note'], []],
    [['Q1', 'Place', 'Drug', 'kg', 'Note'], [], []],
    [['Number of case', 'Place', 'Drug', 'kg', 'Note'], [], []],
    [HEADERS, ['Place'], ['Note']],
  ])('are left out as their texts say, under %j', async (headers, within, periods) => {
    const rows = tableOf(headers, headers.length + within.length);
    const parts = partsOf(headers, rows, within, periods);
    const leaveOut = KINDS.map((kind) => ({ kind, within, periods }));
    const shape = { table: { headerAt: 0, headerRows: 1, leaveOut } };
    const expected = parts.flatMap((kind, at) => (kind === null ? [] : [{ row: at + 1, kind }]));
    expect(new Set(expected.map(({ kind }) => kind)).size).toBe(4);
    const { batches } = await parseRows(csvOf(headers, rows), shape);
    expect(batches.flatMap(({ leftOut }) => leftOut)).toEqual(expected);
    const survey = await parseSurvey(csvOf(headers, rows), shape);
    for (const { kind, count } of survey.leftOut) expect(count).toBe(expected.filter((row) => row.kind === kind).length);
    expect(survey.records).toBe(rows.length - expected.length);
    expect(survey.tail.map(({ row, cells }) => [row, cells])).toEqual(rows.map((cells, at) => [at + 1, cells]).slice(-40));
  });

  it('have the headings above them and their numbers apart by what they measure, as their texts say', async () => {
    const rows = tableOf(HEADERS, 9);
    const judge = createRowJudge(HEADERS);
    const measures = {
      header: 'Drug',
      value: 'kg',
      columns: [
        { name: 'Cases', of: ['Total', 'x'], elsewhere: '0' },
        { name: 'Quantity', of: ['Opium'], elsewhere: '' },
      ],
    };
    const table = { headerAt: 0, headerRows: 1, leaveOut: KINDS.map((kind) => ({ kind })), sections: { names: ['Section'] }, measures };
    let section = '';
    const expected = rows.map((row, at) => {
      const heading = headingOf(row);
      const kind = heading === undefined ? judge.judge(row, at === rows.length - 1) : 'heading';
      if (heading !== undefined) section = heading;
      const [drug, amount] = [(row[2] ?? '').trim().toLowerCase(), row[3] ?? ''];
      const isCases = drug === 'total' || drug === 'x';
      const arisen = [section, isCases ? amount : '0', drug === 'opium' ? amount : ''];
      return { kind: kind ?? (isCases || drug === 'opium' ? null : 'other-measure'), cells: [...row, ...arisen] };
    });
    const data = expected.filter(({ kind }) => kind === null);
    expect(new Set(expected.map(({ kind }) => kind)).size).toBe(7);
    const parsed = await parseRows(csvOf(HEADERS, rows), { table });
    expect(parsed.rows).toEqual(data.map(({ cells }) => cells));
    const leftOut = expected.flatMap(({ kind }, at) => (kind === null ? [] : [{ row: at + 1, kind }]));
    expect(parsed.batches.flatMap((batch) => batch.leftOut)).toEqual(leftOut);
    const survey = await parseSurvey(csvOf(HEADERS, rows), { table });
    expect(survey.records).toBe(data.length);
    expect(survey.headings?.count).toBe(expected.filter(({ kind }) => kind === 'heading').length);
    for (const place of [5, 6, 7]) {
      const counts = new Map<string, number>();
      for (const { cells } of data) if (cells[place]?.trim()) counts.set(cells[place], (counts.get(cells[place]) ?? 0) + 1);
      expect(new Map(survey.columns[place]?.values.map(({ value, count }) => [value, count]))).toEqual(trimmed(counts));
    }
  });
});

/** Values are counted trimmed. */
function trimmed(counts: ReadonlyMap<string, number>): Map<string, number> {
  const found = new Map<string, number>();
  for (const [text, count] of counts) found.set(text.trim(), (found.get(text.trim()) ?? 0) + count);
  return found;
}
