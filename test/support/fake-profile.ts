import { explorePanels } from '../../electron/service/explore/panels.ts';
import { profilePanels } from '../../electron/service/profile/panels.ts';
import { facetValues } from '../../electron/service/profile/values.ts';
import { listAnalyses, runAnalysis } from '../../shared/analysis/run.ts';
import { sortedWindow } from '../../shared/columns/order.ts';
import { select } from '../../shared/columns/select.ts';
import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import type { CaseRow } from '../../shared/contract/cases.ts';
import { contract, type StowageContract } from '../../shared/contract/index.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { StowageError } from '../../shared/errors.ts';
import { createChannelPair } from '../../shared/memory-channel.ts';
import type { Native } from '../../shared/native.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Channel, Handlers } from '../../shared/rpc.ts';
import { serve } from '../../shared/rpc-server.ts';

/** A workspace with invented cases behind the page's work screens: the real column engine and analyses, no database. */
export interface FakeProfile {
  connect(): Promise<Channel>;
  native: Native;
  table: ColumnTable;
  calls: { method: string; input: unknown }[];
}

type Weighted = [code: string, weight: number][];

const VALUES: Partial<Record<CodeFacet, Weighted>> = {
  country: [
    ['ESP', 30],
    ['GBR', 24],
    ['NLD', 9],
    ['ITA', 8],
    ['PRT', 6],
    ['RUS', 5],
    ['BRA', 4],
    ['MAR', 3],
    ['USA', 3],
    ['BOL', 2],
    ['KEN', 1],
    ['AUS', 1],
    ['JPN', 1],
    ['ARG', 1],
  ],
  drug: [
    ['G1.1', 30],
    ['G1.2', 14],
    ['G2.1', 22],
    ['G2.3', 3],
    ['G3.1', 12],
    ['G4.1', 6],
    ['G4.2', 5],
    ['G4.3', 4],
    ['G5.1', 1],
    ['G6.1', 2],
    ['G7.1', 3],
    ['G8.1', 1],
    ['G9.1', 2],
    ['GX.0', 2],
  ],
  transport: [
    ['T3.1', 26],
    ['T3.4', 8],
    ['T4.1', 20],
    ['T4.2', 4],
    ['T5.2', 9],
    ['T5.3', 3],
    ['T1.1', 5],
    ['T1.6', 3],
    ['T2.1', 3],
    ['T9', 4],
    ['T0.2', 12],
    ['T0.3', 3],
  ],
  concealment: [
    ['C2.1', 8],
    ['C4.1', 7],
    ['C5.1', 2],
    ['C7.1', 6],
    ['C7.3', 7],
    ['C8.1', 12],
    ['C8.2', 5],
    ['C9.2', 9],
    ['CA.2', 1],
    ['CC.1', 6],
    ['C0.2', 30],
    ['C0.3', 7],
  ],
  'seizure-place': [
    ['L1.1', 22],
    ['L2.1', 9],
    ['L3.1', 10],
    ['L4.1', 16],
    ['L5.3', 14],
    ['L7.1', 9],
    ['0.2', 20],
  ],
  departed: [
    ['COL', 12],
    ['MAR', 11],
    ['BRA', 8],
    ['AFG', 5],
    ['NLD', 8],
    ['0.2', 46],
    ['0.3', 10],
  ],
  destined: [
    ['ESP', 14],
    ['GBR', 15],
    ['DEU', 7],
    ['ITA', 5],
    ['0.2', 52],
    ['0.3', 7],
  ],
  produced: [
    ['COL', 11],
    ['MAR', 9],
    ['AFG', 6],
    ['0.2', 68],
    ['0.3', 6],
  ],
  source: [['invented-sample', 1]],
  repeat: [
    ['first', 86],
    ['repeat', 14],
  ],
};

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pickAt(values: Weighted, share: number): number {
  const whole = values.reduce((sum, [, weight]) => sum + weight, 0);
  let before = 0;
  const found = values.findIndex(([, weight]) => {
    before += weight;
    return share * whole < before;
  });
  return Math.max(0, found);
}

/** Days since 1970: the first of January 2011 and of 2014. */
const [FIRST_DAY, LATE_DAY] = [14975, 16071];
const LAST_DAY = 17165;

/** Invented cases up to the end of 2016; ids run from 1. A small table begins in 2014, so that a test draws fewer months. */
export function inventedTable(rows: number, seed = 7): ColumnTable {
  const random = seeded(seed);
  const first = rows < 1000 ? LATE_DAY : FIRST_DAY;
  const codes = Object.fromEntries(
    Object.entries(VALUES).map(([facet, values]) => {
      const column: CodeColumn = {
        facet: facet as CodeFacet,
        codes: values.map(([code]) => code),
        sets: values.map((_value, at) => [at]),
        values: Uint16Array.from({ length: rows }, () => pickAt(values, random())),
      };
      return [facet, column];
    }),
  );
  const kg = Float64Array.from({ length: rows }, () => (random() < 0.06 ? Number.NaN : Math.exp(random() * 9 - 5)));
  const assumed = Float64Array.from(kg, () => (random() < 0.05 ? 1 : 0));
  return {
    rows,
    dataVersion: 3,
    ids: Uint32Array.from({ length: rows }, (_none, at) => at + 1),
    day: Int32Array.from({ length: rows }, () => first + Math.floor((LAST_DAY - first) * random() ** 0.8)),
    precision: new Uint8Array(rows),
    kg,
    kgLow: kg.map((value, at) => (assumed[at] ? value * 0.6 : value)),
    kgHigh: kg.map((value, at) => (assumed[at] ? value * 1.4 : value)),
    conversion: Uint8Array.from(kg, (value, at) => (Number.isNaN(value) ? 3 : (assumed[at] ?? 0) * 2)),
    events: null,
    grain: null,
    breaks: [],
    codes,
  };
}

function codesAt(table: ColumnTable, facet: CodeFacet, row: number): string[] {
  const column = table.codes[facet];
  return (column?.sets[column.values[row] ?? 0] ?? []).map((at) => column?.codes[at] ?? '');
}

export function inventedCase(table: ColumnTable, id: number): CaseRow {
  const row = id - 1;
  const kg = table.kg[row] ?? Number.NaN;
  const of = (facet: CodeFacet) => codesAt(table, facet, row);
  return {
    id,
    date: new Date((table.day[row] ?? 0) * 86_400_000).toISOString().slice(0, 10),
    datePrecision: 'day',
    country: of('country'),
    place: 'Invented harbour',
    division: 'North',
    drug: of('drug'),
    drugText: 'Invented substance',
    amountText: Number.isNaN(kg) ? '' : (kg * 1000).toFixed(1),
    unitText: Number.isNaN(kg) ? 'Handful' : 'Gram',
    kg: Number.isNaN(kg) ? null : kg,
    conversion: ['exact-mass', 'exact-volume', 'assumed', 'not-convertible'][table.conversion[row] ?? 0] ?? 'not-convertible',
    transport: of('transport'),
    concealment: of('concealment'),
    'seizure-place': of('seizure-place'),
    produced: of('produced'),
    departed: of('departed'),
    destined: of('destined'),
    grain: 'case',
    events: 1,
    repeatOf: of('repeat')[0] === 'repeat' ? Math.max(1, id - 3) : null,
    importId: 1,
    row: id,
  };
}

const HEADERS = ['COUNTRY', 'DATE', 'DRUG_NAME', 'AMOUNT', 'DRUG_UNIT', 'HIDING_PLACE', 'TRANSPORT', 'DEPARTURE_COUNTRY'];

function caseHandlers(table: ColumnTable): Pick<Handlers<StowageContract>, 'cases.window' | 'cases.get'> {
  return {
    'cases.window': ({ filter, sort, descending, offset, limit }) => {
      const selection = select(table, filter);
      const { total, ids } = sortedWindow(table, selection, sort, descending, offset, limit);
      return { total, events: selection.count, cases: ids.map((id) => inventedCase(table, id)) };
    },
    'cases.get': ({ id }) => {
      const row = inventedCase(table, id);
      return {
        case: row,
        quantity: {
          amount: row.amountText === '' ? null : Number(row.amountText),
          kgLow: row.kg === null ? null : row.kg * 0.6,
          kgHigh: row.kg === null ? null : row.kg * 1.4,
          units: null,
          factor:
            row.conversion === 'assumed'
              ? { id: 'invented-factor', text: 'One tablet is taken as 200 mg.', source: 'Invented handbook, 2020' }
              : null,
        },
        original: {
          headers: HEADERS,
          cells: ['Spain', row.date ?? '', ' Invented substance', row.amountText, row.unitText, '', 'Car', '=1+1'],
          fileName: 'invented-cases.csv',
          sha256: 'ab'.repeat(32),
          row: id,
          line: id + 1,
          importedAt: '2026-03-09T08:30:00Z',
          importedBy: 'AB',
        },
      };
    },
  };
}

function profileHandlers(
  table: ColumnTable,
): Pick<Handlers<StowageContract>, 'profile.panels' | 'profile.values' | 'explore.panels' | 'analyses.list' | 'analyses.run'> {
  return {
    'profile.panels': ({ filter, split, language }) => profilePanels(table, filter, split, createWording(language)),
    'explore.panels': ({ filter, split, ranked, map, language }) =>
      explorePanels(table, filter, { split, ranked, map }, createWording(language)),
    'profile.values': ({ filter, facet, language }) => facetValues(table, filter, facet, createWording(language)),
    'analyses.list': ({ language }) => ({ analyses: listAnalyses(createWording(language)) }),
    'analyses.run': ({ id, settings, filter, language }) => runAnalysis(id, settings, { table, filter, words: createWording(language) }),
  };
}

const refuse = (): never => {
  throw new StowageError('not-found', 'This made-up workspace has no such thing.');
};

/** Every procedure refused; what the page needs is put over it. */
function refuseAll(): Handlers<StowageContract> {
  return Object.fromEntries(Object.keys(contract).map((method): [string, unknown] => [method, refuse])) as Handlers<StowageContract>;
}

function otherHandlers(
  table: ColumnTable,
  view: Record<string, unknown>,
): Omit<Handlers<StowageContract>, keyof ReturnType<typeof caseHandlers> | keyof ReturnType<typeof profileHandlers>> {
  const state = { open: true, name: 'Invented desk', analyst: 'AB', cases: table.rows, dataVersion: table.dataVersion, idleMinutes: 60 };
  const files = ['profile.en.docx', 'profile.en.xlsx', 'manifest.json'].map((path, at) => ({ path, sha256: `${at}c`.repeat(32) }));
  return {
    ...refuseAll(),
    'app.about': refuse,
    'app.sample': refuse,
    'view.get': () => ({ values: view }),
    'view.set': ({ key, value }) => {
      view[key] = value;
      return { done: true };
    },
    'workspace.state': () => state,
    'workspace.look': refuse,
    'workspace.create': refuse,
    'workspace.unlock': () => state,
    'workspace.lock': refuse,
    'workspace.settings': () => state,
    'passphrase.change': refuse,
    'analysts.list': () => ({ analysts: [] }),
    'analysts.add': refuse,
    'analysts.remove': refuse,
    'workspace.verify': () => ({ ok: true, problems: [] }),
    'log.list': () => ({ total: 0, entries: [] }),
    'imports.list': () => ({ imports: [] }),
    'imports.run': refuse,
    'packs.build': () => ({ files, manifest: 'manifest.json', notPrinted: null }),
    'packs.list': () => ({ packs: [{ id: 1, at: '2026-03-09T09:00:00Z', by: 'AB', template: 'profile', files }] }),
  };
}

/** `view` is what the person left in the workspace, such as the last screen. */
export function createFakeProfile(rows = 2000, view: Record<string, unknown> = {}): FakeProfile {
  const table = inventedTable(rows);
  const calls: FakeProfile['calls'] = [];
  const handlers: Handlers<StowageContract> = { ...otherHandlers(table, { ...view }), ...caseHandlers(table), ...profileHandlers(table) };
  const recorded = Object.fromEntries(
    Object.entries(handlers).map(([method, handler]) => [
      method,
      (input: never, call: never) => {
        calls.push({ method, input });
        return (handler as (input: never, call: never) => unknown)(input, call);
      },
    ]),
  ) as Handlers<StowageContract>;
  return {
    table,
    calls,
    native: {
      pickFile: async () => null,
      pickFolder: async () => ({ token: 'folder-0001', name: 'Outbox' }),
      recents: async () => [],
    },
    connect: async () => {
      const [page, service] = createChannelPair();
      serve(contract, recorded, service, { checkOutput: true });
      return page;
    },
  };
}
