import { basename, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language, type Wording } from '../../shared/report/wording.ts';
import { expect, ROOT, test } from './support/app.ts';
import { createWorkspace, focusMenuItem, keepPicture } from './support/steps.ts';

/** A made-up file with the traps that its README lists, and what was counted in it by hand. */
const FILE = join(ROOT, 'test/support/files/by-hand.csv');
const SECTIONS = join(ROOT, 'test/support/files/by-section.csv');
const MARKS = join(ROOT, 'test/support/files/by-mark.csv');
const MONTHS = join(ROOT, 'test/support/files/by-month.csv');
const ROWS = 16;
const EVENTS = 24;
const MOST_QUESTIONS = 12;

/** What a person who knows the file would answer; the first option where it is not listed. */
const ANSWERS: Record<string, string> = { encoding: 'windows-1251', delimiter: ';', grain: 'aggregate' };

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** To the Import screen, the prompt, and the file on the bench: without the mouse. */
async function openByKeyboard(page: Page, words: Wording, file = FILE): Promise<void> {
  await press(page, 'g', 'i');
  await expect(page.getByRole('heading', { name: words.text('import.title') })).toBeVisible();
  await press(page, 'n');
  const prompt = page.getByRole('dialog', { name: words.text('frame.prompt.import.title') });
  await expect(prompt.getByLabel(words.text('frame.prompt.orPath'))).toBeFocused();
  await page.keyboard.type(file);
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { level: 2, name: basename(file) })).toBeVisible({ timeout: 60_000 });
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('[data-bench="mapping"]')).toBeVisible();
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
}

/** Goes to the first open point with `p`, and answers with Tab and Enter until none is a question. */
async function answerAll(page: Page): Promise<string[]> {
  const asked: string[] = [];
  for (let at = 0; at < MOST_QUESTIONS; at++) {
    await settled(page);
    const question = page.locator('[data-problem^="question "]').first();
    if ((await question.count()) === 0) return asked;
    const id = ((await question.getAttribute('data-problem')) ?? '').replace('question ', '');
    asked.push(id);
    await press(page, 'p');
    const card = page.locator(`[data-question="${id}"]`);
    await expect(card.locator('button').first()).toBeFocused();
    const wanted = card.locator(`[data-answer="${ANSWERS[id.split(':')[0] ?? ''] ?? ''}"]`);
    if ((await wanted.count()) > 0) while (!(await wanted.evaluate((one) => one === document.activeElement))) await press(page, 'Tab');
    await press(page, 'Enter');
    await expect(card).toHaveCount(0, { timeout: 60_000 });
  }
  return asked;
}

/** Chooses a column of the list with the arrows. */
async function chooseColumn(page: Page, header: string): Promise<void> {
  await page.locator('[data-column]').first().focus();
  await press(page, 'Home');
  const target = page.locator(`[data-column="${header}"]`);
  for (let at = 0; at < 20 && !(await target.evaluate((one) => one === document.activeElement)); at++) await press(page, 'ArrowDown');
  await expect(target).toBeFocused();
}

async function chooseLanguage(page: Page, from: Language, to: Language): Promise<void> {
  await press(page, 'Control+k');
  await page.keyboard.type(createWording(from).text(`frame.language.use.${to}`));
  await press(page, 'Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', to);
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`);
}

for (const language of LANGUAGES) {
  test(`an analyst cleans a table kept by hand without the mouse, imports it, reads it anew and takes it back: ${language}`, async ({
    app,
  }) => {
    test.setTimeout(240_000);
    const { page, folder } = app;
    const words = createWording(language);
    await createWorkspace(page, folder, 'By hand');
    if (language !== 'en') await chooseLanguage(page, 'en', language);
    await openByKeyboard(page, words);
    await settled(page);

    await test.step('sees what is no data', async () => {
      for (const part of ['above', 'header', 'repeated-header', 'totals', 'note'])
        await expect(page.locator(`tr[data-part="${part}"]`).first()).toBeVisible();
    });
    await answerAll(page);
    await expect(page.getByText(words.text('import.bench.ready'))).toBeVisible();

    await test.step('places a misspelt drug by its suggestion, and takes the decision back and forth', async () => {
      await chooseColumn(page, 'Наркотик');
      const value = page.locator('[data-value="Кокаинн"]');
      await value.focus();
      await press(page, 'Enter');
      await expect(page.locator('[role="group"] [data-item], fieldset [data-item]').first()).toBeFocused();
      await press(page, 'Enter');
      await expect(value).toContainText(words.label('drug', 'G2.5'), { timeout: 30_000 });
      await settled(page);
      await press(page, 'Control+z');
      await expect(value).toContainText(words.text('import.status.unmapped'));
      await press(page, 'Control+Shift+z');
      await expect(value).not.toContainText(words.text('import.status.unmapped'));
      await settled(page);
    });

    await test.step('imports it', async () => {
      await press(page, 'Control+Enter');
      await expect(page.getByRole('heading', { name: words.text('import.report.title', { file: 'by-hand.csv' }) })).toBeVisible({
        timeout: 60_000,
      });
      const figure = (label: string) =>
        page
          .locator('dl > div')
          .filter({ has: page.getByText(label, { exact: true }) })
          .locator('dd')
          .first();
      await expect(figure(words.text('import.report.accepted'))).toHaveText(String(ROWS));
      await expect(figure(words.text('import.report.repeats'))).toHaveText('1');
      await expect(figure(words.text('import.report.events'))).toHaveText(String(EVENTS));
    });

    await test.step('sees by keyboard what a re-run would change', async () => {
      await page.getByRole('button', { name: words.text('import.list.actsNamed', { file: 'by-hand.csv' }) }).focus();
      await press(page, 'Enter');
      await focusMenuItem(page, words.text('import.list.act.rerun'));
      await press(page, 'Enter');
      const compare = page.getByRole('button', { name: words.text('import.rerun.compare') });
      await expect(compare).toBeEnabled({ timeout: 60_000 });
      await compare.focus();
      await press(page, 'Enter');
      await expect(page.getByText(words.text('import.rerun.would'))).toBeVisible({ timeout: 60_000 });
    });

    await test.step('takes the import back as a whole', async () => {
      await page.getByRole('button', { name: words.text('import.list.actsNamed', { file: 'by-hand.csv' }) }).focus();
      await press(page, 'Enter');
      await focusMenuItem(page, words.text('import.list.act.undo'));
      await press(page, 'Enter');
      // The dialog takes the focus when it opens; the key goes to whoever has it.
      await expect(page.locator('[role="dialog"]:focus-within')).toBeVisible();
      const undo = page.getByRole('dialog').getByRole('button', { name: words.text('import.undo.act') });
      await undo.focus();
      await expect(undo).toBeFocused();
      await press(page, 'Enter');
      await expect(page.getByRole('button', { name: words.text('import.list.actsNamed', { file: 'by-hand.csv' }) })).toHaveCount(0, {
        timeout: 60_000,
      });
    });
    expect(app.foreign).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
}

test('headings between the rows become a column, are data again by a switch, and give each row its drug', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, folder } = app;
  const words = createWording('en');
  await createWorkspace(page, folder, 'By section');
  await openByKeyboard(page, words, SECTIONS);
  await settled(page);
  const records = page.locator('[data-bench="result"]').getByText(words.text('import.result.records'), { exact: true }).locator('..');
  await expect(page.locator('tr[data-part="heading"]')).toHaveCount(2);
  await expect(page.getByText('“Section”').first()).toBeVisible();
  await chooseColumn(page, 'Section');
  await expect(page.locator('[data-value="Heroin"]')).toContainText(words.label('drug', 'G3.1'));
  for (const language of LANGUAGES) {
    if (language !== 'en') await chooseLanguage(page, LANGUAGES[LANGUAGES.indexOf(language) - 1] ?? 'en', language);
    await settled(page);
    await keepPicture(page, `bench-sections-${language}`);
    expect(await faults(page)).toEqual([]);
  }
  await chooseLanguage(page, LANGUAGES.at(-1) ?? 'en', 'en');

  const kind = page.getByRole('switch', { name: new RegExp(`^${words.text('import.part.heading')}`) });
  await kind.focus();
  await press(page, 'Space');
  await settled(page);
  await expect(page.locator('tr[data-part="heading"]')).toHaveCount(0);
  await press(page, 'Control+z');
  await settled(page);
  await expect(page.locator('tr[data-part="heading"]')).toHaveCount(2);
  await expect(records).toContainText('3');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('heading', { name: words.text('import.report.title', { file: 'by-section.csv' }) })).toBeVisible({
    timeout: 60_000,
  });
  expect(app.complaints).toEqual([]);
});

test('ditto marks and crosses become values, are asked where they are in doubt, and are left alone by a switch', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, folder } = app;
  const words = createWording('en');
  await createWorkspace(page, folder, 'By mark');
  await openByKeyboard(page, words, MARKS);
  await settled(page);
  await chooseColumn(page, 'Place');
  const question = page.locator('[data-question="ditto:Place"]');
  for (const language of LANGUAGES) {
    if (language !== 'en') await chooseLanguage(page, LANGUAGES[LANGUAGES.indexOf(language) - 1] ?? 'en', language);
    await settled(page);
    await expect(question).toBeVisible();
    await keepPicture(page, `bench-marks-${language}`);
    expect(await faults(page)).toEqual([]);
  }
  await chooseLanguage(page, LANGUAGES.at(-1) ?? 'en', 'en');
  await question.locator('[data-answer="same"]').focus();
  await press(page, 'Enter');
  await settled(page);
  await expect(question).toHaveCount(0);
  await chooseColumn(page, 'Transport');
  await expect(page.locator('[data-value="Sea; Land"]')).toContainText(words.label('transport', 'T1.0'));
  await chooseColumn(page, 'Country');
  await expect(page.locator('[data-value="Chile"]')).toContainText('2');

  await page.getByRole('button', { name: words.text('import.recipe.title'), exact: true }).click();
  const country = page.getByRole('switch', { name: words.text('import.recipe.step.ditto', { header: 'Country' }) });
  await keepPicture(page, 'bench-marks-recipe');
  await country.focus();
  await press(page, 'Space');
  await expect(country).not.toBeChecked();
  await press(page, 'Space');
  await expect(country).toBeChecked();
  await press(page, 'Escape');
  await settled(page);
  await press(page, 'Control+Enter');
  await expect(page.getByRole('heading', { name: words.text('import.report.title', { file: 'by-mark.csv' }) })).toBeVisible({
    timeout: 60_000,
  });
  await keepPicture(page, 'bench-marks-report');
  expect(app.complaints).toEqual([]);
});

test('columns of running totals are shown taken apart, and as they stand by a switch', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, folder } = app;
  const words = createWording('en');
  await createWorkspace(page, folder, 'By month');
  await openByKeyboard(page, words, MONTHS);
  await settled(page);
  const result = page.locator('[data-bench="result"]');
  await expect(result).toContainText('are running totals, and no number falls');
  await expect(result.getByText('8.25', { exact: false }).first()).toBeVisible();
  await keepPicture(page, 'bench-running');
  await page.getByRole('button', { name: words.text('import.recipe.title'), exact: true }).click();
  const step = page.getByRole('switch', {
    name: words.text('import.recipe.step.running', { first: 'Jan 2023', last: 'Apr 2023' }),
  });
  await step.focus();
  await press(page, 'Space');
  await expect(step).not.toBeChecked();
  await press(page, 'Escape');
  await settled(page);
  await expect(result.getByText('10.75', { exact: false }).first()).toBeVisible();
  expect(app.complaints).toEqual([]);
});

test('the bench reads well in four languages, both themes and on small screens', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, folder } = app;
  await createWorkspace(page, folder, 'Bench');
  await openByKeyboard(page, createWording('en'));
  await settled(page);
  const problems: string[] = [];
  let former: Language = 'en';
  for (const language of LANGUAGES) {
    if (language !== former) await chooseLanguage(page, former, language);
    former = language;
    for (const scheme of ['light', 'dark'] as const) {
      await press(page, 'Control+k');
      await page.keyboard.type(createWording(language).text(`frame.scheme.use.${scheme}`));
      await press(page, 'Enter');
      for (const [width, height] of [
        [1440, 900],
        [1280, 800],
        [1024, 700],
      ] as const) {
        await page.setViewportSize({ width, height });
        await settled(page);
        await keepPicture(page, `bench-${language}-${scheme}-${width}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        if (wider) problems.push(`${language} ${width}: wider than the window`);
      }
      problems.push(...(await faults(page)).map((fault) => `${language} ${scheme}: ${fault}`));
    }
  }
  expect(problems).toEqual([]);
  expect(app.complaints).toEqual([]);
});
