import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ErrorCode, ErrorPlace, StowageError } from '../../shared/errors.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { useWords } from '../app/words.tsx';
import classes from './error-note.module.css';

/** Codes whose own sentence says what no general wording can. */
const NAMES_THE_PLACE: ErrorCode[] = ['unreadable-file', 'needs-decision', 'invalid-input'];

/** An error in the person's language: what happened, what it means for the data, what to do; the service's own sentence on request. */
export function ErrorNote(props: { error: StowageError; onRetry?: () => void; quiet?: boolean }) {
  const words = useWords();
  const { error } = props;
  const place = placeText(words, error.where);
  const key = `errors.${error.code}${isMissing(error) ? '.missing' : ''}`;
  const count = { count: Number(error.where?.detail?.missing ?? 0) };
  return (
    <div className={classes.note} role={props.quiet ? undefined : 'alert'} data-error={error.code}>
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <strong>{words.text(`${key}.title`)}</strong>
        {place ? <span className={classes.place}> {place}</span> : null}
        <p>{words.text(`${key}.meaning`, count)}</p>
        <p>{words.text(`${key}.action`)}</p>
        <details open={NAMES_THE_PLACE.includes(error.code)}>
          <summary>{words.text('frame.error.details')}</summary>
          <p lang="en" className={classes.detail}>
            {error.message} ({error.code})
          </p>
        </details>
        {props.onRetry ? (
          <Group mt={8}>
            <Button variant="default" onClick={props.onRetry}>
              {words.text('frame.error.retry')}
            </Button>
          </Group>
        ) : null}
      </div>
    </div>
  );
}

/** A pack may not leave, since something that is to be agreed or released is missing. */
function isMissing({ code, where }: StowageError): boolean {
  return code === 'not-permitted' && where?.detail?.missing !== undefined;
}

function placeText(words: Wording, where: ErrorPlace | undefined): string {
  const parts: string[] = [];
  if (where?.row !== undefined) parts.push(words.text('frame.error.row', { row: words.number(where.row) }));
  if (where?.column) parts.push(words.text('frame.error.column', { column: where.column }));
  if (where?.byte !== undefined) parts.push(words.text('frame.error.byte', { byte: words.number(where.byte) }));
  return parts.length ? `(${parts.join(', ')})` : '';
}
