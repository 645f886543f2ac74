import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { expect, test } from './support/app.ts';
import { createWorkspace, goTo, importFile, keepPicture, sourceFile, words } from './support/steps.ts';

const TABS = ['report', 'repeats', 'regimes'] as const;

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('main [aria-busy="true"], main .mantine-Loader-root')).toHaveCount(0, { timeout: 120_000 });
}

/** To a tab of the Quality screen by its number. */
async function openTab(page: Page, at: number, language: Language = 'en'): Promise<void> {
  await page.locator('main h1').focus();
  await press(page, String(at + 1));
  const name = createWording(language).text(`checks.tab.${TABS[at]}`);
  await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
  await settled(page);
}

async function act(page: Page, name: string): Promise<void> {
  await press(page, 'Control+k');
  await page.keyboard.type(name);
  // A language comes a moment after it was chosen.
  await expect(page.getByRole('option', { name }).first()).toBeVisible();
  await press(page, 'Enter');
}

test('an analyst reads the report, merges and takes back by keyboard, and finds where reporting changed', async ({ app }) => {
  test.setTimeout(400_000);
  const { page, folder } = app;
  await createWorkspace(page, folder, 'Checks');
  const source = await sourceFile(folder);
  await importFile(page, source.path);
  await goTo(page, 'quality');
  await settled(page);
  await expect(page.locator('[data-field="transport"]')).toBeVisible();

  await test.step('opens a problem to its cases', async () => {
    const problem = page.locator('[data-problem] [data-item]').first();
    await problem.focus();
    await press(page, 'Enter');
    await settled(page);
    await expect(page.locator('[data-problem] ol li').first()).toBeVisible();
  });

  await test.step('merges the first candidate, sees it listed, and takes it back', async () => {
    await openTab(page, 1);
    const merges = (count: number) =>
      page.getByRole('heading', { name: words.text('checks.merges.title', { merges: count, shown: String(count) }) });
    await expect(merges(0)).toBeVisible();
    await press(page, 'm');
    await expect(merges(1)).toBeVisible({ timeout: 60_000 });
    await settled(page);
    await press(page, 'u');
    await expect(merges(0)).toBeVisible({ timeout: 60_000 });
    await settled(page);
  });

  await test.step('looks for breaks in reporting', async () => {
    await openTab(page, 2);
    await press(page, 'f');
    await expect(
      page
        .getByRole('tabpanel')
        .getByRole('status')
        .filter({ hasText: /had enough months/ }),
    ).toBeVisible({ timeout: 60_000 });
    await settled(page);
    if (source.real) await expect(page.locator('[data-break="2014-01-01"]')).toBeVisible();
  });

  const problems: string[] = [];
  let former: Language = 'en';
  for (const language of LANGUAGES) {
    if (language !== former) await act(page, createWording(former).text(`frame.language.use.${language}`));
    former = language;
    for (const scheme of ['light', 'dark'] as const) {
      await act(page, createWording(language).text(`frame.scheme.use.${scheme}`));
      await page.setViewportSize(scheme === 'dark' ? { width: 1024, height: 700 } : { width: 1440, height: 900 });
      for (const [at, tab] of TABS.entries()) {
        await openTab(page, at, language);
        await keepPicture(page, `quality-${tab}-${language}-${scheme}`);
        if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
          problems.push(`${tab} ${language} ${scheme}: wider than the window`);
        if (language !== 'en' && language !== 'ru') continue;
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            problems.push(`${tab} ${language} ${scheme}: ${id} ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`);
      }
    }
  }
  expect(problems).toEqual([]);
  expect(app.complaints).toEqual([]);
  expect(app.foreign).toEqual([]);
});
