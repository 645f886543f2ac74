import { Suspense, useEffect, useRef, useState } from 'react';
import type { StowageContract } from '../../shared/contract/index.ts';
import type { OutputOf } from '../../shared/rpc.ts';
import { FilterBar } from '../features/filter/filter-bar.tsx';
import { LockScreen } from '../features/welcome/lock-screen.tsx';
import { Waiting } from './app.tsx';
import { Boundary } from './boundary.tsx';
import classes from './frame.module.css';
import { Header } from './header.tsx';
import { IdleGuard } from './idle.tsx';
import { JobTray } from './job-tray.tsx';
import { Navigation } from './navigation.tsx';
import { SCREEN_LIST } from './screens.tsx';
import { useView } from './view.ts';
import { useWords } from './words.tsx';

export type WorkspaceState = OutputOf<StowageContract['workspace.state']>;

/** Header, navigation, filter bar, screen, job tray. Without a state the workspace is locked: the frame stays, the content is gone. */
export function Frame({ state }: { state: WorkspaceState | null }) {
  const words = useWords();
  const screen = useView((view) => view.screen);
  const entry = SCREEN_LIST.find((one) => one.id === screen) ?? SCREEN_LIST[0];
  const moved = useMoved(screen);
  const filtered = state !== null && state.cases > 0 && entry?.filtered;
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {words.text('frame.skip')}
      </a>
      <Header state={state} />
      <Navigation locked={state === null} />
      <div className={classes.body}>
        {filtered ? (
          <section className={classes.filter} data-pane aria-label={words.text('frame.filter')}>
            <FilterBar />
          </section>
        ) : null}
        <main id="content" className={classes.content} tabIndex={-1} data-pane>
          {state === null ? <LockScreen /> : <ScreenHost key={screen} moved={moved} />}
        </main>
        <JobTray />
      </div>
      {state ? <IdleGuard minutes={state.idleMinutes} /> : null}
    </div>
  );
}

/** True once the person has gone from the screen the frame opened on. */
function useMoved(screen: string): boolean {
  const [first, setFirst] = useState<string | null>(screen);
  useEffect(() => {
    if (screen !== first) setFirst(null);
  }, [screen, first]);
  return screen !== first;
}

function ScreenHost({ moved }: { moved: boolean }) {
  const screen = useView((view) => view.screen);
  const Component = SCREEN_LIST.find((one) => one.id === screen)?.component;
  return (
    <Boundary>
      <Suspense fallback={<Waiting />}>
        {Component ? <Component /> : null}
        <Arrival moved={moved} />
      </Suspense>
    </Boundary>
  );
}

/** Moves the focus to the title of a screen the person went to, and names the window after it. */
function Arrival({ moved }: { moved: boolean }) {
  const words = useWords();
  const screen = useView((view) => view.screen);
  const takesFocus = useRef(moved);
  useEffect(() => {
    document.title = `${words.text(`frame.screen.${screen}`)} · Stowage`;
  }, [screen, words]);
  useEffect(() => {
    if (takesFocus.current)
      (document.querySelector<HTMLElement>('main [data-screen-title]') ?? document.querySelector<HTMLElement>('main'))?.focus();
  }, []);
  return null;
}
