import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const electronFolder = join(root, 'node_modules', 'electron');

function binaryIsPresent(): boolean {
  const pathFile = join(electronFolder, 'path.txt');
  return existsSync(pathFile) && existsSync(join(electronFolder, 'dist', readFileSync(pathFile, 'utf8')));
}

test('the Electron window opens its page and reaches nothing else', async () => {
  test.skip(!binaryIsPresent(), 'the Electron binary is not on this machine');
  const userData = mkdtempSync(join(tmpdir(), 'stowage-electron-'));
  const app = await _electron.launch({
    args: ['--no-sandbox', root],
    env: { ...(process.env as Record<string, string>), STOWAGE_USER_DATA: userData },
  });
  try {
    const window = await app.firstWindow();
    await expect(window.getByRole('button').first()).toBeVisible();
    expect(window.url()).toBe('app://stowage/');
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [first] = BrowserWindow.getAllWindows();
      const contents = first?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity };
    });
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
    const refused = await window.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(refused).toBe('refused');
    expect(await window.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined');
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
});
