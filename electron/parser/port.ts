import type { FromParser, ToParser } from '../../shared/parser-protocol.ts';
import type { Outlet } from './session.ts';

/** What Electron's utility process and its port offer here, named by shape so that this file needs no Electron. */
interface UtilityPort {
  postMessage(message: FromParser): void;
  on(event: 'message', listener: (event: { data: ToParser }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
}
interface UtilityParent {
  once(event: 'message', listener: (event: { ports: UtilityPort[] }) => void): void;
}

/** The line to whoever started this process: Node's own channel, or the port that Electron's main process hands over. */
export function connectOutlet(ready: (outlet: Outlet) => void): void {
  const parent: unknown = Reflect.get(process, 'parentPort');
  if (parent) (parent as UtilityParent).once('message', (event) => ready(utilityOutlet(event.ports[0] as UtilityPort)));
  else ready(processOutlet());
}

function processOutlet(): Outlet {
  process.once('disconnect', () => process.exit(0));
  return {
    post: (message) =>
      new Promise((resolve) => {
        process.send?.(message, () => resolve());
      }),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToParser)),
    end: () => process.exit(0),
  };
}

/** A port has no word for "sent": the process stays a moment so that the last message leaves. */
function utilityOutlet(port: UtilityPort): Outlet {
  port.on('close', () => process.exit(0));
  port.start();
  return {
    post: async (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    end: () => void setTimeout(() => process.exit(0), 200),
  };
}
