import { Loader, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/screen.tsx';
import { FieldBars } from './field-bars.tsx';
import { fieldText } from './names.ts';
import { ProblemList } from './problem-list.tsx';
import classes from './quality.module.css';
import { ReporterMatrix } from './reporter-matrix.tsx';
import { useJobOf } from './use-job.ts';

const MOST_IMPORTS = 200;

/** The report of one import, or of the whole workspace: what may be wrong first, then how completely the fields are stated. */
export function ReportTab() {
  const words = useWords();
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const imports = useQueryOf('imports.list', {}, { areas: ['imports'] }).data?.imports ?? [];
  const importId = imports.some(({ id }) => id === chosen) ? chosen : undefined;
  const input = importId === undefined ? {} : { import: importId };
  const report = useJobOf('quality.report', input, { label: { key: 'checks.report.job' }, areas: ['cases', 'imports'] });
  return (
    <div aria-busy={report.isFetching}>
      <NativeSelect
        className={classes.choice}
        label={words.text('checks.report.scope')}
        value={importId ?? ''}
        data={[
          { value: '', label: words.text('checks.report.workspace') },
          ...imports.slice(0, MOST_IMPORTS).map(({ id, fileName }) => ({ value: String(id), label: `${fileName} (${words.number(id)})` })),
        ]}
        onChange={(event) => setChosen(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
      />
      {report.error ? <ErrorNote error={report.error} onRetry={() => void report.refetch()} /> : null}
      {!report.data && !report.error ? <Loader size="sm" mt="md" role="progressbar" aria-label={words.text('checks.report.job')} /> : null}
      {report.data ? (
        <>
          <ProblemList key={importId ?? 0} report={report.data} importId={importId} />
          <FieldBars report={report.data} />
          <ReporterMatrix report={report.data} />
          {report.data.unplacedValues > 0 ? (
            <Section
              title={words.text('checks.unplaced.title', {
                values: report.data.unplacedValues,
                shown: words.number(report.data.unplacedValues),
              })}
              lead={words.text('checks.unplaced.lead')}
            >
              <DataTable
                caption={words.text('quality.kind.unplaced')}
                rows={report.data.unplaced}
                keyOf={(row) => `${row.field} ${row.value}`}
                order={{ key: 'count', descending: true }}
                columns={[
                  { key: 'field', label: words.text('checks.column.field'), value: (row) => fieldText(words, row.field) },
                  { key: 'value', label: words.text('checks.column.value'), value: (row) => row.value },
                  {
                    key: 'count',
                    label: words.text('checks.column.records'),
                    numeric: true,
                    value: (row) => row.count,
                    show: (row) => words.number(row.count),
                  },
                ]}
              />
            </Section>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
