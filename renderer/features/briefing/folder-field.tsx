import { Button, Group } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import type { Picked } from '../../../shared/native.ts';
import { useNative } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import classes from './briefing.module.css';

/** The folder a pack is written into, by the dialog of the system. */
export function FolderField({ folder, onPick }: { folder: Picked | null; onPick(folder: Picked): void }) {
  const words = useWords();
  const native = useNative();
  const choose = async () => {
    const picked = await native.pickFolder('pack');
    if (picked) onPick(picked);
  };
  return (
    <div>
      <div className={classes.label}>{words.text('briefing.folder')}</div>
      <Group gap="sm">
        <Button variant="default" leftSection={<IconFolder size={15} aria-hidden />} onClick={() => void choose()}>
          {words.text('briefing.choose')}
        </Button>
        <span className={classes.folder}>{folder ? folder.name : words.text('briefing.noFolder')}</span>
      </Group>
    </div>
  );
}
