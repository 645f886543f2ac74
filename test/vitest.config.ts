import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Every test but the end-to-end ones. Each file has a process of its own; a test that fails has failed. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: 'node_modules/.vitest',
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/bench/**', 'test/results/**'],
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
