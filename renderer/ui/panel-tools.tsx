import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconListSearch, IconMathFunction } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useView } from '../app/view.ts';
import { useWords } from '../app/words.tsx';
import { type PanelAnalysis, PanelPin } from './panel-pin.tsx';
import classes from './panel-tools.module.css';

export interface Doubt {
  /** How the figures are made: sentences. */
  method: string[];
  /** What the figures cannot say. */
  caveats: string[];
}

/** The same three ways to doubt a figure, everywhere in the same order: the cases, the method and settings, the caveat; then, where an analysis says it, the pin. */
export function PanelTools({ doubt, pin }: { doubt: Doubt; pin?: PanelAnalysis | undefined }) {
  const words = useWords();
  const setScreen = useView((view) => view.setScreen);
  return (
    <>
      <Tooltip label={words.text('explore.tool.cases')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={words.text('explore.tool.cases')}
          onClick={() => setScreen('cases')}
        >
          <IconListSearch size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Note label={words.text('explore.tool.method')} icon={<IconMathFunction size={16} stroke={1.5} />} sentences={doubt.method} />
      <Note label={words.text('explore.tool.caveat')} icon={<IconAlertTriangle size={16} stroke={1.5} />} sentences={doubt.caveats} />
      {pin ? <PanelPin {...pin} /> : null}
    </>
  );
}

function Note({ label, icon, sentences }: { label: string; icon: ReactNode; sentences: string[] }) {
  return (
    <Popover position="bottom-end" width={340} trapFocus withinPortal>
      <Tooltip label={label}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={label}>
            {icon}
          </ActionIcon>
        </Popover.Target>
      </Tooltip>
      <Popover.Dropdown aria-label={label} tabIndex={-1}>
        <strong>{label}</strong>
        {sentences.map((sentence) => (
          <p key={sentence} className={classes.note}>
            {sentence}
          </p>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
