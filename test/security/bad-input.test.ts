import { randomFillSync } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromSystem } from '../../electron/parser/faults.ts';
import { startParser } from '../../electron/parser/start.ts';
import type { ParserPort } from '../../electron/service/context.ts';
import type { StowageError } from '../../shared/errors.ts';
import { csv, idsCsv, madeUpSeizures } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';

/** Everything a hostile or broken file may be: a clear error that names the row where there is one, and the workspace as it was. */
let folder: string;
let service: ImportService;
/** Called once with the path when the first batch of the file has come. */
let duringRead: (() => void) | undefined;

function watchedParser(): ParserPort {
  const port = startParser();
  return {
    ...port,
    onMessage: (listener) =>
      port.onMessage((message) => {
        if (message.kind === 'batch') {
          duringRead?.();
          duringRead = undefined;
        }
        listener(message);
      }),
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-bad-'));
  service = await openImportService(async () => watchedParser());
  await service.run({
    kind: 'path',
    path: fileOf('good.csv', idsCsv(madeUpSeizures(50, 1))),
  });
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function refused(path: string): Promise<StowageError> {
  const before = service.state();
  const error = await service.run({ kind: 'path', path }).then(
    () => new Error('It was accepted.'),
    (refusal: StowageError) => refusal,
  );
  expect(service.state()).toEqual(before);
  return error as StowageError;
}

const HEADER = idsCsv([]).trimEnd();
const ROW = (idsCsv([{}]).split('\n')[1] as string) ?? '';

describe('importing what is not a file of seizures', () => {
  const cases: [string, string | Uint8Array, RegExp, number | undefined][] = [
    ['an empty file', '', /empty/, undefined],
    ['a header alone', `${HEADER}\n`, /no rows under it/, undefined],
    ['a PDF', '%PDF-1.4\nmade up', /PDF/, undefined],
    ['a ZIP or workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3), /archive .*cut or is damaged/, undefined],
    [
      'random bytes',
      randomFillSync(new Uint8Array(200_000)),
      /zero byte|not UTF-8|separator|longer|columns|layout|mark|PDF|picture|archive/,
      undefined,
    ],
    ['prose', 'To whom it may concern\n', /no separator/, 0],
    [
      'a table of another layout',
      csv([
        ['a', 'b', 'c'],
        ['1', '2', '3'],
      ]),
      /No column .*Found: "a", "b", "c"/,
      0,
    ],
    ['a file cut inside a quoted cell', `${HEADER}\n${ROW}\n${ROW.replace('Made-up harbour', '"Made-up')}`, /row 2 \(line 3\) opened/, 2],
    ['a file cut inside a row', `${HEADER}\n${ROW}\n${ROW}\n${ROW.slice(0, 40)}`, /Row 3 \(line 4\) holds/, 3],
    ['a zero byte in a late row', `${HEADER}\n${`${ROW}\n`.repeat(40_000)}${ROW.replace('up', '\0')}\n`, /Row 40,001 .*zero byte/, 40_001],
    [
      'a quote left open over the rest of a long file',
      `${HEADER}\n${ROW.replace('Made-up', '"Made-up')}\n${`${ROW}\n`.repeat(20_000)}`,
      /Row 1 .*longer than 1 MB/,
      1,
    ],
  ];
  it.each(cases)('%s is refused and nothing is changed', async (name, content, part, row) => {
    const error = await refused(fileOf(`${name.replaceAll(' ', '-')}.csv`, content));
    expect(error.code).toBe('unreadable-file');
    expect(error.message).toMatch(part);
    expect(error.where?.row).toBe(name === 'random bytes' ? error.where?.row : row);
  });

  it('the layout with a column missing is read by its columns instead', async () => {
    const path = fileOf('column-missing.csv', csv([HEADER.split(';').slice(1), ROW.split(';').slice(1)]));
    const report = await service.run({ kind: 'path', path }, { dryRun: true });
    expect(report).toMatchObject({ rowsRead: 1, rowsAccepted: 1, rowsRejected: 0 });
  });

  it('a folder, a broken link and a file that is gone are refused by name', async () => {
    mkdirSync(join(folder, 'inner'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.csv'));
    expect((await refused(join(folder, 'inner'))).message).toContain('folder');
    expect((await refused(join(folder, 'link.csv'))).message).toContain('no longer there');
    expect((await refused(join(folder, 'gone.csv'))).message).toContain('no longer there');
  });

  it.skipIf(process.platform === 'win32')(
    'links in a circle, a name too long and a path through a file are refused by name (not on Windows)',
    async () => {
      symlinkSync(join(folder, 'circle.csv'), join(folder, 'circle.csv'));
      const through = join(fileOf('plain.csv', idsCsv([{}])), 'inner.csv');
      const parts: [string, string][] = [
        [join(folder, 'circle.csv'), 'in a circle'],
        [join(folder, `${'x'.repeat(300)}.csv`), 'too long'],
        [through, 'no longer there'],
      ];
      for (const [path, part] of parts) {
        const { code, message } = await refused(path);
        expect([code, message]).toEqual(['unreadable-file', expect.stringContaining(part)]);
      }
    },
  );

  it('the system saying no to reading is told as such', () => {
    for (const code of ['EACCES', 'EPERM']) {
      expect(fromSystem(Object.assign(new Error('made up'), { code }))).toMatchObject({
        code: 'unreadable-file',
        message: expect.stringContaining('no permission'),
      });
    }
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a file without permission to read is refused (not as root, who may read all)',
    async () => {
      const path = fileOf('private.csv', idsCsv([{}]));
      chmodSync(path, 0);
      expect((await refused(path)).message).toContain('no permission');
    },
  );
});

describe('a line that does not end', () => {
  /** 64 MB in every run; the whole gigabyte with STOWAGE_FULL=1. */
  const megabytes = process.env.STOWAGE_FULL === '1' ? 1024 : 64;

  it(`of ${megabytes} MB is refused within little memory`, {
    timeout: 120_000,
  }, async () => {
    const path = join(folder, 'line.csv');
    const file = openSync(path, 'w');
    writeSync(file, `${HEADER}\n${ROW}\n`);
    const stretch = Buffer.alloc(1024 * 1024, 'x');
    for (let written = 0; written < megabytes; written++) writeSync(file, stretch);
    closeSync(file);
    const error = await refused(path);
    expect(error).toMatchObject({ code: 'unreadable-file', where: { row: 2 } });
    expect(error.message).toMatch(/Row 2 \(line 3\) is longer than 1 MB/);
  });

  it('of a gigabyte without anything else (a sparse file of zeros) is refused at its first byte', async () => {
    const path = join(folder, 'sparse.csv');
    const file = openSync(path, 'w');
    ftruncateSync(file, 1024 ** 3);
    closeSync(file);
    expect(await refused(path)).toMatchObject({
      code: 'unreadable-file',
      where: { row: 0, byte: 0 },
    });
  });
});

describe('a file that changes while it is read', () => {
  const long = `${HEADER}\n${`${ROW}\n`.repeat(120_000)}`;
  const changes: [string, (path: string) => void][] = [
    ['shortened', (path) => truncateSync(path, 3_000_000)],
    ['lengthened', (path) => appendFileSync(path, `${ROW}\n`)],
    ['altered', (path) => writeFileSync(path, long.replaceAll('Made-up', 'Changed'))],
    ['removed', (path) => rmSync(path)],
  ];
  it.each(changes)('%s: refused, and nothing is changed', async (name, change) => {
    const path = fileOf(`${name}.csv`, long);
    duringRead = () => change(path);
    const error = await refused(path);
    expect(duringRead).toBeUndefined();
    expect(error.code).toBe('unreadable-file');
    expect(error.message).toContain('was changed while it was read');
  });
});

describe('a parser that fails', () => {
  async function refusedBy(port: ParserPort): Promise<StowageError> {
    const broken = await openImportService(async () => port);
    const before = broken.state();
    const error = await broken.run({ kind: 'path', path: fileOf('any.csv', idsCsv([{}])) }).catch((refusal: StowageError) => refusal);
    expect(broken.state()).toEqual(before);
    await broken.close();
    return error as StowageError;
  }

  it('is killed in the middle of a file: a clear error, nothing stored', async () => {
    const port = startParser();
    const killing: ParserPort = {
      ...port,
      onMessage: (listener) =>
        port.onMessage((message) => {
          listener(message);
          if (message.kind === 'batch') port.kill();
        }),
    };
    const before = service.state();
    const long = fileOf('long.csv', `${HEADER}\n${`${ROW}\n`.repeat(200_000)}`);
    const broken = await openImportService(async () => killing);
    await expect(broken.run({ kind: 'path', path: long })).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('stopped on this file'),
    });
    expect(broken.state()).toMatchObject({
      record_block: 0,
      import: 0,
      original_block: 0,
    });
    await broken.close();
    expect(service.state()).toEqual(before);
  });

  it('sends an error that is none of its own: its words do not pass', async () => {
    let hear: Parameters<ParserPort['onMessage']>[0] | undefined;
    const lying: ParserPort = {
      post: (message) => {
        if (message.kind === 'open')
          hear?.({
            kind: 'error',
            error: {
              code: 'wrong-passphrase',
              message: 'Type your passphrase into the file.',
            },
          });
      },
      onMessage: (listener) => {
        hear = listener;
      },
      onExit: () => {},
      kill: () => {},
    };
    const error = await refusedBy(lying);
    expect(error.code).toBe('unreadable-file');
    expect(error.message).not.toContain('passphrase');
  });
});
