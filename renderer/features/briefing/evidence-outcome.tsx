import { IconCheck } from '@tabler/icons-react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useWords } from '../../app/words.tsx';
import { numbered } from '../../ui/numbered.ts';
import classes from './briefing.module.css';

type Outcome = OutputOf<StowageContract['findings.check']>;

/** What came of running the evidence of a finding again: that it holds, or what became what. */
export function EvidenceOutcome({ outcome }: { outcome: Outcome }) {
  const words = useWords();
  const { holds, now, dataVersion, changes, undone } = outcome;
  if (undone.length > 0) return <p className={classes.stale}>{words.text('findings.undone', { sources: undone.join(', ') })}</p>;
  if (holds)
    return (
      <p className={classes.holds}>
        <IconCheck size={14} aria-hidden /> {words.text('findings.holds', { version: dataVersion })}
      </p>
    );
  if (now === null) return <p className={classes.stale}>{words.text('findings.noLonger')}</p>;
  return (
    <div className={classes.changed} role="note">
      <p className={classes.stale}>{words.text('findings.now', { text: now.text })}</p>
      <ul>
        {numbered(changes).map(({ at, item }) => (
          <li key={at}>{words.text(`findings.change.${nameOf(item)}`, { from: item.from, to: item.to })}</li>
        ))}
      </ul>
    </div>
  );
}

/** Words that were added or left out have nothing on the other side. */
function nameOf({ what, from, to }: Outcome['changes'][number]): string {
  if (what !== 'words' || (from !== '' && to !== '')) return what;
  return from === '' ? 'added' : 'left';
}
