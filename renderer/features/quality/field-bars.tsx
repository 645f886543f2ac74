import { useId } from 'react';
import type { QualityReport } from '../../../shared/contract/quality.ts';
import { useWords } from '../../app/words.tsx';
import { HatchPatterns, hatchFill } from '../../blocks/hatch.tsx';
import { capital } from '../../ui/capital.ts';
import { Section } from '../../ui/screen.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { fieldText } from './names.ts';
import classes from './quality.module.css';

type State = QualityReport['states'][number];

/** What is stated is the accent, what found no place the warning colour; each kind of missing is a grey hatch of its own. */
function fillOf(id: string, state: State): string {
  if (state === 'stated') return 'var(--accent)';
  if (state === 'unplaced') return 'var(--warn)';
  return hatchFill(id, state);
}

/** Each field as one bar over all cases, with its share in every state beside it. */
export function FieldBars({ report }: { report: QualityReport }) {
  const words = useWords();
  const id = useId();
  const title = words.text('checks.fields.title');
  const used = report.states.filter((_state, at) => report.fields.some(({ counts }) => (counts[at] ?? 0) > 0));
  return (
    <Section title={title} lead={words.text('checks.fields.lead')}>
      <svg width={0} height={0} aria-hidden className={classes.patterns}>
        <HatchPatterns id={id} />
      </svg>
      <ScrollRegion className={classes.scroll} label={title}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{words.text('checks.column.field')}</th>
              <td className={classes.barHead} />
              {used.map((state) => (
                <th key={state} scope="col" data-numeric>
                  <svg width={12} height={12} aria-hidden className={classes.key}>
                    <rect width={12} height={12} fill={fillOf(id, state)} />
                  </svg>{' '}
                  {capital(words, words.text(`quality.state.${state}`))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.fields.map(({ field, counts }) => (
              <tr key={field} data-field={field}>
                <th scope="row">{fieldText(words, field)}</th>
                <td className={classes.barCell}>
                  <StateBar id={id} states={report.states} counts={counts} />
                </td>
                {used.map((state) => {
                  const part = counts[report.states.indexOf(state)] ?? 0;
                  return (
                    <td key={state} data-numeric data-none={part === 0 || undefined}>
                      {words.percentSign(report.cases > 0 ? part / report.cases : 0, 1)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

/** Decoration: the shares stand beside it as numbers. */
function StateBar({ id, states, counts }: { id: string; states: State[]; counts: number[] }) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let from = 0;
  return (
    <svg className={classes.bar} width="100%" height={14} aria-hidden>
      {states.map((state, at) => {
        const [x, width] = [from, all > 0 ? ((counts[at] ?? 0) / all) * 100 : 0];
        from += width;
        return width > 0 ? <rect key={state} x={`${x}%`} width={`${width}%`} height={14} fill={fillOf(id, state)} /> : null;
      })}
    </svg>
  );
}
