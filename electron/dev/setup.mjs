// Set-up on a fresh clone: built-ins only, runs on Node 20 and later, writes to standard error only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 22;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stampFile = join(root, 'node_modules', '.setup-stamp');
const toStandardError = ['ignore', 2, 2];

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** What the installed packages must have been made from: the lock file, on this kind of machine. */
function wantedStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

/** `npm ci` cannot replace a running node.exe on Windows, `npm install` leaves it alone. */
function install() {
  const verb = process.platform === 'win32' && existsSync(join(root, 'node_modules')) ? 'install' : 'ci';
  const args = [verb, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const cli = process.env.npm_execpath;
  const options = { cwd: root, stdio: toStandardError };
  const run = cli?.endsWith('.js')
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (run.status !== 0) stop('The packages could not be installed. Look at the lines above; a network is needed this one time.');
}

function checkNode() {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const command = existsSync(own) ? own : process.execPath;
  const answer = spawnSync(command, ['-v'], { encoding: 'utf8', shell: process.platform === 'win32' });
  const major = Number(/^v(\d+)/.exec(answer.stdout ?? '')?.[1] ?? 0);
  if (major < OLDEST_NODE)
    stop(
      `Stowage needs Node ${OLDEST_NODE} or later, and this machine offers ${answer.stdout?.trim() || 'none that runs'}. Install a newer Node and try again.`,
    );
}

const stamp = wantedStamp();
const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
if (!installed) {
  process.stderr.write('Installing the packages Stowage needs (once, about a minute)…\n');
  install();
  writeFileSync(stampFile, stamp);
}
checkNode();
