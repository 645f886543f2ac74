import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfBatch } from '../../electron/parser/batch-bytes.ts';
import { startParser } from '../../electron/parser/start.ts';
import type { ParserPort } from '../../electron/service/context.ts';
import { createBatchOpener } from '../../electron/service/import/open-batch.ts';
import { HEADER_LENGTH_BYTES } from '../../shared/batch-layout.ts';
import { StowageError } from '../../shared/errors.ts';
import type { FromParser, PackedTexts } from '../../shared/parser-protocol.ts';
import { idsCsv, madeUpSeizures, randomOf } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { type ParsedFile, parseRows } from '../support/parse-file.ts';

/**
 * The process that reads files may fall to a file. Whatever it then sends in the place of a batch is refused in a sentence, and nothing of it is stored.
 * Every table here is made up.
 */
const TABLE = 'Drug,Jan,Feb\nHeroin,1,2\n"Two\nlines",3,\nTotal,4,2\nTotal,4,2\nКокаин,5,6\nHeroin,1,2\n';
const MONTHS = {
  table: {
    headerAt: 0,
    leaveOut: [{ kind: 'totals' as const }],
    unpivot: {
      columns: [
        { header: 'Jan', value: '1' },
        { header: 'Feb', value: '2' },
      ],
      name: 'Month',
      measure: 'Kg',
    },
  },
};

const textOf = (parsed: ParsedFile) => ({
  columns: parsed.header.headers.length,
  bytes: parsed.sent.map((batch) => bytesOfBatch(batch)),
});

/** Texts as the parser has those of a column of the file. */
function packedOf(values: readonly string[]): PackedTexts {
  const parts = values.map((value) => new TextEncoder().encode(value));
  const starts = [0];
  for (const part of parts) starts.push((starts.at(-1) ?? 0) + part.length);
  return { bytes: Buffer.concat(parts), starts: Uint32Array.from(starts) };
}

describe('a batch that passes as bytes', () => {
  it.each([
    ['plain', undefined],
    ['with totals left out and months as records', MONTHS],
  ])('is what it was: %s', async (_name, shape) => {
    const parsed = await parseRows(TABLE, shape);
    const { columns, bytes } = textOf(parsed);
    const opener = createBatchOpener(columns);
    expect(bytes.map((each) => opener.open(each))).toEqual(
      parsed.batches.map((batch) => ({ ...batch, original: { ...batch.original, bytes: Uint8Array.from(batch.original.bytes) } })),
    );
    expect(() => opener.check(parsed.summary)).not.toThrow();
  });

  it('holds any text that a cell can hold', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 20 }), async (cells) => {
        const [batch] = (await parseRows('a,b\nx,y\n')).batches;
        if (!batch) throw new Error('one row gives one batch');
        const values = [...new Set(cells)];
        for (const sent of [values, packedOf(values)]) {
          const opened = createBatchOpener(1).open(bytesOfBatch({ ...batch, columns: [{ values: sent, index: Uint16Array.of(0) }] }));
          expect(opened.columns[0]?.values).toEqual(values);
        }
      }),
      { seed: 5 },
    ));
});

interface Written {
  header: Record<string, unknown>;
  rest: Uint8Array;
}

function take(bytes: Uint8Array): Written {
  const length = Buffer.from(bytes).readUInt32LE();
  const text = Buffer.from(bytes).toString('utf8', HEADER_LENGTH_BYTES, HEADER_LENGTH_BYTES + length);
  return { header: JSON.parse(text) as Record<string, unknown>, rest: bytes.slice(Math.ceil((HEADER_LENGTH_BYTES + length) / 4) * 4) };
}

function put(header: unknown, rest: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(header));
  const bytes = Buffer.alloc(Math.ceil((HEADER_LENGTH_BYTES + text.length) / 4) * 4);
  bytes.writeUInt32LE(text.length);
  bytes.set(text, HEADER_LENGTH_BYTES);
  return Buffer.concat([bytes, rest]);
}

function withColumn(header: Record<string, unknown>, change: object): unknown {
  const [first, ...others] = header.columns as object[];
  return { ...header, columns: [{ ...first, ...change }, ...others] };
}

const bytesOf = ({ columns }: Record<string, unknown>): number => (columns as { bytes: number }[])[0]?.bytes ?? 0;
const withZeros = (rest: Uint8Array, count: number): Uint8Array => Buffer.concat([rest, Buffer.alloc(count)]);

/** Opens the bytes; answers `refused`, `taken`, or what was thrown that is no refusal. */
function outcomeOf(bytes: Uint8Array, columns: number): unknown {
  try {
    const batch = createBatchOpener(columns).open(bytes);
    for (const { values, index } of batch.columns)
      for (const at of index) if (typeof values[at] !== 'string') return 'a cell without a text';
    return 'taken';
  } catch (error) {
    return error instanceof StowageError && error.code === 'unreadable-file' ? 'refused' : error;
  }
}

describe('bytes that are no batch', () => {
  let whole: Uint8Array;
  let columns: number;
  beforeAll(async () => {
    const made = textOf(await parseRows(TABLE, MONTHS));
    [whole, columns] = [made.bytes[0] as Uint8Array, made.columns];
  });

  const BIG = 2 ** 31;
  it.each<[string, (written: Written) => [unknown, Uint8Array]]>([
    ['more records than there are bytes', ({ header, rest }) => [{ ...header, rows: 9 }, rest]],
    ['two thousand million records', ({ header, rest }) => [{ ...header, rows: BIG }, rest]],
    ['records by text', ({ header, rest }) => [{ ...header, rows: '8' }, rest]],
    ['records by an object with a number', ({ header, rest }) => [{ ...header, rows: { valueOf: 8 } }, rest]],
    ['a broken number of records', ({ header, rest }) => [{ ...header, rows: 7.5 }, rest]],
    ['another first record', ({ header, rest }) => [{ ...header, firstRecord: 2 }, rest]],
    ['a column less', ({ header, rest }) => [{ ...header, columns: (header.columns as unknown[]).slice(1) }, rest]],
    ['a column that is no column', ({ header, rest }) => [{ ...header, columns: [null, null, null] }, rest]],
    ['texts by a text', ({ header, rest }) => [withColumn(header, { bytes: '9' }), rest]],
    ['texts longer than their values', ({ header, rest }) => [withColumn(header, { bytes: bytesOf(header) + 1 }), withZeros(rest, 1)]],
    ['texts shorter than their values', ({ header, rest }) => [withColumn(header, { bytes: bytesOf(header) - 1 }), rest.slice(0, -1)]],
    ['texts of half the bytes', ({ header, rest }) => [withColumn(header, { bytes: bytesOf(header) / 2 }), rest]],
    [
      'a column without the values it points to',
      ({ header, rest }) => [withColumn(header, { values: 0 }), Buffer.concat([rest, Buffer.alloc(6)])],
    ],
    ['values by a number below nought', ({ header, rest }) => [withColumn(header, { values: -1 }), rest]],
    ['a row left out as a kind that is none', ({ header, rest }) => [{ ...header, leftOut: [{ row: 3, kind: '__proto__' }] }, rest]],
    ['a row left out that is not there', ({ header, rest }) => [{ ...header, leftOut: [{ row: 300, kind: 'note' }] }, rest]],
    ['a warning without a text', ({ header, rest }) => [{ ...header, warnings: [{ code: 'x', row: 1 }] }, rest]],
    ['a count of warnings that is a text', ({ header, rest }) => [{ ...header, moreWarnings: { x: '1' } }, rest]],
    ['a packing that is none', ({ header, rest }) => [{ ...header, original: { ...(header.original as object), codec: 'bzip2' } }, rest]],
    [
      'a bomb of original rows',
      ({ header, rest }) => [{ ...header, original: { ...(header.original as object), unpackedBytes: BIG } }, rest],
    ],
    ['no header', ({ rest }) => [null, rest]],
    ['a list as header', ({ rest }) => [[1, 2, 3], rest]],
    ['bytes behind the last', ({ header, rest }) => [header, Buffer.concat([rest, Buffer.alloc(4)])]],
    ['bytes missing', ({ header, rest }) => [header, rest.slice(0, -1)]],
    ['a record of a row that comes later', ({ header, rest }) => [header, Buffer.concat([Uint8Array.of(200), rest.slice(1)])]],
    [
      'a record that repeats itself',
      ({ header, rest }) => {
        const changed = Uint8Array.from(rest);
        changed[(header.rows as number) * 4] = 1;
        return [header, changed];
      },
    ],
  ])('are refused: %s', (_name, change) => {
    expect(outcomeOf(put(...change(take(whole))), columns)).toBe('refused');
  });

  it('are refused: a cell longer than any', async () => {
    const [batch] = (await parseRows('a,b\nx,y\n')).batches;
    if (!batch) throw new Error('one row gives one batch');
    const holding = (text: string) => bytesOfBatch({ ...batch, columns: [{ values: packedOf([text]), index: Uint16Array.of(0) }] });
    for (const [letter, most] of [
      ['y', 16_000],
      ['ж', 16_000],
      ['中', 16_000],
      ['\u{1f6a2}', 8_000],
    ] as const) {
      expect(outcomeOf(holding(letter.repeat(most)), 1)).toBe('taken');
      expect(outcomeOf(holding(letter.repeat(most + 1)), 1)).toBe('refused');
    }
  });

  it('are read as texts of their own where one begins within a character or is none', async () => {
    const [batch] = (await parseRows('a,b\nx,y\n')).batches;
    if (!batch) throw new Error('one row gives one batch');
    const values = { bytes: Buffer.from('Ко\xff', 'utf8'), starts: Uint32Array.of(0, 1, 3, 6) };
    const opened = createBatchOpener(1).open(bytesOfBatch({ ...batch, columns: [{ values, index: Uint16Array.of(2) }] }));
    expect(opened.columns[0]?.values).toEqual(['\ufffd', '\ufffd\ufffd', '\ufffd\xff']);
  });

  it('in twenty thousand ways are refused, or read as some table, and never anything else', () => {
    const random = randomOf(31);
    const below = (limit: number) => Math.floor(random() * limit);
    const counts = new Map<unknown, number>();
    for (let number = 0; number < 20_000; number++) {
      const bytes = Uint8Array.from(whole);
      for (let times = 1 + below(3); times > 0; times--) bytes[below(bytes.length)] = below(256);
      const cut = number % 3 === 0 ? bytes.slice(0, below(bytes.length)) : bytes;
      const outcome = outcomeOf(number % 7 === 0 ? cut.subarray(1) : cut, columns);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted()).toEqual(['refused', 'taken']);
    expect(counts.get('refused')).toBeGreaterThan(10_000);
  });
});

describe('a parser that fell to a file', () => {
  let service: ImportService;
  let falsify: (message: FromParser) => FromParser = (message) => message;
  beforeAll(async () => {
    service = await openImportService(async (): Promise<ParserPort> => {
      const parser = startParser();
      return { ...parser, onMessage: (listener) => parser.onMessage((message) => listener(falsify(message))) };
    });
  });
  afterAll(() => service.close());

  const grant = { kind: 'bytes', fileName: 'made-up.csv', bytes: Buffer.from(idsCsv(madeUpSeizures(300, 5))) } as const;
  const batch = (change: (bytes: Uint8Array) => Uint8Array) => (message: FromParser) =>
    message.kind === 'batch' ? { ...message, batch: change(message.batch) } : message;
  const end = (change: object) => (message: FromParser) =>
    message.kind === 'end' ? { ...message, summary: { ...message.summary, ...change } } : message;

  it.each<[string, (message: FromParser) => FromParser]>([
    ['noise for a batch', batch((bytes) => Uint8Array.from(bytes, (byte, at) => byte ^ (at % 251)))],
    ['nothing for a batch', batch(() => new Uint8Array(0))],
    ['what V8 would make an object of', batch(() => Uint8Array.of(0xff, 0x0f, 0x6f, 0x7b, 0x00))],
    ['one row too many in its summary', end({ rows: 301 })],
    ['a hash that is none', end({ sha256: "'; DROP TABLE import" })],
    ['repeats that were none', end({ exactRepeats: 7 })],
    [
      'a header that is none',
      (message) => (message.kind === 'header' ? { ...message, header: { ...message.header, headers: 'a' as never } } : message),
    ],
  ])('sends %s: the import is refused and the workspace stays as it was', async (_name, change) => {
    const before = service.state();
    falsify = change;
    await expect(service.run(grant)).rejects.toMatchObject({ code: 'unreadable-file', where: { file: 'made-up.csv' } });
    expect(service.state()).toEqual(before);
    falsify = (message) => message;
  });

  it('and the same file read by a sound one is imported afterwards', async () => {
    expect((await service.run(grant)).rowsAccepted).toBe(300);
    expect(await service.session.writer.run('workspace.verify', {})).toMatchObject({ ok: true });
  });
});
