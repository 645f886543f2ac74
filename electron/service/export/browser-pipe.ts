import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { z } from '../../../shared/contract/schema.ts';
import { StowageError } from '../../../shared/errors.ts';

/** A browser that is spoken to over two pipes: it listens on no port, and what is printed is written to no file. */
export interface BrowserPipe {
  send(method: string, params?: object, sessionId?: string): Promise<unknown>;
  /** Ends the process and removes its empty profile. */
  close(): Promise<void>;
}

const answer = z.object({ id: z.number().optional(), result: z.unknown().optional(), error: z.object({ message: z.string() }).optional() });

/** Nothing of it may reach a network, and it shows nothing. */
const SWITCHES = [
  '--headless',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-quic',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-dev-shm-usage',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--lang=en',
  '--user-agent=Stowage',
];
/** What a browser needs of the environment; nothing that names a passphrase or a proxy. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SYSTEMROOT',
  'LOCALAPPDATA',
  'APPDATA',
  'WINDIR',
  'LANG',
  'FONTCONFIG_FILE',
  'FONTCONFIG_PATH',
];
const ENDS_WITHIN = 3000;

/** Starts the program with a throw-away profile in a private folder. */
export function openBrowser(program: string): BrowserPipe {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-print-'));
  const child = spawn(program, [...SWITCHES, ...sandboxSwitch(), `--user-data-dir=${folder}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
      TMPDIR: folder,
      TEMP: folder,
      TMP: folder,
    },
    detached: process.platform !== 'win32',
  });
  const waiting = listen(child);
  let last = 0;
  return {
    send(method, params = {}, sessionId) {
      const to = child.stdio[3];
      if (!(to instanceof Writable) || child.exitCode !== null || child.signalCode !== null) return Promise.reject(ended());
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        to.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      });
    },
    async close() {
      await end(child);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Chromium refuses its sandbox to root, as in a container; everybody else keeps it. */
function sandboxSwitch(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

type Waiting = Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>;

function listen(child: ChildProcess): Waiting {
  const waiting: Waiting = new Map();
  const fail = () => {
    for (const { reject } of waiting.values()) reject(ended());
    waiting.clear();
  };
  child.once('exit', fail);
  child.once('error', fail);
  const [to, from] = [child.stdio[3], child.stdio[4]];
  to?.on('error', fail);
  if (from instanceof Readable) readMessages(from, (text) => hear(text, waiting));
  return waiting;
}

/** Messages end with a NUL; the long ones come in many pieces, which are joined once. */
function readMessages(from: Readable, tell: (text: string) => void): void {
  let pieces: Buffer[] = [];
  from.on('error', () => undefined);
  from.on('data', (piece: Buffer) => {
    let rest = piece;
    for (let at = rest.indexOf(0); at >= 0; at = rest.indexOf(0)) {
      tell(Buffer.concat([...pieces, rest.subarray(0, at)]).toString('utf8'));
      pieces = [];
      rest = rest.subarray(at + 1);
    }
    pieces.push(rest);
  });
}

function hear(text: string, waiting: Waiting): void {
  const { id, result, error } = answer.parse(JSON.parse(text));
  const asked = id === undefined ? undefined : waiting.get(id);
  if (id === undefined || !asked) return;
  waiting.delete(id);
  if (error) asked.reject(new StowageError('internal', `The browser that prints the document refused a step: ${error.message}`));
  else asked.resolve(result);
}

/** The whole group: a browser has helpers of its own. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const { pid } = child;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, ENDS_WITHIN).unref())]);
}

function ended(): StowageError {
  return new StowageError('internal', 'The browser that prints the document ended early. No PDF was made. Try again, or export DOCX.');
}
