import type { StowageContract } from '../../shared/contract/index.ts';
import type { Area, Channel, Client } from '../../shared/rpc.ts';
import { createClient } from '../../shared/rpc-client.ts';

const FIRST_WAIT = 150;
const LONGEST_WAIT = 3000;

/**
 * A client that outlives the service: locking ends the service process, and the next call waits for its successor.
 * A call that was under way when the connection ended rejects with `disconnected`; it is not repeated.
 */
export function createReconnectingClient(connect: () => Promise<Channel>): Client<StowageContract> {
  const changed = new Set<(areas: Area[]) => void>();
  const closed = new Set<() => void>();
  let ended = false;
  let current = open(0);

  async function open(attempt: number): Promise<Client<StowageContract>> {
    if (attempt > 0) await pause(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)));
    try {
      const client = createClient<StowageContract>(await connect());
      client.onChanged((areas) => {
        for (const listener of changed) listener(areas);
      });
      client.onClosed(() => {
        if (ended) return;
        current = open(1);
        for (const listener of closed) listener();
      });
      return client;
    } catch (error) {
      if (ended) throw error;
      return open(attempt + 1);
    }
  }

  /** A lock ends the service a moment after its answer: calls made meanwhile wait for the successor instead of dying with it. */
  const awaitSuccessor = (client: Client<StowageContract>, locked: Promise<unknown>): void => {
    const stays = Promise.resolve(client);
    const successor = new Promise<void>((resolve) => void client.onClosed(resolve)).then(() => current);
    current = Promise.race([
      successor,
      locked
        .then(() => pause(LONGEST_WAIT))
        .then(
          () => stays,
          () => stays,
        ),
    ]);
  };

  return {
    async call(method, input, options) {
      const client = await current;
      const answer = client.call(method, input, options);
      if (method === 'workspace.lock') awaitSuccessor(client, answer);
      return answer;
    },
    onChanged(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onClosed(listener) {
      closed.add(listener);
      return () => closed.delete(listener);
    },
    close() {
      ended = true;
      void current.then((client) => client.close());
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
