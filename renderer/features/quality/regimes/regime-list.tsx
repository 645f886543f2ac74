import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RegimeLane } from '../../../../shared/contract/regimes.ts';
import type { Wording } from '../../../../shared/report/wording.ts';
import { noteSaved } from '../../../app/keep-view.ts';
import { useCommand } from '../../../app/service.tsx';
import { useWords } from '../../../app/words.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { Section } from '../../../ui/screen.tsx';
import { RegimeForm } from './regime-form.tsx';
import classes from './regimes.module.css';

export type Regime = RegimeLane['regimes'][number];
const WORDED = ['agencies', 'places', 'codingList', 'note'] as const;

/** The regimes that were declared for a reporter: what is reported above which mass, by whom, from where, by which list. */
export function RegimeList({ lane }: { lane: RegimeLane }) {
  const words = useWords();
  const remove = useCommand('regimes.remove');
  const [edited, setEdited] = useState<Regime | 'new' | null>(null);
  const [doomed, setDoomed] = useState<Regime | null>(null);
  return (
    <Section
      title={words.text('checks.regimes.declared', { regimes: lane.regimes.length })}
      lead={words.text('checks.regimes.declaredLead')}
      actions={
        <Button variant="default" aria-expanded={edited === 'new'} onClick={() => setEdited(edited === 'new' ? null : 'new')}>
          {words.text('checks.regimes.declare')}
        </Button>
      }
    >
      {remove.error ? <ErrorNote error={remove.error} /> : null}
      {edited === 'new' ? <RegimeForm lane={lane} onClose={() => setEdited(null)} /> : null}
      <ul className={classes.breaks}>
        {lane.regimes.map((one) => (
          <li key={one.id} className={classes.break} data-regime={one.id}>
            {edited !== null && edited !== 'new' && edited.id === one.id ? (
              <RegimeForm lane={lane} regime={one} onClose={() => setEdited(null)} />
            ) : (
              <OneRegime regime={one} onEdit={() => setEdited(one)} onRemove={() => setDoomed(one)} />
            )}
          </li>
        ))}
      </ul>
      <Confirm
        open={doomed !== null}
        title={words.text('checks.regimes.removeTitle')}
        act={words.text('checks.regimes.remove')}
        onAct={() => doomed && remove.mutate({ id: doomed.id }, { onSuccess: noteSaved })}
        onClose={() => setDoomed(null)}
      >
        {words.text('checks.regimes.removeText')}
      </Confirm>
    </Section>
  );
}

function OneRegime({ regime, onEdit, onRemove }: { regime: Regime; onEdit(): void; onRemove(): void }) {
  const words = useWords();
  const { terms } = regime;
  return (
    <>
      <h3>{periodText(words, regime)}</h3>
      <dl className={classes.terms}>
        {terms.originator ? <Term label={words.text('regimes.term.originator')} text={terms.originator} /> : null}
        {terms.thresholds.length > 0 ? (
          <Term
            label={words.text('regimes.term.threshold')}
            text={terms.thresholds.map(({ drug, kg }) => `${words.label('drug', drug)}: ${words.mass(kg)}`).join('; ')}
          />
        ) : null}
        {WORDED.filter((key) => terms[key] !== '').map((key) => (
          <Term key={key} label={words.text(`regimes.term.${key}`)} text={terms[key]} />
        ))}
      </dl>
      <Button variant="subtle" onClick={onEdit}>
        {words.text('checks.regimes.edit')}
      </Button>
      <Button variant="subtle" c="var(--bad)" onClick={onRemove}>
        {words.text('checks.regimes.remove')}
      </Button>
    </>
  );
}

function Term({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** `2011 to 2013`, `since 2014`, `until 2013`, or all time; for all reporters of the source where it names none. */
function periodText(words: Wording, { from, to, reporter }: Regime): string {
  const period =
    from && to
      ? words.text('checks.regimes.between', { from: words.date(from), to: words.date(to) })
      : from
        ? words.text('checks.regimes.since', { from: words.date(from) })
        : to
          ? words.text('checks.regimes.until', { to: words.date(to) })
          : words.text('checks.regimes.always');
  return reporter === '' ? `${period} · ${words.text('checks.regimes.everyReporter')}` : period;
}
