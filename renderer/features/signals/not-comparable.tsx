import { useWords } from '../../app/words.tsx';
import classes from './signals.module.css';

interface Scan {
  caveats: string[];
  refused: { text: string; combinations: number; cases: number }[];
}

/** What raised no signal because figures before and after would not say the same, with who reports otherwise and since when. */
export function NotComparable({ scan }: { scan: Scan }) {
  const words = useWords();
  return (
    <div className={classes.refused}>
      <p>{words.text('signals.page.refusedLead')}</p>
      <ul>
        {scan.refused.map(({ text, combinations, cases }) => (
          <li key={text}>
            {text} <span className={classes.soft}>{words.text('signals.page.refusedRow', { n: combinations, cases })}</span>
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
