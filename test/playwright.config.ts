import { defineConfig } from '@playwright/test';
import { chromiumPath } from './support/chromium.ts';

/** End-to-end tests in an installed Chromium. Each test starts its own host by `openHost`, so that none sees another's workspace. */
export default defineConfig({
  testDir: './e2e',
  outputDir: './results/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(chromiumPath ? { executablePath: chromiumPath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
      ignoreDefaultArgs: ['--hide-scrollbars'],
    },
  },
});
