/** Messages of one fed task, in order; a waiting reader is refused when the task is cancelled. */
export interface Inbox {
  put(message: unknown): void;
  take(): Promise<unknown>;
  refuse(error: Error): void;
}

export function createInbox(): Inbox {
  const messages: unknown[] = [];
  let waiting: { resolve: (message: unknown) => void; reject: (error: Error) => void } | undefined;
  let refused: Error | undefined;
  return {
    put(message) {
      if (!waiting) messages.push(message);
      else waiting.resolve(message);
      waiting = undefined;
    },
    take() {
      if (refused) return Promise.reject(refused);
      if (messages.length > 0) return Promise.resolve(messages.shift());
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
    },
    refuse(error) {
      refused = error;
      messages.length = 0;
      waiting?.reject(error);
      waiting = undefined;
    },
  };
}
