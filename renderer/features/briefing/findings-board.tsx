import { ActionIcon, Button, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { IconPin, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Finding } from '../../../shared/contract/findings.ts';
import { FINDING_STATES } from '../../../shared/domain/states.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import classes from './briefing.module.css';
import { EvidenceOutcome } from './evidence-outcome.tsx';
import { FindingSentence } from './finding-wording.tsx';
import { OpenAnalysis } from './open-analysis.tsx';

/** Findings that were pinned: the sentence, what it rests on, whether it still holds, and what was agreed about it. */
export function FindingsBoard() {
  const words = useWords();
  const setScreen = useView((view) => view.setScreen);
  const query = useQueryOf('findings.list', {}, { areas: ['findings', 'cases'] });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const { findings } = query.data;
  if (findings.length === 0)
    return (
      <EmptyState
        icon={<IconPin size={36} stroke={1.25} />}
        title={words.text('findings.none')}
        text={words.text('findings.noneText')}
        action={<Button onClick={() => setScreen('analyses')}>{words.text('findings.toAnalyses')}</Button>}
      />
    );
  return (
    <ul className={classes.findings} aria-label={words.text('briefing.tab.findings')}>
      {findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
    </ul>
  );
}

function FindingCard({ finding }: { finding: Finding }) {
  const words = useWords();
  const edit = useCommand('findings.edit');
  const remove = useCommand('findings.remove');
  const error = edit.error ?? remove.error;
  const [leaving, setLeaving] = useState(false);
  const text = finding.text[words.language] ?? '';
  return (
    <li aria-label={text} data-state={finding.state}>
      <FindingSentence finding={finding} />
      <p className={classes.soft}>
        {[
          words.text('explore.basis', { n: words.number(finding.n), of: words.number(finding.of) }),
          words.text(`analyses.${finding.analysis}.title`),
          words.text('findings.made', { at: instantText(words, finding.madeAt), by: finding.author, version: finding.dataVersion }),
        ].join(' · ')}
      </p>
      <div className={classes.findingFields}>
        <NativeSelect
          size="xs"
          label={words.text('findings.field.state')}
          value={finding.state}
          onChange={(event) => {
            const state = FINDING_STATES.find((one) => one === event.currentTarget.value);
            if (state) edit.mutate({ id: finding.id, state });
          }}
          data={FINDING_STATES.map((value) => ({ value, label: words.text(`findings.state.${value}`) }))}
        />
        {(['grade', 'handling', 'caveat'] as const).map((field) => (
          <KeptText
            key={field}
            label={words.text(`findings.field.${field}`)}
            value={finding[field]}
            onKeep={(value) => edit.mutate({ id: finding.id, [field]: value })}
          />
        ))}
      </div>
      <Holds finding={finding} />
      {error ? <ErrorNote error={error} /> : null}
      <Tooltip label={words.text('findings.remove')}>
        <ActionIcon className={classes.corner} aria-label={words.text('findings.removeNamed', { text })} onClick={() => setLeaving(true)}>
          <IconTrash size={15} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Confirm
        open={leaving}
        title={words.text('findings.remove')}
        act={words.text('findings.remove')}
        onAct={() => remove.mutate({ id: finding.id })}
        onClose={() => setLeaving(false)}
      >
        {words.text('findings.lost')}
      </Confirm>
    </li>
  );
}

/** Kept when the field is left or Enter is pressed. */
function KeptText({ label, value, onKeep }: { label: string; value: string; onKeep(value: string): void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    if (draft !== null && draft !== value) onKeep(draft);
    setDraft(null);
  };
  return (
    <TextInput
      size="xs"
      label={label}
      value={draft ?? value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
}

/** Runs the evidence again when asked, and says whether the sentence still holds. */
function Holds({ finding }: { finding: Finding }) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const check = useQueryOf(
    'findings.check',
    { id: finding.id, language: words.language },
    { areas: ['findings', 'cases'], enabled: asked },
  );
  if (!asked)
    return (
      <p>
        {finding.stale ? <span className={classes.stale}>{words.text('findings.staleText')} </span> : null}
        <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
          {words.text('findings.check')}
        </Button>
        <OpenAnalysis analysis={finding.analysis} settings={finding.settings} filter={finding.filter} />
      </p>
    );
  if (check.error) return <ErrorNote error={check.error} onRetry={() => void check.refetch()} />;
  if (!check.data) return <p className={classes.soft}>{words.text('findings.checking')}</p>;
  return (
    <>
      <EvidenceOutcome outcome={check.data} />
      <OpenAnalysis analysis={finding.analysis} settings={finding.settings} filter={finding.filter} />
    </>
  );
}
