import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { QualityReport } from '../../../shared/contract/quality.ts';
import { SEVERITIES } from '../../../shared/quality/finding.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import { Figures } from '../../ui/figures.tsx';
import { Section } from '../../ui/screen.tsx';
import { reasonText } from './names.ts';
import { ProblemCases } from './problem-cases.tsx';
import classes from './quality.module.css';

type Problem = QualityReport['problems'][number];

/** Kinds of problems with their cases, the gravest first. One that is opened shows each case with its reason and score. */
export function ProblemList({ report, importId }: { report: QualityReport; importId: number | undefined }) {
  const words = useWords();
  const [open, setOpen] = useState<Problem['kind'] | null>(null);
  const { problems } = report;
  const kinds = (severity: Problem['severity']) => problems.filter((one) => one.severity === severity).length;
  return (
    <Section title={words.text('checks.problems.title')} lead={words.text('checks.problems.lead')}>
      <Figures
        figures={[
          { label: words.text('checks.problems.cases'), value: words.number(report.cases) },
          ...SEVERITIES.map((severity) => ({
            label: words.text(`checks.problems.kinds.${severity}`),
            value: words.number(kinds(severity)),
            ...(severity === 'error' && kinds(severity) > 0 ? { tone: 'bad' as const } : {}),
          })),
        ]}
      />
      {problems.length === 0 ? <p className={classes.soft}>{words.text('checks.problems.none')}</p> : null}
      <ul className={classes.problems} aria-label={words.text('checks.problems.title')} onKeyDown={moveInList}>
        {problems.map((problem, at) => (
          <li key={problem.kind} data-problem={problem.kind}>
            <ProblemLine
              problem={problem}
              isFirst={at === 0}
              isOpen={open === problem.kind}
              onOpen={() => setOpen(open === problem.kind ? null : problem.kind)}
            />
            {open === problem.kind ? <ProblemCases kind={problem.kind} importId={importId} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ProblemLine(props: { problem: Problem; isFirst: boolean; isOpen: boolean; onOpen(): void }) {
  const words = useWords();
  const { problem, isOpen } = props;
  const [example] = problem.examples;
  return (
    <div className={classes.problemLine}>
      <UnstyledButton
        data-item
        tabIndex={props.isFirst || isOpen ? 0 : -1}
        className={classes.problem}
        aria-expanded={isOpen}
        onClick={props.onOpen}
      >
        <IconChevronRight size={14} aria-hidden className={classes.turn} data-open={isOpen || undefined} />
        <span className={classes.severity} data-severity={problem.severity}>
          {words.text(`quality.severity.${problem.severity}`)}
        </span>
        <span className={classes.problemName}>
          <strong>{words.text(`quality.kind.${problem.kind}`)}</strong>
          {example && !isOpen ? <span className={classes.example}>{reasonText(words, example.reason)}</span> : null}
        </span>
        <span className={classes.count}>
          {words.text('checks.problems.count', { cases: problem.cases, shown: words.number(problem.cases) })}
        </span>
      </UnstyledButton>
      {problem.filter ? <ShowCases filter={problem.filter} kind={problem.kind} /> : null}
    </div>
  );
}

function ShowCases({ filter, kind }: { filter: NonNullable<Problem['filter']>; kind: Problem['kind'] }) {
  const words = useWords();
  const setFilter = useView((view) => view.setFilter);
  const setScreen = useView((view) => view.setScreen);
  return (
    <Button
      variant="subtle"
      aria-label={words.text('checks.problems.filterNamed', { kind: words.text(`quality.kind.${kind}`) })}
      onClick={() => {
        setFilter(filter);
        setScreen('cases');
      }}
    >
      {words.text('checks.problems.filter')}
    </Button>
  );
}
