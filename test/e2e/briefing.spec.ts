import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeSample } from '../../electron/service/sample/write-sample.ts';
import { TEMPLATES } from '../../shared/document/composition.ts';
import { expect, test } from './support/app.ts';
import { createWorkspace, focusMenuItem, goTo, importFile, keepPicture, typePath, words } from './support/steps.ts';

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function enter(page: Page, role: 'button' | 'tab' | 'menuitem', name: string | RegExp): Promise<void> {
  if (role === 'menuitem') await focusMenuItem(page, name);
  else await page.getByRole(role, { name }).first().focus();
  await press(page, 'Enter');
}

/** A tab takes the focus and is chosen. */
async function openTab(page: Page, tab: string): Promise<void> {
  const name = words.text(`briefing.tab.${tab}`);
  await enter(page, 'tab', name);
  await expect(page.getByRole('tab', { name, selected: true })).toBeVisible();
  await expect(page.locator('main .mantine-Loader-root')).toHaveCount(0);
}

/** A list that arrives while a menu or a dialog opens may take it along: then the person opens it again. */
async function until(act: () => Promise<void>): Promise<void> {
  await expect(act).toPass({ timeout: 60_000 });
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function write(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).focus();
  await press(page, 'Control+a');
  await page.keyboard.type(text);
}

async function made(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
}

test('an analyst goes by keyboard from a finding to the files of a report', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, folder } = app;
  page.setDefaultTimeout(30_000);
  await createWorkspace(page, folder, 'Briefing room');
  await importFile(page, (await writeSample({ folder, cases: 4_000, seed: 7 })).path);

  await test.step('pins a finding, agrees it, and runs its evidence again', async () => {
    await goTo(page, 'analyses');
    await enter(page, 'button', words.text('explorer.analyses.pin'));
    await expect(page.getByRole('button', { name: words.text('explorer.analyses.pinned') })).toBeVisible({ timeout: 60_000 });
    await goTo(page, 'briefing');
    await openTab(page, 'findings');
    const state = page.getByRole('combobox', { name: words.text('findings.field.state') });
    await state.selectOption('reviewed');
    await state.selectOption('agreed');
    await expect(page.locator('li[data-state="agreed"]')).toBeVisible();
    await write(page, words.text('findings.field.grade'), 'B2');
    await press(page, 'Enter');
    await enter(page, 'button', words.text('findings.check'));
    await expect(page.locator('main')).toContainText('The numbers still hold');
    await keepPicture(page, 'briefing-findings');
  });

  await test.step('composes a report: writes, moves, adds, takes out, takes back', async () => {
    await openTab(page, 'documents');
    await enter(page, 'button', words.text('briefing.documents.new'));
    await enter(page, 'menuitem', /^Working-group report/);
    await expect(field(page, words.text('compose.title'))).toBeVisible();
    await write(page, 'Paragraph 2 (a)', 'First [rose | grew] in July;');
    await write(page, 'Paragraph 2 (b)', 'Second.');
    await field(page, 'Paragraph 2 (a)').focus();
    await press(page, 'Alt+ArrowDown');
    await expect(field(page, 'Paragraph 2 (a)')).toHaveValue('Second.');
    await field(page, 'Paragraph 2 (b)').focus();
    await press(page, 'Alt+Enter');
    await expect(field(page, 'Paragraph 2 (c)')).toBeFocused();
    await press(page, 'Alt+Backspace');
    await expect(field(page, 'Paragraph 2 (c)')).toHaveCount(0);
    await press(page, 'Control+z', 'Control+z');
    await expect(field(page, 'Paragraph 2 (c)')).toHaveCount(0);
    await press(page, 'Control+z');
    await expect(field(page, 'Paragraph 2 (b)')).toHaveValue('Second.');
    await expect(page.getByText(words.text('compose.saved'), { exact: true })).toBeVisible();
  });

  await test.step('settles a bracket and links evidence', async () => {
    await field(page, 'Paragraph 2 (a)').focus();
    await enter(page, 'tab', words.text('compose.evidence.title'));
    await enter(page, 'button', 'grew');
    await expect(field(page, 'Paragraph 2 (a)')).toHaveValue('First grew in July;');
    await page.getByRole('combobox', { name: words.text('compose.evidence.link') }).selectOption({ index: 1 });
    await expect(page.getByRole('complementary', { name: words.text('compose.checks.title') })).toContainText('The numbers still hold');
  });

  await test.step('drags a part by its handle and a finding from the shelf', async () => {
    const parts = page.locator('section[data-part]');
    const before = await parts.count();
    await page.locator('aside li[draggable]').first().dragTo(parts.last());
    await expect(parts).toHaveCount(before + 1);
    const first = await parts.first().getAttribute('data-part');
    await parts.first().locator('[draggable]').first().dragTo(parts.nth(1));
    await expect(parts.nth(1)).toHaveAttribute('data-part', first ?? '');
    await press(page, 'Control+z', 'Control+z');
    await expect(parts).toHaveCount(before);
  });

  await test.step('writes in a second language beside the first, led by the checks', async () => {
    await field(page, 'Paragraph 2 (a)').focus();
    await press(page, 'Alt+Enter');
    await expect(field(page, 'Paragraph 2 (b)')).toBeFocused();
    await page.keyboard.type('Only in English yet;');
    await press(page, 'Control+2');
    await page.getByRole('combobox', { name: words.text('compose.beside') }).selectOption('en');
    await enter(page, 'tab', words.text('compose.checks.title'));
    await enter(page, 'button', /^Not written in this language\s*Paragraph 2 b\)/);
    await expect(field(page, 'Paragraph 2 b)')).toBeFocused();
    await page.keyboard.type('Premier constat ;');
    await expect(page.getByRole('button', { name: /^Not written in this language\s*Paragraph 2 b\)/ })).toHaveCount(0);
    await made(page);
    await keepPicture(page, 'briefing-beside');
    await press(page, 'Control+1');
  });

  await test.step('sees the sheets as they are printed', async () => {
    await press(page, 'Control+p');
    await made(page);
    // As published, a meeting document bears page numbers from its second page on.
    await expect(page.getByRole('document', { name: /^Document, 1 page/ })).toBeVisible();
    await expect(page.getByText(/^1\/\d+$/)).toHaveCount(0);
    await expect(page.getByText('First grew in July;')).toBeVisible();
    await keepPicture(page, 'briefing-sheets');
  });

  await test.step('exports in four languages', async () => {
    await press(page, 'Control+e');
    const dialog = page.getByRole('dialog', { name: words.text('compose.exporting.title') });
    await dialog.getByRole('button', { name: words.text('briefing.choose') }).press('Enter');
    const out = join(folder, 'report');
    mkdirSync(out);
    await typePath(page, 'pack', out);
    await dialog.getByRole('button', { name: words.text('compose.exporting.act'), exact: true }).press('Enter');
    await expect(dialog.getByRole('table')).toBeVisible({ timeout: 120_000 });
    for (const language of ['en', 'fr', 'ru', 'es']) expect(readdirSync(out)).toContain(`working-group-report.${language}.docx`);
    await keepPicture(page, 'briefing-export');
    await press(page, 'Escape');
  });

  expect(app.complaints).toEqual([]);
  expect(app.foreign).toEqual([]);
});

test('every document is seen sheet by sheet, and recommendations that were pasted fill the questionnaire', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, folder } = app;
  page.setDefaultTimeout(30_000);
  await createWorkspace(page, folder, 'Documents');
  await importFile(page, (await writeSample({ folder, cases: 4_000, seed: 7 })).path);
  await goTo(page, 'briefing');

  await openTab(page, 'recommendations');
  // Below the list, which is there once it was asked for.
  await expect(page.getByText(words.text('tracker.none'))).toBeVisible();
  await until(async () => {
    if (!(await page.getByRole('dialog').isVisible())) await enter(page, 'button', words.text('tracker.paste.title'));
    await expect(field(page, words.text('tracker.paste.field'))).toBeVisible({ timeout: 3000 });
  });
  await write(page, words.text('tracker.field.meeting'), 'Thirteenth Meeting');
  await write(
    page,
    words.text('tracker.paste.field'),
    '(a) Governments should look at parcels;\n(b) Governments should share\nwhat they find.',
  );
  await enter(page, 'button', words.text('tracker.paste.act', { count: 2 }));
  await expect(page.getByRole('heading', { name: 'Thirteenth Meeting' })).toBeVisible();
  await enter(page, 'button', words.text('tracker.act'));
  await write(page, `${words.text('tracker.field.done')} EN`, 'A unit was set up.');
  await enter(page, 'button', words.text('tracker.save'));
  await expect(page.locator('main')).toContainText(words.text('tracker.needed', { count: 1, of: 2 }));
  await keepPicture(page, 'briefing-tracker');
  await enter(page, 'button', words.text('tracker.reply'));
  await expect(field(page, words.text('compose.title'))).toBeVisible();
  await press(page, 'Control+p');
  await expect(page.locator('[data-sheet="1"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('A unit was set up.')).toBeVisible();
  await expect(page.getByText('Governments should share what they find.')).toBeVisible();

  for (const template of TEMPLATES) {
    await enter(page, 'button', words.text('compose.back'));
    await openTab(page, 'documents');
    const item = page.getByRole('menuitem', { name: new RegExp(`^${words.text(`briefing.template.${template}.name`)}`) });
    await until(async () => {
      if (!(await item.isVisible())) await enter(page, 'button', words.text('briefing.documents.new'));
      await expect(page.locator('[role="menu"]:focus-within')).toBeVisible({ timeout: 3000 });
      await item.focus({ timeout: 3000 });
    });
    await press(page, 'Enter');
    await expect(page.locator('[data-sheet="1"]')).toBeVisible({ timeout: 60_000 });
    await made(page);
    await keepPicture(page, `briefing-sheets-${template}`);
  }
  expect(app.complaints).toEqual([]);
});
