// `npm start`: Electron where its binary is present or can be had, otherwise the browser host. `--browser` asks for the latter.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildPage, buildProcesses } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const electronFolder = join(root, 'node_modules', 'electron');
const FETCH_TIMEOUT = 60_000;

/** Path of the Electron binary, or undefined where it is not there. */
function electronBinary() {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronFolder, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

/** Asked once, for a minute at most; without a network it fails at once. */
function fetchElectron() {
  const script = join(electronFolder, 'install.js');
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: root, stdio: 'ignore', timeout: FETCH_TIMEOUT });
  return electronBinary();
}

function startElectron(binary) {
  const child = spawn(binary, [root], { stdio: 'inherit' });
  child.once('exit', (code) => process.exit(code ?? 0));
}

/** Whether the person's own browser could be asked to open the address; nobody is asked where there is no screen. */
function openBrowser(address) {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen || process.env.CI || process.env.BROWSER === 'none') return;
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined);
  opener.unref();
}

function startHost() {
  const host = spawn(process.execPath, [join(root, 'electron', 'host', 'main.ts')], { stdio: ['inherit', 'pipe', 'inherit'] });
  let first = true;
  createInterface({ input: host.stdout }).on('line', (line) => {
    console.log(line);
    const [word, address] = line.split(' ');
    if (word !== 'READY' || !first) return;
    first = false;
    console.log('Open this address in a browser on this machine; it works once. Enter prints a fresh one, Ctrl+C locks and ends.');
    openBrowser(address);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill('SIGTERM'));
  host.once('exit', (code) => process.exit(code ?? 0));
}

const wantsBrowser = process.argv.includes('--browser');
const binary = wantsBrowser ? undefined : (electronBinary() ?? fetchElectron());
await buildPage();
if (binary) {
  await buildProcesses();
  startElectron(binary);
} else {
  if (!wantsBrowser) console.log('Electron is not on this machine and cannot be fetched now, so Stowage opens in the browser.');
  startHost();
}
