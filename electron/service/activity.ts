/** When something was last asked for, and how many calls are running: what the idle lock goes by. */
export interface Activity {
  during<T>(method: string, work: () => T | Promise<T>): Promise<T>;
  /** True when nothing runs and nothing was asked for `minutes` minutes. */
  idleFor(minutes: number): boolean;
}

/** Asking for the state is not a sign of life: the page does so by itself. */
const SILENT = ['workspace.state'];
const MINUTE = 60_000;

export function createActivity(now: () => Date): Activity {
  let last = now().getTime();
  let running = 0;
  return {
    async during(method, work) {
      const counts = !SILENT.includes(method);
      if (counts) last = now().getTime();
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (counts) last = now().getTime();
      }
    },
    idleFor: (minutes) => running === 0 && now().getTime() - last >= minutes * MINUTE,
  };
}
