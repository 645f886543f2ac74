import { Button, Group } from '@mantine/core';
import { useMemo } from 'react';
import type { ImportReport } from '../../../shared/contract/imports.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { type Figure, Figures } from '../../ui/figures.tsx';
import { textOr } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import { Section } from '../../ui/screen.tsx';
import { fieldText } from './field-names.ts';
import classes from './import.module.css';
import { saidText } from './said.ts';

/** What was read, accepted and rejected, and what could not be mapped. */
export function Report(props: { fileName: string; report: ImportReport; onClose(): void; onPlace?: (() => void) | undefined }) {
  const words = useWords();
  const setScreen = useView((view) => view.setScreen);
  return (
    <Section
      title={words.text('import.report.title', { file: props.fileName })}
      lead={
        props.report.seconds === undefined
          ? undefined
          : words.text('import.report.time', { seconds: words.number(props.report.seconds, 1) })
      }
      actions={
        <Group gap="sm">
          <Button variant="default" onClick={props.onClose}>
            {words.text('frame.close')}
          </Button>
          {props.onPlace && props.report.unmapped.length > 0 ? (
            <Button variant="default" onClick={props.onPlace}>
              {words.text('import.report.place')}
            </Button>
          ) : null}
          <Button onClick={() => setScreen('overview')}>{words.text('import.report.go')}</Button>
        </Group>
      }
    >
      <ReportBody report={props.report} />
    </Section>
  );
}

export function ReportBody({ report }: { report: ImportReport }) {
  const words = useWords();
  const byField = useMemo(() => countByField(report.unmapped), [report.unmapped]);
  return (
    <>
      <Figures figures={figuresOf(words, report)} />
      {report.notes && report.notes.length > 0 ? (
        <ul className={classes.notes}>
          {numbered(report.notes).map(({ at, item }) => (
            <li key={at}>{saidText(words, item)}</li>
          ))}
        </ul>
      ) : null}
      <div className={classes.lists}>
        <section>
          <h3>{words.text('import.unmapped.title')}</h3>
          <p className={classes.soft}>
            {byField.length === 0
              ? words.text('import.unmapped.none')
              : byField
                  .map((one) =>
                    words.text('import.unmapped.byField', {
                      field: fieldText(words, one.field),
                      values: one.values,
                      cases: one.count,
                      shown: words.number(one.count),
                    }),
                  )
                  .join(' · ')}
          </p>
          {report.unmapped.length > 0 ? (
            <DataTable
              caption={words.text('import.unmapped.title')}
              rows={report.unmapped}
              keyOf={(row) => `${row.field} ${row.value}`}
              order={{ key: 'count', descending: true }}
              columns={[
                { key: 'field', label: words.text('import.unmapped.field'), value: (row) => fieldText(words, row.field) },
                { key: 'value', label: words.text('import.unmapped.value'), value: (row) => row.value },
                {
                  key: 'count',
                  label: words.text('import.unmapped.count'),
                  numeric: true,
                  value: (row) => row.count,
                  show: (row) => words.number(row.count),
                },
              ]}
            />
          ) : null}
        </section>
        <section>
          <h3>{words.text('import.warnings.title')}</h3>
          {report.warnings.length === 0 ? (
            <p className={classes.soft}>{words.text('import.warnings.none')}</p>
          ) : (
            <Warnings report={report} />
          )}
        </section>
      </div>
    </>
  );
}

function Warnings({ report }: { report: ImportReport }) {
  const words = useWords();
  return (
    <DataTable
      caption={words.text('import.warnings.title')}
      rows={report.warnings.map((warning, at) => ({ ...warning, at }))}
      keyOf={(row) => row.at}
      columns={[
        {
          key: 'row',
          label: words.text('import.warnings.row'),
          numeric: true,
          value: (row) => row.row ?? 0,
          show: (row) => (row.row === undefined ? '' : words.number(row.row)),
        },
        { key: 'column', label: words.text('import.warnings.column'), value: (row) => row.column ?? '' },
        { key: 'message', label: words.text('import.warnings.message'), value: (row) => warningText(words, row) },
      ]}
    />
  );
}

/** By its code in the person's language; the service's own sentence where the code has no wording or speaks of no row. */
function warningText(words: Wording, warning: ImportReport['warnings'][number]): string {
  return warning.row === undefined ? warning.message : textOr(words, `import.warnings.code.${warning.code}`, warning.message);
}

function figuresOf(words: Wording, report: ImportReport): Figure[] {
  return [
    { label: words.text('import.report.read'), value: words.number(report.rowsRead) },
    { label: words.text('import.report.accepted'), value: words.number(report.rowsAccepted) },
    {
      label: words.text('import.report.rejected'),
      value: words.number(report.rowsRejected),
      ...(report.rowsRejected > 0 ? { tone: 'bad' as const } : {}),
    },
    ...moreFigures(words, report),
    { label: words.text('import.report.repeats'), value: words.number(report.exactRepeats) },
    { label: words.text('import.report.unmapped'), value: words.number(report.unmapped.length) },
    {
      label: words.text('import.report.warnings'),
      value: words.number(report.warnings.length),
      ...(report.warnings.length > 0 ? { tone: 'warn' as const } : {}),
    },
  ];
}

/** Rows that were no data, and records or events where they are not the same as rows. */
function moreFigures(words: Wording, report: ImportReport): Figure[] {
  const leftOut = report.leftOut?.reduce((sum, { rows }) => sum + rows, 0) ?? 0;
  const one = (key: string, value: number | undefined): Figure[] =>
    value === undefined ? [] : [{ label: words.text(`import.report.${key}`), value: words.number(value) }];
  return [...one('leftOut', leftOut > 0 ? leftOut : undefined), ...one('records', report.records), ...one('events', report.events)];
}

/** Distinct values and cases they stand in, for each field, most cases first. */
export function countByField(unmapped: ImportReport['unmapped']): { field: string; values: number; count: number }[] {
  const fields = new Map<string, { field: string; values: number; count: number }>();
  for (const { field, count } of unmapped) {
    const line = fields.get(field) ?? { field, values: 0, count: 0 };
    fields.set(field, { field, values: line.values + 1, count: line.count + count });
  }
  return [...fields.values()].sort((a, b) => b.count - a.count);
}
