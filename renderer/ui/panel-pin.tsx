import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import type { Filter } from '../../shared/domain/filter.ts';
import { useQueryOf } from '../app/service.tsx';
import { useView } from '../app/view.ts';
import { useWords } from '../app/words.tsx';
import { ErrorNote } from './error-note.tsx';
import { numbered } from './numbered.ts';
import classes from './panel-tools.module.css';
import { PinFinding } from './pin-finding.tsx';

/** The analysis that puts what a panel shows into sentences, with the settings that make it speak of the same. */
export interface PanelAnalysis {
  analysis: string;
  settings: Record<string, unknown>;
}

/** Offers the sentences of an analysis about the selected cases, each to be kept as a finding with its evidence. */
export function PanelPin(props: PanelAnalysis) {
  const words = useWords();
  const label = words.text('explorer.pin.label');
  return (
    <Popover position="bottom-end" width={380} trapFocus withinPortal>
      <Tooltip label={label}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={label}>
            <IconPin size={16} stroke={1.5} />
          </ActionIcon>
        </Popover.Target>
      </Tooltip>
      <Popover.Dropdown aria-label={label} tabIndex={-1}>
        <Sentences {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Sentences({ analysis, settings }: PanelAnalysis) {
  const words = useWords();
  const filter: Filter = useView((view) => view.filter);
  const query = useQueryOf('analyses.run', { id: analysis, settings, filter, language: words.language }, { areas: ['cases', 'imports'] });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <p className={classes.note}>{words.text('explore.loading')}</p>;
  const { data } = query;
  const findings = data.blocks.flatMap((block) => (block.kind === 'finding' ? [block.text] : []));
  return (
    <>
      <strong>{words.text('explorer.pin.lead', { title: words.text(`analyses.${analysis}.title`) })}</strong>
      {findings.length === 0 ? <p className={classes.note}>{words.text('explorer.pin.none')}</p> : null}
      {numbered(findings).map(({ at, item }) => (
        <p key={at} className={classes.note}>
          {item} <PinFinding analysis={analysis} settings={data.settings} filter={filter} finding={at} />
        </p>
      ))}
    </>
  );
}
