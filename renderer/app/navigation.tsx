import { Tooltip, UnstyledButton } from '@mantine/core';
import classes from './frame.module.css';
import { keysText } from './keyboard.ts';
import { SCREEN_LIST } from './screens.tsx';
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
              </UnstyledButton>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  );
}
