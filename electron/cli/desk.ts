import { randomUUID } from 'node:crypto';
import type { StowageContract } from '../../shared/contract/index.ts';
import { createChannelPair } from '../../shared/memory-channel.ts';
import type { CallOptions, Client, Progress } from '../../shared/rpc.ts';
import { createClient } from '../../shared/rpc-client.ts';
import { startParser } from '../parser/start.ts';
import { createService } from '../service/service.ts';
import { secretFile, text, type Values } from './options.ts';
import { UsageError } from './output.ts';
import { askNewSecret, askSecret } from './prompt.ts';

/** The service inside this process, reached as a page reaches it. */
export interface CommandDesk {
  client: Client<StowageContract>;
  /** A token for a path of the command line. */
  token(path: string): string;
  /** For jobs: Ctrl+C cancels, progress goes to the terminal. */
  job: CallOptions;
  close(): Promise<void>;
}

export function openCommandDesk(): CommandDesk {
  const service = createService({
    openParser: async () => startParser(),
    onStuck: () => process.kill(process.pid, 'SIGKILL'),
    checkOutput: process.env.STOWAGE_CHECK_OUTPUT === '1',
  });
  const [near, far] = createChannelPair();
  service.serveChannel(far);
  const controller = new AbortController();
  const cancel = () => controller.abort();
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  return {
    client: createClient<StowageContract>(near),
    token(path) {
      const token = randomUUID();
      service.grant(token, { kind: 'path', path });
      return token;
    },
    job: { signal: controller.signal, onProgress: showProgress },
    async close() {
      process.off('SIGINT', cancel);
      process.off('SIGTERM', cancel);
      await service.shutdown();
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    },
  };
}

/** One line that is written over, and only where somebody watches. */
function showProgress({ fraction, step }: Progress): void {
  if (!process.stderr.isTTY) return;
  const share = fraction === null ? '' : ` ${Math.round(fraction * 100)} %`;
  process.stderr.write(`\r\u001b[K${step}${share}`);
}

export function workspacePath(values: Values, resolve: (path: string) => string): string {
  const path = text(values, 'workspace') ?? process.env.STOWAGE_WORKSPACE;
  if (!path) throw new UsageError('--workspace FOLDER is missing.');
  return resolve(path);
}

/** The passphrase from its file, the environment, or the terminal; a recovery code from the environment. */
export async function credentials(values: Values): Promise<{ sign?: string; passphrase?: string; recoveryCode?: string }> {
  const sign = text(values, 'analyst');
  const named = sign === undefined ? {} : { sign };
  const file = text(values, 'passphrase-file');
  if (file !== undefined) return { ...named, passphrase: secretFile(file) };
  if (process.env.STOWAGE_PASSPHRASE !== undefined) return { ...named, passphrase: process.env.STOWAGE_PASSPHRASE };
  if (process.env.STOWAGE_RECOVERY_CODE !== undefined) return { recoveryCode: process.env.STOWAGE_RECOVERY_CODE };
  return { ...named, passphrase: await askSecret('Passphrase: ') };
}

/** A passphrase that is set: from its own file or variable, or asked for twice. */
export async function newPassphrase(values: Values, option: string, variable: string, question: string): Promise<string> {
  const file = text(values, option);
  if (file !== undefined) return secretFile(file);
  return process.env[variable] ?? askNewSecret(question);
}
