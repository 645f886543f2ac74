import { Button } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import type { Filter } from '../../shared/domain/filter.ts';
import { announce } from '../app/announce.tsx';
import { useCommand } from '../app/service.tsx';
import { useWords } from '../app/words.tsx';
import { ErrorNote } from './error-note.tsx';

interface PinFindingProps {
  analysis: string;
  /** As the result was made with. */
  settings: Record<string, unknown>;
  filter: Filter;
  /** Place among the findings of the result, from 0. */
  finding: number;
}

/** Keeps a sentence with its evidence on the board of findings. */
export function PinFinding(props: PinFindingProps) {
  const words = useWords();
  const save = useCommand('findings.save');
  const pin = () => save.mutate(props, { onSuccess: () => announce(words.text('explorer.analyses.pinned')) });
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPin size={13} aria-hidden />}
        loading={save.isPending}
        disabled={save.isSuccess}
        onClick={pin}
      >
        {words.text(save.isSuccess ? 'explorer.analyses.pinned' : 'explorer.analyses.pin')}
      </Button>
      {save.error && <ErrorNote error={save.error} />}
    </>
  );
}
