import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preferBuiltProcesses } from '../../electron/dev/build.mjs';

/*
 * npm run bench [-- NAME…] [-- --file FILE]: installs what is compared with under test/bench/peers, then runs every benchmark of this folder, or those named.
 * Benchmarks that need a file of cases take the one given, or an invented sample. Threads and parser run as built, as they are shipped.
 */
const here = dirname(fileURLToPath(import.meta.url));
const peers = join(here, 'peers');
const NOT_BENCHMARKS = ['questions.ts', 'rivals.ts', 'panel-rivals.ts', 'made-up-file.ts', 'awake-import.ts'];

const words = process.argv.slice(2);
const fileAt = words.indexOf('--file');
const file = fileAt < 0 ? undefined : resolve(process.env.INIT_CWD ?? process.cwd(), words[fileAt + 1] ?? '');
const named = fileAt < 0 ? words : words.filter((_, at) => at !== fileAt && at !== fileAt + 1);

installPeers();
await preferBuiltProcesses();
const benchmarks = readdirSync(here).filter((name) => name.endsWith('.ts') && !NOT_BENCHMARKS.includes(name));
const chosen = benchmarks.filter((name) => named.length === 0 || named.includes(name.replace(/\.ts$/, '')));
let failed = 0;
for (const name of chosen) failed += run(name);
process.exitCode = failed > 0 ? 1 : 0;

function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(join(peers, 'package.json'), 'utf8'));
  if (Object.keys(dependencies).every((name) => existsSync(join(peers, 'node_modules', name)))) return;
  const command = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [program, ...rest] = [
    ...command,
    'install',
    '--ignore-scripts',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { status } = spawnSync(program, rest, {
    cwd: peers,
    stdio: ['ignore', 2, 2],
    shell: program === 'npm' && process.platform === 'win32',
  });
  if (status !== 0)
    process.stderr.write('The rivals could not be installed (is there a network?). What needs them will fail; the rest runs.\n');
}

function run(name) {
  process.stdout.write(`\n== ${name.replace(/\.ts$/, '')} ==\n`);
  const { status } = spawnSync(process.execPath, [join(here, name), ...(file !== undefined && name !== 'columns.ts' ? [file] : [])], {
    stdio: 'inherit',
  });
  return status === 0 ? 0 : 1;
}
