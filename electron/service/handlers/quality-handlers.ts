import type { MergeListed, qualityContract } from '../../../shared/contract/quality.ts';
import { StowageError } from '../../../shared/errors.ts';
import { REPEAT_KINDS, type RepeatKind } from '../../../shared/quality/candidate.ts';
import type { Reason } from '../../../shared/quality/finding.ts';
import type { CallContext, ParsedInputOf } from '../../../shared/rpc.ts';
import type { AreaHandlers, ServiceContext, Session } from '../context.ts';
import { caseRows } from '../db/queries/cases.ts';
import { listMergeRows, type MergeRow, mergeCount, mergeMembers } from '../db/queries/merges.ts';
import { compareCases } from '../quality/compare.ts';
import { keptRepeats, listRepeats, openCandidates } from '../quality/repeats.ts';
import { checkedQuality, keptChecks, listed, qualityReport, refuseUnknownImport } from '../quality/report.ts';

const DONE = { done: true } as const;
/** Cases and members listed of one finding or merge. */
const [CASES_LISTED, MEMBERS_LISTED] = [200, 500];

type Contract = typeof qualityContract;

export const qualityHandlers: AreaHandlers<keyof Contract> = {
  'quality.report': (service, input, call) => qualityReport(service.session().read, input.import, call),
  async 'quality.problem'(service, { import: importId, kind, offset, limit }, call) {
    const { read } = service.session();
    refuseUnknownImport(read, importId);
    const own = (await checkedQuality(read, importId, call)).findings.filter((finding) => finding.kind === kind);
    const findings = own.slice(offset, offset + limit).map((finding) => listed(finding, CASES_LISTED));
    const ids = [...new Set(findings.flatMap(({ cases }) => cases.slice(0, 1)))];
    return { total: own.length, findings, cases: caseRows(read, ids) };
  },
  'quality.repeats': (service, input, call) => listRepeats(service.session().read, input, call),
  'quality.compare': (service, { ids }) => compareCases(service.session().read, [...new Set(ids)]),
  async 'quality.merge'(service, input) {
    const session = service.session();
    const { id, dataVersion } = await session.writer.run('quality.merge', { ...input, at: service.now().toISOString() });
    merged(service, session, dataVersion);
    return { id };
  },
  'quality.merge-all': (service, input, call) => mergeAll(service, input, call),
  async 'quality.unmerge'(service, { ids }) {
    const session = service.session();
    const { merges, dataVersion } = await session.writer.run('quality.unmerge', { ids });
    merged(service, session, dataVersion);
    return { merges };
  },
  'quality.merges': (service, { offset, limit }) => {
    const { read } = service.session();
    return {
      total: mergeCount(read),
      merges: listMergeRows(read, offset, limit).map((row) => listedMerge(row, mergeMembers(read, row.id))),
    };
  },
  async 'quality.dismiss'(service, { members, back }) {
    await service.session().writer.run('quality.dismiss', { members, back, at: service.now().toISOString() });
    service.changed(['quality', 'log']);
    return DONE;
  },
};

/** Refuses when the number of candidates is no longer the one that was shown. */
async function mergeAll(
  service: ServiceContext,
  { kind, leastScore, expected }: ParsedInputOf<Contract['quality.merge-all']>,
  call: CallContext,
) {
  const session = service.session();
  const wanted = (await openCandidates(session.read, call)).filter((each) => each.kind === kind && each.score >= leastScore);
  if (wanted.length !== expected)
    throw new StowageError(
      'invalid-input',
      `There are ${wanted.length} such candidates now, not ${expected}. Nothing was merged. Look at the list again and confirm the new number.`,
      { detail: { found: wanted.length, expected } },
    );
  const merges = wanted.map((each) => ({ ...each, lead: each.members[0] as number }));
  const input = { merges, kind, leastScore, at: service.now().toISOString() };
  const { dataVersion, ...counts } = await session.writer.run('quality.merge-all', input, call);
  merged(service, session, dataVersion);
  return counts;
}

/** Merges leave every record as it is, so what was found in the records still holds. */
function merged(service: ServiceContext, { read }: Session, version: number): void {
  keptChecks.carry(read, version - 1, version);
  keptRepeats.carry(read, version - 1, version);
  service.changed(['cases', 'quality', 'log']);
}

function listedMerge(row: MergeRow, members: { caseId: number; role: string }[]): MergeListed {
  return {
    ...row,
    kind: kindOf(row.kind),
    reasons: JSON.parse(row.reasons) as Reason[],
    members: members
      .slice(0, MEMBERS_LISTED)
      .map(({ caseId, role }) => ({ caseId, role: role === 'lead' || role === 'line' ? role : 'duplicate' })),
    more: Math.max(0, members.length - MEMBERS_LISTED),
  };
}

function kindOf(text: string): RepeatKind {
  const kind = REPEAT_KINDS.find((each) => each === text);
  if (!kind) throw new Error(`No kind of repeat is named ${text}.`);
  return kind;
}
