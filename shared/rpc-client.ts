import { fromErrorShape, StowageError } from './errors.ts';
import type { Area, CallOptions, Channel, Client, Contract, WireMessage } from './rpc.ts';

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
  options: CallOptions;
  release: () => void;
}

const CLOSED = 'The connection to the service has ended. What was saved is safe. Open the workspace again.';

/** A client derived from the contract's type alone: nothing is written by hand for a method. */
export function createClient<C extends Contract>(channel: Channel): Client<C> {
  const waiting = new Map<number, Waiting>();
  const changed = new Set<(areas: Area[]) => void>();
  const closed = new Set<() => void>();
  let nextId = 1;
  let open = true;

  const settle = (id: number): Waiting | undefined => {
    const call = waiting.get(id);
    waiting.delete(id);
    call?.release();
    return call;
  };

  channel.onMessage((message: WireMessage) => {
    if (message.kind === 'result') settle(message.id)?.resolve(message.output as never);
    else if (message.kind === 'error') settle(message.id)?.reject(fromErrorShape(message.error));
    else if (message.kind === 'progress') waiting.get(message.id)?.options.onProgress?.(message.progress);
    else if (message.kind === 'changed') for (const listener of changed) listener(message.areas);
  });

  channel.onClose(() => {
    open = false;
    for (const id of [...waiting.keys()]) settle(id)?.reject(new StowageError('disconnected', CLOSED));
    for (const listener of closed) listener();
  });

  return {
    call(method, input, options = {}) {
      if (!open) return Promise.reject(new StowageError('disconnected', CLOSED));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const cancel = () => channel.post({ kind: 'cancel', id });
        options.signal?.addEventListener('abort', cancel, { once: true });
        const release = () => options.signal?.removeEventListener('abort', cancel);
        waiting.set(id, { resolve, reject, options, release });
        channel.post({ kind: 'call', id, method, input });
        if (options.signal?.aborted) cancel();
      });
    },
    onChanged(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onClosed(listener) {
      closed.add(listener);
      return () => closed.delete(listener);
    },
    close: () => channel.close(),
  };
}
