import type { Filter } from '../../../shared/domain/filter.ts';
import { describeFilter } from '../../../shared/report/describe-filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import { textOr } from '../../ui/format.ts';
import classes from './analyses.module.css';
import { settingKey } from './settings.ts';

interface UsedLineProps {
  /** As the service answered them, defaults included. */
  settings: Record<string, unknown>;
  filter: Filter;
  dataVersion: number;
}

/** All that is needed to make the same figures again. */
export function UsedLine({ settings, filter, dataVersion }: UsedLineProps) {
  const words = useWords();
  const used = Object.entries(settings).map(
    ([name, value]) =>
      `${textOr(words, settingKey({ name, kind: name === 'level' && typeof value === 'string' ? 'choice' : 'text' }), name)}: ${valueText(words, value)}`,
  );
  return (
    <p className={classes.used}>
      <strong>{words.text('explorer.analyses.used')}:</strong> {used.join('; ') || words.text('explorer.analyses.none')}
      {' · '}
      <strong>{words.text('explorer.analyses.filter')}:</strong>{' '}
      {describeFilter(filter, words).join('; ') || words.text('explorer.analyses.all')}
      {' · '}
      {words.text('explorer.analyses.version', { version: dataVersion })}
    </p>
  );
}

function valueText(words: Wording, value: unknown): string {
  if (typeof value === 'boolean') return words.text(value ? 'explorer.analyses.yes' : 'explorer.analyses.no');
  if (typeof value === 'number') return words.number(value, Number.isInteger(value) ? 0 : undefined);
  if (Array.isArray(value)) return value.map((one) => valueText(words, one)).join(', ') || words.text('explorer.analyses.none');
  if (typeof value !== 'string' || value === '') return words.text('explorer.analyses.none');
  return textOr(words, `explore.choice.${value}`, value);
}
