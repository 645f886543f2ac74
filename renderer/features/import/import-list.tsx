import { ActionIcon, Menu, Modal, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { StowageError } from '../../../shared/errors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { asStowageError } from '../../app/jobs.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { startJob, useClient } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { fileNameOf, saveFile } from '../../blocks/save-file.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { bytesText, instantText } from '../../ui/format.ts';
import { Section } from '../../ui/screen.tsx';
import { layoutText } from './field-names.ts';
import type { Imported } from './import-state.ts';
import { ReportBody } from './report.tsx';

type Act = 'report' | 'recipe' | 'rerun' | 'undo';

/** What was imported before, each with its report, its recipe, and ways to read it anew or take it back. */
export function ImportList({ imports, onRerun }: { imports: Imported[]; onRerun(id: number): void }) {
  const words = useWords();
  const client = useClient();
  const [shown, setShown] = useState<Imported | null>(null);
  const [doomed, setDoomed] = useState<Imported | null>(null);
  const [error, setError] = useState<StowageError | null>(null);
  const guard = (work: Promise<unknown>) => void work.then(() => setError(null)).catch((thrown) => setError(asStowageError(thrown)));
  const act = (what: Act, row: Imported) => {
    if (what === 'report') setShown(row);
    if (what === 'rerun') onRerun(row.id);
    if (what === 'undo') setDoomed(row);
    if (what === 'recipe')
      guard(
        client.call('imports.recipe', { id: row.id }).then(({ recipe }) => {
          const json = `${JSON.stringify(recipe, null, 2)}\n`;
          saveFile(fileNameOf(recipe.title || row.fileName, 'json'), new Blob([json], { type: 'application/json' }));
        }),
      );
  };
  return (
    <Section title={words.text('import.list.title')} lead={words.text('import.list.lead')}>
      {error ? <ErrorNote error={error} /> : null}
      <DataTable
        caption={words.text('import.list.title')}
        rows={imports}
        keyOf={(row) => row.id}
        order={{ key: 'at', descending: true }}
        columns={[
          ...listColumns(words),
          {
            key: 'acts',
            label: words.text('import.list.acts'),
            value: (row) => row.id,
            show: (row) => <ActMenu row={row} onAct={(what) => act(what, row)} />,
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
      <Confirm
        open={doomed !== null}
        title={words.text('import.undo.title', { file: doomed?.fileName ?? '' })}
        act={words.text('import.undo.act')}
        onAct={() => doomed && guard(undoImport(doomed))}
        onClose={() => setDoomed(null)}
      >
        {doomed ? words.text('import.undo.text', lossOf(words, doomed)) : null}
      </Confirm>
    </Section>
  );
}

async function undoImport(row: Imported): Promise<void> {
  await startJob('imports.undo', { id: row.id }, { label: { key: 'import.undo.job', values: { file: row.fileName } }, quiet: true });
  noteSaved();
}

/** What is lost, in numbers. */
function lossOf(words: Wording, row: Imported) {
  return {
    cases: row.cases,
    shownCases: words.number(row.cases),
    rows: row.report.rowsRead,
    shownRows: words.number(row.report.rowsRead),
  };
}

function ActMenu({ row, onAct }: { row: Imported; onAct(what: Act): void }) {
  const words = useWords();
  const acts: Act[] = row.hasRecipe ? ['report', 'recipe', 'rerun', 'undo'] : ['report', 'undo'];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={words.text('import.list.actsNamed', { file: row.fileName })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((what) => (
          <Menu.Item key={what} {...(what === 'undo' ? { color: 'var(--bad)' } : {})} onClick={() => onAct(what)}>
            {words.text(`import.list.act.${what}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function listColumns(words: Wording): DataColumn<Imported>[] {
  return [
    { key: 'file', label: words.text('import.list.file'), value: (row) => row.fileName },
    { key: 'layout', label: words.text('import.list.layout'), value: (row) => (row.layout ? layoutText(words, row.layout) : row.source) },
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
      key: 'cases',
      label: words.text('import.list.cases'),
      numeric: true,
      value: (row) => row.cases,
      show: (row) => words.number(row.cases),
    },
    {
      key: 'unplaced',
      label: words.text('import.report.unmapped'),
      numeric: true,
      value: (row) => row.report.unmapped.length,
      show: (row) => words.number(row.report.unmapped.length),
    },
  ];
}
