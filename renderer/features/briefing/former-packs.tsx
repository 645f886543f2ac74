import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import classes from './briefing.module.css';
import { PackFiles } from './pack-files.tsx';

/** Packs made from this workspace, newest first, each with its files. */
export function FormerPacks() {
  const words = useWords();
  const query = useQueryOf('packs.list', {}, { areas: ['packs'] });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  const packs = query.data?.packs ?? [];
  if (packs.length === 0) return <p className={classes.soft}>{words.text('briefing.former.none')}</p>;
  return (
    <ul className={classes.packs}>
      {packs.map((pack) => (
        <li key={pack.id}>
          <details>
            <summary>
              {instantText(words, pack.at)} · {words.text(`briefing.template.${pack.template}.name`)} ·{' '}
              {words.text('briefing.former.by', { by: pack.by })} · {words.text('briefing.former.files', { count: pack.files.length })}
            </summary>
            <PackFiles files={pack.files} />
          </details>
        </li>
      ))}
    </ul>
  );
}
