import { isDeepStrictEqual } from 'node:util';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { StowageError } from '../../shared/errors.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { FILES, malformedFile } from '../support/malformed.ts';
import { type ParsedFile, parseRows, parseSurvey } from '../support/parse-file.ts';

interface Outcome {
  read?: ParsedFile;
  error?: StowageError;
}

async function outcomeOf(content: Uint8Array, shape?: FileShape): Promise<Outcome> {
  try {
    return { read: await parseRows(content, shape) };
  } catch (error) {
    return { error: checkRefusal(error) };
  }
}

/** A refusal is one of ours, says that nothing was imported, and names the place by numbers. */
function checkRefusal(error: unknown): StowageError {
  if (!(error instanceof StowageError)) throw error;
  expect(['unreadable-file', 'needs-decision']).toContain(error.code);
  expect(error.message).toContain('Nothing was imported.');
  if (/^Row \d/.test(error.message)) expect(error.where?.row).toBeGreaterThan(0);
  return error;
}

const TEXT_DECODERS: Record<string, string> = { 'utf-8': 'utf-8', 'utf-8-bom': 'utf-8', 'utf-16le': 'utf-16le', 'utf-16be': 'utf-16be' };

/** What csv-parse reads of a text, without its lines that are blank; it takes a quote inside a cell as text, as we do. */
function oracleRows(text: string, { header }: ParsedFile): string[][] {
  const firstEnd = /\r\n|\n|\r/.exec(text.replace(/^[\r\n]+/, '').replace(/"(?:[^"]|"")*"/g, ''))?.[0];
  return parse(text.replace(/^[\r\n]+/, ''), {
    delimiter: header.delimiter,
    record_delimiter: firstEnd === '\r' ? ['\r'] : ['\n', '\r\n'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
}

/** The text, and the same with each quote that is all of a cell doubled within quotes: the other reading of such quotes, as ditto marks. */
function readingsOf(content: Uint8Array, read: ParsedFile): Record<'usual' | 'byMarks', string[][] | undefined> {
  const { encoding, delimiter } = read.header;
  const text = new TextDecoder(TEXT_DECODERS[encoding] ?? encoding).decode(content);
  const alone = new RegExp(`(?<=^|[${delimiter}\\r\\n])"(?=[${delimiter}\\r\\n])`, 'g');
  const rowsOf = (one: string): string[][] | undefined => {
    try {
      return oracleRows(one, read);
    } catch {
      return undefined;
    }
  };
  return { usual: rowsOf(text), byMarks: rowsOf(text.replace(alone, '""""')) };
}

const isText = (content: Uint8Array) =>
  content[0] !== 0x50 && ![0x5b, 0x7b].includes(content.find((byte) => byte > 32 && byte < 0x80) ?? 0);

describe(`${FILES} malformed files`, () => {
  it('are each read as another reader reads them, or refused by name', { timeout: 300_000 }, async () => {
    let slowest = 0;
    const counts = { read: 0, refused: 0, compared: 0, byMarks: 0, surveyed: 0 };
    for (let number = 0; number < FILES; number++) {
      const content = malformedFile(number);
      const started = performance.now();
      const { read, error } = await outcomeOf(content);
      if (read) counts.read++;
      else if (error) counts.refused++;
      if (read && isText(content)) {
        const { usual, byMarks } = readingsOf(content, read);
        const rows = [read.header.headers, ...read.rows];
        const isUsual = isDeepStrictEqual(rows, usual);
        if (!isUsual) counts.byMarks++;
        expect([number, rows]).toEqual([number, isUsual ? usual : byMarks]);
        counts.compared++;
      }
      try {
        const survey = await parseSurvey(content);
        expect(survey.rows).toBe(survey.records + survey.ragged.count + survey.leftOut.reduce((sum, { count }) => sum + count, 0));
        counts.surveyed++;
        await checkShaped(content, survey.encoding?.chosen ?? null, survey.header.at, survey.header.rows, survey.records);
      } catch (refusal) {
        checkRefusal(refusal);
      }
      slowest = Math.max(slowest, performance.now() - started);
    }
    const peak = process.resourceUsage().maxRSS * 1024;
    process.stdout.write(`slowest ${Math.round(slowest)} ms, peak ${Math.round(peak / 1024 ** 2)} MB\n`);
    expect(slowest).toBeLessThan(10_000);
    expect(peak).toBeLessThan(1024 ** 3);
    process.stdout.write(`malformed files: ${JSON.stringify(counts)}\n`);
    expect(counts.read).toBeGreaterThan(50);
    expect(counts.refused).toBeGreaterThan(300);
    expect(counts.compared).toBeGreaterThan(50);
    expect(counts.byMarks).toBeLessThan(10);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

const ALL_KINDS = (['totals', 'note', 'repeated-header', 'blank'] as const).map((kind) => ({ kind }));

/** What the survey counted as data is what comes when the file is read by its findings. */
async function checkShaped(
  content: Uint8Array,
  encoding: string | null,
  headerAt: number,
  headerRows: number,
  records: number,
): Promise<void> {
  const { read } = await outcomeOf(content, {
    file: { encoding },
    table: { headerAt, headerRows, leaveOut: ALL_KINDS, ragged: 'leave-out' },
  });
  if (read) expect(read.rows).toHaveLength(records);
}
