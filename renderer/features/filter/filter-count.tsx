import type { Filter } from '../../../shared/domain/filter.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import classes from './filter.module.css';

/** Cases before the filter and after it. */
export function FilterCount({ filter }: { filter: Filter }) {
  const words = useWords();
  const before = useQueryOf('workspace.state', {}, { areas: ['workspace', 'cases', 'imports'] });
  const after = useQueryOf('cases.window', { filter, limit: 0 }, { areas: ['cases', 'imports'] });
  if (!before.data || !after.data) return <span className={classes.count} />;
  const all = words.number(before.data.cases);
  const left = words.number(after.data.events);
  return (
    <span className={classes.count} role="status" data-fetching={after.isPlaceholderData || undefined}>
      <span aria-hidden>
        {filter.all.length > 0 && <span className={classes.before}>{all} → </span>}
        <strong>{left}</strong>
      </span>
      <span className={classes.spoken}>{words.text('filter.count', { left, all, count: after.data.events })}</span>
    </span>
  );
}
