import { Button, Group } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useActions } from '../../app/actions.ts';
import { useJobs } from '../../app/jobs.ts';
import { fillWithSample } from '../../app/sample.ts';
import { useNative, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ImportList } from './import-list.tsx';
import { useImport } from './import-state.ts';
import { Preview } from './preview.tsx';
import { Report } from './report.tsx';

/** Choose a file, see how it will be read, import it, read the report. */
export function ImportScreen() {
  const words = useWords();
  const native = useNative();
  const list = useQueryOf('imports.list', {}, { areas: ['imports'] });
  const filling = useJobs((state) => state.jobs.some((job) => job.state === 'running'));
  const { step, choose, run, close } = useImport(native, words);
  useActions([{ id: 'import-choose', titleKey: 'import.choose', keys: 'n', group: 'screen', run: () => void choose() }]);
  const button = (
    <Button leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => void choose()} loading={step.name === 'reading'}>
      {words.text('import.choose')}
    </Button>
  );
  const emptyActions = (
    <Group justify="center">
      {button}
      <Button variant="default" disabled={filling} onClick={() => void fillWithSample(words)}>
        {words.text('frame.sample.use')}
      </Button>
    </Group>
  );
  const imports = list.data?.imports ?? [];
  const empty = list.data && imports.length === 0 && step.name === 'none';
  return (
    <Screen title={words.text('import.title')} lead={words.text('import.lead')} actions={empty ? null : button}>
      {list.error ? <ErrorNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {step.name === 'failed' ? <ErrorNote error={step.error} quiet={step.shownInTray} /> : null}
      {step.name === 'preview' ? <Preview preview={step.preview} error={step.error} busy={step.busy} onRun={run} onClose={close} /> : null}
      {step.name === 'done' ? <Report fileName={step.fileName} report={step.report} onClose={close} onAgain={() => void choose()} /> : null}
      {empty ? (
        <EmptyState
          icon={<IconFileImport size={30} stroke={1.2} />}
          title={words.text('import.empty.title')}
          text={words.text('import.empty.text')}
          action={emptyActions}
        />
      ) : null}
      {imports.length > 0 ? <ImportList imports={imports} /> : null}
    </Screen>
  );
}
