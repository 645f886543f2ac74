import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The browser host as a process of its own, as `npm start` runs it, with a folder for its user and nothing else. */
export interface OpenedHost {
  /** Folder for workspaces and files of the test; removed by `stop`. */
  folder: string;
  pid: number;
  /** A fresh one-time address. */
  address(): Promise<string>;
  stop(): Promise<void>;
}

const NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const ENTRY = fileURLToPath(new URL('../../electron/host/main.ts', import.meta.url));

export async function openHost(env: Record<string, string> = {}, wrap: string[] = []): Promise<OpenedHost> {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-e2e-'));
  const [command = NODE, ...args] = [...wrap, NODE, ENTRY];
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, STOWAGE_USER_DATA: join(folder, 'user'), STOWAGE_CHECK_OUTPUT: '1', ...env },
  });
  const waiting: ((address: string) => void)[] = [];
  const ready: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, address = ''] = line.split(' ');
    if (word !== 'READY') return;
    const waiter = waiting.shift();
    if (waiter) waiter(address);
    else ready.push(address);
  });
  const next = (): Promise<string> => {
    const known = ready.shift();
    return known === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(known);
  };
  let first: string | undefined = await next();
  return {
    folder,
    pid: child.pid ?? 0,
    address() {
      const unused = first;
      first = undefined;
      if (unused !== undefined) return Promise.resolve(unused);
      child.stdin.write('\n');
      return next();
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}
