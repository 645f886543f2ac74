import { type Candidate, REPEAT_KINDS } from '../candidate.ts';
import type { Pace, QualityNames, QualityRows } from '../rows.ts';
import { exactRepeats } from './exact.ts';
import { linesOfCases } from './lines.ts';
import { twoSources } from './two-sources.ts';
import { twoUnits } from './two-units.ts';

const FINDERS = { exact: exactRepeats, 'two-units': twoUnits, lines: linesOfCases, 'two-sources': twoSources };

/** Every candidate, by kind and then the most probable first. Nothing is merged. */
export async function findRepeats(
  rows: QualityRows,
  names: QualityNames,
  pace: Pace,
  progress: (share: number) => void = () => undefined,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const [done, kind] of REPEAT_KINDS.entries()) {
    progress((done + 1) / (REPEAT_KINDS.length + 1));
    const ofKind = await FINDERS[kind](rows, names, pace);
    found.push(...ofKind.sort((a, b) => b.score - a.score || (a.members[0] as number) - (b.members[0] as number)));
  }
  return found;
}
