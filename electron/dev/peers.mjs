// What tests check documents with beside the project's own packages: installed under test/peers by `npm test`, never by `npm start`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const peers = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'peers');
const stampFile = join(peers, 'node_modules', '.setup-stamp');

/** Does nothing where they are there. Without a network the tests that need them are skipped by name. */
export function installTestPeers() {
  const lock = createHash('sha256')
    .update(readFileSync(join(peers, 'package-lock.json')))
    .digest('hex');
  const stamp = `${lock} ${process.platform}-${process.arch}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1', '--loglevel=error'];
  const cli = process.env.npm_execpath;
  const options = { cwd: peers, stdio: ['ignore', 2, 2] };
  const { status } = cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status === 0 && existsSync(join(peers, 'node_modules'))) writeFileSync(stampFile, stamp);
  else if (status !== 0)
    process.stderr.write('What tests check documents with could not be installed; the tests that need it are skipped.\n');
}

if (process.argv.includes('--install')) installTestPeers();
