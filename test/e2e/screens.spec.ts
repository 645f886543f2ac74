import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { expect, test } from './support/app.ts';
import { chooseLanguage, chooseScheme, createWorkspace, goTo, importFile, keepPicture, sourceFile } from './support/steps.ts';

const SCREENS = ['overview', 'import', 'quality', 'cases', 'explore', 'signals', 'analyses', 'briefing', 'workspace', 'about'];

async function settle(page: Page): Promise<void> {
  await expect(page.locator('main h1')).toBeVisible();
  await expect(page.locator('[data-fetching]')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(700);
}

/** Serious and critical findings, in words that say where. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map(
      (each) =>
        `${each.id}: ${each.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    );
}

/** Text wider than the page, which would be cut or need sideways scrolling. */
async function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

test('every screen reads well in four languages and both themes', async ({ app }) => {
  test.setTimeout(600_000);
  const { page, folder } = app;
  await keepPicture(page, 'welcome-en-light');
  await createWorkspace(page, folder, 'Pictures');
  await goTo(page, 'overview');
  await keepPicture(page, 'overview-empty-en-light');
  await importFile(page, (await sourceFile(folder)).path);
  const problems: string[] = [];
  let former: Language = 'en';
  for (const language of LANGUAGES) {
    if (language !== former) await chooseLanguage(page, former, language);
    former = language;
    for (const scheme of ['light', 'dark'] as const) {
      await chooseScheme(page, language, scheme);
      for (const screen of SCREENS) {
        await goTo(page, screen, language);
        await settle(page);
        const name = `${screen}-${language}-${scheme}`;
        await keepPicture(page, name);
        if (await overflows(page)) problems.push(`${name}: wider than the window`);
        if (language === 'en') problems.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
      }
    }
  }
  expect(problems).toEqual([]);
  expect(app.complaints).toEqual([]);
});
