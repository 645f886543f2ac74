import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDialect } from '../../shared/csv/detect.ts';
import { CARRIAGE_RETURN, type Dialect, LINE_FEED } from '../../shared/csv/dialect.ts';
import { cellsOf, readRecord } from '../../shared/csv/record.ts';
import { createTokenizer, INCOMPLETE, OPEN_QUOTE, TEXT_AFTER_QUOTE, TOO_MANY_CELLS } from '../../shared/csv/tokenizer.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const SEMICOLON: Dialect = { delimiter: 59, newline: LINE_FEED };

function readAll(bytes: Uint8Array, dialect: Dialect): string[][] {
  const tokenizer = createTokenizer(dialect, 100);
  const rows: string[][] = [];
  for (let at = 0; at < bytes.length; ) {
    at = tokenizer.next(bytes, at, bytes.length, true);
    if (at < 0) throw new Error(`code ${at}`);
    rows.push(cellsOf(tokenizer, bytes, decode));
  }
  return rows;
}

/** Made-up cells rich in what makes separated values hard to read. */
const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'é', 'Ж', '𝔘', '"', ';', ',', '\t', '|', '\n', '\r', ' ', '0'),
    maxLength: 12,
  }),
  fc.string({ maxLength: 5 }),
);

/** Writes a cell; quotes it where it must be, and sometimes where it need not. */
function write(text: string, quoteAnyway: boolean, delimiter: string): string {
  const must = text.startsWith('"') || /[\r\n]/.test(text) || text.includes(delimiter);
  return must || quoteAnyway ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('reading separated values', () => {
  it('reads every table as csv-parse reads it', () => {
    const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.record({
        rows: fc.array(
          fc.array(fc.tuple(cell, fc.boolean()), {
            minLength: width,
            maxLength: width,
          }),
          { minLength: 1, maxLength: 8 },
        ),
        delimiter: fc.constantFrom(';', ',', '\t', '|'),
        newline: fc.constantFrom('\n', '\r\n', '\r'),
        last: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(table, ({ rows, delimiter, newline, last }) => {
        const lines = rows.map((row) => row.map(([text, quoted]) => write(text, quoted, delimiter)).join(delimiter));
        const bytes = encode(lines.join(newline) + (last ? newline : ''));
        const oracle: string[][] = parse(Buffer.from(bytes), {
          delimiter,
          record_delimiter: [newline],
          relax_quotes: true,
          relax_column_count: true,
        });
        const dialect = {
          delimiter: delimiter.charCodeAt(0),
          newline: newline === '\r' ? CARRIAGE_RETURN : LINE_FEED,
        };
        expect(readAll(bytes, dialect)).toEqual(oracle);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the same record when its bytes arrive one at a time', () => {
    const bytes = encode('a;"b ""c"";\r\nd";\r\nnext;1;2\r\n');
    const tokenizer = createTokenizer(SEMICOLON, 10);
    const first = bytes.indexOf(encode('n')[0] as number);
    for (let end = 0; end < first; end++) expect(tokenizer.next(bytes, 0, end, false)).toBe(INCOMPLETE);
    expect(tokenizer.next(bytes, 0, first, false)).toBe(first);
    expect(cellsOf(tokenizer, bytes, decode)).toEqual(['a', 'b "c";\r\nd', '']);
    expect(tokenizer.innerLines()).toBe(1);
  });

  it('gives a cell the same hash whether it was quoted or not', () => {
    const tokenizer = createTokenizer(SEMICOLON, 10, 99);
    const bytes = encode('5" pipe;"5"" pipe";5\' pipe\n');
    tokenizer.next(bytes, 0, bytes.length, true);
    expect(tokenizer.hashes[1]).toBe(tokenizer.hashes[0]);
    expect(tokenizer.hashes[2]).not.toBe(tokenizer.hashes[0]);
  });

  it('says what is wrong with a record that cannot be read', () => {
    const tokenizer = createTokenizer(SEMICOLON, 3);
    const code = (text: string) => tokenizer.next(encode(text), 0, encode(text).length, true);
    expect(code('a;"b\nc;d\n')).toBe(OPEN_QUOTE);
    expect(code('a;"b"c;d\n')).toBe(TEXT_AFTER_QUOTE);
    expect(code('a;b;c;d\n')).toBe(TOO_MANY_CELLS);
  });

  it('finds separator and line end in the header, outside quotes', () => {
    const find = (text: string) => detectDialect(encode(text), 0, encode(text).length, false)?.dialect;
    expect(find('"a,b,c";d;e\r\n')).toEqual({
      delimiter: 59,
      newline: LINE_FEED,
    });
    expect(find('a,b\rc,d')).toEqual({
      delimiter: 44,
      newline: CARRIAGE_RETURN,
    });
    expect(find('a\tb|c\td\n')).toEqual({ delimiter: 9, newline: LINE_FEED });
    expect(find('alone\n')).toEqual({ delimiter: 0, newline: LINE_FEED });
    expect(find('a;b')).toBeUndefined();
    expect(find('a;b\r')).toBeUndefined();
  });

  it('reads back one record that was kept as bytes', () => {
    expect(readRecord(encode('x;"a;b ""c""";\r\n'), SEMICOLON, decode)).toEqual(['x', 'a;b "c"', '']);
  });
});
