import { MOST_MEMBERS, type RepeatCandidate } from '../../../shared/contract/quality.ts';
import { type Candidate, REPEAT_KINDS, type RepeatKind } from '../../../shared/quality/candidate.ts';
import { findRepeats } from '../../../shared/quality/repeats/find.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';
import { caseRows } from '../db/queries/cases.ts';
import { dismissedPairs, mergedCases } from '../db/queries/merges.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { createKept } from './kept.ts';
import { loadQualityRows } from './load-rows.ts';
import { createPace } from './pace.ts';

/** Scores from which the candidates of a kind are counted. */
const SCORES = [0.5, 0.8, 0.9, 0.95, 0.99];
/** Members of a candidate that are shown as records. */
const SHOWN = 6;

export const keptRepeats = createKept<Candidate[]>();

/** Every candidate that is neither merged nor dismissed. The search itself is kept until records change. */
export async function openCandidates(read: ReadDb, call: CallContext): Promise<Candidate[]> {
  const found = await keptRepeats.get(read, 'all', async () => {
    const pace = createPace(call.signal);
    call.progress({ fraction: null, step: 'read' });
    const { rows, names } = await loadQualityRows(read, 0, pace);
    return findRepeats(rows, names, pace, (share) => call.progress({ fraction: share, step: 'analyse' }));
  });
  const merged = new Set(mergedCases(read));
  const dismissed = new Set(dismissedPairs(read).map(({ first, second }) => `${first} ${second}`));
  return found.flatMap((candidate) => stillOpen(candidate, merged, dismissed));
}

/** The candidate without members that are merged or that were found not to be the same as its lead. */
function stillOpen(candidate: Candidate, merged: ReadonlySet<number>, dismissed: ReadonlySet<string>): Candidate[] {
  const free = merged.size === 0 ? candidate.members : candidate.members.filter((id) => !merged.has(id));
  const [lead, ...others] = free;
  if (lead === undefined) return [];
  const isOpen = (id: number): boolean => !dismissed.has(`${Math.min(lead, id)} ${Math.max(lead, id)}`);
  const left = dismissed.size === 0 ? others : others.filter(isOpen);
  if (left.length === 0) return [];
  return [left.length + 1 === candidate.members.length ? candidate : { ...candidate, members: [lead, ...left] }];
}

export interface RepeatsPage {
  kind?: RepeatKind | undefined;
  leastScore: number;
  offset: number;
  limit: number;
}

export async function listRepeats(read: ReadDb, page: RepeatsPage, call: CallContext) {
  const open = await openCandidates(read, call);
  const wanted = open.filter(({ kind, score }) => score >= page.leastScore && (page.kind === undefined || kind === page.kind));
  return {
    dataVersion: dataVersion(read),
    counts: REPEAT_KINDS.map((kind) => countsOf(kind, open)),
    total: wanted.length,
    candidates: wanted.slice(page.offset, page.offset + page.limit).map((candidate) => shown(read, candidate)),
  };
}

function countsOf(kind: RepeatKind, open: readonly Candidate[]) {
  const own = open.filter((candidate) => candidate.kind === kind);
  const atLeast = SCORES.map((score) => ({ score, ...sizeOf(own.filter((candidate) => candidate.score >= score)) }));
  return { kind, ...sizeOf(own), atLeast };
}

function sizeOf(candidates: readonly Candidate[]): { candidates: number; cases: number } {
  return { candidates: candidates.length, cases: candidates.reduce((sum, { members }) => sum + members.length, 0) };
}

function shown(read: ReadDb, candidate: Candidate): RepeatCandidate {
  const members = candidate.members.slice(0, MOST_MEMBERS);
  return { ...candidate, members, more: candidate.members.length - members.length, cases: caseRows(read, members.slice(0, SHOWN)) };
}
