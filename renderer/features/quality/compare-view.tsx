import { Loader, Radio, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { numbered } from '../../ui/numbered.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { fieldText, isMissingValue, valueText } from './names.ts';
import classes from './quality.module.css';

type Compared = OutputOf<StowageContract['quality.compare']>;

/** Records that stand side by side at most. */
export const MOST_COMPARED = 8;

/** Records as columns: the fields of the record with differences marked, then the rows as they stand in the file. `onLead` lets one be chosen to lead. */
export function CompareView({ ids, lead, onLead }: { ids: number[]; lead?: number; onLead?: (id: number) => void }) {
  const words = useWords();
  const [only, setOnly] = useState<'all' | 'differ'>('all');
  const query = useQueryOf('quality.compare', { ids }, { areas: ['cases', 'imports'] });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loader size="xs" role="progressbar" aria-label={words.text('cases.loading')} />;
  const compared = query.data;
  const many = compared.cases.length > 1;
  return (
    <div aria-busy={query.isPlaceholderData} className={classes.compare}>
      {many ? (
        <SegmentedControl
          aria-label={words.text('checks.compare.show')}
          value={only}
          onChange={(value) => setOnly(value === 'differ' ? 'differ' : 'all')}
          data={(['all', 'differ'] as const).map((value) => ({ value, label: words.text(`checks.compare.${value}`) }))}
        />
      ) : null}
      <ScrollRegion className={classes.scroll} label={words.text('cases.mapped')}>
        <table className={classes.records}>
          <caption className={classes.tableTitle}>{words.text('cases.mapped')}</caption>
          <RecordHeads compared={compared} lead={lead} onLead={many ? onLead : undefined} />
          <tbody>
            {compared.fields
              .filter(({ same }) => only === 'all' || !same)
              .map(({ field, values, same }) => (
                <Row key={field} label={fieldText(words, field)} differs={!same}>
                  {numbered(values).map(({ at, item }) => (
                    <td key={at} data-missing={isMissingValue(field, item) || undefined}>
                      {valueText(words, field, item)}
                    </td>
                  ))}
                </Row>
              ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Originals compared={compared} only={only} />
    </div>
  );
}

function RecordHeads(props: { compared: Compared; lead: number | undefined; onLead: ((id: number) => void) | undefined }) {
  const words = useWords();
  const { compared, lead, onLead } = props;
  return (
    <thead>
      <tr>
        <th scope="col">{words.text('checks.column.field')}</th>
        {compared.cases.map(({ id }) => (
          <th key={id} scope="col" data-lead={(onLead && id === lead) || undefined}>
            {words.text('cases.case', { id: words.number(id) })}
            {onLead ? (
              <Radio
                mt={4}
                name="lead"
                checked={id === lead}
                onChange={() => onLead(id)}
                label={words.text('checks.compare.lead')}
                aria-label={words.text('checks.compare.leadNamed', { id: words.number(id) })}
              />
            ) : null}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ label, differs, children }: { label: string; differs: boolean; children: ReactNode }) {
  const words = useWords();
  return (
    <tr data-differs={differs || undefined}>
      <th scope="row">
        {label}
        {differs ? <span className={classes.spoken}> ({words.text('checks.compare.differs')})</span> : null}
      </th>
      {children}
    </tr>
  );
}

/** Rows of one file share their header; those of several files stand under the union of their headers. */
function Originals({ compared, only }: { compared: Compared; only: 'all' | 'differ' }) {
  const words = useWords();
  const headers = [...new Set(compared.originals.flatMap((one) => one.headers))];
  const rows = headers
    .map((header) => ({ header, cells: compared.originals.map((one) => one.cells[one.headers.indexOf(header)]) }))
    .map((row) => ({ ...row, differs: row.cells.some((cell) => cell !== row.cells[0]) }))
    .filter(({ differs }) => only === 'all' || differs);
  return (
    <ScrollRegion className={classes.scroll} label={words.text('cases.original')}>
      <table className={classes.records}>
        <caption className={classes.tableTitle}>{words.text('cases.original')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.text('cases.header')}</th>
            {compared.originals.map((one) => (
              <th key={one.caseId} scope="col">
                {one.fileName}
                <span className={classes.fileRow}>{words.text('checks.compare.row', { row: words.number(one.row) })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered(rows).map(({ at, item }) => (
            <Row key={at} label={item.header} differs={item.differs}>
              {numbered(item.cells).map(({ at: column, item: cell }) => (
                <td key={column} className={cell ? classes.asWritten : undefined} data-missing={!cell || undefined}>
                  {cell === undefined ? '–' : cell === '' ? words.text('cases.blank') : cell}
                </td>
              ))}
            </Row>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
