import { Button, Group, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RepeatCandidate } from '../../../shared/contract/quality.ts';
import { useActions } from '../../app/actions.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { caseDate } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { CompareView, MOST_COMPARED } from './compare-view.tsx';
import { reasonText } from './names.ts';
import classes from './quality.module.css';
import { type RepeatActs, useRepeatActs } from './repeat-acts.ts';

/** The candidates of one page and, beside them, the chosen one: its reasons, its records side by side, and the decision. */
export function CandidateReview({ candidates, isStale }: { candidates: RepeatCandidate[]; isStale: boolean }) {
  const words = useWords();
  const acts = useRepeatActs();
  const [at, setAt] = useState(0);
  const [lead, setLead] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const place = Math.min(at, candidates.length - 1);
  const chosen = candidates[place];
  const leading = chosen ? (chosen.members.find((id) => id === lead) ?? (chosen.members[0] as number)) : 0;
  const isFree = () => !acts.busy && !isStale;
  const step = (by: number) => setAt(Math.min(Math.max(0, place + by), Math.max(0, candidates.length - 1)));
  useEffect(() => {
    list.current?.querySelectorAll('[data-item]')[place]?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  useReviewKeys(acts, { step, isFree, chosen, leading });
  if (!chosen) return <NoCandidates acts={acts} />;
  return (
    <>
      {acts.error ? <ErrorNote error={acts.error} /> : null}
      <div className={classes.review}>
        <ul ref={list} className={classes.candidates} aria-label={words.text('checks.repeats.candidates')} onKeyDown={moveInList}>
          {numbered(candidates).map(({ at: index, item }) => (
            <li key={item.members.join(' ')}>
              <CandidateLine candidate={item} isChosen={index === place} onChoose={() => setAt(index)} />
            </li>
          ))}
        </ul>
        <ScrollRegion className={classes.candidate} label={words.text('checks.repeats.review')}>
          <Reasons candidate={chosen} />
          <Group gap="xs" mb="sm">
            <Button disabled={!isFree() || chosen.more > 0} aria-keyshortcuts="M" onClick={() => void acts.merge(chosen, leading)}>
              {words.text('checks.repeats.merge', { lead: words.number(leading) })}
            </Button>
            <Button variant="default" disabled={!isFree()} aria-keyshortcuts="D" onClick={() => void acts.dismiss(chosen)}>
              {words.text('checks.repeats.dismiss')}
            </Button>
            <Undo acts={acts} />
          </Group>
          {chosen.more > 0 ? <p className={classes.soft}>{words.text('checks.repeats.tooMany')}</p> : null}
          <CompareView ids={chosen.members.slice(0, MOST_COMPARED)} lead={leading} onLead={setLead} />
          {chosen.members.length + chosen.more > MOST_COMPARED ? (
            <p className={classes.soft}>
              {words.text('checks.more', {
                left: chosen.members.length + chosen.more - MOST_COMPARED,
                shown: words.number(chosen.members.length + chosen.more - MOST_COMPARED),
              })}
            </p>
          ) : null}
        </ScrollRegion>
      </div>
    </>
  );
}

/** Keys as in any list that is worked through: j and k to move, m to merge, d to find different, u to take back. */
function useReviewKeys(
  acts: RepeatActs,
  now: { step(by: number): void; isFree(): boolean; chosen: RepeatCandidate | undefined; leading: number },
): void {
  const { chosen, leading, isFree } = now;
  const canDecide = () => chosen !== undefined && isFree();
  const canUndo = () => acts.undoable > 0 && isFree();
  const undo = () => void acts.undo();
  const group = 'screen' as const;
  useActions([
    { id: 'repeats-next', titleKey: 'checks.repeats.key.next', keys: 'j', group, run: () => now.step(1) },
    { id: 'repeats-former', titleKey: 'checks.repeats.key.former', keys: 'k', group, run: () => now.step(-1) },
    {
      id: 'repeats-merge',
      titleKey: 'checks.repeats.key.merge',
      keys: 'm',
      group,
      when: () => canDecide() && chosen?.more === 0,
      run: () => chosen && void acts.merge(chosen, leading),
    },
    {
      id: 'repeats-dismiss',
      titleKey: 'checks.repeats.dismiss',
      keys: 'd',
      group,
      when: canDecide,
      run: () => chosen && void acts.dismiss(chosen),
    },
    { id: 'repeats-undo', titleKey: 'checks.repeats.undo', keys: 'u', group, when: canUndo, run: undo },
    { id: 'repeats-undo-too', titleKey: 'checks.repeats.undo', keys: 'mod+z', group, when: canUndo, run: undo },
  ]);
}

function Undo({ acts }: { acts: RepeatActs }) {
  const words = useWords();
  return (
    <Button variant="subtle" disabled={acts.undoable === 0 || acts.busy} aria-keyshortcuts="U" onClick={() => void acts.undo()}>
      {words.text('checks.repeats.undo')}
    </Button>
  );
}

function NoCandidates({ acts }: { acts: RepeatActs }) {
  const words = useWords();
  return (
    <>
      {acts.error ? <ErrorNote error={acts.error} /> : null}
      <p className={classes.noneLeft}>{words.text('checks.repeats.none')}</p>
      {acts.undoable > 0 ? <Undo acts={acts} /> : null}
    </>
  );
}

function CandidateLine(props: { candidate: RepeatCandidate; isChosen: boolean; onChoose(): void }) {
  const words = useWords();
  const { candidate, isChosen } = props;
  const [first] = candidate.cases;
  const members = candidate.members.length + candidate.more;
  return (
    <UnstyledButton
      data-item
      tabIndex={isChosen ? 0 : -1}
      aria-current={isChosen || undefined}
      className={classes.candidateLine}
      onClick={props.onChoose}
      onFocus={props.onChoose}
    >
      <span className={classes.candidateHead}>
        <strong>{words.text('checks.repeats.records', { members, shown: words.number(members) })}</strong>
        <span className={classes.soft}>{words.percentSign(candidate.score)}</span>
      </span>
      {first ? (
        <span className={classes.example}>
          {[
            caseDate(words, first),
            first.country.map((code) => words.label('country', code)).join(', '),
            first.drug.map((code) => words.label('drug', code)).join(', '),
            `${first.amountText} ${first.unitText}`.trim(),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ) : null}
    </UnstyledButton>
  );
}

function Reasons({ candidate }: { candidate: RepeatCandidate }) {
  const words = useWords();
  return (
    <>
      <h2 className={classes.reviewTitle}>
        {words.text(`quality.repeat.${candidate.kind}`)}{' '}
        <span className={classes.soft}>{words.text('checks.score', { score: words.percentSign(candidate.score, 1) })}</span>
      </h2>
      <ul className={classes.reasons}>
        {numbered(candidate.reasons).map(({ at, item }) => (
          <li key={at}>{reasonText(words, item)}</li>
        ))}
      </ul>
    </>
  );
}
