import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { writeSample } from '../../../electron/service/sample/write-sample.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { expect, PASSPHRASE, ROOT } from './app.ts';

export const words = createWording('en');

/** The real UNODC file where it is beside the project, otherwise invented cases in the same layout. */
export async function sourceFile(folder: string): Promise<{ path: string; rows: number; repeats: number | null; real: boolean }> {
  const zip = join(ROOT, '../shared/data/unodc-ids-2011-2016/drug-trafficking-unodc.zip');
  if (!existsSync(zip)) return { ...(await writeSample({ folder, cases: 20_000, seed: 7 })), repeats: null, real: false };
  const [entry] = Object.values(unzipSync(readFileSync(zip)));
  const path = join(folder, 'drug-trafficking-unodc.csv');
  writeFileSync(path, entry as Uint8Array);
  return { path, rows: 311_038, repeats: 44_229, real: true };
}

/** Answers the host's prompt for a path. */
export async function typePath(page: Page, kind: 'import' | 'workspace' | 'parent' | 'pack', path: string): Promise<void> {
  const prompt = page.getByRole('dialog', { name: words.text(`frame.prompt.${kind}.title`) });
  await prompt.getByLabel(words.text(kind === 'import' ? 'frame.prompt.orPath' : 'frame.prompt.path')).fill(path);
  await prompt.getByRole('button', { name: words.text('frame.prompt.accept') }).click();
  await expect(prompt).toBeHidden();
}

export async function createWorkspace(page: Page, folder: string, name: string): Promise<string> {
  await page.getByRole('button', { name: words.text('frame.welcome.create') }).click();
  await page.getByLabel(words.text('frame.create.name')).fill(name);
  await page.getByRole('button', { name: words.text('frame.create.chooseFolder') }).click();
  await typePath(page, 'parent', folder);
  await page.getByLabel(words.text('frame.create.sign')).fill('AB');
  for (const field of await page.locator('input[autocomplete="new-password"]').all()) await field.fill(PASSPHRASE);
  await page.getByRole('button', { name: words.text('frame.create.act'), exact: true }).click();
  const code = await page.locator('[data-recovery-code]').innerText();
  await page.getByLabel(words.text('frame.recovery.kept')).check();
  await page.getByRole('button', { name: words.text('frame.recovery.go') }).click();
  return code;
}

export async function goTo(page: Page, screen: string, language: Language = 'en'): Promise<void> {
  const name = page.getByText(createWording(language).text(`frame.screen.${screen}`), { exact: true });
  const items = page.getByRole('navigation');
  await items.locator(name).click();
  await expect(items.locator('[aria-current="page"]').filter({ has: name })).toBeVisible();
  await expect(page.locator('main h1')).toBeVisible();
}

export async function importFile(page: Page, path: string): Promise<void> {
  await goTo(page, 'import');
  await page.getByRole('button', { name: words.text('import.choose') }).click();
  await typePath(page, 'import', path);
  await page
    .getByRole('main')
    .getByRole('button', { name: words.text('import.preview.run'), exact: true })
    .click();
  await expect(page.getByRole('heading', { name: words.text('import.report.title', { file: path.split('/').at(-1) ?? '' }) })).toBeVisible({
    timeout: 120_000,
  });
}

const OWN_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ru: 'Русский', es: 'Español' };

export async function chooseLanguage(page: Page, former: Language, language: Language): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${former.toUpperCase()}, `) }).click();
  await page.getByRole('menuitem', { name: OWN_NAMES[language] }).click();
}

export async function chooseScheme(page: Page, language: Language, scheme: 'light' | 'dark' | 'contrast'): Promise<void> {
  const wording = createWording(language);
  await page.getByRole('button', { name: new RegExp(`^${wording.text('frame.scheme.label')}`) }).click();
  await page.getByRole('menuitem', { name: wording.text(`frame.scheme.${scheme}`), exact: true }).click();
}

/** Cases left by the filter, as the filter bar says. */
export async function selected(page: Page): Promise<number> {
  await expect(page.locator('[role="status"] strong')).toBeVisible();
  await expect(page.locator('[data-fetching]')).toHaveCount(0);
  return Number((await page.locator('[role="status"] strong').innerText()).replace(/\D/g, ''));
}

/** Keeps a picture of the screen where a person can look at it. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(ROOT, 'test/results/screens');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Puts the focus on an item of the menu that is opening, once the menu itself has taken the focus. */
export async function focusMenuItem(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.locator('[role="menu"]:focus-within')).toBeVisible();
  await page.getByRole('menuitem', { name }).first().focus();
}

/** Keeps the first finding of the first analysis. */
export async function pinFinding(page: Page): Promise<void> {
  await goTo(page, 'analyses');
  await page
    .getByRole('button', { name: words.text('explorer.analyses.pin') })
    .first()
    .click();
  await expect(page.getByRole('button', { name: words.text('explorer.analyses.pinned') })).toBeVisible({ timeout: 60_000 });
}
