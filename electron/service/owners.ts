import type { FromService, ToService } from '../../shared/control-protocol.ts';
import type { PortLike } from '../../shared/port-channel.ts';
import type { Owner } from './owner-link.ts';

/** What Electron's message ports have in the main and utility processes: an emitter, not an event target. */
interface PortMain {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  postMessage(message: unknown): void;
  close(): void;
}

/** `process.parentPort` of an Electron utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: PortMain[] }) => void): unknown;
  postMessage(message: unknown): void;
}

/** The owner of this process: Electron's main process where there is a parent port, else the process that spawned us. */
export function findOwner(): Owner {
  const parent = (process as unknown as { parentPort?: ParentPort | null }).parentPort;
  return parent ? electronOwner(parent) : pipeOwner();
}

export function electronOwner(parent: ParentPort): Owner {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) => parent.on('message', ({ data, ports }) => listener(data as ToService, ports.map(asPortLike))),
    onGone: () => undefined,
    endProcess: () => process.exit(0),
    prints: true,
  };
}

function pipeOwner(): Owner {
  return {
    post: (message: FromService) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => process.on('message', (message) => listener(message as ToService, [])),
    onGone: (listener) => process.once('disconnect', listener),
    endProcess: () => process.exit(0),
    prints: false,
  };
}

function asPortLike(port: PortMain): PortLike {
  function addEventListener(type: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)): void {
    if (type === 'close') port.on('close', listener as () => void);
    else port.on('message', ({ data }) => listener({ data }));
  }
  return { postMessage: (message) => port.postMessage(message), addEventListener, start: () => port.start(), close: () => port.close() };
}
