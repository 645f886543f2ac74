import type { Page } from '@playwright/test';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { expect, test } from './support/app.ts';
import { chooseLanguage, chooseScheme, createWorkspace, goTo, importFile, keepPicture, sourceFile } from './support/steps.ts';

const SLOW = 120_000;
/** Tall enough for a whole analysis, so that a picture shows all of it. */
const TALL = { width: 1440, height: 2600 };

async function openAnalysis(page: Page, at: number): Promise<void> {
  await page.locator('main nav li button').nth(at).click();
  await expect(page.locator('article[aria-busy="false"] [data-finding], article[aria-busy="false"] h3').first()).toBeVisible({
    timeout: SLOW,
  });
  await expect(page.locator('article [data-fetching]')).toHaveCount(0, { timeout: SLOW });
  await expect(page.locator('article').getByRole('progressbar')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
}

/** What every analysis owes its reader: a finding that can be kept, a table behind each chart, the method, and no text of another language. */
async function faultsOf(page: Page, language: Language, name: string): Promise<string[]> {
  const words = createWording(language);
  const article = page.locator('article');
  const pins = await article.getByRole('button', { name: words.text('explorer.analyses.pin'), exact: true }).count();
  const charts = await article.locator('figure').count();
  const behind = await article
    .locator('figure')
    .getByRole('button', { name: words.text('explore.tool.table'), exact: true })
    .count();
  const text = await article.innerText();
  return [
    ...(pins === 0 ? ['no finding to keep'] : []),
    ...(behind < charts ? [`${charts - behind} charts without a table behind`] : []),
    ...(/\{[a-z]+\}|undefined|NaN|\[object|analyses\.[a-z]/.test(text) ? ['a text that was not filled in'] : []),
    ...((await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
      ? ['wider than the window']
      : []),
  ].map((fault) => `${name}: ${fault}`);
}

test('an analyst reads every analysis in four languages and two themes; each can be kept, has its table behind and shows its cases', async ({
  app,
}) => {
  test.setTimeout(1_500_000);
  const { page, folder } = app;
  page.setDefaultTimeout(60_000);
  await createWorkspace(page, folder, 'Analyses');
  await importFile(page, (await sourceFile(folder)).path);
  await goTo(page, 'analyses');
  await page.setViewportSize(TALL);
  await expect(page.locator('main nav li button').first()).toBeVisible();
  const many = await page.locator('main nav li button').count();
  expect(many).toBeGreaterThan(9);
  const problems: string[] = [];
  let former: Language = 'en';
  for (const language of LANGUAGES) {
    if (language !== former) await chooseLanguage(page, former, language);
    former = language;
    for (const scheme of ['light', 'dark'] as const) {
      if (scheme === 'dark' && language !== 'en' && language !== 'ru') continue;
      await chooseScheme(page, language, scheme);
      for (let at = 0; at < many; at++) {
        await openAnalysis(page, at);
        const name = `analysis-${at}-${language}-${scheme}`;
        await keepPicture(page, name);
        problems.push(...(await faultsOf(page, language, name)));
      }
    }
  }
  expect(problems).toEqual([]);
  expect(app.complaints).toEqual([]);
});

test('an analyst keeps a finding, turns a chart to its table, and goes to the cases', async ({ app }) => {
  test.setTimeout(300_000);
  const words = createWording('en');
  const { page, folder } = app;
  await createWorkspace(page, folder, 'Findings');
  await importFile(page, (await sourceFile(folder)).path);
  await goTo(page, 'analyses');
  await page.locator('main nav li button', { hasText: words.text('analyses.trends.title') }).click();
  const article = page.locator('article');
  const pin = article.getByRole('button', { name: words.text('explorer.analyses.pin'), exact: true }).first();
  await expect(pin).toBeVisible({ timeout: SLOW });
  // The chart's title is the first finding, word for word.
  const finding = await article.locator('figure h2').first().innerText();
  await expect(article.getByText(finding, { exact: true }).first()).toBeVisible();
  await pin.click();
  await expect(article.getByRole('button', { name: words.text('explorer.analyses.pinned'), exact: true }).first()).toBeVisible();
  await article
    .locator('figure')
    .first()
    .getByRole('button', { name: words.text('explore.tool.table'), exact: true })
    .click();
  await expect(article.locator('figure').first().locator('table')).toBeVisible();
  await page.getByRole('button', { name: words.text('explorer.analyses.cases'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.text('frame.screen.cases'));
  expect(app.complaints).toEqual([]);
});
