import { Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { bytesText, instantText } from '../../ui/format.ts';
import { Section } from '../../ui/screen.tsx';
import type { Imported } from './import-state.ts';
import { layoutText } from './preview.tsx';
import { ReportBody } from './report.tsx';

/** What was imported before, each with its report. */
export function ImportList({ imports }: { imports: Imported[] }) {
  const words = useWords();
  const [shown, setShown] = useState<Imported | null>(null);
  return (
    <Section title={words.text('import.list.title')} lead={words.text('import.list.lead')}>
      <DataTable
        caption={words.text('import.list.title')}
        rows={imports}
        keyOf={(row) => row.id}
        order={{ key: 'at', descending: true }}
        columns={[
          { key: 'file', label: words.text('import.list.file'), value: (row) => row.fileName },
          { key: 'layout', label: words.text('import.list.layout'), value: (row) => layoutText(words, row.layout) },
          {
            key: 'at',
            label: words.text('import.list.at'),
            oneLine: true,
            value: (row) => row.importedAt,
            show: (row) => instantText(words, row.importedAt),
          },
          { key: 'by', label: words.text('import.list.by'), value: (row) => row.importedBy },
          { key: 'handling', label: words.text('import.list.handling'), value: (row) => words.label('handling', row.handling) },
          {
            key: 'size',
            label: words.text('import.list.size'),
            numeric: true,
            value: (row) => row.bytes,
            show: (row) => bytesText(words, row.bytes),
          },
          {
            key: 'accepted',
            label: words.text('import.report.accepted'),
            numeric: true,
            value: (row) => row.report.rowsAccepted,
            show: (row) => words.number(row.report.rowsAccepted),
          },
          {
            key: 'repeats',
            label: words.text('import.report.repeats'),
            numeric: true,
            value: (row) => row.report.exactRepeats,
            show: (row) => words.number(row.report.exactRepeats),
          },
          {
            key: 'report',
            label: words.text('import.list.report'),
            value: (row) => row.report.unmapped.length,
            show: (row) => (
              <Button
                variant="subtle"
                onClick={() => setShown(row)}
                aria-label={words.text('import.list.showNamed', { file: row.fileName })}
              >
                {words.text('import.list.show')}
              </Button>
            ),
          },
        ]}
      />
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="xl"
        title={shown?.fileName}
        closeButtonProps={{ 'aria-label': words.text('frame.close') }}
      >
        {shown ? (
          <>
            <Text c="dimmed" mb="sm" style={{ overflowWrap: 'anywhere' }}>
              SHA-256 {shown.sha256}
            </Text>
            <ReportBody report={shown.report} />
          </>
        ) : null}
      </Modal>
    </Section>
  );
}
