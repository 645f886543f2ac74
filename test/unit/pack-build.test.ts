import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Grant, ServiceContext, Session, Writer } from '../../electron/service/context.ts';
import type { ReadDb, WriteDb } from '../../electron/service/db/connect.ts';
import { migrate } from '../../electron/service/db/migrations/index.ts';
import { appendLog, type LogEntry, listLog, verifyLog } from '../../electron/service/db/queries/log.ts';
import { listPacks, type NewPack, recordPack } from '../../electron/service/db/queries/packs.ts';
import { stageTogether } from '../../electron/service/export/atomic-write.ts';
import { buildPack, type PackInput, type PackOutput } from '../../electron/service/export/build-pack.ts';
import type { Manifest } from '../../electron/service/export/manifest.ts';
import { createAsker } from '../../electron/service/scan/ask.ts';
import { createScanPool } from '../../electron/service/scan/pool.ts';
import { StowageError } from '../../shared/errors.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { CallContext, Progress } from '../../shared/rpc.ts';
import { madeUpCases } from '../support/pack-cases.ts';

const CASES = 400;
const scan = createScanPool(1);
afterAll(() => scan.close());
let folder: string;
let db: WriteDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-pack-'));
  db = databaseWithImports();
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an analyst builds a briefing pack', () => {
  it('gets a document and a workbook in each language and a manifest whose hashes are those of the files', async () => {
    const target = join(folder, 'pack');
    const { files, manifest } = await build(serviceFor(target), inputFor({ languages: ['en', 'ru'] }), call());
    expect(readdirSync(target).sort()).toEqual([
      'figures.en.json',
      'figures.ru.json',
      'manifest.json',
      'profile.en.docx',
      'profile.en.xlsx',
      'profile.ru.docx',
      'profile.ru.xlsx',
    ]);
    for (const { path, sha256 } of files) expect(hashOf(join(target, path))).toBe(sha256);
    const written = JSON.parse(readFileSync(join(target, manifest), 'utf8')) as Manifest;
    expect(written.files).toEqual(files.filter((file) => file.path !== manifest));
    expect(written.analyses.map((analysis) => analysis.id)).toEqual(['cases-by-month', 'concealment-transport', 'coverage']);
    expect(written.sources).toEqual([
      { source: 'Invented seizures', sha256: 'aa', rows: 0 },
      { source: 'Other invented seizures', sha256: 'bb', rows: null },
    ]);
    expect(written.handling).toBe('ask-originator');
  });

  it('gets the same bytes again from the same state, at another time and in another folder', async () => {
    const first = await build(serviceFor(join(folder, 'a'), { now: '2026-01-01T00:00:00Z' }), inputFor({}), call());
    const second = await build(serviceFor(join(folder, 'b'), { now: '2027-02-03T04:05:06Z' }), inputFor({}), call());
    expect(second.files).toEqual(first.files);
  });

  it('reads in the document what the filter was, in words, and how many cases it left', async () => {
    const table = madeUpCases(CASES);
    await build(
      serviceFor(folder),
      inputFor({
        filter: {
          all: [
            { facet: 'country', in: ['ESP'] },
            { facet: 'date', from: '2013' },
          ],
        },
        title: 'Shown to nobody',
      }),
      call(),
    );
    const xml = strFromU8(unzipSync(readFileSync(join(folder, 'profile.en.docx')))['word/document.xml'] ?? new Uint8Array());
    const country = table.codes.country;
    const spain = Array.from(table.day.keys()).filter(
      (row) =>
        country?.codes[country.sets[country.values[row] ?? 0]?.[0] ?? 0] === 'ESP' &&
        (table.day[row] ?? 0) >= Date.UTC(2013, 0, 1) / 86_400_000,
    );
    expect(xml).toContain('country of seizure: Spain; date: from 2013');
    expect(xml).toContain(`The profile includes ${createWording('en').number(spain.length)} cases, out of ${CASES} in the data set`);
    expect(xml).toContain('Shown to nobody');
  });

  it('is told when nothing is selected, and gets a document all the same', async () => {
    await build(serviceFor(folder), inputFor({ filter: { all: [{ facet: 'country', in: ['ATA'] }] } }), call());
    expect(strFromU8(unzipSync(readFileSync(join(folder, 'profile.en.docx')))['word/document.xml'] ?? new Uint8Array())).toContain(
      'The profile includes 0 cases',
    );
  });

  it('sees each step go forward, and the pack in the list and in the log', async () => {
    const seen: Progress[] = [];
    await build(serviceFor(folder), inputFor({}), call(seen));
    const fractions = seen.map((progress) => progress.fraction).filter((fraction) => fraction !== null);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(new Set(seen.map((progress) => progress.step))).toEqual(new Set(['read', 'analyse', 'render', 'write']));
    expect(listPacks(db)).toMatchObject([{ id: 1, by: 'TT', template: 'profile' }]);
    expect(listPacks(db)[0]?.files).toHaveLength(4);
    expect(verifyLog(db)).toEqual([]);
  });

  it('cancels: the folder stays as it was and nothing is recorded', async () => {
    const stop = new AbortController();
    const context: CallContext = { signal: stop.signal, progress: ({ step }) => step === 'render' && stop.abort() };
    await expect(build(serviceFor(join(folder, 'new')), inputFor({}), context)).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(join(folder, 'new'))).toBe(false);
    expect(listPacks(db)).toEqual([]);
  });

  it('is refused when what was chosen is a file and not a folder', async () => {
    const service = { ...serviceFor(folder), grant: (): Grant => ({ kind: 'bytes', fileName: 'x.csv', bytes: new Uint8Array() }) };
    await expect(build(service, inputFor({}), call())).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('somebody locks or stops the program while a pack leaves the workspace', () => {
  it('finds the record in the database file before any file bears its name', async () => {
    const seen: [string, string[]][] = [];
    const service = serviceFor(folder, { before: (task) => seen.push([task, readdirSync(folder)]) });
    await build(service, inputFor({}), call());
    expect(seen.map(([task]) => task)).toEqual(['pack.record', 'workspace.checkpoint']);
    for (const [, names] of seen) {
      expect(names).toHaveLength(4);
      for (const name of names) expect(name).toMatch(/^\.stowage-.*\.tmp$/);
    }
    expect(readdirSync(folder).sort()).toEqual(['figures.en.json', 'manifest.json', 'profile.en.docx', 'profile.en.xlsx']);
  });

  it('finds no file at all when the pack could not be recorded', async () => {
    const before = (task: string) => {
      if (task === 'pack.record') throw new StowageError('not-permitted', 'The workspace is being locked.');
    };
    await expect(build(serviceFor(folder, { before }), inputFor({}), call())).rejects.toMatchObject({ code: 'not-permitted' });
    expect(readdirSync(folder)).toEqual([]);
    expect(actions()).toEqual([]);
  });

  it('reads in the log that a recorded pack did not arrive, and finds no file, when the record cannot be moved into the database', async () => {
    const before = (task: string) => {
      if (task === 'workspace.checkpoint') throw new StowageError('busy', 'Another part of the program is still reading.');
    };
    await expect(build(serviceFor(folder, { before }), inputFor({}), call())).rejects.toMatchObject({ code: 'busy' });
    expect(readdirSync(folder)).toEqual([]);
    expect(actions()).toEqual(['pack.built', 'pack.failed']);
    expect(verifyLog(db)).toEqual([]);
  });

  it('reads in the log how many files arrived when one cannot be put in place, and finds no temporary ones', async () => {
    const before = (task: string) => {
      if (task === 'pack.record') mkdirSync(join(folder, 'profile.en.xlsx', 'in the way'), { recursive: true });
    };
    await expect(build(serviceFor(folder, { before }), inputFor({}), call())).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('1 of its 4 files'),
    });
    expect(readdirSync(folder).sort()).toEqual(['profile.en.docx', 'profile.en.xlsx']);
    expect(actions()).toEqual(['pack.built', 'pack.failed']);
    expect(listLog(db, 1).entries[0]?.summary).toBe('pack 1, placed 1, files 4');
  });

  it('is told so when the workspace was locked, or locked and another unlocked, while the pack was made: nothing is written', async () => {
    const other = serviceFor(folder);
    const locked = () => {
      throw new StowageError('not-permitted', 'No workspace is open.');
    };
    for (const later of [locked, other.session]) {
      const service = serviceFor(join(folder, 'new'));
      const context: CallContext = { ...call(), progress: ({ step }) => step === 'render' && Object.assign(service, { session: later }) };
      await expect(build(service, inputFor({}), context)).rejects.toMatchObject({ code: 'not-permitted' });
    }
    expect(readdirSync(folder)).toEqual([]);
    expect(actions()).toEqual([]);
  });
});

describe('an analyst chooses a folder that holds other things', () => {
  it('keeps a document of the same name: the pack is refused, the first such file named, before anything is made', async () => {
    for (const name of ['profile.fr.docx', 'manifest.json']) {
      const own = join(folder, name);
      writeFileSync(own, '{"format":"mine"}');
      await expectRefused(folder, `“${name}”`);
      expect(readFileSync(own, 'utf8')).toBe('{"format":"mine"}');
      rmSync(own);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a document that came while the pack was made', async () => {
    const own = join(folder, 'profile.en.xlsx');
    const context: CallContext = { ...call(), progress: ({ step }) => step === 'render' && writeFileSync(own, 'mine') };
    await expect(build(serviceFor(folder), inputFor({}), context)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(readFileSync(own, 'utf8')).toBe('mine');
    expect(actions()).toEqual([]);
  });

  it('builds again into the folder of a pack beside files of other names, and gets the same bytes', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const first = await build(serviceFor(folder), inputFor({}), call());
    const second = await build(serviceFor(folder), inputFor({}), call());
    expect(second.files).toEqual(first.files);
    for (const { path, sha256 } of second.files) expect(hashOf(join(folder, path))).toBe(sha256);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('is refused a workspace, any folder inside one, made or not, and a link to one', async () => {
    const workspace = join(folder, 'Invented.stowage');
    mkdirSync(join(workspace, 'inside'), { recursive: true });
    for (const name of ['keyring.json', 'data.db']) writeFileSync(join(workspace, name), '');
    symlinkSync(join(workspace, 'inside'), join(folder, 'link'), 'junction');
    for (const path of [workspace, join(workspace, 'inside'), join(workspace, 'not', 'made'), join(folder, 'link')])
      await expectRefused(path, 'workspace');
    expect(readdirSync(workspace).sort()).toEqual(['data.db', 'inside', 'keyring.json']);
  });

  it('is refused a file, and a folder below a file', async () => {
    writeFileSync(join(folder, 'file'), 'mine');
    for (const path of [join(folder, 'file'), join(folder, 'file', 'below')]) await expectRefused(path, 'is a file');
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
  });
});

describe('somebody pastes a title with characters that no document can hold', () => {
  it('gets the title without them in the document, its properties, the workbook and the manifest', async () => {
    const planted = ' A\u0000b\u0007\u001b c\uFFFE\uFFFF\n\td\u0085\u007f ';
    await build(serviceFor(folder), inputFor({ title: planted }), call());
    // What XML 1.0 allows in a document (production 2, Char).
    for (const name of ['profile.en.docx', 'profile.en.xlsx'])
      for (const [part, bytes] of Object.entries(unzipSync(readFileSync(join(folder, name)))).filter(([part]) =>
        /\.(xml|rels)$/.test(part),
      ))
        expect(strFromU8(bytes), `${name}/${part}`).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
    const parts = unzipSync(readFileSync(join(folder, 'profile.en.docx')));
    for (const part of ['word/document.xml', 'docProps/core.xml']) expect(strFromU8(parts[part] ?? new Uint8Array())).toContain('>Ab c d<');
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ title: 'Ab c d' });
  });

  it('gets the usual title when nothing else is in it', async () => {
    await build(serviceFor(folder), inputFor({ title: '\uFFFE\u0000' }), call());
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ title: null });
  });
});

describe('a machine stops while files are written', () => {
  it('leaves old files whole when a later one cannot be put in place, and no temporary ones', () => {
    writeFileSync(join(folder, 'one'), 'old');
    mkdirSync(join(folder, 'two', 'in the way'), { recursive: true });
    const files = [
      { name: 'two', bytes: new Uint8Array([2]) },
      { name: 'one', bytes: new Uint8Array([1]) },
    ];
    const staged = stageTogether(folder, files);
    expect(staged.place).toThrow();
    staged.drop();
    expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['one', 'two']);
  });

  it('has its leftovers removed next time, those of a running process kept, and nobody else’s files touched', () => {
    const [dead, alive] = ['.stowage-4194999-0123456789ab.tmp', `.stowage-${process.ppid}-0123456789ab.tmp`];
    for (const name of [dead, alive, '.stowage-notes.tmp', 'mine.tmp']) writeFileSync(join(folder, name), '');
    stageTogether(folder, [{ name: 'new', bytes: new Uint8Array([1]) }]).place();
    expect(readdirSync(folder).sort()).toEqual([alive, '.stowage-notes.tmp', 'mine.tmp', 'new'].sort());
  });
});

/** On a machine without a browser, where no PDF is printed. */
function build(service: ServiceContext, input: PackInput, context: CallContext): Promise<PackOutput> {
  return buildPack(service, input, context, { missing: 'No browser.' });
}

function inputFor(change: Partial<PackInput>): PackInput {
  return { template: 'profile', languages: ['en'], filter: { all: [] }, folder: 'folder-0001', documents: [], ...change };
}

function call(seen: Progress[] = []): CallContext {
  return { signal: new AbortController().signal, progress: (progress) => seen.push(progress) };
}

/** Refused before the cases are so much as read, with nothing recorded. */
async function expectRefused(path: string, because: string): Promise<void> {
  const seen: Progress[] = [];
  await expect(build(serviceFor(path), inputFor({ languages: ['en', 'fr'] }), call(seen))).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(because),
  });
  expect(seen).toEqual([]);
  expect(actions()).toEqual([]);
}

/** What the log tells, oldest first. */
function actions(): string[] {
  return listLog(db, 100)
    .entries.map((entry) => entry.action)
    .reverse();
}

interface Circumstances {
  now?: string;
  /** Called before each task of the writer. */
  before?: (task: string) => void;
}

/** The parts of the service a pack needs, over a plain database in memory and invented cases. */
function serviceFor(path: string, { now = '2026-11-23T00:00:00Z', before = () => undefined }: Circumstances = {}): ServiceContext {
  const run = async (task: string, input: unknown) => {
    before(task);
    if (task === 'pack.record') return recordPack(db, input as NewPack, { analyst: 'TT' });
    if (task === 'log.append') return db.transaction(() => appendLog(db, { ...(input as LogEntry), analyst: 'TT' }))();
    return undefined;
  };
  const session: Session = {
    folder: '/nowhere',
    name: 'Invented',
    workspaceId: 'w',
    analyst: 'TT',
    read: db as unknown as ReadDb,
    writer: { run, feed: run } as unknown as Writer,
    columns: () => Promise.resolve(madeUpCases(CASES)),
    shownColumns: () => Promise.resolve(madeUpCases(CASES)),
    scan,
    asker: createAsker(scan),
  };
  return {
    session: () => session,
    grant: () => ({ kind: 'path', path }),
    openParser: () => Promise.reject(new Error('not needed')),
    changed: () => undefined,
    now: () => new Date(now),
  };
}

function databaseWithImports(): WriteDb {
  const made = new Database(':memory:') as WriteDb;
  migrate(made);
  const insert = made.prepare(
    `INSERT INTO import (source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by)
      VALUES (?, 'made-up', 'planted-file-name.csv', ?, 1, 'utf-8', ';', '[]', ?, '{}', '{}', '2020-01-01T00:00:00Z', 'TT')`,
  );
  insert.run('Invented seizures', 'aa', 'invented');
  insert.run('Other invented seizures', 'bb', 'ask-originator');
  return made;
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
