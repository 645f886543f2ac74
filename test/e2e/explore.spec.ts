import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { writeSample } from '../../electron/service/sample/write-sample.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { expect, test } from './support/app.ts';
import { createWorkspace, goTo, importFile, keepPicture, selected, words } from './support/steps.ts';

const PANELS = ['time', 'heat', 'ranked', 'flows', 'sizes', 'map'];

async function openExplorer(page: Page, folder: string): Promise<number> {
  await createWorkspace(page, folder, 'Explorer');
  await importFile(page, (await writeSample({ folder, cases: 20_000, seed: 7 })).path);
  await goTo(page, 'explore');
  for (const panel of PANELS) await expect(page.locator(`[data-panel="${panel}"] figure`)).toBeVisible();
  return selected(page);
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    );
}

test('an analyst brushes every panel with pointer and keys, and finds the way back', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, folder } = app;
  const all = await openExplorer(page, folder);

  // A bar of drugs, by pointer.
  await page.locator('[data-panel="ranked"] [role="button"]').first().click();
  const ofDrug = await selected(page);
  expect(ofDrug).toBeGreaterThan(0);
  expect(ofDrug).toBeLessThan(all);

  // A size, by keyboard.
  await page.locator('[data-panel="sizes"] [role="button"]').nth(3).focus();
  await page.keyboard.press('Enter');
  const ofSize = await selected(page);
  expect(ofSize).toBeLessThan(ofDrug);

  // The first month moves on by the arrow keys.
  const first = page.getByRole('slider', { name: words.text('explorer.brush.months.from') });
  await first.focus();
  const before = await first.getAttribute('aria-valuetext');
  for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-facet="date"]')).toBeVisible();
  expect(await first.getAttribute('aria-valuetext')).not.toBe(before);
  const ofMonths = await selected(page);
  expect(ofMonths).toBeLessThan(ofSize);

  // One step back, then everything the panels chose.
  await page.keyboard.press('Control+z');
  await expect.poll(() => selected(page)).toBe(ofSize);
  await page.keyboard.press('Escape');
  await expect.poll(() => selected(page)).toBe(all);

  // A country of departure in the flows and a country on the map.
  await page.locator('[data-panel="flows"] [role="button"]').first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => selected(page)).toBeLessThan(all);
  await page.keyboard.press('Escape');
  await page.locator('[data-panel="map"] [role="button"]').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-facet="country"]')).toBeVisible();

  // The table behind a chart.
  await page
    .locator('[data-panel="flows"]')
    .getByRole('button', { name: words.text('explore.tool.table') })
    .click();
  await expect(page.locator('[data-panel="flows"] table')).toBeVisible();
  expect(app.complaints).toEqual([]);
  expect(app.foreign).toEqual([]);
});

test('a view is saved, renamed, opened from the palette, taken away and taken back', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, folder } = app;
  const all = await openExplorer(page, folder);
  await page.locator('[data-panel="ranked"] [role="button"]').first().click();
  const kept = await selected(page);
  const menu = page.getByRole('button', { name: words.text('explorer.views.menu'), exact: true });
  await menu.click();
  await page.getByRole('button', { name: words.text('explorer.views.save') }).click();
  await page.getByLabel(words.text('explorer.views.name')).fill('Largest drug');
  await page.getByRole('button', { name: words.text('explorer.views.keep'), exact: true }).click();
  await page.getByRole('button', { name: words.text('filter.clear'), exact: true }).click();
  await expect.poll(() => selected(page)).toBe(all);
  await goTo(page, 'cases');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('largest dr');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-panel="time"]')).toBeVisible();
  await expect.poll(() => selected(page)).toBe(kept);

  await menu.click();
  await page.getByRole('button', { name: words.text('explorer.views.rename', { name: 'Largest drug' }) }).click();
  await page.getByLabel(words.text('explorer.views.name')).fill('First drug');
  await page.getByRole('button', { name: words.text('explorer.views.keep'), exact: true }).click();
  await menu.click();
  await page.getByRole('button', { name: words.text('explorer.views.remove', { name: 'First drug' }) }).click();
  await expect(page.getByRole('button', { name: /^First drug/ })).toHaveCount(0);
  await page.getByRole('button', { name: words.text('explorer.views.restore') }).click();
  await expect(page.getByRole('button', { name: /^First drug/ })).toBeVisible();
  expect(app.complaints).toEqual([]);
});

test('the explorer and the analyses read well in English and Russian, in both themes, on a small window too', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, folder } = app;
  await openExplorer(page, folder);
  const problems: string[] = [];
  for (const language of ['en', 'ru'] as const) {
    const said = createWording(language);
    if (language === 'ru') {
      await page.getByRole('button', { name: /^EN, / }).click();
      await page.getByRole('menuitem', { name: 'Русский' }).click();
    }
    for (const scheme of ['light', 'dark'] as const) {
      await page.getByRole('button', { name: new RegExp(`^${said.text('frame.scheme.label')}`) }).click();
      await page.getByRole('menuitem', { name: said.text(`frame.scheme.${scheme}`), exact: true }).click();
      for (const screen of ['explore', 'analyses']) {
        await goTo(page, screen, language);
        for (const [width, height] of [
          [1024, 700],
          [1440, 900],
        ] as const) {
          await page.setViewportSize({ width, height });
          await expect(page.locator('[data-fetching]')).toHaveCount(0);
          await page.waitForTimeout(500);
          const isWide = await page.evaluate(() => {
            const main = document.querySelector('main') ?? document.body;
            return document.documentElement.scrollWidth > document.documentElement.clientWidth || main.scrollWidth > main.clientWidth + 1;
          });
          if (isWide) problems.push(`${screen}-${language}-${scheme} is wider than a window of ${width}`);
          await keepPicture(page, `${screen}-${language}-${scheme}-${width}`);
        }
        if (language === 'en') problems.push(...(await faults(page)).map((fault) => `${screen}-${scheme}: ${fault}`));
      }
    }
  }
  expect(problems).toEqual([]);
  expect(app.complaints).toEqual([]);
});
