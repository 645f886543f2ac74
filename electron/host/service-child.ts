import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { entryOf } from '../../shared/code-entry.ts';
import type { FromService, GrantedFile, ToService } from '../../shared/control-protocol.ts';
import type { Channel } from '../../shared/rpc.ts';
import { NO_DEBUGGER, type ParserProcess, startParser } from '../parser/start.ts';

/** The service as a child process. Locking ends it; the next page that connects gets a fresh one. */
export interface ServiceKeeper {
  /** Joins a page to the service; the channel is closed when the service ends. */
  connect(channel: Channel): void;
  grant(token: string, grant: GrantedFile): void;
  lock(): void;
  stop(): Promise<void>;
}

export interface ServiceKeeperOptions {
  onOpened: (folder: string) => void;
  /** Another program than the service, for tests. */
  entry?: string;
}

interface Life {
  child: ChildProcess;
  clients: Map<number, Channel>;
  parsers: Map<number, ParserProcess>;
}

const ENTRY = fileURLToPath(
  new URL(entryOf(import.meta.url, { source: '../service/main.ts', built: 'service.mjs' }, process.env.STOWAGE_BUILT), import.meta.url),
);
/** Compiled code, never data: halves the time a start takes. */
const CODE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/stowage', import.meta.url));
/** Milliseconds a service has to lock. */
const LOCK_WITHIN = 5000;
const SECRETS = ['STOWAGE_PASSPHRASE', 'STOWAGE_NEW_PASSPHRASE', 'STOWAGE_RECOVERY_CODE'];

export function keepService(options: ServiceKeeperOptions): ServiceKeeper {
  const paths = new Map<string, GrantedFile>();
  let nextClient = 1;
  let life: Life | undefined;

  function begin(): Life {
    const born: Life = { child: spawnService(options.entry ?? ENTRY), clients: new Map(), parsers: new Map() };
    born.child.on('message', (message) => hear(born, message as FromService, options));
    born.child.once('exit', () => end(born));
    for (const [token, grant] of paths) tell(born, { kind: 'grant', token, grant });
    life = born;
    return born;
  }
  function end(ended: Life): void {
    if (life === ended) life = undefined;
    for (const parser of ended.parsers.values()) parser.kill();
    for (const channel of ended.clients.values()) channel.close();
  }
  begin();

  return {
    connect(channel) {
      const client = nextClient++;
      const own = life ?? begin();
      own.clients.set(client, channel);
      tell(own, { kind: 'connect', client });
      channel.onMessage((message) => tell(own, { kind: 'message', client, message }));
      channel.onClose(() => {
        if (own.clients.delete(client)) tell(own, { kind: 'disconnect', client });
      });
    },
    grant(token, grant) {
      if (grant.kind === 'path') paths.set(token, grant);
      tell(life ?? begin(), { kind: 'grant', token, grant });
    },
    lock() {
      if (life) lockInTime(life);
    },
    stop() {
      const last = life;
      if (!last) return Promise.resolve();
      return new Promise((resolve) => {
        last.child.once('exit', () => resolve());
        lockInTime(last);
      });
    },
  };
}

/** A service too busy to hear is ended: what was saved is whole, and no key stays in memory. */
function lockInTime(life: Life): void {
  tell(life, { kind: 'lock' });
  const late = setTimeout(() => life.child.kill('SIGKILL'), LOCK_WITHIN);
  life.child.once('exit', () => clearTimeout(late));
}

function spawnService(entry: string): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => !SECRETS.includes(name));
  const env = { ...Object.fromEntries(own), NODE_COMPILE_CACHE: CODE_CACHE };
  const child = spawn(process.execPath, [...NO_DEBUGGER, '--expose-gc', entry], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  child.on('error', () => undefined);
  return child;
}

function tell(life: Life, message: ToService): void {
  if (life.child.connected) life.child.send(message, () => undefined);
}

function hear(life: Life, message: FromService, options: ServiceKeeperOptions): void {
  if (message.kind === 'message') life.clients.get(message.client)?.post(message.message);
  else if (message.kind === 'parser-open') openParser(life, message.parser);
  else if (message.kind === 'parser-message') life.parsers.get(message.parser)?.post(message.message);
  else if (message.kind === 'parser-kill') closeParser(life, message.parser);
  else if (message.kind === 'opened') options.onOpened(message.folder);
  else if (message.kind === 'stuck') life.child.kill('SIGKILL');
}

function openParser(life: Life, parser: number): void {
  const started = startParser();
  life.parsers.set(parser, started);
  started.onMessage((message) => tell(life, { kind: 'parser-message', parser, message }));
  started.onExit((code) => {
    life.parsers.delete(parser);
    tell(life, { kind: 'parser-exit', parser, code });
  });
  tell(life, { kind: 'parser', parser });
}

function closeParser(life: Life, parser: number): void {
  life.parsers.get(parser)?.kill();
  life.parsers.delete(parser);
}
