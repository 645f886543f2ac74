import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { writeSample } from '../../electron/service/sample/write-sample.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { expect, test } from './support/app.ts';
import {
  chooseLanguage,
  chooseScheme,
  createWorkspace,
  goTo,
  importFile,
  keepPicture,
  pinFinding,
  sourceFile,
  words,
} from './support/steps.ts';

const SCREENS = [
  'overview',
  'import',
  'quality',
  'cases',
  'explore',
  'signals',
  'analyses',
  'briefing',
  'disclosure',
  'workspace',
  'about',
];

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

const TABS = ['findings', 'documents', 'recommendations', 'packs'] as const;

/** A finding, a recommendation and a report in the briefing room, which is left open on the report. */
async function fillBriefing(page: Page): Promise<void> {
  await pinFinding(page);
  await goTo(page, 'briefing');
  await page.getByRole('tab', { name: words.text('briefing.tab.recommendations') }).click();
  await page.getByRole('button', { name: words.text('tracker.paste.title') }).click();
  await page.getByLabel(words.text('tracker.field.meeting')).fill('Thirteenth Meeting of HONLEA, Europe');
  await page
    .getByLabel(words.text('tracker.paste.field'))
    .fill('(a) Governments should look at parcels;\n(b) Governments should share what they find.');
  await page.getByRole('button', { name: words.text('tracker.paste.act', { count: 2 }) }).click();
  await page.getByRole('tab', { name: words.text('briefing.tab.documents') }).click();
  await page.getByRole('button', { name: words.text('briefing.documents.new') }).click();
  await page.getByRole('menuitem', { name: /^Working-group report/ }).click();
}

/** The report as it is written and as it is printed, then each tab; each is looked at by `look`. The report is left open again. */
async function walkBriefing(page: Page, language: Language, look: (name: string) => Promise<void>): Promise<void> {
  const own = createWording(language);
  for (const mode of ['preview', 'write'] as const) {
    await page.getByText(own.text(`compose.${mode}`), { exact: true }).click();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
    await page.waitForTimeout(300);
    await look(mode);
  }
  await page.getByRole('button', { name: own.text('compose.back') }).click();
  for (const tab of TABS) {
    await page.getByRole('tab', { name: own.text(`briefing.tab.${tab}`), exact: true }).click();
    await page.waitForTimeout(300);
    await look(tab);
  }
  await page.getByRole('tab', { name: own.text('briefing.tab.documents'), exact: true }).click();
  await page.getByRole('tabpanel').locator('[data-item]').first().click();
}

test('the briefing room reads well in four languages and both themes', async ({ app }) => {
  test.setTimeout(400_000);
  const { page, folder } = app;
  await createWorkspace(page, folder, 'Briefing pictures');
  await importFile(page, (await writeSample({ folder, cases: 3000, seed: 7 })).path);
  await fillBriefing(page);
  const problems: string[] = [];
  let former: Language = 'en';
  for (const language of LANGUAGES) {
    if (language !== former) await chooseLanguage(page, former, language);
    former = language;
    await page.getByRole('radio', { name: language.toUpperCase(), exact: true }).check({ force: true });
    for (const scheme of ['light', 'dark'] as const) {
      await chooseScheme(page, language, scheme);
      await page.setViewportSize(scheme === 'dark' ? { width: 1120, height: 760 } : { width: 1440, height: 900 });
      await walkBriefing(page, language, async (place) => {
        const name = `briefing-${place}-${language}-${scheme}`;
        await keepPicture(page, name);
        if (await overflows(page)) problems.push(`${name}: wider than the window`);
        if (language === 'en' || language === 'ru') problems.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
      });
    }
  }
  expect(problems).toEqual([]);
  expect(app.complaints).toEqual([]);
});
