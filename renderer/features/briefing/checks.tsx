import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProfilePanels } from '../../../shared/contract/profile.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { describeFilter } from '../../../shared/report/describe-filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { capital } from '../../ui/capital.ts';
import classes from './briefing.module.css';

export interface Check {
  id: string;
  tone: 'good' | 'note' | 'warn';
  text: string;
}

/** Below this a figure may point at single cases. */
const FEW_CASES = 10;
const MUCH_ASSUMED = 0.1;

/** What to know before the pack leaves: whether there is enough, what is repeated, what is assumed. */
export function packChecks(panels: ProfilePanels, words: Wording): Check[] {
  const repeats = panels.selected > 0 ? panels.repeats / panels.selected : 0;
  const assumed = panels.assumedShare ?? 0;
  const few = panels.selected < FEW_CASES;
  return [
    {
      id: 'cases',
      tone: few ? 'warn' : 'good',
      text: words.text(few ? 'briefing.check.few' : 'briefing.check.cases', { n: words.number(panels.selected), count: panels.selected }),
    },
    {
      id: 'repeats',
      tone: repeats > 0 ? 'note' : 'good',
      text: words.text(repeats > 0 ? 'briefing.check.repeats' : 'briefing.check.noRepeats', { share: words.percent(repeats, 1) }),
    },
    {
      id: 'assumed',
      tone: assumed > MUCH_ASSUMED ? 'warn' : 'good',
      text: words.text('briefing.check.assumed', { share: words.percent(assumed, 1) }),
    },
    { id: 'draft', tone: 'note', text: words.text('briefing.check.draft') },
    { id: 'handling', tone: 'note', text: words.text('briefing.check.handling') },
  ];
}

const ICONS: Record<Check['tone'], ReactNode> = {
  good: <IconCircleCheck size={16} stroke={1.5} aria-hidden />,
  note: <IconInfoCircle size={16} stroke={1.5} aria-hidden />,
  warn: <IconAlertTriangle size={16} stroke={1.5} aria-hidden />,
};

/** The scope in words and the checks, beside the form. */
export function Checks() {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const query = useQueryOf('profile.panels', { filter, split: 'none', language: words.language }, { areas: ['cases', 'imports'] });
  return (
    <aside className={classes.checks} aria-label={words.text('briefing.checks')} data-pane>
      <h2>{words.text('briefing.scope')}</h2>
      <Scope filter={filter} />
      <h2>{words.text('briefing.checks')}</h2>
      <ul className={classes.checkList}>
        {(query.data ? packChecks(query.data, words) : []).map((check) => (
          <li key={check.id} data-tone={check.tone}>
            {ICONS[check.tone]}
            <span>{check.text}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Scope({ filter }: { filter: Filter }) {
  const words = useWords();
  if (filter.all.length === 0) return <p>{words.text('briefing.everything')}</p>;
  return (
    <ul className={classes.scope}>
      {describeFilter(filter, words).map((sentence) => (
        <li key={sentence}>{capital(words, sentence)}</li>
      ))}
    </ul>
  );
}
