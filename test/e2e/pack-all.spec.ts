import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { expect, test } from './support/app.ts';
import { createWorkspace, goTo, importFile, keepPicture, sourceFile, typePath, words } from './support/steps.ts';

/** What a delegation hands over, in every format but PDF, which needs a browser on the machine. */
const FILES = {
  'working-group-report': ['docx'],
  'country-statement': ['docx', 'xlsx'],
  'trend-brief': ['docx', 'xlsx'],
  slides: ['pptx'],
  questionnaire: ['docx'],
  annex: ['docx', 'xlsx'],
};

test('a delegation builds all six documents in four languages from the screen', async ({ app }) => {
  test.setTimeout(600_000);
  const { page, folder } = app;
  page.setDefaultTimeout(60_000);
  const source = await sourceFile(folder);
  console.log(source.real ? 'with the real UNODC file' : 'with invented cases: the real file is not beside the project');
  await createWorkspace(page, folder, 'Delegation');
  await importFile(page, source.path);
  await goTo(page, 'briefing');
  await page.getByRole('tab', { name: words.text('briefing.tab.packs') }).click();
  await page.getByRole('radio', { name: words.text('briefing.template.all.name') }).check();
  for (const name of ['Français', 'Русский', 'Español']) await page.getByLabel(name, { exact: true }).check();
  await page.getByRole('button', { name: words.text('briefing.choose') }).click();
  const out = join(folder, 'all');
  mkdirSync(out);
  await typePath(page, 'pack', out);
  const begun = Date.now();
  await page.getByRole('button', { name: words.text('briefing.build') }).click();
  await expect(page.getByRole('heading', { name: words.text('briefing.done.title') })).toBeVisible({ timeout: 400_000 });
  console.log(`built, with PDF where a browser is, in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  await keepPicture(page, 'pack-all');

  const written = readdirSync(out).filter((name) => !name.endsWith('.pdf'));
  const documents = LANGUAGES.flatMap((language) =>
    Object.entries(FILES).flatMap(([name, formats]) => formats.map((format) => `${name}.${language}.${format}`)),
  );
  expect(written.sort()).toEqual([...documents, ...LANGUAGES.map((language) => `figures.${language}.json`), 'manifest.json'].sort());
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
    files: { path: string; sha256: string }[];
    cases: { selected: number };
  };
  expect(manifest.cases.selected).toBe(source.rows);
  for (const { path, sha256 } of manifest.files) {
    const bytes = readFileSync(join(out, path));
    expect([path, createHash('sha256').update(bytes).digest('hex')]).toEqual([path, sha256]);
  }
  expect(app.complaints).toEqual([]);
  expect(app.foreign).toEqual([]);
});
