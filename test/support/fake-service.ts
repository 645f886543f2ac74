import { contract, type StowageContract } from '../../shared/contract/index.ts';
import { StowageError } from '../../shared/errors.ts';
import { createChannelPair } from '../../shared/memory-channel.ts';
import type { Native, Recent } from '../../shared/native.ts';
import type { Area, Channel, Handlers, OutputOf } from '../../shared/rpc.ts';
import { serve } from '../../shared/rpc-server.ts';
import { fakeImportHandlers, refuse } from './fake-imports.ts';
import type { FakeImportsState } from './fake-imports-state.ts';
import { recognisedUnderstanding } from './fake-understanding.ts';

type Out<M extends keyof StowageContract> = OutputOf<StowageContract[M]>;
type Report = Out<'imports.run'>;

/** A made-up service for the page's tests: no file, no key, no database. Everything in it is invented. */
export interface FakeService {
  connect(): Promise<Channel>;
  native: Native;
  calls: { method: string; input: unknown }[];
  changed(areas: Area[]): void;
  state: Out<'workspace.state'>;
  /** What the next import does; by default it reports twelve rows after `steps` reports of progress. */
  onImport(run: Handlers<StowageContract>['imports.run']): void;
  /** What a chosen file is taken for; by default it is of a known layout. */
  onUnderstand(understand: Handlers<StowageContract>['imports.understand']): void;
  /** Ends every connection, as a lock or a crash does. */
  drop(): void;
}

export const FAKE_PASSPHRASE = 'four plain long words';
export const FAKE_CODE = 'A1B2C-D3E4F-G5H6J-K7L8M-N9P0Q';
export const FAKE_RECENT: Recent = { token: 'recent-0001', name: 'Atlantic desk', lastUsed: '2026-03-09T08:15:00Z', bytes: 48_200_000 };

export const FAKE_REPORT: Report = {
  rowsRead: 12,
  rowsAccepted: 11,
  rowsRejected: 1,
  exactRepeats: 2,
  warnings: [{ code: 'zero-amount', message: 'The amount is zero.', row: 7, column: 'AMOUNT' }],
  unmapped: [
    { field: 'concealment', value: 'Inside invented parcel', count: 3 },
    { field: 'concealment', value: 'Behind invented panel', count: 9 },
    { field: 'unit', value: 'Handful', count: 1 },
  ],
  seconds: 1.4,
};

export function createFakeService(options: { open?: boolean; imported?: boolean } = {}): FakeService {
  const ends = new Set<Channel>();
  const servers = new Set<{ changed(areas: Area[]): void }>();
  const calls: FakeService['calls'] = [];
  const imports: FakeImportsState = {
    imports: options.imported ? [importedFile()] : [],
    recipe: recognisedUnderstanding().recipe,
    understand: () => recognisedUnderstanding(),
    run: () => FAKE_REPORT,
    importedFile,
    onImported: () => {
      fake.state = { ...fake.state, cases: 11, dataVersion: 1 };
    },
  };
  const fake: FakeService = {
    calls,
    state: stateOf(options.open ?? false, options.imported ? 11 : 0),
    native: createFakeNative(),
    changed: (areas) => {
      for (const server of servers) server.changed(areas);
    },
    onImport: (run) => {
      imports.run = run;
    },
    onUnderstand: (understand) => {
      imports.understand = understand;
    },
    drop: () => {
      for (const end of ends) end.close();
      ends.clear();
      servers.clear();
    },
    connect: async () => {
      const [page, service] = createChannelPair();
      ends.add(service);
      servers.add(serve(contract, recorded(handlers, calls), service, { checkOutput: true }));
      return page;
    },
  };
  const handlers = createHandlers(fake, imports);
  return fake;
}

function recorded(handlers: Handlers<StowageContract>, calls: FakeService['calls']): Handlers<StowageContract> {
  const entries = Object.entries(handlers).map(([method, handler]) => [
    method,
    (input: never, call: never) => {
      calls.push({ method, input });
      return (handler as (input: never, call: never) => unknown)(input, call);
    },
  ]);
  return Object.fromEntries(entries) as Handlers<StowageContract>;
}

function stateOf(open: boolean, cases: number): Out<'workspace.state'> {
  return {
    open,
    name: open ? FAKE_RECENT.name : null,
    analyst: open ? 'AB' : null,
    cases,
    dataVersion: cases > 0 ? 1 : 0,
    idleMinutes: 10,
  };
}

function createFakeNative(): Native {
  return {
    pickFile: async () => ({ token: 'file-00001', name: 'invented.csv' }),
    pickFolder: async (kind) => ({ token: 'folder-001', name: kind === 'workspace' ? 'Atlantic desk' : 'Documents' }),
    recents: async () => [FAKE_RECENT],
  };
}

/** Every procedure refused; what the page needs is put over it. */
function refuseAll(): Handlers<StowageContract> {
  return Object.fromEntries(Object.keys(contract).map((method): [string, unknown] => [method, refuse])) as Handlers<StowageContract>;
}

function createHandlers(fake: FakeService, imports: FakeImportsState): Handlers<StowageContract> {
  const view: Record<string, unknown> = {};
  const analysts = [
    { sign: 'AB', addedAt: '2026-03-01T09:00:00Z' },
    { sign: 'CD', addedAt: '2026-03-02T10:30:00Z' },
  ];
  const open = (sign: string | undefined) => {
    fake.state = { ...stateOf(true, imports.imports.length ? 11 : 0), analyst: sign ?? 'AB' };
    return fake.state;
  };
  return {
    ...refuseAll(),
    ...fakeImportHandlers(imports, (areas) => fake.changed(areas)),
    'app.about': () => ABOUT,
    'app.sample': () => ({ file: 'sample-0001', fileName: 'invented-cases.csv' }),
    'view.get': () => ({ values: { ...view } }),
    'view.set': ({ key, value }) => {
      view[key] = value;
      return { done: true };
    },
    'workspace.state': () => fake.state,
    'workspace.look': () => ({ name: FAKE_RECENT.name, signs: analysts.map((one) => one.sign), bytes: FAKE_RECENT.bytes }),
    'workspace.create': ({ sign }) => ({ recoveryCode: FAKE_CODE, state: open(sign) }),
    'workspace.unlock': ({ sign, passphrase, recoveryCode }) => {
      if (passphrase !== FAKE_PASSPHRASE && recoveryCode !== FAKE_CODE)
        throw new StowageError('wrong-passphrase', 'The passphrase does not fit. Nothing was changed. Try again.');
      return open(sign);
    },
    'workspace.lock': () => {
      fake.state = stateOf(false, 0);
      setTimeout(() => fake.drop(), 0);
      return { done: true };
    },
    'workspace.settings': ({ idleMinutes }) => {
      fake.state = { ...fake.state, idleMinutes };
      fake.changed(['workspace']);
      return fake.state;
    },
    'passphrase.change': ({ current }) => {
      if (current !== FAKE_PASSPHRASE)
        throw new StowageError('wrong-passphrase', 'The current passphrase does not fit. Nothing was changed. Try again.');
      return { done: true };
    },
    'analysts.list': () => ({ analysts: [...analysts] }),
    'analysts.add': ({ sign }) => {
      analysts.push({ sign, addedAt: '2026-03-09T08:20:00Z' });
      fake.changed(['analysts']);
      return { done: true };
    },
    'analysts.remove': ({ sign }) => {
      analysts.splice(
        analysts.findIndex((one) => one.sign === sign),
        1,
      );
      fake.changed(['analysts']);
      return { done: true };
    },
    'workspace.verify': () => ({ ok: true, problems: [] }),
    'log.list': () => ({ total: LOG.length, entries: LOG }),
    'cases.window': () => ({ total: 0, events: 0, cases: [] }),
    'cases.get': () => {
      throw new StowageError('not-found', 'There is no such case. Choose another.');
    },
    'profile.panels': () => EMPTY_PANELS,
    'profile.values': () => ({ values: [] }),
    'analyses.list': () => ({ analyses: [] }),
    'analyses.run': ({ id, settings }) => ({ analysis: id, settings, dataVersion: 0, blocks: [] }),
    'packs.build': () => ({ files: [], manifest: '', notPrinted: null }),
    'packs.list': () => ({ packs: [] }),
  };
}

function importedFile(): Out<'imports.list'>['imports'][number] {
  return {
    id: 1,
    source: 'unodc-ids',
    layout: 'unodc-ids-2011-2016',
    fileName: 'invented.csv',
    sha256: '0'.repeat(64),
    bytes: 1_234_567,
    importedAt: '2026-03-09T08:30:00Z',
    importedBy: 'AB',
    handling: 'aggregates-may-leave',
    cases: 11,
    hasRecipe: true,
    report: FAKE_REPORT,
  };
}

const LOG: Out<'log.list'>['entries'] = [
  { seq: 2, at: '2026-03-09T08:30:00Z', analyst: 'AB', action: 'import', summary: 'invented.csv, 11 rows' },
  { seq: 1, at: '2026-03-01T09:00:00Z', analyst: 'AB', action: 'create', summary: 'Atlantic desk' },
];

const ABOUT: Out<'app.about'> = {
  version: '0.1.0',
  packages: [
    { name: 'react', version: '19.3.1', licence: 'MIT' },
    { name: 'invented-package', version: '1.0.0', licence: 'Apache-2.0' },
  ],
  lists: [{ id: 'transport', edition: '2026-1', licence: 'own work', source: 'Invented for this test' }],
};

const NO_CASES = { cases: 0, massKg: 0 };
const EMPTY_PANELS: Out<'profile.panels'> = {
  dataVersion: 0,
  total: 0,
  selected: 0,
  aggregated: 0,
  repeats: 0,
  massKg: 0,
  massKgLow: 0,
  massKgHigh: 0,
  assumedShare: null,
  topTenShare: null,
  basis: { months: NO_CASES, heat: NO_CASES, drugs: NO_CASES, countries: NO_CASES },
  months: { keys: [], whole: { cases: [], massKg: [] }, series: [] },
  heat: { concealments: [], transports: [], cases: [] },
  drugs: [],
  countries: [],
  quality: { fields: [], breaks: [], years: [], reporters: [] },
};
