import type { QualityReport } from '../../../shared/contract/quality.ts';
import type { Clause, Filter } from '../../../shared/domain/filter.ts';
import { UNPLACED } from '../../../shared/domain/vocabulary.ts';
import { StowageError } from '../../../shared/errors.ts';
import { type Checked, checkQuality, problemsOf } from '../../../shared/quality/check.ts';
import { STATES } from '../../../shared/quality/completeness.ts';
import type { Finding, ProblemKind } from '../../../shared/quality/finding.ts';
import { QUALITY_FACETS, type QualityFacet } from '../../../shared/quality/rows.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { importsWithUnmapped, qualityImports, unmappedValues } from '../db/queries/quality.ts';
import { createKept } from './kept.ts';
import { loadQualityRows } from './load-rows.ts';
import { createPace } from './pace.ts';

/** Findings of a kind in the report, cases named of each, and values without a place that are listed. */
const [EXAMPLES, CASES_OF_EACH, MOST_VALUES] = [5, 20, 500];

export const keptChecks = createKept<Checked>();

/** Checks the records of one import, or of the workspace; kept until the data change. */
export function checkedQuality(read: ReadDb, importId: number | undefined, call: CallContext): Promise<Checked> {
  return keptChecks.get(read, String(importId ?? 0), async () => {
    const pace = createPace(call.signal);
    call.progress({ fraction: null, step: 'read' });
    const { rows, names } = await loadQualityRows(read, importId ?? 0, pace);
    const unread = unmappedValues(read, importId ?? 0).filter(({ field }) => field === 'date');
    const beside = {
      unreadDates: {
        imports: new Set(importsWithUnmapped(read, 'date')),
        values: unread.map(({ value }) => value),
        count: unread.reduce((sum, { count }) => sum + count, 0),
      },
    };
    return checkQuality(rows, names, beside, pace, (share) => call.progress({ fraction: share, step: 'analyse' }));
  });
}

/** Throws `not-found` for an import that is not there. */
export async function qualityReport(read: ReadDb, importId: number | undefined, call: CallContext): Promise<QualityReport> {
  refuseUnknownImport(read, importId);
  const { completeness, findings } = await checkedQuality(read, importId, call);
  const unplaced = unmappedValues(read, importId ?? 0);
  return {
    dataVersion: dataVersion(read),
    cases: completeness.cases,
    states: [...STATES],
    fields: completeness.fields,
    matrix: completeness.matrix,
    problems: problemsOf(findings).map((problem) => {
      const own = findings.filter(({ kind }) => kind === problem.kind);
      return { ...problem, filter: filterOf(problem.kind, own, importId), examples: own.slice(0, EXAMPLES).map((each) => listed(each)) };
    }),
    unplaced: unplaced.slice(0, MOST_VALUES),
    unplacedValues: unplaced.length,
  };
}

export function refuseUnknownImport(read: ReadDb, importId: number | undefined): void {
  if (importId === undefined || qualityImports(read).some(({ id }) => id === importId)) return;
  throw new StowageError(
    'not-found',
    `There is no import ${importId} in this workspace. Nothing was changed. List the imports to see their numbers.`,
  );
}

export function listed(finding: Finding, most: number = CASES_OF_EACH): QualityReport['problems'][number]['examples'][number] {
  const { cases, ...rest } = finding;
  return { ...rest, cases: cases.slice(0, most), more: Math.max(0, cases.length - most) };
}

/** A filter that admits the cases of a kind of problem, where facets can say it; null where only ids can, or for one import. */
function filterOf(kind: ProblemKind, findings: readonly Finding[], importId: number | undefined): Filter | null {
  if (importId !== undefined) return null;
  const clause = clauseOf(kind, findings);
  return clause ? { all: [clause] } : null;
}

function clauseOf(kind: ProblemKind, findings: readonly Finding[]): Clause | undefined {
  if (kind === 'date-early') return { facet: 'date', to: '1960' };
  if (kind !== 'unplaced') return undefined;
  const facets = new Set(findings.map(({ reason }) => reason.values.field));
  return { any: QUALITY_FACETS.filter((facet) => facets.has(facet)).map((facet: QualityFacet) => ({ facet, in: [UNPLACED] })) };
}
