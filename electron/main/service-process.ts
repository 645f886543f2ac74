import type { ForkOptions, MessagePortMain, UtilityProcess } from 'electron';
import type { FromService, ToService } from '../../shared/control-protocol.ts';
import type { DocumentPrinter } from './printer.ts';

/** What is needed of Electron to run the service and its parsers in processes of their own. */
export interface ProcessMaker {
  fork(entry: string, args: string[], options: ForkOptions): UtilityProcess;
  createChannel(): { port1: MessagePortMain; port2: MessagePortMain };
}

export interface ServiceProcessOptions {
  maker: ProcessMaker;
  serviceEntry: string;
  parserEntry: string;
  /** Tokens and paths that a fresh service must know. */
  grants: () => [string, string][];
  onOpened: (folder: string) => void;
  printer: () => Promise<DocumentPrinter>;
}

export interface ServiceProcess {
  /** A port for the page; a fresh service is started when the last one has ended. */
  connect(): MessagePortMain;
  grant(token: string, path: string): void;
  /** Checkpoints, closes, forgets the keys and ends the process. Resolves when it has ended. */
  lock(): Promise<void>;
}

interface Life {
  process: UtilityProcess;
  parsers: Map<number, UtilityProcess>;
  /** Numbers of what is being printed for it. */
  prints: Set<number>;
}

/** Megabytes of JavaScript heap of a parser, and those in which new objects are made. */
const [PARSER_HEAP, PARSER_NEW_OBJECTS] = [256, 4];
/** Milliseconds a service has to lock. */
const LOCK_WITHIN = 5000;
/** What the command line reads, and what could load foreign code or open a debugger. */
const WITHHELD = ['STOWAGE_PASSPHRASE', 'STOWAGE_NEW_PASSPHRASE', 'STOWAGE_RECOVERY_CODE', 'NODE_OPTIONS'];

export function keepService(options: ServiceProcessOptions): ServiceProcess {
  let life: Life | undefined;
  let nextClient = 1;

  const begin = (): Life => {
    const env = serviceEnvironment(process.env);
    const child = options.maker.fork(options.serviceEntry, [], {
      serviceName: 'Stowage service',
      execArgv: ['--expose-gc'],
      env,
      stdio: 'ignore',
    });
    const born: Life = { process: child, parsers: new Map(), prints: new Set() };
    child.on('message', (message: FromService) => hear(born, message, options));
    child.once('exit', () => {
      for (const parser of born.parsers.values()) parser.kill();
      for (const print of born.prints) void options.printer().then((printer) => printer.stop(print));
      if (life === born) life = undefined;
    });
    for (const [token, path] of options.grants()) tell(born, { kind: 'grant', token, grant: { kind: 'path', path } });
    life = born;
    return born;
  };

  return {
    connect() {
      const { port1, port2 } = options.maker.createChannel();
      tell(life ?? begin(), { kind: 'connect', client: nextClient++ }, [port2]);
      return port1;
    },
    grant(token, path) {
      if (life) tell(life, { kind: 'grant', token, grant: { kind: 'path', path } });
    },
    lock() {
      const last = life;
      if (!last) return Promise.resolve();
      return new Promise((resolve) => {
        // A service too busy to hear is ended: what was saved is whole, and no key stays in memory.
        const late = setTimeout(() => last.process.kill(), LOCK_WITHIN);
        last.process.once('exit', () => {
          clearTimeout(late);
          resolve();
        });
        tell(last, { kind: 'lock' });
      });
    },
  };
}

/** Windows does not tell large letters from small ones in these names. */
export function serviceEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !WITHHELD.includes(name.toUpperCase())));
}

function tell(life: Life, message: ToService, ports: MessagePortMain[] = []): void {
  life.process.postMessage(message, ports);
}

function hear(life: Life, message: FromService, options: ServiceProcessOptions): void {
  if (message.kind === 'opened') options.onOpened(message.folder);
  else if (message.kind === 'stuck') life.process.kill();
  else if (message.kind === 'parser-open') openParser(life, message.parser, options);
  else if (message.kind === 'parser-kill') {
    life.parsers.get(message.parser)?.kill();
    life.parsers.delete(message.parser);
  } else if (message.kind === 'print') void print(life, message, options);
  else if (message.kind === 'print-stop') void options.printer().then((printer) => printer.stop(message.print));
}

/** The page of a document becomes a PDF; one that was stopped, or that Chromium refuses, is answered by nothing. */
async function print(life: Life, { print: id, html }: { print: number; html: string }, options: ServiceProcessOptions): Promise<void> {
  life.prints.add(id);
  const pdf = await options
    .printer()
    .then((printer) => printer.print(id, html))
    .catch(() => null);
  if (life.prints.delete(id)) tell(life, { kind: 'printed', print: id, pdf });
}

/** The parser gets one port to the service, an empty environment and nothing else. */
function openParser(life: Life, parser: number, options: ServiceProcessOptions): void {
  const { port1, port2 } = options.maker.createChannel();
  const child = options.maker.fork(options.parserEntry, [], {
    serviceName: 'Stowage parser',
    execArgv: [`--max-old-space-size=${PARSER_HEAP}`, `--max-semi-space-size=${PARSER_NEW_OBJECTS}`],
    env: {},
    stdio: 'ignore',
  });
  life.parsers.set(parser, child);
  child.once('exit', (code) => {
    life.parsers.delete(parser);
    tell(life, { kind: 'parser-exit', parser, code });
  });
  child.postMessage({ kind: 'port' }, [port1]);
  tell(life, { kind: 'parser', parser }, [port2]);
}
