import { controlCharacters, emptyAmounts, roundNumbers, unplacedCodes, unreadDates } from './cells.ts';
import { type Completeness, completeness } from './completeness.ts';
import { type Box, oddCoordinates } from './coordinates.ts';
import { impossibleDates, placeholderDates } from './dates.ts';
import { type Finding, PROBLEM_KINDS, type ProblemKind, SEVERITY, type Severity } from './finding.ts';
import { oddAmounts } from './magnitude.ts';
import type { Pace, QualityNames, QualityRows } from './rows.ts';

/** What the records alone do not say. */
export interface Beside {
  unreadDates: { imports: ReadonlySet<number>; values: readonly string[]; count: number };
  boxOf?: (country: string) => Box | undefined;
}

export interface Checked {
  completeness: Completeness;
  findings: Finding[];
}

/** Every check, in turn. `progress` gets the share that is done. Nothing is changed by any of them. */
export async function checkQuality(
  rows: QualityRows,
  names: QualityNames,
  beside: Beside,
  pace: Pace,
  progress: (share: number) => void = () => undefined,
): Promise<Checked> {
  const complete = await completeness(rows, names, pace);
  const checks = [
    () => oddAmounts(rows, names, pace),
    () => impossibleDates(rows, names, pace),
    () => unreadDates(rows, pace, beside.unreadDates),
    () => placeholderDates(rows, names, pace),
    () => oddCoordinates(rows, names, pace, beside.boxOf),
    () => emptyAmounts(rows, names, pace),
    () => controlCharacters(rows, names, pace),
    () => unplacedCodes(rows, names, pace),
    () => roundNumbers(rows, names, pace),
  ];
  const findings: Finding[] = [];
  for (const [done, check] of checks.entries()) {
    progress((done + 1) / (checks.length + 1));
    findings.push(...(await check()));
  }
  return { completeness: complete, findings };
}

export interface Problem {
  kind: ProblemKind;
  severity: Severity;
  /** Distinct cases, and findings: a habit is one finding of many cases. */
  cases: number;
  findings: number;
}

/** The worked list: each kind that was found, the gravest first. */
export function problemsOf(findings: readonly Finding[]): Problem[] {
  const byKind = Map.groupBy(findings, (finding) => finding.kind);
  const order = { error: 0, warning: 1, note: 2 };
  return PROBLEM_KINDS.flatMap((kind): Problem[] => {
    const found = byKind.get(kind);
    if (!found) return [];
    return [{ kind, severity: SEVERITY[kind], cases: new Set(found.flatMap(({ cases }) => cases)).size, findings: found.length }];
  }).sort((a, b) => order[a.severity] - order[b.severity]);
}
