import { Button } from '@mantine/core';
import { reworded } from '../../../shared/document/pieces.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import classes from './marked.module.css';
import { Marked } from './marked.tsx';

interface BehindNoteProps {
  /** What the original said when it was translated, and what it says now. */
  earlier: string;
  now: string;
  original: Language;
  onStillRight(): void;
}

/** Says that a translation is of an earlier wording, and what the original says otherwise since. */
export function BehindNote({ earlier, now, original, onStillRight }: BehindNoteProps) {
  const words = useWords();
  return (
    <div className={classes.behind} role="note">
      <p>{words.text('compose.tracked.behind', { language: original.toUpperCase() })}</p>
      <p lang={original}>
        <Marked pieces={reworded([{ text: earlier }], now, { by: '', on: '' })} />
      </p>
      <Button size="compact-xs" variant="default" onClick={onStillRight}>
        {words.text('compose.tracked.stillRight')}
      </Button>
    </div>
  );
}
