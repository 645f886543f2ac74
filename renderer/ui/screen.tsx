import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './screen.module.css';

/** The outline every screen shares: one h1 that takes focus when the screen is opened, a line that says what it answers, its actions. */
export function Screen(props: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <div className={classes.words}>
          <Title order={1} tabIndex={-1} data-screen-title>
            {props.title}
          </Title>
          {props.lead ? <p className={classes.lead}>{props.lead}</p> : null}
        </div>
        {props.actions ? <div className={classes.actions}>{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  );
}

/** A part of a screen under a hairline, with its own heading. */
export function Section(props: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Title order={2}>{props.title}</Title>
          {props.lead ? <p className={classes.lead}>{props.lead}</p> : null}
        </div>
        {props.actions ? <div className={classes.actions}>{props.actions}</div> : null}
      </div>
      {props.children}
    </section>
  );
}
