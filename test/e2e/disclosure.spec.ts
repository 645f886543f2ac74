import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { writeSample } from '../../electron/service/sample/write-sample.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { expect, test } from './support/app.ts';
import { chooseLanguage, chooseScheme, createWorkspace, focusMenuItem, goTo, keepPicture, typePath, words } from './support/steps.ts';

const say = (key: string, values?: Record<string, string | number>) => words.text(`disclosure.screen.${key}`, values);
const TABS = ['missing', 'permissions', 'rules', 'ledger'] as const;

/** Invented cases of a source whose originator must be asked. */
async function importAsked(page: Page, folder: string): Promise<void> {
  await goTo(page, 'import');
  await page.getByRole('button', { name: words.text('import.choose') }).click();
  const { path } = await writeSample({ folder, cases: 400, seed: 7 });
  await typePath(page, 'import', path);
  await page.getByRole('button', { name: words.text('import.recipe.title') }).click();
  await page.getByRole('combobox', { name: words.text('import.list.handling') }).selectOption('ask-originator');
  await page.keyboard.press('Escape');
  const run = page.getByRole('main').getByRole('button', { name: words.text('import.preview.run'), exact: true });
  await expect(run).toBeEnabled({ timeout: 60_000 });
  await run.click();
  const report = words.text('import.report.title', { file: path.split('/').at(-1) ?? '' });
  await expect(page.getByRole('heading', { name: report })).toBeVisible({ timeout: 120_000 });
}

async function enter(page: Page, role: 'button' | 'tab', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus();
  await page.keyboard.press('Enter');
}

async function openTab(page: Page, tab: (typeof TABS)[number]): Promise<void> {
  await enter(page, 'tab', say(`tab.${tab}`));
}

/** A report that is composed, opened from the briefing room. */
async function beginReport(page: Page): Promise<void> {
  await goTo(page, 'briefing');
  await enter(page, 'tab', words.text('briefing.tab.documents'));
  await enter(page, 'button', words.text('briefing.documents.new'));
  await focusMenuItem(page, /^Trend brief/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: words.text('compose.title') })).toBeVisible();
}

async function tryExport(page: Page, out: string): Promise<void> {
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: words.text('compose.exporting.title') });
  await dialog.getByRole('button', { name: words.text('briefing.choose') }).press('Enter');
  mkdirSync(out, { recursive: true });
  await typePath(page, 'pack', out);
  await dialog.getByRole('button', { name: words.text('compose.exporting.act'), exact: true }).press('Enter');
}

test('an analyst sees what is missing, records who agreed, releases a text, and a document leaves without its small figures', async ({
  app,
}) => {
  test.setTimeout(300_000);
  const { page, folder } = app;
  page.setDefaultTimeout(30_000);
  await createWorkspace(page, folder, 'Handled');
  await goTo(page, 'disclosure');
  await openTab(page, 'ledger');
  await expect(page.getByRole('heading', { name: say('ledger.none') })).toBeVisible();
  await keepPicture(page, 'disclosure-ledger-empty');
  await importAsked(page, folder);

  await test.step('the preview shows what will leave: small figures are kept back before anybody agreed', async () => {
    await beginReport(page);
    await page.keyboard.press('Control+p');
    await expect(page.locator('[data-sheet="1"]')).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('main')).toContainText(words.text('disclosure.cell'));
    await expect(page.locator('main')).toContainText('rests on fewer than 3 cases');
    await keepPicture(page, 'disclosure-preview');
    await page.keyboard.press('Control+p');
  });

  await test.step('the export is refused and leads to what is missing', async () => {
    await tryExport(page, join(folder, 'brief'));
    const open = page.getByRole('dialog').getByRole('button', { name: say('open') });
    await expect(open.last()).toBeVisible({ timeout: 60_000 });
    expect(readdirSync(join(folder, 'brief'))).toEqual([]);
    await open.last().press('Enter');
    await expect(page.getByRole('heading', { name: say('title') })).toBeVisible();
    await expect(page.getByRole('list', { name: say('tab.missing') }).getByRole('listitem')).toHaveCount(2);
    await expect(page.getByText(words.text('errors.not-permitted.missing.title'), { exact: true })).toBeVisible();
    await keepPicture(page, 'disclosure-missing');
  });

  await test.step('a permission is recorded by keyboard', async () => {
    await enter(page, 'button', say('missing.record'));
    const dialog = page.getByRole('dialog', { name: say('form.title') });
    await expect(dialog.getByRole('textbox', { name: say('form.by') })).toBeFocused();
    await page.keyboard.type('Head of an invented office');
    await dialog.getByRole('textbox', { name: say('form.reference') }).focus();
    await page.keyboard.type('Letter 12/2026');
    await keepPicture(page, 'disclosure-permission-form');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('list', { name: say('tab.missing') }).getByRole('listitem')).toHaveCount(1);
  });

  await test.step('the text is read and released', async () => {
    await enter(page, 'button', say('missing.release'));
    const dialog = page.getByRole('dialog', { name: say('release.title') });
    await expect(dialog.getByRole('button', { name: say('release.act') })).toBeDisabled();
    await dialog.getByRole('textbox', { name: say('form.by') }).fill('Rapporteur');
    await dialog.getByRole('checkbox', { name: say('release.read') }).press('Space');
    await keepPicture(page, 'disclosure-release-form');
    await dialog.getByRole('button', { name: say('release.act') }).press('Enter');
    await expect(page.getByText(say('missing.none'))).toBeVisible();
    await keepPicture(page, 'disclosure-nothing-missing');
  });

  await test.step('now it leaves, and each cell that left stands in the ledger', async () => {
    await goTo(page, 'briefing');
    await tryExport(page, join(folder, 'brief'));
    await expect(page.getByRole('dialog').getByRole('table')).toBeVisible({ timeout: 120_000 });
    expect(readdirSync(join(folder, 'brief'))).toContain('trend-brief.en.docx');
    await page.keyboard.press('Escape');
    await goTo(page, 'disclosure');
    await openTab(page, 'ledger');
    const entries = page.getByRole('main').locator('summary');
    await entries.first().click();
    await entries.nth(2).click();
    await expect(page.getByRole('table').first()).toBeVisible();
    await keepPicture(page, 'disclosure-ledger');
  });

  await test.step('a permission is withdrawn, which is taken back', async () => {
    await openTab(page, 'permissions');
    await enter(page, 'button', say('permissions.withdrawNamed', { id: 1 }));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('permissions.withdraw') })
      .click();
    await expect(page.getByText(say('permissions.ended', { id: 1 }))).toBeVisible();
    await enter(page, 'button', say('undo'));
    await expect(page.getByRole('cell', { name: 'Letter 12/2026' })).toHaveCount(2);
    await keepPicture(page, 'disclosure-permissions');
  });

  await test.step('a rule that protects less wants a confirmation, and is taken back', async () => {
    await openTab(page, 'rules');
    const handling = words.label('handling', 'ask-originator');
    await enter(page, 'button', say('rules.changeNamed', { handling }));
    const dialog = page.getByRole('dialog', { name: say('rules.form.title', { handling }) });
    await dialog.getByRole('textbox', { name: say('rules.form.least') }).fill('2');
    await dialog.getByRole('textbox', { name: say('rules.form.reason') }).fill('Terms of an invented originator');
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expect(dialog.getByRole('button', { name: say('rules.form.act') })).toBeDisabled();
    await keepPicture(page, 'disclosure-rule-form');
    await dialog.getByRole('checkbox', { name: say('rules.form.sure') }).press('Space');
    await dialog.getByRole('button', { name: say('rules.form.act') }).press('Enter');
    await expect(page.getByRole('cell', { name: 'at least 2 cases', exact: true })).toBeVisible();
    await enter(page, 'button', say('undo'));
    await expect(page.getByRole('cell', { name: 'at least 3 cases', exact: true })).toBeVisible();
    await keepPicture(page, 'disclosure-rules');
  });

  expect(app.complaints).toEqual([]);
  expect(app.foreign).toEqual([]);
});

test('disclosure and handling reads well in four languages and every theme', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, folder } = app;
  page.setDefaultTimeout(30_000);
  await createWorkspace(page, folder, 'Handled pictures');
  await importAsked(page, folder);
  const problems: string[] = [];
  let former: Language = 'en';
  for (const language of LANGUAGES) {
    if (language !== former) await chooseLanguage(page, former, language);
    former = language;
    await goTo(page, 'disclosure', language);
    for (const scheme of ['light', 'dark'] as const) {
      await chooseScheme(page, language, scheme);
      for (const tab of TABS) {
        await page.getByRole('tab', { name: createWording(language).text(`disclosure.screen.tab.${tab}`), exact: true }).click();
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(300);
        await keepPicture(page, `disclosure-${tab}-${language}-${scheme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        if (wide) problems.push(`${tab} ${language} ${scheme}: wider than the window`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        problems.push(...grave.map(({ id, nodes }) => `${tab} ${language} ${scheme}: ${id} ${nodes[0]?.target.join(' ')}`));
      }
    }
  }
  expect(problems).toEqual([]);
  expect(app.complaints).toEqual([]);
});
