import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText, textOr } from '../../ui/format.ts';
import { Section } from '../../ui/screen.tsx';

const FIRST = 100;
const MOST = 1000;

/** The audit log, latest first. */
export function LogList() {
  const words = useWords();
  const [limit, setLimit] = useState(FIRST);
  const log = useQueryOf('log.list', { limit }, { areas: ['log', 'imports', 'packs', 'analysts', 'workspace'] });
  const entries = log.data?.entries ?? [];
  return (
    <Section
      title={words.text('frame.log.title')}
      lead={words.text('frame.log.lead', { count: log.data?.total ?? 0, shown: words.number(log.data?.total ?? 0) })}
    >
      {log.error ? <ErrorNote error={log.error} onRetry={() => void log.refetch()} /> : null}
      <DataTable
        caption={words.text('frame.log.title')}
        rows={entries}
        keyOf={(row) => row.seq}
        order={{ key: 'seq', descending: true }}
        columns={[
          {
            key: 'seq',
            label: words.text('frame.log.number'),
            numeric: true,
            value: (row) => row.seq,
            show: (row) => words.number(row.seq),
          },
          {
            key: 'at',
            label: words.text('frame.log.at'),
            oneLine: true,
            value: (row) => row.at,
            show: (row) => instantText(words, row.at),
          },
          { key: 'analyst', label: words.text('frame.log.analyst'), value: (row) => row.analyst },
          {
            key: 'action',
            label: words.text('frame.log.action'),
            value: (row) => textOr(words, `frame.log.actions.${row.action}`, row.action),
          },
          { key: 'summary', label: words.text('frame.log.summary'), value: (row) => row.summary },
        ]}
      />
      {log.data && log.data.total > entries.length && limit < MOST ? (
        <Button variant="subtle" onClick={() => setLimit(MOST)}>
          {words.text('frame.log.more')}
        </Button>
      ) : null}
    </Section>
  );
}
