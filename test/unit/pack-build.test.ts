import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Grant, ServiceContext, Session, Writer } from '../../electron/service/context.ts';
import type { ReadDb, WriteDb } from '../../electron/service/db/connect.ts';
import { up } from '../../electron/service/db/migrations/0010-initial.ts';
import { verifyLog } from '../../electron/service/db/queries/log.ts';
import { listPacks, type NewPack, recordPack } from '../../electron/service/db/queries/packs.ts';
import { writeTogether } from '../../electron/service/export/atomic-write.ts';
import { buildPack, type PackInput } from '../../electron/service/export/build-pack.ts';
import type { Manifest } from '../../electron/service/export/manifest.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { CallContext, Progress } from '../../shared/rpc.ts';
import { madeUpCases } from '../support/pack-cases.ts';

const CASES = 400;
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
    const { files, manifest } = await buildPack(serviceFor(target), inputFor({ languages: ['en', 'ru'] }), call());
    expect(readdirSync(target).sort()).toEqual([
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
      { source: 'Other invented seizures', sha256: 'bb', rows: 0 },
    ]);
    expect(written.handling).toBe('ask-originator');
  });

  it('gets the same bytes again from the same state, at another time and in another folder', async () => {
    const first = await buildPack(serviceFor(join(folder, 'a'), '2026-01-01T00:00:00Z'), inputFor({}), call());
    const second = await buildPack(serviceFor(join(folder, 'b'), '2027-02-03T04:05:06Z'), inputFor({}), call());
    expect(second.files).toEqual(first.files);
  });

  it('reads in the document what the filter was, in words, and how many cases it left', async () => {
    const table = madeUpCases(CASES);
    await buildPack(
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
    await buildPack(serviceFor(folder), inputFor({ filter: { all: [{ facet: 'country', in: ['ATA'] }] } }), call());
    expect(strFromU8(unzipSync(readFileSync(join(folder, 'profile.en.docx')))['word/document.xml'] ?? new Uint8Array())).toContain(
      'The profile includes 0 cases',
    );
  });

  it('sees each step go forward, and the pack in the list and in the log', async () => {
    const seen: Progress[] = [];
    await buildPack(serviceFor(folder), inputFor({}), call(seen));
    const fractions = seen.map((progress) => progress.fraction).filter((fraction) => fraction !== null);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(new Set(seen.map((progress) => progress.step))).toEqual(new Set(['read', 'analyse', 'render', 'write']));
    expect(listPacks(db)).toMatchObject([{ id: 1, by: 'TT', template: 'profile' }]);
    expect(listPacks(db)[0]?.files).toHaveLength(3);
    expect(verifyLog(db)).toEqual([]);
  });

  it('cancels: the folder stays as it was and nothing is recorded', async () => {
    const stop = new AbortController();
    const context: CallContext = { signal: stop.signal, progress: ({ step }) => step === 'render' && stop.abort() };
    await expect(buildPack(serviceFor(join(folder, 'new')), inputFor({}), context)).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(join(folder, 'new'))).toBe(false);
    expect(listPacks(db)).toEqual([]);
  });

  it('is refused when what was chosen is a file and not a folder', async () => {
    const service = { ...serviceFor(folder), grant: (): Grant => ({ kind: 'bytes', fileName: 'x.csv', bytes: new Uint8Array() }) };
    await expect(buildPack(service, inputFor({}), call())).rejects.toMatchObject({ code: 'not-permitted' });
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
    expect(() => writeTogether(folder, files)).toThrow();
    expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['one', 'two']);
  });

  it('has its leftovers removed next time, those of a running process kept, and nobody else’s files touched', () => {
    const [dead, alive] = ['.stowage-4194999-0123456789ab.tmp', `.stowage-${process.ppid}-0123456789ab.tmp`];
    for (const name of [dead, alive, '.stowage-notes.tmp', 'mine.tmp']) writeFileSync(join(folder, name), '');
    writeTogether(folder, [{ name: 'new', bytes: new Uint8Array([1]) }]);
    expect(readdirSync(folder).sort()).toEqual([alive, '.stowage-notes.tmp', 'mine.tmp', 'new'].sort());
  });
});

function inputFor(change: Partial<PackInput>): PackInput {
  return { template: 'profile', languages: ['en'], filter: { all: [] }, folder: 'folder-0001', ...change };
}

function call(seen: Progress[] = []): CallContext {
  return { signal: new AbortController().signal, progress: (progress) => seen.push(progress) };
}

/** The parts of the service a pack needs, over a plain database in memory and invented cases. */
function serviceFor(path: string, now = '2026-11-23T00:00:00Z'): ServiceContext {
  const run = (_task: string, input: unknown) => Promise.resolve(recordPack(db, input as NewPack, { analyst: 'TT' }));
  const session: Session = {
    folder: '/nowhere',
    name: 'Invented',
    workspaceId: 'w',
    analyst: 'TT',
    read: db as unknown as ReadDb,
    writer: { run, feed: run } as unknown as Writer,
    columns: () => Promise.resolve(madeUpCases(CASES)),
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
  up(made);
  const insert = made.prepare(
    `INSERT INTO import VALUES (NULL, ?, 'made-up', 'planted-file-name.csv', ?, 1, 'utf-8', ';', '[]', ?, '{}', '{}', '2020-01-01T00:00:00Z', 'TT')`,
  );
  insert.run('Invented seizures', 'aa', 'invented');
  insert.run('Other invented seizures', 'bb', 'ask-originator');
  return made;
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
