import { writeSample } from '../../electron/service/sample/write-sample.ts';
import { expect, test } from './support/app.ts';
import { createWorkspace, goTo, importFile, keepPicture, words } from './support/steps.ts';

test('an analyst pins what the explorer and a signal say, and opens the analysis behind each again', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, folder } = app;
  page.setDefaultTimeout(60_000);
  await createWorkspace(page, folder, 'Pinning');
  await importFile(page, (await writeSample({ folder, cases: 20_000, seed: 7 })).path);

  await test.step('from a panel of the explorer', async () => {
    await goTo(page, 'explore');
    const panel = page.locator('[data-panel="heat"]');
    await panel.getByRole('button', { name: words.text('explorer.pin.label') }).press('Enter');
    const offered = page.getByRole('dialog', { name: words.text('explorer.pin.label') });
    await expect(offered).toContainText(words.text('explorer.pin.lead', { title: words.text('analyses.concealment-transport.title') }));
    await offered
      .getByRole('button', { name: words.text('explorer.analyses.pin') })
      .first()
      .press('Enter');
    await expect(offered.getByRole('button', { name: words.text('explorer.analyses.pinned') })).toBeVisible();
    await keepPicture(page, 'pinning-explore');
    await page.keyboard.press('Escape');
  });

  await test.step('from a signal', async () => {
    await goTo(page, 'signals');
    await page.getByRole('button', { name: words.text('signals.page.scan'), exact: true }).click();
    await expect(page.getByRole('button', { name: words.text('signals.page.again') })).toBeVisible({ timeout: 120_000 });
    await page.getByRole('textbox', { name: words.text('signals.page.month') }).fill('2014-06');
    await page.getByLabel(words.text('signals.page.across')).check();
    await page.getByRole('button', { name: words.text('signals.page.again') }).click();
    await expect(page.getByText(/June 2014/).first()).toBeVisible({ timeout: 120_000 });
    const keep = page.getByRole('button', { name: words.text('signals.page.finding') });
    await expect(async () => {
      await page
        .getByRole('button', { name: /June 2014/ })
        .first()
        .click();
      await expect(keep).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 120_000 });
    await keep.press('Enter');
    await expect(page.getByText(words.text('signals.page.kept'))).toBeVisible();
    await keepPicture(page, 'pinning-signal');
  });

  await test.step('both stand on the board, hold, and lead to their analyses', async () => {
    await goTo(page, 'briefing');
    await page.getByRole('tab', { name: words.text('briefing.tab.findings') }).click();
    const board = page.getByRole('list', { name: words.text('briefing.tab.findings') }).locator('> li');
    await expect(board).toHaveCount(2);
    for (const at of [0, 1]) {
      await board
        .nth(at)
        .getByRole('button', { name: words.text('findings.check') })
        .press('Enter');
      await expect(board.nth(at)).toContainText('The numbers still hold', { timeout: 60_000 });
    }
    await keepPicture(page, 'pinning-board');
    const sentence = (await board.first().getAttribute('aria-label')) ?? '';
    for (const [at, analysis] of ['signals', 'concealment-transport'].entries()) {
      await board
        .nth(at)
        .getByRole('button', { name: words.text('compose.evidence.open') })
        .press('Enter');
      const run = page.getByRole('main').getByRole('article');
      await expect(run.getByRole('heading', { name: words.text(`analyses.${analysis}.question`) })).toBeVisible({ timeout: 60_000 });
      await expect(run.getByRole('button', { name: words.text('explorer.analyses.pin') }).first()).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('alert')).toHaveCount(0);
      if (analysis === 'signals') await expect(run).toContainText(sentence.split('. ')[0] ?? '');
      await keepPicture(page, `pinning-opened-${analysis}`);
      await goTo(page, 'briefing');
    }
  });
  expect(app.complaints).toEqual([]);
  expect(app.foreign).toEqual([]);
});
