import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconHelpCircle, IconRowRemove } from '@tabler/icons-react';
import type { Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import { textOr } from '../../ui/format.ts';
import classes from './bench.module.css';
import type { Problem } from './problems.ts';
import { saidText } from './said.ts';

const ICONS = {
  question: IconHelpCircle,
  unplaced: IconAlertTriangle,
  unread: IconAlertTriangle,
  ragged: IconAlertTriangle,
  misfit: IconAlertTriangle,
  'left-out': IconRowRemove,
};

/** What is left to look at, with its counts; a press goes to the place where it is decided. */
export function ProblemList({ problems, onGo }: { problems: Problem[]; onGo(problem: Problem): void }) {
  const words = useWords();
  if (problems.length === 0) return <p className={classes.noProblems}>{words.text('import.problems.none')}</p>;
  return (
    <ul className={classes.problems} aria-label={words.text('import.problems.title')} onKeyDown={moveInList} data-pane>
      {problems.map((problem, at) => {
        const Icon = ICONS[problem.kind];
        return (
          <li key={problem.id} data-kind={problem.kind}>
            <UnstyledButton data-item data-problem={problem.id} tabIndex={at === 0 ? 0 : -1} onClick={() => onGo(problem)}>
              <Icon size={14} aria-hidden />
              {problemText(words, problem)}
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}

function problemText(words: Wording, problem: Problem): string {
  const { kind, values, said } = problem;
  if (kind === 'question')
    return [textOr(words, `import.question.${values.question}`, String(values.question)), values.header].join(' ').trim();
  if (said) return saidText(words, said);
  if (kind === 'left-out') return words.text('import.problems.left-out', { ...values, part: words.text(`import.part.${values.part}`) });
  return words.text(`import.problems.${kind}`, { ...values, shown: words.number(Number(values.values ?? values.rows ?? 0)) });
}
