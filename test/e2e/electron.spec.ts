import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';
import { PASSPHRASE } from './support/app.ts';
import { goTo, words } from './support/steps.ts';

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

test('the Electron window prints the PDF of a pack itself, tagged and with an outline, where no browser is installed', async () => {
  test.skip(!binaryIsPresent(), 'the Electron binary is not on this machine');
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'stowage-electron-'));
  const app = await _electron.launch({
    args: ['--no-sandbox', root],
    env: { ...(process.env as Record<string, string>), STOWAGE_USER_DATA: join(folder, 'user'), STOWAGE_CHROMIUM: '/nowhere/chromium' },
  });
  try {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);
    const window = await app.firstWindow();
    const press = (name: string) => window.getByRole('button', { name: words.text(name), exact: true }).click();
    await press('frame.welcome.create');
    await window.getByLabel(words.text('frame.create.name')).fill('Printing');
    await press('frame.create.chooseFolder');
    await window.getByLabel(words.text('frame.create.sign')).fill('AB');
    for (const field of await window.locator('input[autocomplete="new-password"]').all()) await field.fill(PASSPHRASE);
    await press('frame.create.act');
    await window.getByLabel(words.text('frame.recovery.kept')).check();
    await press('frame.recovery.go');
    await goTo(window, 'briefing');
    await window.getByRole('tab', { name: words.text('briefing.tab.packs') }).click();
    await window.getByRole('radio', { name: words.text('briefing.template.working-group-report.name') }).check();
    await press('briefing.choose');
    await press('briefing.build');
    await expect(window.getByRole('heading', { name: words.text('briefing.done.title') })).toBeVisible({ timeout: 120_000 });
    const pdf = readFileSync(join(folder, 'working-group-report.en.pdf'), 'latin1');
    expect(pdf).toMatch(/^%PDF-1\./);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('/Outlines');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
