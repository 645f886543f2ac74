import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFileSource } from '../../electron/parser/byte-source.ts';
import { excerptOf } from '../../electron/parser/excerpt.ts';
import { readAll } from '../../electron/parser/held-source.ts';
import { startParser } from '../../electron/parser/start.ts';
import type { Grant } from '../../electron/service/context.ts';
import type { ImportReport } from '../../shared/contract/imports.ts';
import type { ToParser } from '../../shared/parser-protocol.ts';
import { writeMadeUpFile } from '../bench/made-up-file.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { parseSurvey } from '../support/parse-file.ts';

/*
 * A large file on disk is imported by what an excerpt of it suggests. The same bytes as an upload are surveyed first, as every file was before:
 * both ways must end alike, whatever the excerpt does not show. The rows are made up.
 */
const ROWS = 165_000;
let files: string;
let lines: string[];
let opened: Extract<ToParser, { kind: 'open' }>[];
let guessing: ImportService;
let surveying: ImportService;

beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), 'stowage-guess-'));
  const path = join(files, 'made-up.csv');
  writeMadeUpFile(path, ROWS);
  lines = readFileSync(path, 'utf8').split('\n');
});
afterAll(() => rmSync(files, { recursive: true, force: true }));

beforeEach(async () => {
  opened = [];
  guessing = await openImportService(async () => {
    const port = startParser();
    const post = (message: ToParser) => {
      if (message.kind === 'open') opened.push(message);
      port.post(message);
    };
    return { ...port, post };
  });
  surveying = await openImportService();
});
afterEach(async () => {
  await guessing.close();
  await surveying.close();
});

/** The same content on disk and as an upload. */
function both(content: string): { onDisk: Grant; uploaded: Grant } {
  const path = join(files, 'registro.csv');
  writeFileSync(path, content);
  return { onDisk: { kind: 'path', path }, uploaded: { kind: 'bytes', fileName: 'registro.csv', bytes: readFileSync(path) } };
}

/** Changes a line that the excerpt does not show. */
async function withHidden(own: readonly string[], change: (line: string) => string): Promise<string> {
  const at = 100_003;
  const content = own.with(at, change(own[at] as string)).join('\n');
  const source = await openFileSource((both(content).onDisk as { path: string }).path);
  const excerpt = Buffer.from(await readAll(await excerptOf(source), 8 * 1024 ** 2, () => new Error('too large'))).toString();
  await source.close();
  expect(excerpt).toContain(own[own.length - 3]);
  expect(excerpt).not.toContain(`A-${at - 1};`);
  return content;
}

const told = ({ seconds: _, parserPeakBytes: __, ...report }: ImportReport) => report;
const SUMS =
  'SELECT count(*), sum(kg), sum(amount), min(date), max(date), sum(row), sum(repeat_of), count(DISTINCT drug), sum(length(place_text)) FROM drug_line';

/** What an import leaves, but for what is a workspace's own and times. */
function left(service: ImportService): unknown {
  const { meta: _, ...state } = service.state();
  return [state, service.ask(SUMS), service.recipe(1), service.session.read.prepare('SELECT * FROM import').all()].map((part) =>
    JSON.parse(JSON.stringify(part, (key, value: unknown) => (key === 'report' ? told(JSON.parse(String(value))) : value))),
  );
}

const kinds = () =>
  opened.map((message) => [message.mode, message.mode === 'survey' ? message.excerpt === true : message.survey !== undefined]);
const KNOWN_LAYOUT = ['rows', false];
const [EXCERPT, GUESS] = [
  ['survey', true],
  ['rows', true],
];

describe('a large file is imported by a guess', () => {
  it('in one pass, with the result and the evidence of the whole file', async () => {
    const { onDisk, uploaded } = both(lines.join('\n'));
    const [guessed, surveyed] = [await guessing.run(onDisk), await surveying.run(uploaded)];
    expect(kinds()).toEqual([KNOWN_LAYOUT, EXCERPT, GUESS]);
    expect(told(guessed)).toEqual(told(surveyed));
    expect(guessed).toMatchObject({ rowsAccepted: ROWS, leftOut: [{ kind: 'totals', rows: 1 }] });
    expect(left(guessing)).toEqual(left(surveying));
    await expect(guessing.run(onDisk)).rejects.toMatchObject({ code: 'already-imported' });
  });

  it('and read again where a hidden row makes the whole file say something else', async () => {
    const whole = lines.map((line) => line.replace(/;(\d+),(\d{3});/, ';$1;'));
    const { onDisk, uploaded } = both(await withHidden(whole, (line) => line.replace(/;(\d+);(?=[a-z]+;)/, ';2,5;')));
    const [guessed, surveyed] = [await guessing.run(onDisk), await surveying.run(uploaded)];
    expect(kinds()).toEqual([KNOWN_LAYOUT, EXCERPT, GUESS, KNOWN_LAYOUT, KNOWN_LAYOUT]);
    expect(told(guessed)).toEqual(told(surveyed));
    expect(left(guessing)).toEqual(left(surveying));
    expect(guessing.recipe(1).columns.find(({ field }) => field === 'amount')?.read).toMatchObject({ decimal: ',' });
  });

  it.each([
    ['a date that only another order reads', (line: string) => line.replace(/\d\d\/\d\d\/(\d{4})/, '03/25/$1'), 'needs-decision'],
    ['a heading between the rows', () => 'Heroin;;;;;;;;;;;', 'needs-decision'],
    ['a quote that is never closed', (line: string) => line.replace(/;[^;]*$/, ';"open'), 'unreadable-file'],
  ])('and refused as before for %s', async (_, change, code) => {
    const { onDisk, uploaded } = both(await withHidden(lines, change));
    const before = guessing.state();
    const refusals = await Promise.all(
      [guessing.run(onDisk), surveying.run(uploaded)].map((run) =>
        run.then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    expect(refusals[0]).toMatchObject({ code });
    expect(refusals[0]).toEqual(refusals[1]);
    expect(guessing.state()).toEqual(before);
  });

  it('and cancelled as any other', async () => {
    const controller = new AbortController();
    const before = guessing.state();
    const cancelled = guessing.run(both(lines.join('\n')).onDisk, {
      signal: controller.signal,
      onProgress: ({ step, fraction }) => {
        if (step === 'import-read' && fraction !== null && fraction > 0.3) controller.abort(new Error('cancelled by the person'));
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(kinds()).toEqual([KNOWN_LAYOUT, EXCERPT, GUESS]);
    expect(guessing.state()).toEqual(before);
  });
});

describe('an excerpt', () => {
  it('of a small file is the file, and is surveyed as such', async () => {
    const path = join(files, 'small.csv');
    const content = lines.slice(0, 300).join('\n');
    writeFileSync(path, content);
    const source = await openFileSource(path);
    expect(await excerptOf(source)).toBe(source);
    await source.close();
    expect((await parseSurvey(content)).rows).toBe(298);
  });
});
