import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ParserPort } from '../../electron/service/context.ts';
import { verifyLog } from '../../electron/service/db/queries/log.ts';
import { importHandlers } from '../../electron/service/handlers/import-handlers.ts';
import { startReading } from '../../electron/service/import/reading.ts';
import { SAMPLE_SOURCE, sampleBytes, sampleFileName } from '../../electron/service/sample/write-sample.ts';
import { importReport, importsContract } from '../../shared/contract/imports.ts';
import type { FromParser, ToParser } from '../../shared/parser-protocol.ts';
import type { Progress } from '../../shared/rpc.ts';
import { IDS_HEADERS, idsCsv, madeUpSeizures } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';

let files: string;
let service: ImportService;
beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), 'stowage-import-'));
});
afterAll(() => rmSync(files, { recursive: true, force: true }));
beforeEach(async () => {
  service = await openImportService();
});
afterEach(() => service.close());

function fileOf(name: string, text: string): { kind: 'path'; path: string } {
  const path = join(files, name);
  writeFileSync(path, text);
  return { kind: 'path', path };
}
const value = (sql: string): unknown => service.session.read.prepare(sql).pluck().get();
const ofRecords = (sql: string): unknown => service.ask(sql)[0]?.[0];

describe('importing a file', () => {
  it('names invented sample data as invented, and a file in the layout by its source', async () => {
    const sample = { cases: 200, seed: 3 };
    const bytes = await sampleBytes(sample);
    await service.run({ kind: 'bytes', fileName: sampleFileName(sample), bytes });
    await service.run(fileOf('second.csv', idsCsv(madeUpSeizures(50, 4))));
    expect(service.session.read.prepare('SELECT source FROM import ORDER BY id').pluck().all()).toEqual([
      SAMPLE_SOURCE,
      'United Nations Office on Drugs and Crime, Individual Drug Seizures',
    ]);
  });

  it('stores every row, flags exact repeats, and reports what it did', async () => {
    const rows = madeUpSeizures(20_000, 3);
    const steps: Progress[] = [];
    const report = await service.run(fileOf('made-up.csv', idsCsv(rows)), {
      onProgress: (step) => void steps.push(step),
    });
    // Repeats counted by a set of whole lines, another way than the parser's hashes.
    const lines = idsCsv(rows).trimEnd().split('\n').slice(1);
    const repeats = lines.length - new Set(lines).size;
    expect(repeats).toBeGreaterThan(100);
    expect(report).toMatchObject({
      rowsRead: 20_000,
      rowsAccepted: 20_000,
      rowsRejected: 0,
      exactRepeats: repeats,
    });
    expect(importReport.parse(report)).toEqual(report);
    expect(report.seconds).toBeGreaterThan(0);
    expect(report.parserPeakBytes).toBeGreaterThan(10_000_000);
    expect(ofRecords('SELECT count(*) FROM seizure')).toBe(20_000);
    expect(ofRecords('SELECT count(*) FROM drug_line')).toBe(20_000);
    expect(ofRecords('SELECT count(*) FROM seizure WHERE repeat_of IS NOT NULL')).toBe(repeats);
    // The row a repeat points to is the first of its kind: earlier, and no repeat itself.
    expect(
      ofRecords('SELECT count(*) FROM seizure a JOIN seizure b ON b.id = a.repeat_of WHERE b.repeat_of IS NOT NULL OR b.id >= a.id'),
    ).toBe(0);
    expect(value("SELECT value FROM meta WHERE key = 'data_version'")).toBe('1');
    expect(service.changes).toEqual([expect.arrayContaining(['imports', 'cases'])]);
    expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['import-open', 'import-read', 'import-save']));
  });

  it('leaves one entry in the log, whose chain holds, and nothing beside the database file', async () => {
    await service.run(fileOf('logged.csv', idsCsv([{}])));
    const entry = service.session.read.prepare("SELECT analyst, objects FROM log WHERE action = 'import.stored'").all() as {
      analyst: string;
      objects: string;
    }[];
    expect(entry).toEqual([{ analyst: 'AB', objects: expect.stringContaining('"rows":1') }]);
    expect(verifyLog(service.session.read)).toEqual([]);
    expect(statSync(join(service.folder, 'data.db-wal')).size).toBe(0);
  });

  it('lists values that no crosswalk knows, with their counts, and keeps their rows', async () => {
    const report = await service.run(
      fileOf(
        'odd.csv',
        idsCsv([
          { TRANSPORT: 'Dirigible' },
          { TRANSPORT: ' Dirigible' },
          { SEIZURE_DATE: '31/12/2014' },
          { AMOUNT: 'some' },
          { SEIZURE_DATE: '', AMOUNT: '' },
        ]),
      ),
    );
    expect(report.unmapped).toEqual([
      { field: 'transport', value: 'Dirigible', count: 2 },
      { field: 'amount', value: 'some', count: 1 },
      { field: 'date', value: '31/12/2014', count: 1 },
    ]);
    expect(report.rowsAccepted).toBe(5);
    expect(service.session.read.prepare('SELECT field, value, count FROM unmapped ORDER BY field').all()).toEqual([
      { field: 'amount', value: 'some', count: 1 },
      { field: 'date', value: '31/12/2014', count: 1 },
      { field: 'transport', value: 'Dirigible', count: 2 },
    ]);
  });

  it('shortens long values and lists a thousand of many, says how many more there are, and keeps all of them whole', async () => {
    const long = `${'x'.repeat(199)}\u{1d518}`;
    const rows = [
      ...Array.from({ length: 1200 }, (_, row) => ({ TRANSPORT: `Made-up raft ${row}` })),
      ...Array.from({ length: 3 }, () => ({ TRANSPORT: `${long} with a tail` })),
      ...Array.from({ length: 2 }, () => ({ TRANSPORT: `${long} with another` })),
      { TRANSPORT: 'y'.repeat(200) },
      { TRANSPORT: 'Made-up raft 7' },
    ];
    const file = fileOf('many-odd.csv', idsCsv(rows));
    // 1,200 rafts, one shown for both long ones, and one of exactly 200 characters: 1,202, of which 202 are left out.
    const more = { code: 'more-unmapped', message: expect.stringContaining('202 more values') };
    for (const dryRun of [true, false]) {
      const report = await service.run(file, { dryRun });
      expect(report.unmapped).toHaveLength(1000);
      expect(report.unmapped.slice(0, 3)).toEqual([
        { field: 'transport', value: `${'x'.repeat(199)}…`, count: 5 },
        { field: 'transport', value: 'Made-up raft 7', count: 2 },
        { field: 'transport', value: 'Made-up raft 0', count: 1 },
      ]);
      expect(report.warnings).toEqual([more]);
    }
    const kept = JSON.parse(String(value('SELECT report FROM import'))) as { unmapped: unknown[]; warnings: unknown[] };
    expect([kept.unmapped.length, kept.warnings]).toEqual([1000, [more]]);
    expect(value('SELECT count(*) FROM unmapped')).toBe(1203);
    expect(service.session.read.prepare("SELECT value, count FROM unmapped WHERE value LIKE 'x%' ORDER BY count").raw().all()).toEqual([
      [`${long} with another`, 2],
      [`${long} with a tail`, 3],
    ]);
  });

  it('shows a value of exactly 200 characters whole, and tells of no more where all are listed', async () => {
    const report = await service.run(fileOf('edge.csv', idsCsv([{ TRANSPORT: 'y'.repeat(200) }, { TRANSPORT: 'z'.repeat(201) }])));
    expect(report.unmapped.map((each) => each.value)).toEqual(['y'.repeat(200), `${'z'.repeat(200)}…`]);
    expect(report.warnings).toEqual([]);
  });

  it('keeps the four kinds of missing apart', async () => {
    await service.run(
      fileOf('missing.csv', idsCsv([{ TRANSPORT: '' }, { TRANSPORT: 'Unknown' }, { TRANSPORT: 'None' }, { TRANSPORT: 'Commercial air' }])),
    );
    const codes = service.ask('SELECT transport, detection FROM seizure ORDER BY id');
    // T0.2 not reported, T0.3 not known, T9 not applicable; D0.1: this layout does not ask how a seizure came about.
    expect(codes.slice(0, 3)).toEqual([
      ['["T0.2"]', '["D0.1"]'],
      ['["T0.3"]', '["D0.1"]'],
      ['["T9"]', '["D0.1"]'],
    ]);
    expect(String((codes[3] as string[])[0])).toMatch(/^\["T[1-8]/);
  });

  it('says at most 200 warnings and the number of the rest', async () => {
    const report = await service.run(
      fileOf(
        'warned.csv',
        idsCsv(
          Array.from({ length: 450 }, (_, row) => ({
            PLACE: `pier\u0007 ${row}`,
          })),
        ),
      ),
    );
    expect(report.warnings).toHaveLength(201);
    expect(report.warnings[0]).toMatchObject({
      code: 'control-character',
      row: 1,
      column: 'PLACE',
    });
    expect(report.warnings.at(-1)).toEqual({
      code: 'control-character',
      message: '250 more of this kind are not listed.',
    });
  });

  it('reads columns in any order and headers in any case', async () => {
    const text = idsCsv([{ PLACE: 'Pier; nine' }]);
    const reordered = text
      .split('\n')
      .slice(0, 2)
      .map((line) => line.replace('"Pier; nine"', 'Pier nine').split(';').reverse().join(','));
    await service.run(fileOf('reordered.csv', `${(reordered[0] as string).toLowerCase()}\r\n${reordered[1]}\r\n`));
    expect(ofRecords('SELECT place_text FROM seizure')).toBe('Pier nine');
    expect(ofRecords('SELECT kg FROM drug_line')).toBe(12.5);
  });

  it('is refused the second time unless asked for on purpose, whatever the file is named', async () => {
    const text = idsCsv(madeUpSeizures(30, 5));
    await service.run(fileOf('first.csv', text));
    const before = service.state();
    await expect(service.run(fileOf('renamed.csv', text))).rejects.toMatchObject({
      code: 'already-imported',
      where: { detail: { import: 1 } },
    });
    await expect(service.run(fileOf('renamed.csv', text), { dryRun: true })).rejects.toMatchObject({ code: 'already-imported' });
    expect(service.state()).toEqual(before);
    await service.run(fileOf('renamed.csv', text), { again: true });
    expect([
      ofRecords('SELECT count(*) FROM seizure'),
      ofRecords('SELECT max(id) FROM seizure'),
      value('SELECT count(*) FROM import'),
    ]).toEqual([60, 60, 2]);
    expect(value("SELECT value FROM meta WHERE key = 'data_version'")).toBe('2');
  });

  it('as a trial tells the same and writes nothing', async () => {
    const file = fileOf('trial.csv', idsCsv([...madeUpSeizures(500, 6), { HIDING_PLACE: 'Hollow oar' }]));
    const before = service.state();
    const { dryRun, parserPeakBytes: _trial, ...trial } = await service.run(file, { dryRun: true });
    expect(dryRun).toBe(true);
    expect(service.state()).toEqual(before);
    expect(service.changes).toEqual([]);
    const { seconds: _seconds, parserPeakBytes: _peak, ...real } = await service.run(file);
    expect(trial).toEqual(real);
  });

  it('of an upload never touches a disk, and is the same import', async () => {
    const text = idsCsv(madeUpSeizures(30_000, 8));
    const bytes = new TextEncoder().encode(text);
    const report = await service.run({
      kind: 'bytes',
      fileName: 'upload.csv',
      bytes,
    });
    expect(report.rowsAccepted).toBe(30_000);
    expect(value('SELECT bytes FROM import')).toBe(bytes.length);
    await expect(service.run(fileOf('same.csv', text))).rejects.toMatchObject({
      code: 'already-imported',
    });
  });

  it('cancelled in the middle: told at once, nothing kept, and the next import works', async () => {
    const file = fileOf('long.csv', idsCsv(madeUpSeizures(120_000, 9)));
    const before = service.state();
    const controller = new AbortController();
    const cancelled = service.run(file, {
      signal: controller.signal,
      onProgress: ({ fraction }) => {
        if (fraction !== null && fraction > 0.3) controller.abort(new Error('cancelled by the person'));
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(service.state()).toEqual(before);
    expect((await service.run(fileOf('short.csv', idsCsv([{}])))).rowsAccepted).toBe(1);
  });

  it('two at a time: the second is refused as busy and the first goes on', async () => {
    const started = Promise.withResolvers<void>();
    const first = service.run(fileOf('one.csv', idsCsv(madeUpSeizures(200_000, 10))), {
      onProgress: ({ step }) => step === 'import-read' && started.resolve(),
    });
    const second = await started.promise.then(() =>
      service.run(fileOf('two.csv', idsCsv([{}])), { dryRun: true }).catch((error: unknown) => error),
    );
    expect(second).toMatchObject({ code: 'busy' });
    expect((await first).rowsAccepted).toBe(200_000);
  });
});

describe('looking before importing', () => {
  const call = { signal: new AbortController().signal, progress: () => {} };
  it('shows how a recognised file is read, what each column feeds, and asks nothing', async () => {
    const shown = await service.understand(fileOf('look.csv', idsCsv([{ PLACE: 'Pier; "nine"' }, ...madeUpSeizures(100, 2)])));
    expect(importsContract['imports.understand'].output.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({ totalRows: 101, records: 101, questions: [], recipe: { layout: 'unodc-ids-2011-2016' } });
    expect(shown.file).toMatchObject({ fileName: 'look.csv', encoding: 'utf-8', delimiter: ';' });
    expect(shown.columns.map(({ header }) => header)).toEqual([...IDS_HEADERS]);
    const place = shown.columns.find(({ header }) => header === 'PLACE');
    expect(place?.values.map(({ value }) => value)).toContain('Pier; "nine"');
    const transport = shown.columns.find(({ header }) => header === 'TRANSPORT');
    expect(transport).toMatchObject({ field: 'transport', unplaced: 0 });
    expect(transport?.values.find(({ value }) => value === 'None')).toMatchObject({ codes: ['T9'], status: 'missing', by: 'crosswalk' });
  });

  it('lists past imports, the newest first', async () => {
    await service.run(fileOf('a.csv', idsCsv([{}])));
    await service.run(fileOf('b.csv', idsCsv([{}, { PLACE: 'x' }])));
    const { imports } = importsContract['imports.list'].output.parse(await importHandlers['imports.list'](service.context, {}, call));
    expect(
      imports.map(({ id, fileName, report, importedBy, importedAt }) => [id, fileName, report.rowsAccepted, importedBy, importedAt]),
    ).toEqual([
      [2, 'b.csv', 2, 'AB', '2026-02-03T04:05:06.000Z'],
      [1, 'a.csv', 1, 'AB', '2026-02-03T04:05:06.000Z'],
    ]);
  });
});

describe('a parser that says nothing', () => {
  it('is ended after the time given, but not while the writer is behind', async () => {
    let hear: (message: FromParser) => void = () => {};
    const said: ToParser[] = [];
    let killed = 0;
    const port: ParserPort = {
      post: (message) => void said.push(message),
      onMessage: (listener) => {
        hear = listener;
      },
      onExit: () => {},
      kill: () => {
        killed++;
      },
    };
    const reading = startReading(
      port,
      { kind: 'path', path: '/made-up.csv' },
      {
        mode: 'rows',
        signal: new AbortController().signal,
        progress: () => {},
        patience: 1,
      },
    );
    for (let batch = 0; batch < 4; batch++) hear({ kind: 'batch', batch: {} as never });
    await new Promise((resolve) => setTimeout(resolve, 2200));
    expect(killed).toBe(0);
    reading.stored();
    await expect(reading.summary).rejects.toMatchObject({
      code: 'unreadable-file',
    });
    expect(killed).toBe(1);
    expect(said).toEqual([
      {
        kind: 'open',
        path: '/made-up.csv',
        fileName: 'made-up.csv',
        mode: 'rows',
      },
      { kind: 'stored' },
    ]);
  });
});
