import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * Shares the numbers 1 to `count` among as many threads as there are cores: each runs the module at `entry` again, in which this call answers its parent
 * and prints nothing. `print` gets what each thread found.
 */
export async function inThreads<T>(
  entry: string,
  count: number,
  run: (from: number, to: number) => T,
  print: (found: T[]) => void,
): Promise<void> {
  if (!isMainThread) {
    const { from, to } = workerData as { from: number; to: number };
    parentPort?.postMessage(run(from, to));
    return;
  }
  const threads = availableParallelism();
  const edge = (thread: number): number => 1 + Math.floor((count * thread) / threads);
  const inThread = (from: number, to: number): Promise<T> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(entry), { workerData: { from, to } });
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  print(await Promise.all(Array.from({ length: threads }, (_, thread) => inThread(edge(thread), edge(thread + 1)))));
}
