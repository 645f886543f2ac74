import type { RerunReport } from '../../../shared/contract/imports.ts';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { fieldText } from './field-names.ts';
import classes from './recipe.module.css';

/** What a re-run changes, or has changed: records first, then value by value. */
export function RerunChanges({ report }: { report: RerunReport }) {
  const words = useWords();
  const figure = (name: 'unchanged' | 'changed' | 'added' | 'removed') => ({
    label: words.text(`import.rerun.${name}`),
    value: words.number(report[name]),
    ...(name === 'removed' && report.removed > 0 ? { tone: 'bad' as const } : {}),
  });
  return (
    <div className={classes.changes}>
      <p role="status">{words.text(report.dryRun ? 'import.rerun.would' : 'import.rerun.done')}</p>
      <Figures figures={[figure('unchanged'), figure('changed'), figure('added'), figure('removed')]} />
      <DataTable
        caption={words.text('import.rerun.changes')}
        rows={report.changes}
        keyOf={({ field, from, to }) => `${field} ${from} ${to}`}
        order={{ key: 'count', descending: true }}
        columns={[
          { key: 'field', label: words.text('import.unmapped.field'), value: (row) => fieldText(words, row.field) },
          { key: 'from', label: words.text('import.recipe.from'), value: (row) => row.from, show: (row) => labelled(row.field, row.from) },
          { key: 'to', label: words.text('import.recipe.to'), value: (row) => row.to, show: (row) => labelled(row.field, row.to) },
          {
            key: 'count',
            label: words.text('import.unmapped.count'),
            numeric: true,
            value: (row) => row.count,
            show: (row) => words.number(row.count),
          },
        ]}
      />
    </div>
  );
  function labelled(field: string, value: string): string {
    const label = words.label(field, value);
    return label === value ? value : `${label} · ${value}`;
  }
}
