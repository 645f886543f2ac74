import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorkspace } from '../../electron/service/workspace/create.ts';
import { FLOOR_KDF } from '../../electron/service/workspace/derive.ts';

export interface CommandOutcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  child: ChildProcess;
  ended: Promise<CommandOutcome>;
}

export const PASSPHRASE = 'a made-up passphrase';
const NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const ENTRY = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url));

/** Starts the command line in a folder, as npm does: with INIT_CWD and no terminal. */
export function startCommand(folder: string, args: string[], env: Record<string, string> = {}): RunningCommand {
  const child = spawn(NODE, [ENTRY, ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      INIT_CWD: folder,
      STOWAGE_PASSPHRASE: PASSPHRASE,
      STOWAGE_CHECK_OUTPUT: '1',
      ...(process.env.STOWAGE_BUILT ? { STOWAGE_BUILT: process.env.STOWAGE_BUILT } : {}),
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<CommandOutcome>((resolve) => child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })));
  return { child, ended };
}

export function runCommand(folder: string, args: string[], env: Record<string, string> = {}): Promise<CommandOutcome> {
  return startCommand(folder, args, env).ended;
}

/** The JSON value of a command that must succeed. */
export async function answerOf<T>(folder: string, args: string[], env: Record<string, string> = {}): Promise<T> {
  const { code, stdout, stderr } = await runCommand(folder, [...args, '--json'], env);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** A workspace `Desk.stowage` in the folder with the cheapest derivation allowed, which every command then takes; the command itself makes a dearer one. */
export async function makeDesk(folder: string): Promise<{ workspace: string; recoveryCode: string }> {
  const workspace = join(folder, 'Desk.stowage');
  const { recoveryCode } = await createWorkspace({ folder: workspace, name: 'Desk', sign: 'AB', passphrase: PASSPHRASE, kdf: FLOOR_KDF });
  return { workspace, recoveryCode };
}
