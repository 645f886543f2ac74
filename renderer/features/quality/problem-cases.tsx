import { Button, Loader, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { InputOf, OutputOf } from '../../../shared/rpc.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { caseDate } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import { CompareView } from './compare-view.tsx';
import { reasonText } from './names.ts';
import { Pages } from './pages.tsx';
import classes from './quality.module.css';
import { useJobOf } from './use-job.ts';

type Kind = InputOf<StowageContract['quality.problem']>['kind'];
type Finding = OutputOf<StowageContract['quality.problem']>['findings'][number];
const [PAGE, CASES_SHOWN] = [25, 12];

/** The findings of one kind a page at a time, the most probable first; a case that is opened shows its record and its original row. */
export function ProblemCases({ kind, importId }: { kind: Kind; importId: number | undefined }) {
  const words = useWords();
  const [offset, setOffset] = useState(0);
  const [open, setOpen] = useState<string | null>(null);
  const input = { kind, offset, limit: PAGE, ...(importId === undefined ? {} : { import: importId }) };
  const found = useJobOf('quality.problem', input, { label: { key: 'checks.report.job' }, areas: ['cases', 'imports'] });
  if (found.error) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loader size="xs" m="sm" role="progressbar" aria-label={words.text('checks.report.job')} />;
  const { findings, cases, total } = found.data;
  return (
    <div className={classes.findings} aria-busy={found.isPlaceholderData}>
      <ol className={classes.plain} start={offset + 1}>
        {numbered(findings).map(({ at, item }) => {
          const first = cases.find(({ id }) => id === item.cases[0]);
          const facts = first
            ? [caseDate(words, first), first.country.map((code) => words.label('country', code)).join(', '), first.place]
            : [];
          return (
            <li key={at} className={classes.finding}>
              <p className={classes.findingText}>
                {reasonText(words, item.reason)}{' '}
                <span className={classes.soft}>
                  {item.cases.length === 1 ? `${facts.filter(Boolean).join(' · ')} · ` : ''}
                  {words.text('checks.score', { score: words.percentSign(item.score) })}
                </span>
              </p>
              <CaseButtons finding={item} at={at} open={open} onOpen={setOpen} />
            </li>
          );
        })}
      </ol>
      <Pages offset={offset} page={PAGE} total={total} onPage={setOffset} label={words.text(`quality.kind.${kind}`)} />
    </div>
  );
}

function CaseButtons(props: { finding: Finding; at: number; open: string | null; onOpen(key: string | null): void }) {
  const words = useWords();
  const { finding, open } = props;
  const [all, setAll] = useState(false);
  const shown = all ? finding.cases : finding.cases.slice(0, CASES_SHOWN);
  const left = finding.cases.length + finding.more - shown.length;
  const key = (id: number) => `${props.at} ${id}`;
  const opened = finding.cases.find((id) => key(id) === open);
  return (
    <>
      <span className={classes.caseButtons}>
        {shown.map((id) => (
          <UnstyledButton
            key={id}
            className={classes.caseButton}
            aria-expanded={open === key(id)}
            onClick={() => props.onOpen(open === key(id) ? null : key(id))}
          >
            {words.text('cases.case', { id: words.number(id) })}
          </UnstyledButton>
        ))}
        {left > 0 ? <span className={classes.soft}>{words.text('checks.more', { left, shown: words.number(left) })}</span> : null}
        {!all && finding.cases.length > CASES_SHOWN ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
            {words.text('checks.showAll', { shown: words.number(finding.cases.length) })}
          </Button>
        ) : null}
      </span>
      {opened === undefined ? null : <CompareView ids={[opened]} />}
    </>
  );
}
