import { Button, List, Text } from '@mantine/core';
import { useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useActions } from '../../app/actions.ts';
import { startJob } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { Section } from '../../ui/screen.tsx';

type Result = OutputOf<StowageContract['workspace.verify']>;

/** Checks pages, structure and log. Says beforehand that it cannot be cancelled. */
export function Verify() {
  const words = useWords();
  const [result, setResult] = useState<Result | null>(null);
  const [busy, setBusy] = useState(false);
  const run = () => {
    setBusy(true);
    startJob('workspace.verify', {}, { label: { key: 'frame.verify.running' }, cancellable: false })
      .then(setResult, () => setResult(null))
      .finally(() => setBusy(false));
  };
  useActions([{ id: 'verify', titleKey: 'frame.verify.act', group: 'screen', run }]);
  return (
    <Section
      title={words.text('frame.verify.title')}
      lead={words.text('frame.verify.lead')}
      actions={
        <Button variant="default" loading={busy} onClick={run}>
          {words.text('frame.verify.act')}
        </Button>
      }
    >
      <div role="status">
        {result?.ok ? <Text c="var(--good)">{words.text('frame.verify.ok')}</Text> : null}
        {result && !result.ok ? (
          <>
            <Text c="var(--bad)" fw={600}>
              {words.text('frame.verify.bad', { count: result.problems.length })}
            </Text>
            <List size="xs" mt={4}>
              {result.problems.map((problem) => (
                <List.Item key={`${problem.code} ${problem.message}`} lang="en">
                  {problem.message} ({problem.code})
                </List.Item>
              ))}
            </List>
          </>
        ) : null}
      </div>
    </Section>
  );
}
