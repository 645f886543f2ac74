import { create } from 'zustand';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { type Action, useActions } from './actions.ts';
import { focusPane } from './keyboard.ts';
import { lockWorkspace } from './lock.ts';
import { SCREEN_LIST } from './screens.tsx';
import { type StowageClient, useClient } from './service.tsx';
import { SCHEMES, useView } from './view.ts';

/** Which of the two overlays is open. */
export const useOverlay = create<{ open: 'palette' | 'keys' | null }>(() => ({ open: null }));

export const showOverlay = (open: 'palette' | 'keys' | null) => useOverlay.setState({ open });

/** The actions that hold on every screen. */
export function useGlobalActions(open: boolean): void {
  const client = useClient();
  useActions([...goActions(open), ...workspaceActions(client, open), ...viewActions()]);
}

function goActions(open: boolean): Action[] {
  return SCREEN_LIST.map(({ id, letter }) => ({
    id: `go-${id}`,
    titleKey: `frame.go.${id}`,
    keys: `g ${letter}`,
    group: 'go',
    when: () => open,
    run: () => useView.getState().setScreen(id),
  }));
}

function workspaceActions(client: StowageClient, open: boolean): Action[] {
  const view = useView.getState;
  return [
    {
      id: 'lock',
      titleKey: 'frame.act.lock',
      keys: 'mod+shift+l',
      group: 'workspace',
      when: () => open,
      run: () => void lockWorkspace(client, 'person'),
    },
    {
      id: 'filter-undo',
      titleKey: 'frame.act.undo',
      keys: 'mod+z',
      group: 'screen',
      when: () => open && view().past.length > 0,
      run: () => view().undo(),
    },
    {
      id: 'filter-redo',
      titleKey: 'frame.act.redo',
      keys: 'mod+shift+z',
      group: 'screen',
      when: () => open && view().future.length > 0,
      run: () => view().redo(),
    },
  ];
}

function viewActions(): Action[] {
  const { setLanguage, setScheme } = useView.getState();
  return [
    { id: 'palette', titleKey: 'frame.act.palette', keys: 'mod+k', group: 'view', run: () => showOverlay('palette') },
    { id: 'keys', titleKey: 'frame.act.keys', keys: '?', group: 'view', run: () => showOverlay('keys') },
    { id: 'next-pane', titleKey: 'frame.act.nextPane', keys: 'F6', group: 'view', run: () => focusPane(1) },
    { id: 'former-pane', titleKey: 'frame.act.formerPane', keys: 'shift+F6', group: 'view', run: () => focusPane(-1) },
    ...SCHEMES.map(
      (scheme): Action => ({ id: `scheme-${scheme}`, titleKey: `frame.scheme.use.${scheme}`, group: 'view', run: () => setScheme(scheme) }),
    ),
    ...LANGUAGES.map(
      (one): Action => ({ id: `language-${one}`, titleKey: `frame.language.use.${one}`, group: 'view', run: () => setLanguage(one) }),
    ),
  ];
}
