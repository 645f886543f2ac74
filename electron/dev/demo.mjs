// `npm run demo`: the main job unattended on invented data: workspace, import, profile, briefing pack. Prints where everything is.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const commandLine = join(dirname(fileURLToPath(import.meta.url)), '..', 'cli', 'main.ts');
const CASES = '50000';
const folder = mkdtempSync(join(tmpdir(), 'stowage-demo-'));
const passphrase = `invented ${randomBytes(9).toString('base64url')}`;

/** The JSON answer of one command; a refusal ends the demo with its own words. */
function stowage(...args) {
  const env = { ...process.env, INIT_CWD: folder, STOWAGE_PASSPHRASE: passphrase };
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandLine, ...args, '--json'], {
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) {
    process.stderr.write(stderr);
    process.exit(status ?? 1);
  }
  return JSON.parse(stdout);
}

const workspace = ['--workspace', 'Demo.stowage'];
stowage('create', '--workspace', 'Demo', '--analyst', 'DEMO');
const sample = stowage('sample', '.', '--cases', CASES);
const report = stowage('import', sample.path, ...workspace);
console.log(
  `Imported ${report.rowsAccepted} invented cases, ${report.exactRepeats} of them exact repeats, ${report.unmapped.length} kinds of value left to place.`,
);
const { blocks } = stowage('analyse', 'concealment-transport', ...workspace);
for (const block of blocks) if (block.kind === 'finding') console.log(block.text);
const pack = stowage('pack', 'profile', '--language', 'all', '--out', 'pack', ...workspace);
console.log(`\nBriefing pack: ${join(folder, 'pack')}`);
for (const { path } of pack.files) console.log(`  ${path}`);
console.log(`Workspace: ${join(folder, 'Demo.stowage')} (passphrase: ${passphrase})`);
