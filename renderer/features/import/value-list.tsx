import { Button } from '@mantine/core';
import { type ReactNode, startTransition, useState } from 'react';
import type { PlacedValue } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import { isLost, outcomeText } from './outcomes.ts';
import classes from './values.module.css';

const STEP = 100;

/** Every distinct value with its rows and what it becomes, what would be lost first. `children` draws one line where it can be acted on. */
export function ValueList(props: {
  field: string | null;
  values: PlacedValue[];
  line?: (value: PlacedValue) => ReactNode;
  label?: string;
}) {
  const words = useWords();
  const [shown, setShown] = useState(STEP);
  const values = props.values;
  return (
    <>
      <ul className={classes.values} aria-label={props.label ?? words.text('import.values.title')} onKeyDown={moveInList}>
        {values.slice(0, shown).map((value) => (
          <li key={value.value} data-status={value.status}>
            {props.line ? props.line(value) : <ValueFacts field={props.field} value={value} />}
          </li>
        ))}
      </ul>
      {values.length > shown ? (
        <Button variant="subtle" onClick={() => startTransition(() => setShown(shown + STEP * 5))}>
          {words.text('frame.table.more', { left: values.length - shown, shown: words.number(values.length - shown) })}
        </Button>
      ) : null}
    </>
  );
}

/** `value → becomes`, with its rows, where the reading comes from and what is lost. */
export function ValueFacts({ field, value }: { field: string | null; value: PlacedValue }) {
  const words = useWords();
  const outcome = outcomeText(words, field, value);
  return (
    <span className={classes.value}>
      <span className={classes.from}>{value.value === '' ? words.text('import.raw.blank') : value.value}</span>
      <span className={classes.count}>{words.number(value.count)}</span>
      <span className={classes.becomes}>
        {isLost(value) ? (
          <strong className={classes.lost}>{words.text(`import.status.${value.status}`)}</strong>
        ) : (
          outcome || words.text(`import.status.${value.status}`)
        )}
        {value.codes.length > 0 ? <span className={classes.aside}> {value.codes.join(' ')}</span> : null}
        {value.by !== 'none' && value.by !== 'rule' ? (
          <span className={classes.aside}> · {words.text(`import.by.${value.by}`)}</span>
        ) : null}
        {value.loss ? <span className={classes.loss}> {value.loss}</span> : null}
      </span>
    </span>
  );
}

/** What would be lost first, most rows first. */
export function inOrder(values: PlacedValue[]): PlacedValue[] {
  return [...values].sort((a, b) => Number(isLost(b)) - Number(isLost(a)) || b.count - a.count);
}
