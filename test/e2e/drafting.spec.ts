import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { writeSample } from '../../electron/service/sample/write-sample.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { expect, test } from './support/app.ts';
import {
  chooseLanguage,
  chooseScheme,
  createWorkspace,
  goTo,
  importFile,
  keepPicture,
  pinFinding,
  typePath,
  words,
} from './support/steps.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const changes = (page: Page) => page.locator('[data-change]');

async function openTab(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: words.text(`briefing.tab.${tab}`) }).click();
}

/** Replaces the text of a field as a person does: everything is chosen and typed over. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

async function saved(page: Page): Promise<void> {
  await expect(page.getByText(words.text('compose.saved'), { exact: true })).toBeVisible();
}

test('a delegation drafts with tracked changes, decides them by keyboard, and hands in what is agreed', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, folder } = app;
  page.setDefaultTimeout(30_000);
  await createWorkspace(page, folder, 'Drafting');
  await importFile(page, (await writeSample({ folder, cases: 4_000, seed: 7 })).path);
  await pinFinding(page);
  await goTo(page, 'briefing');
  await openTab(page, 'findings');

  await test.step('the sentence of a finding keeps its changes and its earlier wordings', async () => {
    await page.getByRole('button', { name: words.text('findings.wording.edit') }).press('Enter');
    const text = field(page, words.text('findings.wording.text', { language: 'EN' }));
    const said = await text.inputValue();
    await text.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' A rise that lasts.');
    await page.keyboard.press('Control+Enter');
    await expect(changes(page)).toHaveText([' A rise that lasts.']);
    await expect(page.locator('ins')).toHaveCSS('text-decoration-line', 'underline');
    await expect(page.getByText(words.text('findings.wording.behind', { languages: 'FR, RU, ES' }))).toBeVisible();
    await page.getByRole('button', { name: words.text('findings.wording.done') }).press('Enter');
    await page.getByRole('button', { name: words.text('findings.wording.history', { count: 2 }) }).press('Enter');
    await keepPicture(page, 'drafting-finding');
    await changes(page).press('r');
    await expect(changes(page)).toHaveCount(0);
    await page.getByRole('button', { name: words.text('findings.wording.restoreNamed', { number: 1 }) }).press('Enter');
    await expect(changes(page)).toHaveText([' A rise that lasts.']);
    await changes(page).press('a');
    await expect(page.getByRole('list', { name: words.text('briefing.tab.findings') })).toContainText(`${said} A rise that lasts.`);
  });

  await test.step('a paragraph shows what was struck out and put in, and each change is decided', async () => {
    await openTab(page, 'documents');
    await page.getByRole('button', { name: words.text('briefing.documents.new') }).click();
    await page.getByRole('menuitem', { name: /^Working-group report/ }).click();
    await write(page, 'Paragraph 2 (a)', 'Cases rose sharply in July.');
    await page.keyboard.press('Control+Shift+e');
    await expect(page.getByRole('switch', { name: words.text('compose.tracked.mode') })).toBeChecked();
    await write(page, 'Paragraph 2 (a)', 'Cases grew in July and August.');
    const point = page.locator('li', { has: field(page, 'Paragraph 2 (a)') });
    await expect(point.locator('del')).not.toHaveCount(0);
    await expect(page.getByRole('complementary', { name: words.text('compose.checks.title') })).toContainText('tracked change');
    await saved(page);
    await keepPicture(page, 'drafting-paragraph');
    await field(page, 'Paragraph 2 (a)').focus();
    await page.keyboard.press('Control+.');
    const first = changes(page).first();
    await expect(first).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: words.text('compose.tracked.reject') }).press('Enter');
    await expect(field(page, 'Paragraph 2 (a)')).not.toHaveValue('Cases grew in July and August.');
    await page.getByRole('button', { name: words.text('compose.act.undo'), exact: true }).click();
    await expect(field(page, 'Paragraph 2 (a)')).toHaveValue('Cases grew in July and August.');
    await expect(point.locator('[data-change]')).not.toHaveCount(0);
  });

  await test.step('a translation of an earlier wording is told, with what changed, until it is found right', async () => {
    await page.keyboard.press('Control+2');
    await expect(field(page, 'Paragraph 2 a)')).toBeVisible();
    await write(page, 'Paragraph 2 a)', 'Les cas ont augmenté en juillet et en août.');
    await page.keyboard.press('Control+1');
    await field(page, 'Paragraph 2 (a)').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Seizures fell.');
    await page.keyboard.press('Control+2');
    const note = page.getByRole('note').filter({ hasText: words.text('compose.tracked.behind', { language: 'EN' }) });
    await expect(note).toContainText('Seizures fell.');
    const check = page.getByRole('button', { name: new RegExp(words.text('compose.check.earlier-original')) });
    await expect(check.filter({ hasText: 'Paragraph 2 a)' })).toBeVisible();
    // The sentence of the finding was worded anew as well.
    await expect(check.filter({ hasText: 'Paragraph 1 a)' })).toBeVisible();
    await keepPicture(page, 'drafting-behind');
    await note.getByRole('button', { name: words.text('compose.tracked.stillRight') }).press('Enter');
    await expect(note).toHaveCount(0);
    await page.keyboard.press('Control+1');
    await saved(page);
  });

  const out = join(folder, 'draft');
  mkdirSync(out);
  await test.step('the draft leaves with changes that Word tracks; as a final document it is refused', async () => {
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: words.text('compose.exporting.title') });
    await dialog.getByRole('button', { name: words.text('briefing.choose') }).press('Enter');
    await typePath(page, 'pack', out);
    await dialog.getByRole('radio', { name: words.text('compose.exporting.final') }).check();
    await expect(dialog.getByRole('note')).toContainText(words.text('compose.exporting.notFinal'));
    await expect(dialog.getByRole('button', { name: words.text('compose.exporting.act'), exact: true })).toBeDisabled();
    await keepPicture(page, 'drafting-not-final');
    expect(readdirSync(out)).toEqual([]);
    await dialog.getByRole('radio', { name: words.text('compose.exporting.draft') }).check();
    await dialog.getByRole('checkbox', { name: words.text('compose.exporting.signs') }).check();
    await keepPicture(page, 'drafting-export');
    await dialog.getByRole('button', { name: words.text('compose.exporting.act'), exact: true }).press('Enter');
    await expect(dialog.getByRole('table')).toBeVisible({ timeout: 120_000 });
    const body = strFromU8(unzipSync(readFileSync(join(out, 'working-group-report.en.docx')))['word/document.xml'] ?? new Uint8Array());
    expect(body).toMatch(/<w:ins [^>]*w:author="AB"/);
    expect(body).toMatch(/<w:del [^>]*w:author="AB"/);
    await page.keyboard.press('Escape');
  });

  await test.step('looks right in every language and scheme', async () => {
    let former: (typeof LANGUAGES)[number] = 'en';
    for (const [index, language] of LANGUAGES.entries()) {
      if (language !== former) await chooseLanguage(page, former, language);
      former = language;
      await chooseScheme(page, language, index % 2 === 0 ? 'dark' : 'light');
      await expect(changes(page).first()).toBeVisible();
      await keepPicture(page, `drafting-composer-${language}`);
    }
    const back = createWording(former).text('compose.back');
    await page.getByRole('button', { name: back }).click();
    for (const [index, language] of LANGUAGES.entries()) {
      await chooseLanguage(page, former, language);
      former = language;
      await chooseScheme(page, language, index % 2 === 0 ? 'light' : 'dark');
      const wording = createWording(language);
      await page.getByRole('tab', { name: wording.text('briefing.tab.findings') }).click();
      await page.getByRole('button', { name: wording.text('findings.wording.edit') }).click();
      await keepPicture(page, `drafting-finding-${language}`);
      await page.getByRole('button', { name: wording.text('findings.wording.done') }).click();
    }
  });
  expect(app.complaints).toEqual([]);
});
