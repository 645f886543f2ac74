import type { MenuItemConstructorOptions } from 'electron';
import type { MenuWords } from './words.ts';

export interface MenuActs {
  lock: () => void;
}

/** The native menu. Nothing in it reloads the page, opens an address or shows developer tools. */
export function menuTemplate(words: MenuWords, acts: MenuActs, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const about: MenuItemConstructorOptions = { label: words.about, role: 'about' };
  return [
    {
      label: platform === 'darwin' ? 'Stowage' : words.workspace,
      submenu: [
        ...(platform === 'darwin' ? [about, { type: 'separator' } as const] : []),
        { label: words.lock, accelerator: 'CmdOrCtrl+L', click: acts.lock },
        { type: 'separator' },
        { label: words.quit, role: 'quit' },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { label: words.undo, role: 'undo' },
        { label: words.redo, role: 'redo' },
        { type: 'separator' },
        { label: words.cut, role: 'cut' },
        { label: words.copy, role: 'copy' },
        { label: words.paste, role: 'paste' },
        { label: words.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: words.view,
      submenu: [
        { label: words.actualSize, role: 'resetZoom' },
        { label: words.zoomIn, role: 'zoomIn' },
        { label: words.zoomOut, role: 'zoomOut' },
        { type: 'separator' },
        { label: words.fullScreen, role: 'togglefullscreen' },
      ],
    },
    { label: words.window, submenu: [{ label: words.minimize, role: 'minimize' }] },
  ];
}
