// What the machine itself offers beside Node: a browser for the end-to-end tests, an office for looking at documents.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const DEBIAN_PACKAGES = {
  chromium: '/usr/bin/chromium',
  'fonts-liberation': '/usr/share/fonts/truetype/liberation',
  'fonts-noto-core': '/usr/share/fonts/truetype/noto',
  'libreoffice-writer': '/usr/lib/libreoffice/program/libswlo.so',
  'libreoffice-impress': '/usr/lib/libreoffice/share/registry/impress.xcd',
  'poppler-utils': '/usr/bin/pdftoppm',
  qpdf: '/usr/bin/qpdf',
  strace: '/usr/bin/strace',
};

/** Path of an installed Chromium; `STOWAGE_CHROMIUM` names another. */
export function findBrowser() {
  return [process.env.STOWAGE_CHROMIUM, ...BROWSERS].find((path) => path && existsSync(path));
}

/** On Debian as root the missing packages are installed; elsewhere, or without a network, the tests that need them are skipped by name. */
export function installSystemPackages(wanted = Object.keys(DEBIAN_PACKAGES)) {
  const missing = wanted.filter((name) => !existsSync(DEBIAN_PACKAGES[name]));
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  process.stderr.write(`Installing ${missing.join(', ')} for the tests…\n`);
  const options = { stdio: ['ignore', 'ignore', 'ignore'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update'], options);
  for (const name of missing) spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], options);
}

if (process.argv.includes('--install')) installSystemPackages();
