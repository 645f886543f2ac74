import { expect, test } from '@playwright/test';
import { openHost } from '../support/open-host.ts';

test('the page opens, asks nothing of any other place, and breaks no rule of its policy', async ({ page }) => {
  const host = await openHost();
  try {
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const address = await host.address();
    await page.goto(address);
    await expect(page.getByRole('button').first()).toBeVisible();
    const { origin } = new URL(address);
    expect(new URL(page.url()).search).toBe('');
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.reload();
    await expect(page.getByRole('button').first()).toBeVisible();
  } finally {
    await host.stop();
  }
});

test('an address that was used does not open a second browser', async ({ page, browser }) => {
  const host = await openHost();
  try {
    const address = await host.address();
    await page.goto(address);
    const other = await browser.newContext();
    const stranger = await other.newPage();
    expect((await stranger.goto(address))?.status()).toBe(403);
    expect((await stranger.goto(await host.address()))?.status()).toBe(200);
    await other.close();
  } finally {
    await host.stop();
  }
});
