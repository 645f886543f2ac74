import type { ReactNode } from 'react';
import type { CaseRow } from '../../shared/contract/cases.ts';
import type { StowageContract } from '../../shared/contract/index.ts';
import type { MergeListed, RepeatCandidate } from '../../shared/contract/quality.ts';
import type { RegimeLane } from '../../shared/contract/regimes.ts';
import type { Area, Handlers } from '../../shared/rpc.ts';
import { mountPiece } from './mount-piece.tsx';

type Made = Partial<Handlers<StowageContract>>;
export interface FakeChecks {
  calls: { method: string; input: unknown }[];
  candidates: RepeatCandidate[];
  merges: MergeListed[];
  lane: RegimeLane;
}

const ROW: CaseRow = {
  id: 1,
  date: '2014-03-09',
  datePrecision: 'day',
  country: ['KEN'],
  place: 'Nowhere',
  division: '',
  drug: ['G2.1'],
  drugText: 'invented',
  amountText: '2',
  unitText: 'kg',
  kg: 2,
  conversion: 'exact-mass',
  transport: ['0.2'],
  concealment: ['0.2'],
  'seizure-place': ['0.2'],
  produced: ['0.2'],
  departed: ['0.2'],
  destined: ['0.2'],
  grain: 'case',
  events: 1,
  repeatOf: null,
  importId: 1,
  row: 1,
};
const row = (id: number): CaseRow => ({ ...ROW, id, row: id });

/** Candidates of two invented rows each: cases 1 and 2, 3 and 4, and so on. */
function candidate(at: number): RepeatCandidate {
  const members = [at * 2 + 1, at * 2 + 2];
  return { kind: 'exact', members, more: 0, reasons: [{ code: 'exact-row', values: { count: 2 } }], score: 0.99, cases: members.map(row) };
}

/** A service of invented findings, candidates and one reporter; what is decided is kept, what is asked is recorded. */
export function mountChecks(piece: ReactNode): FakeChecks {
  const fake: FakeChecks = { calls: [], candidates: [0, 1, 2].map(candidate), merges: [], lane: LANE };
  let changed: (areas: Area[]) => void = () => undefined;
  const made = handlersOf(fake, (areas) => changed(areas));
  changed = mountPiece(piece, made, fake.calls);
  return fake;
}

function handlersOf(fake: FakeChecks, changed: (areas: Area[]) => void): Made {
  const dismissed = new Map<string, RepeatCandidate>();
  const take = (members: number[]) => {
    const found = fake.candidates.find((one) => one.members.join() === members.join());
    fake.candidates = fake.candidates.filter((one) => one !== found);
    return found;
  };
  const back = (found: RepeatCandidate | undefined) => {
    if (found) fake.candidates = [...fake.candidates, found].sort((a, b) => (a.members[0] ?? 0) - (b.members[0] ?? 0));
  };
  const merged = new Map<number, RepeatCandidate>();
  return {
    'workspace.state': () => ({ open: true, name: 'Invented', analyst: 'AB', cases: 6, dataVersion: 1, idleMinutes: 10 }),
    'imports.list': () => ({ imports: [] }),
    'quality.report': () => REPORT,
    'quality.problem': () => ({ total: 1, findings: REPORT.problems[0]?.examples ?? [], cases: [row(3)] }),
    'quality.repeats': ({ kind }) => {
      const candidates = kind === 'exact' ? fake.candidates : [];
      const count = { candidates: candidates.length, cases: candidates.length * 2 };
      return {
        dataVersion: 1,
        counts: [{ kind: 'exact', ...count, atLeast: [{ score: 0.9, ...count }] }],
        total: candidates.length,
        candidates,
      };
    },
    'quality.compare': ({ ids }) => ({
      cases: ids.map(row),
      fields: [
        { field: 'country', values: ids.map(() => 'KEN'), same: true },
        { field: 'amountText', values: ids.map((id) => String(id)), same: ids.length < 2 },
      ],
      originals: ids.map((id) => ({
        caseId: id,
        headers: ['AMOUNT'],
        cells: [String(id)],
        fileName: 'invented.csv',
        row: id,
        line: id + 1,
      })),
    }),
    'quality.merge': ({ members, lead }) => {
      const found = take(members);
      const id = fake.merges.length + 1;
      if (found) merged.set(id, found);
      fake.merges.push(mergeOf(id, lead, members));
      changed(['cases', 'quality']);
      return { id };
    },
    'quality.unmerge': ({ ids }) => {
      for (const id of ids) back(merged.get(id));
      fake.merges = fake.merges.filter(({ id }) => !ids.includes(id));
      changed(['cases', 'quality']);
      return { merges: ids.length };
    },
    'quality.dismiss': ({ members, back: again }) => {
      const key = members.join();
      const found = again ? undefined : take(members);
      if (found) dismissed.set(key, found);
      if (again) back(dismissed.get(key));
      changed(['quality']);
      return { done: true };
    },
    'quality.merges': () => ({ total: fake.merges.length, merges: fake.merges }),
    'quality.merge-all': ({ expected }) => ({ merges: expected, cases: expected * 2, skipped: 0 }),
    'regimes.timeline': () => ({ lanes: [fake.lane] }),
    'regimes.find': () => ({ reporters: 1, tested: 1, breaks: 1, added: 1 }),
    'regimes.decide': ({ at, state, reason }) => {
      const breaks = fake.lane.breaks.map((one) =>
        one.at === at ? { ...one, state, reason, decidedBy: 'AB', decidedAt: '2026-03-09T08:30:00Z' } : one,
      );
      fake.lane = { ...fake.lane, breaks };
      changed(['cases']);
      return { done: true };
    },
    'regimes.save': () => ({ id: 1 }),
  };
}

function mergeOf(id: number, lead: number, members: number[]): MergeListed {
  const mergedAt = '2026-03-09T08:30:00Z';
  const listed = members.map((caseId) => ({ caseId, role: caseId === lead ? ('lead' as const) : ('duplicate' as const) }));
  return { id, kind: 'exact', reasons: [], score: 1, mergedAt, mergedBy: 'AB', members: listed, more: 0 };
}

const REPORT: Awaited<ReturnType<Handlers<StowageContract>['quality.report']>> = {
  dataVersion: 1,
  cases: 4,
  states: ['stated', 'not-collected', 'not-reported', 'not-known', 'not-applicable', 'unplaced'],
  fields: [{ field: 'transport', counts: [1, 0, 3, 0, 0, 0] }],
  matrix: {
    fields: ['transport'],
    years: [{ year: '2014', cases: 4, stated: [0.25] }],
    reporters: [{ code: 'KEN', cases: 4, stated: [0.25], cells: [{ cases: 4, stated: 0.25 }] }],
    elsewhere: 0,
  },
  problems: [
    {
      kind: 'date-early',
      severity: 'error',
      cases: 1,
      findings: 1,
      filter: { all: [{ facet: 'date', to: '1960' }] },
      examples: [
        { kind: 'date-early', cases: [3], more: 0, reason: { code: 'date-early', values: { date: '1914-03-09', year: 1961 } }, score: 1 },
      ],
    },
  ],
  unplaced: [{ field: 'transport', value: '<b>invented</b>', count: 2 }],
  unplacedValues: 1,
};

const LANE: RegimeLane = {
  source: 'invented',
  sourceLabel: 'Invented list',
  reporter: 'KEN',
  reporterLabel: 'Kenya',
  total: 33,
  months: ['2013-11', '2013-12', '2014-01'],
  cases: [1, 2, 30],
  medianKg: [1, null, 0.01],
  smallShare: [0, null, 1],
  notStated: [{ field: 'transport', shares: [0, 0.5, 1] }],
  breaks: [
    {
      id: 7,
      source: 'invented',
      reporter: 'KEN',
      at: '2014-01-01',
      state: 'found',
      evidence: [
        { code: 'cases', values: { before: 0.05, after: 1 }, score: 20, p: 0.00001, text: 'Cases a day: 0.05 before, 1.00 after.' },
      ],
      reason: '',
      decidedAt: '',
      decidedBy: '',
    },
  ],
  regimes: [],
};
