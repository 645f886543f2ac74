import { Button } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import type { Filter } from '../../../shared/domain/filter.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';

/** To the analysis that says a sentence, with the settings and the filter it was said under; the filter can be taken back in its bar. */
export function OpenAnalysis(props: { analysis: string; settings: Record<string, unknown>; filter?: Filter | undefined }) {
  const words = useWords();
  const open = () => {
    const view = useView.getState();
    view.setSaved('analyses.last', props.analysis);
    view.setSaved(`analyses.settings.${props.analysis}`, props.settings);
    if (props.filter) view.setFilter(props.filter);
    view.setScreen('analyses');
  };
  return (
    <Button size="compact-xs" variant="subtle" rightSection={<IconArrowUpRight size={13} aria-hidden />} onClick={open}>
      {words.text('compose.evidence.open')}
    </Button>
  );
}
