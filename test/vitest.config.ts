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
    // Where processors have protection keys, V8 of Node 24 at times ends a process whose threads come and go (jit_page.has_value).
    execArgv: ['--no-memory-protection-keys'],
    maxWorkers: 2,
    retry: 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
