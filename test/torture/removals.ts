import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { lookAt } from '../../electron/service/workspace/look.ts';
import { addAnalyst } from '../../electron/service/workspace/members.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import {
  codeOf,
  countInvented,
  fillWithInvented,
  makeWorkspace,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  seeded,
  type TestWorkspace,
  withOpen,
} from '../support/workspaces.ts';

const CHILD = fileURLToPath(new URL('../support/remove-analyst.ts', import.meta.url));
/** Milliseconds after the start of a removal within which the kill falls; a removal here takes about that long. */
const WINDOW_MS = 160;

export interface RemovalKills {
  kills: number;
  /** Removals that had not begun, so that both analysts still get in. */
  untouched: number;
  /** Removals found unfinished, or acknowledged, and gone through with. */
  finished: number;
  acknowledged: number;
  /** One line for each workspace that did not open, lost a row, failed its check, or let the removed analyst in. */
  faults: string[];
}

/** Kills a process while it removes an analyst and re-encrypts, and opens the workspace afterwards. */
export async function killRemovals(kills: number, seed: number): Promise<RemovalKills> {
  const workspace = await makeWorkspace();
  const random = seeded(seed);
  const figures: RemovalKills = { kills, untouched: 0, finished: 0, acknowledged: 0, faults: [] };
  try {
    await withOpen(workspace.folder, async (db, open) => {
      fillWithInvented(db, 60_000);
      await addAnalyst(db, open, { sign: 'CD', passphrase: OTHER_PASSPHRASE });
    });
    for (let kill = 0; kill < kills; kill++) await killOnce(workspace, random() * WINDOW_MS, figures);
    return figures;
  } finally {
    workspace.remove();
  }
}

async function killOnce(workspace: TestWorkspace, afterMs: number, figures: RemovalKills): Promise<void> {
  const folder = `${workspace.folder.slice(0, -'.stowage'.length)} copy.stowage`;
  cpSync(workspace.folder, folder, { recursive: true });
  const acknowledged = await removeAndKill(folder, afterMs);
  figures.acknowledged += acknowledged ? 1 : 0;
  const fault = await codeOf(() => inspect(folder, acknowledged, figures));
  if (fault !== 'none') figures.faults.push(`killed after ${afterMs.toFixed(1)} ms: ${fault}`);
  rmSync(folder, { recursive: true, force: true });
}

async function removeAndKill(folder: string, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    said += chunk;
  });
  await once(child, 'close');
  if (!said.includes('start')) throw new Error('The process to be killed did not start.');
  return said.includes('done');
}

/** Throws what is wrong with the workspace. */
async function inspect(folder: string, acknowledged: boolean, figures: RemovalKills): Promise<void> {
  const begun = !lookAt(folder).signs.includes('CD');
  if (acknowledged && !begun) throw new Error('an acknowledged removal was lost');
  await withOpen(
    folder,
    (db) => {
      const { problems } = verifyWorkspace(db, folder);
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      if (countInvented(db) !== 60_000) throw new Error('rows were lost');
      const logged = listLog(db, 100).entries.filter((entry) => entry.action === 'analyst.removed').length;
      if (logged !== (begun ? 1 : 0)) throw new Error(`the removal was logged ${logged} times`);
    },
    { sign: 'AB', passphrase: PASSPHRASE },
  );
  const removed = await codeOf(() => withOpen(folder, () => undefined, { passphrase: OTHER_PASSPHRASE }));
  if (removed !== (begun ? 'wrong-passphrase' : 'none')) throw new Error(`the other analyst was told ${removed}`);
  figures[begun ? 'finished' : 'untouched']++;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
  const figures = await killRemovals(Number(values.kills ?? 80), Number(values.seed ?? 1));
  console.log(JSON.stringify(figures, null, 2));
  process.exitCode = figures.faults.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
