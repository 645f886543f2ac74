import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * npm run validate [-- NAME…]: what the methods do on data of which the truth is known, by simulation. Runs every validation of this folder, or those named.
 */
const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const validations = readdirSync(here).filter(
  (name) => name.endsWith('.ts') && (named.length === 0 || named.includes(name.replace(/\.ts$/, ''))),
);
let failed = 0;
for (const name of validations) {
  process.stdout.write(`\n== ${name.replace(/\.ts$/, '')} ==\n`);
  if (spawnSync(process.execPath, [join(here, name)], { stdio: 'inherit' }).status !== 0) failed++;
}
process.exitCode = failed > 0 || validations.length === 0 ? 1 : 0;
