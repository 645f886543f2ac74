import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ByteSource, createChunkSource, openFileSource } from '../../electron/parser/byte-source.ts';
import { readSource } from '../../electron/parser/read-source.ts';
import type { ErrorShape } from '../../shared/errors.ts';
import type { RowBatch, SourceHeader, SourceSummary } from '../../shared/parser-protocol.ts';
import { csv, randomOf } from '../support/build.ts';
import { withTexts } from '../support/parse-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-parser-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.csv`);
  writeFileSync(path, content);
  return path;
}

interface Read {
  header: SourceHeader;
  batches: RowBatch[];
  summary: SourceSummary;
}

async function read(source: ByteSource, duringBatch = () => {}): Promise<Read> {
  const seen: { header?: SourceHeader; batches: RowBatch[] } = { batches: [] };
  const reading = readSource(source, 'made-up.csv', {
    header: (header) => {
      seen.header = header;
    },
    batch: async (batch) => {
      seen.batches.push(withTexts(batch));
      duringBatch();
    },
    progress: () => {},
  });
  const summary = await reading.finally(() => source.close());
  return {
    header: seen.header as SourceHeader,
    batches: seen.batches,
    summary,
  };
}

const readText = async (content: string | Uint8Array) => read(await openFileSource(fileOf(content)));

async function refusal(content: string | Uint8Array): Promise<ErrorShape> {
  return readText(content).then(
    () => ({ code: 'internal' as const, message: 'It was accepted.' }),
    (error: ErrorShape) => error,
  );
}

const rowsOf = ({ batches }: Read): string[][] =>
  batches.flatMap((batch) =>
    Array.from({ length: batch.rows }, (_, row) => batch.columns.map(({ values, index }) => values[index[row] as number] as string)),
  );

describe('reading one file', () => {
  it('gives every cell back, over several batches, with repeats found by text', async () => {
    const random = randomOf(7);
    const rows = Array.from({ length: 40_000 }, (_, row) => [
      `n${Math.floor(random() * 30_000)}`,
      random() < 0.5 ? 'x' : ' x',
      row % 3 === 0 ? 'a "b";\nc' : 'ü',
    ]);
    const text = csv([['one', 'two', 'three'], ...rows]);
    const result = await readText(text);
    expect(rowsOf(result)).toEqual(rows);
    // The oracle for repeats: a plain map from joined text to the first row that held it.
    const first = new Map<string, number>();
    const repeatOf = rows.map((row, at) => {
      const key = JSON.stringify(row);
      if (!first.has(key)) first.set(key, at + 1);
      return first.get(key) === at + 1 ? 0 : first.get(key);
    });
    expect(result.batches.flatMap((batch) => [...batch.repeatOf])).toEqual(repeatOf);
    expect(result.summary.exactRepeats).toBe(repeatOf.filter((row) => row !== 0).length);
    expect(result.summary.exactRepeats).toBeGreaterThan(1000);
    expect(result.batches.map((batch) => batch.firstRecord)).toEqual([1, 8193, 16_385, 24_577, 32_769]);
    expect(result.summary.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    // Lines: each third row holds one line break, so row n begins on line 2 + (n-1) + rows before it with a break.
    expect(result.batches[1]?.original.lines[0]).toBe(2 + 8192 + Math.ceil(8192 / 3));
  });

  it('keeps the original bytes of each row as they stood in the file', async () => {
    const { batches } = await readText('a;b\r\n1;"x ""y"""\r\n2;z');
    const { original, rows } = batches[0] as RowBatch;
    const bytes = zstdDecompressSync(original.bytes);
    expect(bytes.toString()).toBe('1;"x ""y"""\r\n2;z');
    expect([rows, [...original.offsets], [...original.lines], original.unpackedBytes]).toEqual([2, [0, 13], [2, 3], 16]);
  });

  it('reads UTF-8 with a mark, and UTF-16 in both orders, as the same cells', async () => {
    const text = 'name;place\nЖанна;São 𝔘\n';
    const utf16le = Buffer.from(`\ufeff${text}`, 'utf16le');
    const utf16be = Buffer.from(utf16le).swap16();
    for (const [content, encoding] of [
      [text, 'utf-8'],
      [`\ufeff${text}`, 'utf-8-bom'],
      [utf16le, 'utf-16le'],
      [utf16be, 'utf-16be'],
    ] as const) {
      const result = await readText(content);
      expect(result.header).toMatchObject({
        encoding,
        headers: ['name', 'place'],
        delimiter: ';',
      });
      expect(rowsOf(result)).toEqual([['Жанна', 'São 𝔘']]);
      expect(result.summary.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    }
  });

  it('reads a long UTF-16 file whose characters fall on the borders of reads', async () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => [`${row}`, `𝔘ж${row}`, '€']);
    const result = await readText(Buffer.from(`\ufeff${csv([['a', 'b', 'c'], ...rows])}`, 'utf16le'));
    expect(rowsOf(result)).toEqual(rows);
  });

  it('reads bytes that come in small pieces, as an upload does', async () => {
    const source = createChunkSource();
    const bytes = Buffer.from('a,b\n1,"é,\n2"\n3,4\n');
    for (const byte of bytes) source.push(Uint8Array.of(byte));
    source.push(new Uint8Array(0));
    const result = await read(source);
    expect(rowsOf(result)).toEqual([
      ['1', 'é,\n2'],
      ['3', '4'],
    ]);
    expect(result.summary).toMatchObject({ rows: 2, bytes: bytes.length });
  });

  it('passes over blank lines and says when the last line is not ended', async () => {
    const result = await readText('\n\na;b\n\n1;2\r\n\r\n3;4');
    expect(rowsOf(result)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect([...(result.batches[0] as RowBatch).original.lines]).toEqual([5, 7]);
    expect(result.batches[0]?.warnings).toEqual([expect.objectContaining({ code: 'no-final-line-end', row: 2 })]);
  });

  it('warns of control characters and line breaks in each row that holds them, and keeps them', async () => {
    const result = await readText('a;b\nx\u0007;1\n"p\nq";2\nx\u0007;3\n\tt;4\n');
    expect(result.batches[0]?.warnings.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['control-character', 1, 'a'],
      ['line-break', 2, 'a'],
      ['control-character', 3, 'a'],
    ]);
    expect(rowsOf(result)[0]).toEqual(['x\u0007', '1']);
  });
});

describe('a file that cannot be read', () => {
  const cases: [name: string, content: string | Uint8Array, part: RegExp, where: object | undefined][] = [
    ['empty', '', /is empty/, undefined],
    ['nothing but line ends', '\n\r\n\n', /is empty/, undefined],
    ['a header and no rows', 'a;b\n', /no rows under it/, undefined],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n', /PDF document/, undefined],
    ['an XLSX workbook of eight bytes', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0), /cut|archive|damaged/i, undefined],
    ['a gzip archive', Uint8Array.of(0x1f, 0x8b, 8, 0), /Unpack it first/, undefined],
    ['an old Excel workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), /old Excel workbook.*save it as XLSX/, undefined],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), /PNG picture/, undefined],
    ['prose', 'Dear colleague\nall is well\n', /no separator/, { row: 0 }],
    ['a zero byte in row 2', 'a;b\n1;2\n3;\u00004\n', /Row 2 \(line 3\) holds a zero byte/, { row: 2, byte: 10 }],
    ['binary from the start', Uint8Array.of(1, 2, 0, 4, 5), /header row holds a zero byte/, { row: 0, byte: 2 }],
    [
      'a byte that is not UTF-8 in row 3, where all else is',
      Buffer.concat([Buffer.from('a;b\n1;é\n3;éñüé\n5;'), Buffer.from([0xe9]), Buffer.from('t\n')]),
      /Row 3 \(line 4\).*not UTF-8/,
      { row: 3, byte: 22 },
    ],
    ['UTF-8 cut in a character', Buffer.from('a;b\n1;é').subarray(0, 7), /Row 1 .*not UTF-8/, { row: 1, byte: 6 }],
    [
      'odd bytes in UTF-16',
      Buffer.concat([Buffer.from('\ufeffa;b\n', 'utf16le'), Buffer.from([0x00, 0xdc, 0x41, 0x00])]),
      /Row 1 \(line 2\).*UTF-16/,
      { row: 1 },
    ],
    [
      'cut inside a quoted cell',
      'a;b\n1;2\n3;"four\n5;6\n',
      /inside a quoted cell that row 2 \(line 3\) opened/,
      { row: 2, detail: { line: 3 } },
    ],
    [
      'cut in the middle of a row',
      'a;b;c\n1;2;3\n4;5',
      /Row 2 .* holds 2 cells where the header has 3/,
      { row: 2, detail: { line: 3, found: 2, expected: 3 } },
    ],
    ['a cell too many', 'a;b\n1;2;3\n', /holds 3 cells where the header has 2/, { row: 1, detail: { line: 2, found: 3, expected: 2 } }],
    ['text after a closing quote', 'a;b\n"x"y;2\n', /after|between a closing/, { row: 1, detail: { line: 2 } }],
    ['501 columns', `${Array(501).fill('c').join(';')}\n`, /more than 500 columns/, { row: 0, detail: { line: 1 } }],
    ['a cell of 16,001 characters', `a;b\n1;2\n3;${'x'.repeat(16_001)}\n`, /column "b"/, { row: 2, column: 'b', detail: { line: 3 } }],
    ['a row of more than 1 MB', `a;b\n1;2\n3;${'x'.repeat(1_100_000)}\n`, /Row 2 .*longer than 1 MB/, { row: 2, detail: { line: 3 } }],
  ];
  it.each(cases)('is refused by name: %s', async (_name, content, part, where) => {
    const error = await refusal(content);
    expect(error.code).toBe('unreadable-file');
    expect(error.message).toMatch(part);
    expect(error.message).toContain('Nothing was imported.');
    expect(error.where).toEqual(where);
  });

  it('accepts a cell of exactly 16,000 characters', async () => {
    const result = await readText(`a;b\n1;${'x'.repeat(16_000)}\n`);
    expect(rowsOf(result)[0]?.[1]).toHaveLength(16_000);
  });

  it.each(['a;b\n1;', 'a;b\n1;"', ''])('with a line that never ends after %j is refused after at most 4 MB', async (start) => {
    const head = Buffer.from(start);
    let given = 0;
    const endless: ByteSource = {
      bytes: 0,
      async read(target, offset, length) {
        target.fill(0x78, offset, offset + length);
        if (given < head.length) target.set(head.subarray(given), offset);
        given += length;
        return length;
      },
      verify: async () => {},
      close: async () => {},
    };
    await expect(read(endless)).rejects.toMatchObject({ code: 'unreadable-file', message: expect.stringContaining('longer than 1 MB') });
    expect(given).toBeLessThanOrEqual(4 * 1024 * 1024);
  });

  it('is refused when it is a folder, a device, or gone', async () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    await expect(openFileSource(inner)).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('folder'),
    });
    await expect(openFileSource('/dev/null')).rejects.toMatchObject({
      message: expect.stringContaining('device'),
    });
    await expect(openFileSource(join(folder, 'gone.csv'))).rejects.toMatchObject({
      message: expect.stringContaining('no longer there'),
    });
  });

  const long = csv([['a', 'b'], ...Array.from({ length: 300_000 }, (_, row) => [`${row}`, 'value'])]);
  const replace = (path: string) => {
    writeFileSync(`${path}.new`, long);
    renameSync(`${path}.new`, path);
  };
  const changes: [string, (path: string) => void][] = [
    ['shortened', (path) => truncateSync(path, 2_000_000)],
    ['lengthened', (path) => appendFileSync(path, '1;2\n')],
    ['touched', (path) => utimesSync(path, new Date(), new Date(Date.now() + 5000))],
    ['replaced by another file', replace],
    ['removed', (path) => rmSync(path)],
  ];
  it.each(changes)('is refused when it is %s while it is read', async (_name, change) => {
    const path = fileOf(long);
    let done = false;
    const reading = read(await openFileSource(path), () => {
      if (!done) change(path);
      done = true;
    });
    await expect(reading).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('was changed while it was read'),
    });
    expect(done).toBe(true);
  });
});
