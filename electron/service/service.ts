import { contract } from '../../shared/contract/index.ts';
import type { Area, Channel } from '../../shared/rpc.ts';
import { type Served, serve } from '../../shared/rpc-server.ts';
import { createActivity } from './activity.ts';
import { assembleHandlers } from './assemble.ts';
import type { Grant, ParserPort, ServiceContext } from './context.ts';
import { createDesk } from './desk.ts';
import type { PrintPdf } from './export/pdf.ts';
import { createGrants } from './grants.ts';
import { createHandlers } from './handlers/index.ts';

export interface ServiceOptions {
  openParser: () => Promise<ParserPort>;
  now?: () => Date;
  /** The workspace is closed and its keys are overwritten; a process of its own ends here. */
  onLocked?: () => void;
  /** A workspace was opened. */
  onOpened?: (folder: string) => void;
  /** Electron's own printing; absent elsewhere. */
  print?: PrintPdf;
  /** A cancelled task has not stopped in time: the owner must end the process. */
  onStuck?: () => void;
  /** Answers are checked against the contract too (tests and development). */
  checkOutput?: boolean;
}

export interface Service {
  serveChannel(channel: Channel): void;
  grant(token: string, grant: Grant): void;
  /** Checkpoints, closes, forgets the keys. */
  shutdown(): Promise<void>;
  /** Locks when nothing was asked for as long as the settings say; called every few seconds. */
  lockWhenIdle(): Promise<boolean>;
}

const IDLE_CHECK_EVERY = 5000;

/** The core that every host runs: handlers over one desk, served on any number of channels. */
export function createService(options: ServiceOptions): Service {
  const now = options.now ?? (() => new Date());
  const grants = createGrants();
  const activity = createActivity(now);
  const served = new Set<Served>();
  const changed = (areas: Area[]) => {
    for (const one of served) one.changed(areas);
  };
  const desk = createDesk({
    changed,
    onLocked: options.onLocked ?? (() => undefined),
    onOpened: options.onOpened ?? (() => undefined),
    onStuck: options.onStuck ?? (() => undefined),
  });
  const context: ServiceContext = {
    session: desk.session,
    grant: grants.find,
    openParser: options.openParser,
    changed,
    now,
    ...(options.print ? { print: options.print } : {}),
  };
  const handlers = assembleHandlers(createHandlers(desk, grants), context, activity);

  const lockWhenIdle = async () => {
    if (!desk.isOpen() || !activity.idleFor(desk.idleMinutes())) return false;
    await desk.lock();
    return true;
  };
  const timer = setInterval(() => void lockWhenIdle(), IDLE_CHECK_EVERY);
  timer.unref();

  return {
    serveChannel(channel) {
      const one = serve(contract, handlers, channel, { checkOutput: options.checkOutput ?? false });
      served.add(one);
      channel.onClose(() => served.delete(one));
    },
    grant: grants.add,
    async shutdown() {
      clearInterval(timer);
      await desk.lock();
    },
    lockWhenIdle,
  };
}
