import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: no inline script, no data address for fonts or scripts, every file name carries a hash. Run from the folder of package.json. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  cacheDir: '../node_modules/.vite',
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
  },
});
