import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPathGrants } from '../../electron/main/grants.ts';
import { handleNative } from '../../electron/main/ipc.ts';
import { createNative } from '../../electron/main/native.ts';
import { keepService } from '../../electron/main/service-process.ts';
import { menuWords } from '../../electron/main/words.ts';
import { CHANNELS } from '../../shared/native-channels.ts';
import { fakePrinter, fakeProcesses } from '../support/fake-electron.ts';

function keeper() {
  const fake = fakeProcesses();
  const opened: string[] = [];
  const printer = fakePrinter();
  const service = keepService({
    maker: fake.maker,
    serviceEntry: 'service.mjs',
    parserEntry: 'parser.mjs',
    grants: () => [['token-one', '/cases']],
    onOpened: (folder) => opened.push(folder),
    printer: () => Promise.resolve(printer),
  });
  const started = (index = 0) => {
    const one = fake.made[index];
    if (!one) throw new Error('No such process.');
    return one;
  };
  return { service, fake, opened, started, printer };
}

describe("the shell's processes", () => {
  it('starts the service with the first page, tells it what tokens mean, and gives each its end of a channel', () => {
    const { service, started } = keeper();
    expect(service.connect()).toBe('port 1a');
    expect([started().entry, started().options.execArgv]).toEqual(['service.mjs', ['--expose-gc']]);
    expect(started().sent).toEqual([
      { message: { kind: 'grant', token: 'token-one', grant: { kind: 'path', path: '/cases' } }, ports: [] },
      { message: { kind: 'connect', client: 1 }, ports: ['port 1b'] },
    ]);
  });

  it('starts a fresh service when the last one has ended, as locking does', async () => {
    const { service, fake, started } = keeper();
    service.connect();
    const locked = service.lock();
    expect(started().sent.at(-1)?.message).toEqual({ kind: 'lock' });
    started().end(0);
    await locked;
    service.connect();
    expect(fake.made.map(({ entry }) => entry)).toEqual(['service.mjs', 'service.mjs']);
  });

  it('has nothing to lock before a page was ever shown', async () => {
    const { service, fake } = keeper();
    await service.lock();
    expect(fake.made).toEqual([]);
  });

  it('ends a service that cannot stop a cancelled task', () => {
    const { service, started } = keeper();
    service.connect();
    started().say({ kind: 'stuck' });
    expect(started().killed).toBe(true);
  });

  it('starts a parser without any environment, with a capped heap, and joins it to the service by a port', () => {
    const { service, started } = keeper();
    service.connect();
    started().say({ kind: 'parser-open', parser: 1 });
    const parser = started(1);
    expect([parser.entry, parser.options.env, parser.options.execArgv]).toEqual([
      'parser.mjs',
      {},
      ['--max-old-space-size=256', '--max-semi-space-size=4'],
    ]);
    expect(parser.sent).toEqual([{ message: { kind: 'port' }, ports: ['port 2a'] }]);
    expect(started().sent.at(-1)).toEqual({ message: { kind: 'parser', parser: 1 }, ports: ['port 2b'] });
    parser.end(7);
    expect(started().sent.at(-1)?.message).toEqual({ kind: 'parser-exit', parser: 1, code: 7 });
  });

  it('ends a parser when it is told to, and every parser with its service', () => {
    const { service, started } = keeper();
    service.connect();
    started().say({ kind: 'parser-open', parser: 1 });
    started().say({ kind: 'parser-open', parser: 2 });
    started().say({ kind: 'parser-kill', parser: 1 });
    expect([started(1).killed, started(2).killed]).toEqual([true, false]);
    started().end(1);
    expect(started(2).killed).toBe(true);
  });

  it('prints for the service, answers with the bytes or with nothing, and stops with it', async () => {
    const { service, started, printer } = keeper();
    service.connect();
    for (const print of [1, 2, 3]) started().say({ kind: 'print', print, html: `<p>${print}</p>` });
    await expect.poll(() => printer.asked).toEqual(['<p>1</p>', '<p>2</p>', '<p>3</p>']);
    printer.finish(1, new Uint8Array([37]));
    printer.fail(2);
    await expect.poll(() => started().sent.length).toBe(4);
    expect(
      started()
        .sent.slice(2)
        .map(({ message }) => message),
    ).toEqual([
      { kind: 'printed', print: 1, pdf: new Uint8Array([37]) },
      { kind: 'printed', print: 2, pdf: null },
    ]);
    started().say({ kind: 'print-stop', print: 3 });
    await expect.poll(() => printer.stopped).toEqual([3]);
    started().say({ kind: 'print', print: 4, html: '' });
    started().end(0);
    await expect.poll(() => printer.stopped).toEqual([3, 4]);
  });

  it('notes which workspace was opened', () => {
    const { service, started, opened } = keeper();
    service.connect();
    started().say({ kind: 'opened', folder: '/cases/A.stowage' });
    expect(opened).toEqual(['/cases/A.stowage']);
  });
});

describe('what the page may ask of the machine', () => {
  let userData = '';
  beforeEach(() => {
    userData = mkdtempSync(join(tmpdir(), 'stowage-shell-'));
  });
  afterEach(() => rmSync(userData, { recursive: true }));

  function natives(answer: OpenDialogReturnValue) {
    const told: [string, string][] = [];
    const asked: OpenDialogOptions[] = [];
    const shown: string[] = [];
    const grants = createPathGrants((token, path) => told.push([token, path]));
    const dialog = {
      showOpenDialog: async (options: OpenDialogOptions) => {
        asked.push(options);
        return answer;
      },
    };
    const native = createNative({
      dialog: dialog as unknown as Parameters<typeof createNative>[0]['dialog'],
      shell: { showItemInFolder: (path) => shown.push(path) },
      grants,
      words: menuWords(['fr']),
      userData,
    });
    return { native, told, asked, shown };
  }

  it('gives a token and a name for a chosen file, and the path to the service only', async () => {
    const { native, told, asked } = natives({ canceled: false, filePaths: ['/secret/place/cases.csv'] });
    const picked = await native.pickFile('import');
    expect(picked?.name).toBe('cases.csv');
    expect(picked?.token).toMatch(/^[a-z0-9-]{8,64}$/);
    expect(told).toEqual([[picked?.token, '/secret/place/cases.csv']]);
    expect(asked[0]?.title).toBe('Choisir un fichier à importer');
  });

  it('gives nothing when the person closes the dialog', async () => {
    const { native, told } = natives({ canceled: true, filePaths: [] });
    expect(await native.pickFolder('parent')).toBeNull();
    expect(told).toEqual([]);
  });

  it('lists recent workspaces that are still there, and keeps only where they lie and when they were used', () => {
    const { native } = natives({ canceled: true, filePaths: [] });
    const folder = join(userData, 'Desk.stowage');
    mkdirSync(folder);
    writeFileSync(join(folder, 'data.db'), Buffer.alloc(10));
    native.remember(join(userData, 'Gone.stowage'), new Date('2025-01-02T03:04:05Z'));
    native.remember(folder, new Date('2025-02-03T04:05:06Z'));
    native.remember(folder, new Date('2025-03-04T05:06:07Z'));
    expect(native.recents()).toEqual([{ token: expect.any(String), name: 'Desk', lastUsed: '2025-03-04T05:06:07.000Z', bytes: 10 }]);
    const kept = JSON.parse(readFileSync(join(userData, 'recent.json'), 'utf8')) as object[];
    expect(kept.map((each) => Object.keys(each))).toEqual([
      ['folder', 'lastUsed'],
      ['folder', 'lastUsed'],
    ]);
  });

  it('survives a list of recent workspaces that is no list', () => {
    writeFileSync(join(userData, 'recent.json'), '{"__proto__": [');
    expect(natives({ canceled: true, filePaths: [] }).native.recents()).toEqual([]);
  });

  it('refuses every channel to a foreign frame, and every argument that is not expected', async () => {
    const { native, shown } = natives({ canceled: false, filePaths: ['/x'] });
    const channels = new Map<string, (event: unknown, argument?: unknown) => unknown>();
    let ports = 0;
    handleNative({ handle: (channel, listener) => void channels.set(channel, listener as never) }, native, () => void ports++);
    expect([...channels.keys()].sort()).toEqual(Object.values(CHANNELS).sort());
    const own = { senderFrame: { url: 'app://stowage/', parent: null } };
    const foreign = [
      { senderFrame: null },
      { senderFrame: { url: 'https://example.org/', parent: null } },
      { senderFrame: { url: 'app://stowage/', parent: {} } },
    ];
    for (const answer of channels.values()) for (const event of foreign) expect(() => answer(event, 'import')).toThrow('Refused');
    const call = (channel: string, argument?: unknown) => channels.get(channel)?.(own, argument);
    for (const bad of ['/etc', '__proto__', '', null, 7, {}]) {
      expect(() => call(CHANNELS.pickFile, bad)).toThrow('Refused');
      expect(() => call(CHANNELS.pickFolder, bad)).toThrow('Refused');
    }
    for (const bad of ['../../etc', 'A', null, 7]) expect(() => call(CHANNELS.reveal, bad)).toThrow('Refused');
    call(CHANNELS.reveal, 'never-granted');
    expect(shown).toEqual([]);
    call(CHANNELS.port);
    expect(ports).toBe(1);
  });
});
