import type { Filter } from '../../../shared/domain/filter.ts';
import type { FindingBlock } from '../../../shared/report/block.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { FindingView } from '../../blocks/block-view.tsx';
import classes from './overview.module.css';

const MOST = 4;

/** The first findings of each analysis in turn, until there are enough. */
export function firstFindings(perAnalysis: FindingBlock[][], most = MOST): FindingBlock[] {
  const depth = Math.max(0, ...perAnalysis.map((findings) => findings.length));
  const inTurn = Array.from({ length: depth }, (_none, at) => perAnalysis.flatMap((findings) => findings[at] ?? [])).flat();
  return inTurn.slice(0, most);
}

/** Four sentences about the selection with the numbers they rest on. `isTurn` lets the panels be answered first; the former sentences stay until the new ones are there. */
export function Findings({ filter, isTurn }: { filter: Filter; isTurn: boolean }) {
  const { language } = useWords();
  const months = useFindings({ id: 'cases-by-month', filter, language }, isTurn);
  const heat = useFindings({ id: 'concealment-transport', filter, language }, isTurn);
  const coverage = useFindings({ id: 'coverage', filter, language }, isTurn);
  return (
    <ul className={classes.findings}>
      {firstFindings([months, heat, coverage]).map((finding) => (
        <li key={finding.text}>
          <FindingView finding={finding} />
        </li>
      ))}
    </ul>
  );
}

function useFindings(input: { id: string; filter: Filter; language: Language }, enabled: boolean): FindingBlock[] {
  const { data } = useQueryOf('analyses.run', input, { areas: ['cases', 'imports'], enabled });
  return (data?.blocks ?? []).filter((block) => block.kind === 'finding');
}
