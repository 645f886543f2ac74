import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { openHost } from '../../support/open-host.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const PASSPHRASE = 'an invented passphrase';

export interface App {
  page: Page;
  /** A folder of its own for the test, removed afterwards. */
  folder: string;
  /** Every address the page asked for outside the host. */
  foreign: string[];
  /** What the page complained of: errors, and violations of its content policy. */
  complaints: string[];
}

/** A host of its own for each test, with the page open on its welcome screen. */
export const test = base.extend<{ app: App }>({
  app: async ({ page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'stowage-e2e-'));
    const host = await openHost();
    const address = await host.address();
    const { origin, host: name } = new URL(address);
    const app: App = { page, folder, foreign: [], complaints: [] };
    page.on('request', (request) => {
      const url = request.url();
      if (![`${origin}/`, `ws://${name}/`, 'data:', 'blob:'].some((own) => url.startsWith(own))) app.foreign.push(url);
    });
    page.on('pageerror', (error) => app.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') app.complaints.push(message.text());
    });
    await page.goto(address);
    await use(app);
    await page.close();
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  locale: 'en-GB',
  timezoneId: 'UTC',
});

export { expect };
