import { Button, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { LanguageMenu, SchemeMenu } from '../../app/look.tsx';
import { useWords } from '../../app/words.tsx';
import icon from '../../ui/icon.svg';
import classes from './welcome.module.css';

/** A page outside the frame: brand, language and scheme above, one h1 below, and the way back. */
export function Page(props: { title: string; lead: string; wide?: boolean; onBack?: () => void; children: ReactNode }) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} · Stowage`;
  }, [props.title]);
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) title.current?.focus();
  }, []);
  return (
    <div className={classes.page}>
      <header className={`${classes.bar} ${classes.noPrint}`} data-pane>
        <span className={classes.brand}>
          <img src={icon} width={20} height={20} alt="" />
          Stowage
        </span>
        <LanguageMenu />
        <SchemeMenu />
      </header>
      <main className={props.wide ? classes.main : classes.narrow} data-pane tabIndex={-1}>
        {props.onBack ? (
          <Button variant="transparent" px={0} mb={8} leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={props.onBack}>
            {words.text('frame.back')}
          </Button>
        ) : null}
        <Title order={1} ref={title} tabIndex={-1}>
          {props.title}
        </Title>
        <p className={classes.lead}>{props.lead}</p>
        {props.children}
      </main>
    </div>
  );
}
