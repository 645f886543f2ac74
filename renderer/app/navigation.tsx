import { Tooltip, UnstyledButton } from '@mantine/core';
import classes from './frame.module.css';
import { keysText } from './keyboard.ts';
import { SCREEN_LIST } from './screens.tsx';
import { useQueryOf } from './service.tsx';
import { type ScreenId, useView } from './view.ts';
import { useWords } from './words.tsx';

const AT_FOOT: ScreenId[] = ['workspace', 'about'];

/** The screens that exist; the last two stand apart at the foot. */
export function Navigation({ locked }: { locked: boolean }) {
  const words = useWords();
  const screen = useView((view) => view.screen);
  const setScreen = useView((view) => view.setScreen);
  return (
    <nav className={classes.nav} aria-label={words.text('frame.navigation')} data-pane>
      <ul>
        {SCREEN_LIST.map(({ id, icon: Icon, letter }) => (
          <li key={id} className={id === AT_FOOT[0] ? classes.navFoot : undefined}>
            <Tooltip label={keysText(`g ${letter}`).join(' ')} position="right" disabled={locked}>
              <UnstyledButton
                className={classes.navLink}
                aria-current={id === screen && !locked ? 'page' : undefined}
                disabled={locked}
                onClick={() => setScreen(id)}
              >
                <Icon size={16} stroke={1.6} aria-hidden />
                {words.text(`frame.screen.${id}`)}
                {id === 'signals' && !locked ? <NewSignals /> : null}
              </UnstyledButton>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many signals nobody has looked at yet. */
function NewSignals() {
  const words = useWords();
  const n = useQueryOf('signals.count', {}, { areas: ['signals', 'workspace'] }).data?.waiting ?? 0;
  if (n === 0) return null;
  return (
    <span className={classes.navCount} title={words.text('frame.newSignals', { n })}>
      {words.number(n)}
    </span>
  );
}
