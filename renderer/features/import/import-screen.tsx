import { Button, Group } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useActions } from '../../app/actions.ts';
import { asStowageError, useJobs } from '../../app/jobs.ts';
import { fillWithSample } from '../../app/sample.ts';
import { useNative, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ImportList } from './import-list.tsx';
import { closeImport, failImport, openFile, useImportStep } from './import-state.ts';
import { Report } from './report.tsx';
import { Rerun } from './rerun.tsx';
import { Workbench } from './workbench.tsx';

/** Choose a file, settle what it does not prove, import it, read the report. */
export function ImportScreen() {
  const words = useWords();
  const native = useNative();
  const list = useQueryOf('imports.list', {}, { areas: ['imports'] });
  const filling = useJobs((state) => state.jobs.some((job) => job.state === 'running'));
  const step = useImportStep();
  const [rerun, setRerun] = useState<number | null>(null);
  const choose = async () => {
    try {
      const file = await native.pickFile('import');
      if (file) await openFile(file);
    } catch (error) {
      failImport(asStowageError(error));
    }
  };
  useActions([{ id: 'import-choose', titleKey: 'import.choose', keys: 'n', group: 'screen', run: () => void choose() }]);
  const button = (
    <Button leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => void choose()} loading={step.name === 'reading'}>
      {words.text('import.choose')}
    </Button>
  );
  const emptyActions = (
    <Group justify="center">
      {button}
      <Button variant="default" disabled={filling} onClick={() => void fillWithSample()}>
        {words.text('frame.sample.use')}
      </Button>
    </Group>
  );
  const imports = list.data?.imports ?? [];
  const empty = list.data && imports.length === 0 && step.name === 'none';
  const rerunOf = imports.find(({ id }) => id === rerun);
  const newest = imports.reduce((latest, { id }) => Math.max(latest, id), 0);
  if (step.name === 'bench') return <Workbench bench={step.bench} />;
  return (
    <Screen title={words.text('import.title')} lead={words.text('import.lead')} actions={empty ? null : button}>
      {list.error ? <ErrorNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {step.name === 'failed' ? <ErrorNote error={step.error} /> : null}
      {step.name === 'done' ? (
        <Report
          fileName={step.fileName}
          report={step.report}
          onClose={closeImport}
          onPlace={newest > 0 ? () => setRerun(newest) : undefined}
        />
      ) : null}
      {empty ? (
        <EmptyState
          icon={<IconFileImport size={30} stroke={1.2} />}
          title={words.text('import.empty.title')}
          text={words.text('import.empty.text')}
          action={emptyActions}
        />
      ) : null}
      {rerunOf ? <Rerun key={rerunOf.id} imported={rerunOf} onClose={() => setRerun(null)} /> : null}
      {imports.length > 0 ? <ImportList imports={imports} onRerun={setRerun} /> : null}
    </Screen>
  );
}
