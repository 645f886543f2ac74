import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../shared/contract/imports.ts';
import { type ErrorPlace, StowageError } from '../../shared/errors.ts';
import { idsCsv, madeUpSeizures, randomOf } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { FILES as ALL, malformedFile } from '../support/malformed.ts';
import { makeWorkbook } from '../support/workbook-file.ts';

/** Everything here is made up and comes from these seeds. */
const SEEDS = [11, 12, 13, 14, 15];

interface Malformed {
  fileName: string;
  bytes: Uint8Array;
  /** Where the damage was put, as the refusal must name it. */
  where: ErrorPlace;
}

type Maker = (seed: number) => Malformed;

const ROWS = 40;
const seizures = (seed: number) => idsCsv(madeUpSeizures(ROWS, seed).map((row) => ({ ...row, PLACE: 'Made-up harbour' })));
const rowOf = (seed: number): number => 2 + Math.floor(randomOf(seed)() * (ROWS - 4));

/** One data row of a sound file replaced; its number is known, so the refusal can be held to it. */
function withRow(seed: number, fileName: string, change: (line: string) => string | Uint8Array, place: ErrorPlace = {}): Malformed {
  const lines = seizures(seed).trimEnd().split('\n');
  const row = rowOf(seed);
  const parts = lines.flatMap((line, at) => [Buffer.from(at === row ? change(line) : line), Buffer.from('\n')]);
  return { fileName, bytes: Buffer.concat(parts), where: { row, ...place } };
}

const object = (row: number) => JSON.stringify({ date: '2014-03-09', drug: 'Cocaine', amount: row, unit: 'Kilogram' });

/** A sheet of text cells in which one number is none. */
function badCell(seed: number): Malformed {
  const row = rowOf(seed);
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const line = (at: number) =>
    `<row>${text('2014-03-09')}${text('Cocaine')}${at === row ? '<c><v>twelve</v></c>' : `<c><v>${at}</v></c>`}</row>`;
  const header = `<row>${['date', 'drug', 'amount'].map(text).join('')}</row>`;
  const body = `<sheetData>${header}${Array.from({ length: ROWS }, (_, at) => line(at + 1)).join('')}</sheetData>`;
  const where = { sheet: 'Sheet of March', row: row + 1, column: 'C' };
  return { fileName: 'cell.xlsx', bytes: makeWorkbook({ sheets: [{ name: 'Sheet of March', body }] }), where };
}

const refused = (fileName: string, bytes: Uint8Array, where: ErrorPlace = {}): Malformed => ({
  fileName,
  bytes,
  where,
});

const KINDS: Record<string, Maker> = {
  'a zero byte in a row': (seed) => withRow(seed, 'zero.csv', (line) => line.replace('Made-up', 'Made\0up')),
  'text after a closing quote': (seed) => withRow(seed, 'quote.csv', (line) => line.replace('Made-up harbour', '"Made-up" harbour')),
  'a huge cell': (seed) => withRow(seed, 'huge.csv', (line) => line.replace('Made-up harbour', 'y'.repeat(17_000))),
  'a quote that is never closed': (seed) => withRow(seed, 'open.csv', (line) => line.replace('Made-up harbour', '"Made-up harbour')),
  'more cells than the header has': (seed) => withRow(seed, 'ragged.csv', (line) => `${line};and;more`),
  'a sheet with a number that is none': badCell,
  'objects of which one is cut': (seed) => {
    const row = rowOf(seed);
    const lines = Array.from({ length: ROWS }, (_, at) => (at + 1 === row ? object(row).slice(0, 20) : object(at + 1)));
    return refused('objects.ndjson', Buffer.from(lines.join('\n')), { row, line: row });
  },
  'a workbook that ends too early': (seed) => {
    const { bytes } = badCell(seed);
    return refused('cut.xlsx', bytes.slice(0, bytes.length - 30 - (seed % 7)));
  },
  'an archive with nothing to read': (seed) => refused('archive.zip', zipSync({ [`picture-${seed}.png`]: Buffer.alloc(50, seed) })),
  'only a header row': (seed) => refused(`header-${seed}.csv`, Buffer.from(seizures(seed).split('\n')[0] as string)),
  'a binary file named as a table': (seed) => {
    const random = randomOf(seed);
    return refused(
      'binary.csv',
      Uint8Array.from({ length: 500 }, (_, at) => (at % 9 === 0 ? 0 : Math.floor(random() * 256))),
    );
  },
  'entities in a sheet': (seed) =>
    refused(
      'entities.xlsx',
      makeWorkbook({
        sheets: [{ name: 'One', body: '' }],
        parts: {
          'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY e${seed} SYSTEM "file:///etc/hostname">]><worksheet><sheetData><row><c><v>&e${seed};</v></c></row></sheetData></worksheet>`,
        },
      }),
    ),
};

const FILES = Object.entries(KINDS).flatMap(([kind, make]) => SEEDS.map((seed) => ({ kind, seed, ...make(seed) })));

describe(`${FILES.length} malformed files given to the import`, () => {
  let service: ImportService;
  beforeAll(async () => {
    service = await openImportService();
    await service.run({ kind: 'bytes', fileName: 'sound.csv', bytes: Buffer.from(seizures(1)) });
  });
  afterAll(() => service.close());

  it('are each refused with file, sheet, row and column, and leave the workspace as it was', { timeout: 600_000 }, async () => {
    expect(FILES).toHaveLength(60);
    const before = service.state();
    for (const { kind, seed, fileName, bytes, where } of FILES) {
      const error: unknown = await service.run({ kind: 'bytes', fileName, bytes }).catch((refusal: unknown) => refusal);
      if (!(error instanceof StowageError)) throw new Error(`${kind} (${seed}) was taken: ${JSON.stringify(error)}`);
      expect([kind, seed, error.code, error.where]).toMatchObject([kind, seed, 'unreadable-file', { file: fileName, ...where }]);
      expect(error.message).toContain('Nothing was imported.');
      expect(service.state()).toEqual(before);
    }
    expect(service.records()).toHaveLength(ROWS);
    expect(await service.session.writer.run('workspace.verify', {})).toMatchObject({ ok: true, problems: [] });
  });
});

/** Every seventeenth of the thousand (their kinds turn in fours, sevens and forties), or with STOWAGE_FULL=1 all of them, each read by a parser of its own. */
const STEP = process.env.STOWAGE_FULL === '1' ? 1 : 17;

describe(`${Math.ceil(ALL / STEP)} of ${ALL} malformed files given to the import`, () => {
  let service: ImportService;
  beforeAll(async () => {
    service = await openImportService();
  });
  afterAll(() => service.close());

  it('are each answered within ten seconds, and change the workspace only when they say so', { timeout: 3_600_000 }, async () => {
    const counts = { imported: 0, refused: 0, slowest: 0, megabytes: 0 };
    for (let number = 0; number < ALL; number += STEP) {
      const [before, started] = [service.state(), performance.now()];
      const grant = { kind: 'bytes', fileName: `file-${number}.csv`, bytes: malformedFile(number) } as const;
      const outcome: unknown = await service.run(grant).catch((refusal: unknown) => refusal);
      counts.slowest = Math.max(counts.slowest, Math.round(performance.now() - started));
      if (outcome instanceof StowageError) {
        counts.refused++;
        expect([number, outcome.code]).toEqual([number, expect.stringMatching(/^(?:unreadable-file|needs-decision|already-imported)$/)]);
        expect([number, outcome.where?.file]).toEqual([number, outcome.code === 'already-imported' ? undefined : grant.fileName]);
        expect([number, service.state()]).toEqual([number, before]);
      } else {
        counts.imported++;
        const { rowsAccepted } = outcome as ImportReport;
        const grown = Number(service.state().lines) - Number(before.lines);
        expect([number, grown]).toEqual([number, rowsAccepted]);
        counts.megabytes = Math.max(counts.megabytes, Math.round(((outcome as ImportReport).parserPeakBytes ?? 0) / 1e6));
      }
    }
    process.stdout.write(`malformed files through the import: ${JSON.stringify(counts)}\n`);
    expect(counts.slowest).toBeLessThan(10_000);
    expect(counts.megabytes).toBeLessThan(1000);
    expect(counts.imported).toBeGreaterThan(0);
    expect(await service.session.writer.run('workspace.verify', {})).toMatchObject({ ok: true, problems: [] });
  });
});
