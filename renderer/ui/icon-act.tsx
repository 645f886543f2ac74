import { ActionIcon, Tooltip } from '@mantine/core';
import type { IconArrowBackUp } from '@tabler/icons-react';

/** A small button with a picture, named by its tooltip. */
export function IconAct(props: { label: string; isOff: boolean; onAct(): void; icon: typeof IconArrowBackUp }) {
  const { label, isOff, onAct, icon: Icon } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onAct}>
        <Icon size={16} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
