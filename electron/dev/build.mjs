// Builds the page (when its sources are newer) and, for Electron, the processes around it, all into out/.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const out = join(root, 'out');

/** Newest change in a folder, in milliseconds since the epoch. */
function newestIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function isPageStale() {
  const page = join(out, 'renderer', 'index.html');
  if (!existsSync(page)) return true;
  const sources = ['renderer', 'shared', 'resources'].map((folder) => newestIn(join(root, folder)));
  return Math.max(...sources, statSync(join(root, 'package-lock.json')).mtimeMs) > statSync(page).mtimeMs;
}

/** Vite reads the page's own configuration; `base` and folders in it are seen from the root. */
export async function buildPage({ force = false } = {}) {
  if (!force && !isPageStale()) return false;
  process.chdir(root);
  await build({ configFile: join(root, 'renderer', 'vite.config.ts'), logLevel: 'warn' });
  return true;
}

const PROCESSES = [
  { name: 'main', entry: 'electron/main/main.ts', file: 'main.js', format: 'es' },
  { name: 'preload', entry: 'electron/preload/preload.ts', file: 'preload.cjs', format: 'cjs' },
  { name: 'service', entry: 'electron/service/main.ts', file: 'service.mjs', format: 'es' },
  { name: 'writer', entry: 'electron/service/jobs/writer-thread.ts', file: 'writer-thread.mjs', format: 'es' },
  { name: 'scan', entry: 'electron/service/scan/scan-thread.ts', file: 'scan-thread.mjs', format: 'es' },
  { name: 'parser', entry: 'electron/parser/main.ts', file: 'parser.mjs', format: 'es' },
];
/** Native modules stay packages; everything else goes into the file. */
const EXTERNAL = ['electron', 'better-sqlite3', '@node-rs/argon2', '@resvg/resvg-js'];

async function buildProcess({ entry, file, format }) {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: EXTERNAL },
    build: {
      ssr: join(root, entry),
      outDir: out,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: { external: EXTERNAL, output: { format, entryFileNames: file, codeSplitting: false } },
    },
  });
}

export async function buildProcesses() {
  for (const one of PROCESSES) await buildProcess(one);
}

/** Builds the processes, and lets whatever is started from here with sources use what was built for its threads and the parser, as is shipped. */
export async function preferBuiltProcesses() {
  const { NODE_ENV } = process.env;
  await buildProcesses();
  // Vite sets it for all that is started from here.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  process.env.STOWAGE_BUILT = pathToFileURL(`${out}/`).href;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--clean')) rmSync(out, { recursive: true, force: true });
  await buildPage({ force: true });
  await buildProcesses();
}
