import type { StowageContract } from '../../../shared/contract/index.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useWords } from '../../app/words.tsx';
import { capital } from '../../ui/capital.ts';
import classes from './signals.module.css';

type Scan = NonNullable<OutputOf<StowageContract['signals.list']>['scan']>;

/** What could not be compared: combinations not tested at all, and those tested without a reporter, with who reports otherwise and since when. */
export function NotComparable({ scan }: { scan: Scan }) {
  const words = useWords();
  return (
    <div className={classes.refused}>
      {scan.refused.length > 0 && <p>{words.text('signals.page.refusedLead')}</p>}
      <ul>
        {scan.refused.map((group) => (
          <li key={group.text}>
            {group.text} <span className={classes.soft}>{countsText(group, words)}</span>
          </li>
        ))}
      </ul>
      {scan.caveats.map((line) => (
        <p key={line} className={classes.soft}>
          {line}
        </p>
      ))}
    </div>
  );
}

function countsText({ combinations, cases, rests, restCases }: Scan['refused'][number], words: Wording): string {
  const counts = [
    ...(combinations > 0 ? [words.text('signals.page.refusedRow', { n: combinations, cases })] : []),
    ...(rests > 0 ? [words.text('signals.page.restRow', { n: rests, cases: restCases })] : []),
  ];
  return capital(words, counts.join('; '));
}
