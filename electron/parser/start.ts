import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { entryOf } from '../../shared/code-entry.ts';
import type { FromParser, ToParser } from '../../shared/parser-protocol.ts';

export interface ParserProcess {
  post(message: ToParser): void;
  onMessage(listener: (message: FromParser) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Megabytes of JavaScript heap; typed arrays lie outside it. */
const HEAP_MB = 256;
/** Megabytes in which new objects are made; few of a parser's live long, and what is larger stays in memory. */
const NEW_OBJECTS_MB = 4;
const ENTRY = fileURLToPath(
  new URL(entryOf(import.meta.url, { source: './main.ts', built: 'parser.mjs' }, process.env.STOWAGE_BUILT), import.meta.url),
);

/** Keeps a signal from opening a debugger in the process, where this Node knows how. */
export const NO_DEBUGGER = ['--disable-sigusr1'].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag));

/** Its environment: what Windows cannot do without; elsewhere the C library keeps two pools of freed memory instead of one for each thread. */
const ENVIRONMENT = process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : { MALLOC_ARENA_MAX: '2' };

/** Reading files is all that Node itself lets the process do. */
export const PARSER_FLAGS = [
  ...NO_DEBUGGER,
  '--permission',
  '--allow-fs-read=*',
  `--max-old-space-size=${HEAP_MB}`,
  `--max-semi-space-size=${NEW_OBJECTS_MB}`,
];

/**
 * Starts the short-lived process that reads one untrusted file. It gets nothing of the environment (so no passphrase), no key,
 * and Node's permission model: it may read files, and may not write, start processes or load native code.
 */
export function startParser(): ParserProcess {
  const child = spawn(process.execPath, [...PARSER_FLAGS, ENTRY], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', process.env.STOWAGE_DEBUG ? 'inherit' : 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  child.on('error', () => undefined);
  let stopped = false;
  return {
    post: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      child.on('message', (message) => {
        if (!stopped) listener(message as FromParser);
      });
    },
    onExit: (listener) => child.once('exit', (code) => listener(code)),
    kill: () => {
      stopped = true;
      child.kill('SIGKILL');
    },
  };
}
