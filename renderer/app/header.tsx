import { ActionIcon, Button, Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLock, IconSearch } from '@tabler/icons-react';
import icon from '../ui/icon.svg';
import classes from './frame.module.css';
import type { WorkspaceState } from './frame.tsx';
import { showOverlay } from './global-actions.ts';
import { keysText } from './keyboard.ts';
import { leaveWorkspace, lockWorkspace } from './lock.ts';
import { LanguageMenu, SchemeMenu } from './look.tsx';
import { useClient } from './service.tsx';
import { useSession } from './session.ts';
import { useView } from './view.ts';
import { useWords } from './words.tsx';

export function Header({ state }: { state: WorkspaceState | null }) {
  const words = useWords();
  const client = useClient();
  const folder = useSession((session) => session.folder);
  return (
    <header className={classes.header} data-pane>
      <span className={classes.brand}>
        <img src={icon} width={20} height={20} alt="" />
        Stowage
      </span>
      {state ? <WorkspaceMenu state={state} /> : <span>{folder?.name}</span>}
      <div className={classes.headerMiddle}>
        <UnstyledButton className={classes.search} onClick={() => showOverlay('palette')}>
          <IconSearch size={14} aria-hidden />
          <span style={{ flex: 1 }}>{words.text('frame.palette.open')}</span>
          <span>
            {keysText('mod+k').map((key) => (
              <Kbd key={key} size="xs">
                {key}
              </Kbd>
            ))}
          </span>
        </UnstyledButton>
      </div>
      <div className={classes.headerEnd}>
        <LanguageMenu />
        <SchemeMenu />
        {state ? (
          <Tooltip label={words.text('frame.act.lock')}>
            <ActionIcon aria-label={words.text('frame.act.lock')} onClick={() => void lockWorkspace(client, 'person')}>
              <IconLock size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </div>
    </header>
  );
}

function WorkspaceMenu({ state }: { state: WorkspaceState }) {
  const words = useWords();
  const client = useClient();
  const setScreen = useView((view) => view.setScreen);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" color="gray" c="var(--ink)" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {state.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.text('frame.workspace.openedBy', { sign: state.analyst ?? '' })}</Menu.Label>
        <Menu.Item onClick={() => setScreen('workspace')}>{words.text('frame.workspace.settings')}</Menu.Item>
        <Menu.Item onClick={() => setScreen('import')}>{words.text('frame.go.import')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void lockWorkspace(client, 'person')}>{words.text('frame.act.lock')}</Menu.Item>
        <Menu.Item onClick={() => void leaveWorkspace(client)}>{words.text('frame.workspace.leave')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
