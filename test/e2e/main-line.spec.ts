import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { expect, PASSPHRASE, test } from './support/app.ts';
import { createWorkspace, goTo, importFile, selected, sourceFile, typePath, words } from './support/steps.ts';

test('a newcomer goes from a file to a briefing pack', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, folder } = app;
  const source = await sourceFile(folder);
  console.log(source.real ? 'with the real UNODC file' : 'with invented cases: the real file is not beside the project');

  const code = await createWorkspace(page, folder, 'Atlantic desk');
  expect(code.replace(/[^0-9A-Z]/g, '').length).toBeGreaterThanOrEqual(32);

  await importFile(page, source.path);
  const figures = page.locator('main');
  await expect(figures).toContainText(words.number(source.rows));
  if (source.repeats !== null) await expect(figures).toContainText(words.number(source.repeats));

  await goTo(page, 'overview');
  expect(await selected(page)).toBe(source.rows);

  const cell = page.locator('main table button[data-mark="cell"]:not([data-missing])').filter({ hasNotText: '·' }).first();
  const figure = Number((await cell.innerText()).replace(/\D/g, ''));
  await cell.click();
  await expect(cell).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => selected(page)).toBe(figure);
  await page.getByText(words.text('explore.split.none'), { exact: true }).click();
  const inMonths = () =>
    page
      .locator('[data-panel="time"] [data-mark="bar"]')
      .evaluateAll((marks) => marks.reduce((sum, mark) => sum + Number(mark.getAttribute('data-value')), 0));
  await expect.poll(inMonths).toBe(figure);

  await goTo(page, 'cases');
  expect(await selected(page)).toBe(figure);
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  const detail = page.getByRole('complementary', { name: words.text('cases.detail') });
  await expect(detail).toContainText('SEIZURE_DATE');
  await expect(detail).toContainText(words.text('cases.original'));

  await goTo(page, 'briefing');
  await page.getByRole('tab', { name: words.text('briefing.tab.packs') }).click();
  for (const name of ['Français', 'Русский', 'Español']) await page.getByLabel(name, { exact: true }).check();
  await page.getByRole('button', { name: words.text('briefing.choose') }).click();
  const out = join(folder, 'pack');
  mkdirSync(out);
  await typePath(page, 'pack', out);
  await page.getByRole('button', { name: words.text('briefing.build') }).click();
  await expect(page.getByRole('heading', { name: words.text('briefing.done.title') })).toBeVisible({ timeout: 60_000 });

  const written = readdirSync(out).sort();
  expect(written).toEqual(
    [
      ...LANGUAGES.flatMap((language) => [`profile.${language}.docx`, `profile.${language}.xlsx`, `figures.${language}.json`]),
      'manifest.json',
    ].sort(),
  );
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
    files: { path: string; sha256: string }[];
    cases: { selected: number };
  };
  expect(manifest.cases.selected).toBe(figure);
  for (const { path, sha256 } of manifest.files) {
    expect(
      createHash('sha256')
        .update(readFileSync(join(out, path)))
        .digest('hex'),
    ).toBe(sha256);
  }
  expect(app.foreign).toEqual([]);
  expect(app.complaints).toEqual([]);
});

test('a locked workspace shows nothing until the right passphrase or the recovery code opens it', async ({ app }) => {
  test.setTimeout(120_000);
  const { page, folder } = app;
  const code = await createWorkspace(page, folder, 'Lock test');
  await goTo(page, 'workspace');
  await page
    .getByRole('button', { name: words.text('frame.act.lock'), exact: true })
    .first()
    .click();

  const field = page.getByLabel(words.text('frame.unlock.passphrase'), { exact: true });
  await field.fill('not the passphrase at all');
  await page.getByRole('button', { name: words.text('frame.unlock.act'), exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(words.text('errors.wrong-passphrase.title'));
  await field.fill(PASSPHRASE);
  await page.getByRole('button', { name: words.text('frame.unlock.act'), exact: true }).click();
  await expect(page.getByRole('navigation')).toContainText(words.text('frame.screen.workspace'));
  await expect(page.locator('main h1')).toBeVisible();

  await page
    .getByRole('button', { name: words.text('frame.act.lock'), exact: true })
    .first()
    .click();
  await page.getByRole('button', { name: words.text('frame.unlock.useCode') }).click();
  await page.getByLabel(words.text('frame.unlock.code')).fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: words.text('frame.unlock.act'), exact: true }).click();
  await expect(page.locator('main h1')).toBeVisible();
  expect(app.foreign).toEqual([]);
});

test('an import is cancelled from the tray and leaves nothing behind', async ({ app }) => {
  test.setTimeout(120_000);
  const { page, folder } = app;
  const source = await sourceFile(folder);
  test.skip(!source.real, 'the invented file is imported before a person could cancel');
  await createWorkspace(page, folder, 'Cancel test');
  await goTo(page, 'import');
  await page.getByRole('button', { name: words.text('import.choose') }).click();
  await typePath(page, 'import', source.path);
  await page
    .getByRole('main')
    .getByRole('button', { name: words.text('import.preview.run'), exact: true })
    .click();
  const job = page.getByRole('listitem').filter({ hasText: words.text('import.job.running', { file: basename(source.path) }) });
  await job.getByRole('button', { name: words.text('frame.cancel'), exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(words.text('errors.cancelled.title'));
  await goTo(page, 'overview');
  await expect(page.getByText(createWording('en').text('explore.nothing.title'))).toBeVisible();
});
