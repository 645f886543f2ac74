import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './screen.module.css';

/** What a screen says while it has nothing yet: what it is for, and one button. `icon` is decoration. */
export function EmptyState(props: { icon?: ReactNode; title: string; text: string; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      {props.icon ? <span aria-hidden>{props.icon}</span> : null}
      <Title order={2}>{props.title}</Title>
      <p className={classes.emptyText}>{props.text}</p>
      {props.action}
    </div>
  );
}
