import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { openCommandDesk } from '../../electron/cli/desk.ts';
import { writeSample } from '../../electron/service/sample/write-sample.ts';
import type { Rule } from '../../shared/disclosure/rules.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';

/**
 * All six documents in four languages, without a rule of disclosure and under each of several, PDF apart; every pack leaves from a workspace
 * of its own, so that none is set against another. `node test/bench/pack-rules.ts [FILE]`; without a file an invented sample of 50,000 cases.
 */
const RULES: Record<string, Rule | null> = {
  'no rule': null,
  'threshold 3, suppression': { least: 3, contributor: 'case', percent: 0, method: 'suppress', base: 3 },
  'threshold 5 and 10 %, suppression': { least: 5, contributor: 'case', percent: 10, method: 'suppress', base: 3 },
  'threshold 5 and 10 %, collapse': { least: 5, contributor: 'case', percent: 10, method: 'collapse', base: 3 },
  'threshold 5 and 10 %, intervals': { least: 5, contributor: 'case', percent: 10, method: 'interval', base: 3 },
  'threshold 5 and 10 %, rounding': { least: 5, contributor: 'case', percent: 10, method: 'round', base: 5 },
  'threshold 3 by country': { least: 3, contributor: 'country', percent: 10, method: 'suppress', base: 3 },
};

const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
// No browser is named so: nothing is printed.
process.env.STOWAGE_CHROMIUM = join(folder, 'none');
try {
  const file = process.argv[2] ? resolve(process.argv[2]) : (await writeSample({ folder, cases: 50_000, seed: 1 })).path;
  for (const [at, [name, rule]] of Object.entries(RULES).entries()) {
    process.stdout.write(`${basename(file)}, ${name}: ${(await once(file, rule, at)).toFixed(1)} s\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Seconds from the wish to the last file, columns loaded before. */
async function once(file: string, rule: Rule | null, at: number): Promise<number> {
  const desk = openCommandDesk();
  try {
    const { client, token } = desk;
    await client.call('workspace.create', { folder: token(folder), name: `Bench ${at}`, sign: 'BB', passphrase: 'an invented passphrase' });
    await client.call('imports.run', { file: token(file) });
    const { sources } = await client.call('disclosure.sources', {});
    for (const { handling } of rule ? sources : []) await client.call('disclosure.set-rule', { handling, rule });
    await client.call('profile.panels', { filter: { all: [] }, language: 'en' });
    const started = performance.now();
    await client.call('packs.build', { template: 'all', languages: [...LANGUAGES], folder: token(join(folder, `pack ${at}`)) });
    return (performance.now() - started) / 1000;
  } finally {
    await desk.close();
  }
}
