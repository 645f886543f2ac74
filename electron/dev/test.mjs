// `npm test`: types, lint, licences, every test, and a closing line. `--quick` leaves the browser out; other words choose test files by name.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage, preferBuiltProcesses } from './build.mjs';
import { licenceProblems } from './licences.mjs';
import { installTestPeers } from './peers.mjs';
import { findBrowser, installSystemPackages } from './system.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const results = join(root, 'test', 'results');
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/** Runs one tool; its output is shown only when it fails, or as it comes where `show` is set. */
function run(command, args, { show = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const stdio = show ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env }, shell: process.platform === 'win32' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ ok: false, output: String(error) }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Parts of names of test files; all of them without any. */
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));

/** Passed, failed and skipped, with the names of what was skipped. */
const tally = { passed: 0, failed: 0, skipped: [] };

async function check(name, work) {
  const started = Date.now();
  const { ok, output } = await work();
  if (ok) tally.passed += 1;
  else tally.failed += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(output);
}

/** Every folder with a tsconfig of its own. */
function projects() {
  const folders = ['shared', 'renderer', 'test', ...readdirSync(join(root, 'electron')).map((name) => `electron/${name}`)];
  return folders.filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
}

/** Two at a time, since most of them use one core. */
async function checks() {
  const sources = ['shared', 'electron', 'renderer', 'test'];
  const waiting = [
    ['no promise left alone', () => run(bin('oxlint'), ['--type-aware', '-c', 'test/oxlintrc.json', ...sources])],
    ...projects().map((folder) => [`types ${folder}`, () => run(bin('tsc'), ['-p', folder])]),
    ['lint and format', () => run(bin('biome'), ['check', '--config-path=test/lint.json', '--max-diagnostics=50', ...sources])],
    [
      'licences and lock file',
      async () => {
        const problems = licenceProblems();
        return { ok: problems.length === 0, output: problems.join('\n') };
      },
    ],
  ];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(...next);
  };
  await Promise.all([work(), work()]);
}

async function vitest() {
  const report = join(results, 'vitest.json');
  const ended = await run(
    bin('vitest'),
    ['run', '-c', 'test/vitest.config.ts', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { show: true },
  );
  if (!existsSync(report)) {
    tally.failed += 1;
    return;
  }
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  tally.passed += numPassedTests;
  tally.failed += numFailedTests;
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  );
  for (const { name } of brokenFiles) console.log(`FAIL ${relative(root, name)} did not run to its end`);
  tally.failed += brokenFiles.length;
  if (!ended.ok && numFailedTests + brokenFiles.length === 0) tally.failed += 1;
  for (const { name, assertionResults } of testResults) {
    for (const each of assertionResults) {
      if (each.status === 'skipped' || each.status === 'pending' || each.status === 'todo')
        tally.skipped.push(`${relative(root, name)}: ${each.fullName}`);
    }
  }
}

/** The tests of a Playwright report with their outcome. */
function endToEndTests(suite, path = []) {
  const here = suite.title ? [...path, suite.title] : path;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((each) => ({ name: [...here, spec.title].join(': '), status: each.status })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => endToEndTests(inner, here))];
}

async function playwright() {
  const report = join(results, 'playwright.json');
  const browser = findBrowser();
  const args = [
    'test',
    '-c',
    'test/playwright.config.ts',
    ...chosen,
    ...(browser ? ['--reporter=list,json'] : ['--list', '--reporter=json']),
  ];
  const ended = await run(bin('playwright'), args, {
    show: Boolean(browser),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  if (!existsSync(report)) {
    console.log(ended.output);
    tally.failed += 1;
    return;
  }
  const { suites, errors } = JSON.parse(readFileSync(report, 'utf8'));
  for (const { name, status } of suites.flatMap((suite) => endToEndTests(suite))) {
    if (!browser) tally.skipped.push(`${name} (no Chromium on this machine)`);
    else if (status === 'skipped') tally.skipped.push(name);
    else if (status === 'expected') tally.passed += 1;
    else tally.failed += 1;
  }
  for (const { message } of errors) console.log(message);
  if (browser) tally.failed += errors.length;
}

const quick = process.argv.includes('--quick');
mkdirSync(results, { recursive: true });
for (const name of ['vitest.json', 'playwright.json']) rmSync(join(results, name), { force: true });
if (!quick) installSystemPackages();
installTestPeers();
await checks();
await preferBuiltProcesses();
await vitest();
if (!quick) {
  await buildPage();
  await playwright();
}
for (const name of tally.skipped) console.log(`skipped ${name}`);
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`);
process.exitCode = tally.failed > 0 ? 1 : 0;
