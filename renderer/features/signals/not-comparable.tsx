import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useWords } from '../../app/words.tsx';
import classes from './signals.module.css';

type Scan = NonNullable<OutputOf<StowageContract['signals.list']>['scan']>;

/** What could not be compared: combinations not tested at all, and those tested without a reporter, with who reports otherwise and since when. */
export function NotComparable({ scan }: { scan: Scan }) {
  return (
    <div className={classes.refused}>
      <Groups groups={scan.refused} what="refused" />
      <Groups groups={scan.rests} what="rest" />
      {scan.caveats.map((line) => (
        <p key={line} className={classes.soft}>
          {line}
        </p>
      ))}
    </div>
  );
}

function Groups({ groups, what }: { groups: Scan['refused']; what: 'refused' | 'rest' }) {
  const words = useWords();
  if (groups.length === 0) return null;
  return (
    <>
      <p>{words.text(`signals.page.${what}Lead`)}</p>
      <ul>
        {groups.map(({ text, combinations, cases }) => (
          <li key={text}>
            {text} <span className={classes.soft}>{words.text(`signals.page.${what}Row`, { n: combinations, cases })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
