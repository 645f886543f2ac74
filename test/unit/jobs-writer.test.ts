import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDb, openReadDb } from '../../electron/service/db/connect.ts';
import { startWriter, type WriterThread } from '../../electron/service/jobs/writer.ts';
import type { Progress } from '../../shared/rpc.ts';

/** The probe thread's tasks are not in the register, so they are named through this narrow door. */
interface ProbeWriter {
  run(task: string, input: unknown, call?: unknown): Promise<unknown>;
  feed(
    task: string,
    input: unknown,
    call?: unknown,
  ): {
    send(message: unknown, transfer?: ArrayBuffer[]): void;
    onMessage(listener: (message: unknown) => void): void;
    result: Promise<unknown>;
  };
}

const entry = new URL('../support/writer-probe.ts', import.meta.url);
const key = Buffer.alloc(32, 7);
let folder = '';
let stuck = 0;
let thread: WriterThread;
let writer: ProbeWriter;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-writer-'));
  const db = createDb(join(folder, 'data.db'), key);
  db.exec('CREATE TABLE probe (text TEXT NOT NULL)');
  db.close();
  stuck = 0;
  thread = await startWriter({ file: join(folder, 'data.db'), folder, analyst: 'AB', key, entry, stopWithin: 300, onStuck: () => stuck++ });
  writer = thread as unknown as ProbeWriter;
});
afterEach(async () => {
  await thread.close();
  rmSync(folder, { recursive: true });
});

function callContext() {
  const controller = new AbortController();
  const seen: Progress[] = [];
  return { controller, seen, call: { signal: controller.signal, progress: (progress: Progress) => seen.push(progress) } };
}

function rows(): unknown {
  const db = openReadDb(join(folder, 'data.db'), key);
  try {
    return db.prepare('SELECT count(*) FROM probe').pluck().get();
  } finally {
    db.close();
  }
}

describe('the writer thread', () => {
  it('does short tasks one after another, in the order they were asked for', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((text) => writer.run('insert', { text })))).toEqual([1, 2, 3]);
  });

  it('keeps the code, the message and the place of a refusal', async () => {
    await expect(writer.run('refuse', {})).rejects.toMatchObject({
      code: 'already-imported',
      message: 'This file is already here.',
      where: { row: 7 },
    });
  });

  it('undoes a failed task wholly and does not tell the text of the error', async () => {
    const error = await writer.run('insert-then-fail', { text: 'x' }).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error)).not.toContain('secret');
    expect(await writer.run('insert', { text: 'y' })).toBe(1);
  });

  it('reports progress to the caller', async () => {
    const { call, seen } = callContext();
    await writer.run('progress', {}, call);
    expect(seen).toEqual([{ fraction: 0.5, step: 'half' }]);
  });

  it('refuses a second long task, and lets a short one wait', async () => {
    const { call, controller } = callContext();
    const fed = writer.feed('echo', {}, call);
    await expect(writer.run('loop', {}, callContext().call)).rejects.toMatchObject({ code: 'busy' });
    const short = writer.run('insert', { text: 'later' });
    fed.send(null);
    expect(await fed.result).toBe(0);
    expect(await short).toBe(1);
    controller.abort();
  });

  it('stops a loop that is cancelled, and keeps none of its rows', async () => {
    const { call, controller } = callContext();
    const looping = writer.run('loop', {}, call);
    setTimeout(() => controller.abort(), 50);
    await expect(looping).rejects.toMatchObject({ code: 'cancelled' });
    expect(rows()).toBe(0);
    expect(stuck).toBe(0);
  });

  it('stops a single endless statement through its SQL function', async () => {
    const { call, controller } = callContext();
    const running = writer.run('statement', {}, call);
    setTimeout(() => controller.abort(), 50);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await writer.run('insert', { text: 'after' })).toBe(1);
  });

  it('tells its owner when a task will not stop, so that the process can be ended', async () => {
    const { call, controller } = callContext();
    const deaf = writer.run('deaf', {}, call);
    setTimeout(() => controller.abort(), 50);
    await deaf;
    expect(stuck).toBe(1);
  });

  it('moves buffers to a fed task instead of copying them, and hears its replies', async () => {
    const fed = writer.feed('echo', {});
    const heard: unknown[] = [];
    fed.onMessage((message) => heard.push(message));
    const bytes = new Uint8Array(1000);
    fed.send(bytes, [bytes.buffer]);
    expect(bytes.length).toBe(0);
    fed.send(new Uint8Array(24));
    fed.send(null);
    expect(await fed.result).toBe(1024);
    expect(heard).toEqual([1000, 1024]);
  });

  it('wakes a fed task that waits for its next message when it is cancelled', async () => {
    const { call, controller } = callContext();
    const fed = writer.feed('echo', {}, call);
    setTimeout(() => controller.abort(), 50);
    await expect(fed.result).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('does not begin a task that was cancelled before it started', async () => {
    const { call, controller } = callContext();
    controller.abort();
    await expect(writer.run('insert', { text: 'never' }, call)).rejects.toMatchObject({ code: 'cancelled' });
    expect(rows()).toBe(0);
  });

  it('cancels what runs when it is closed, and accepts nothing more', async () => {
    const { call } = callContext();
    const looping = writer.run('loop', {}, call).catch((error: unknown) => error);
    await thread.close();
    expect(await looping).toMatchObject({ code: 'cancelled' });
    await expect(writer.run('insert', { text: 'late' })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('moves its log into the database file when nothing has been asked of it for a while', async () => {
    await writer.run('insert', { text: 'kept' });
    const log = join(folder, 'data.db-wal');
    expect(statSync(log).size).toBeGreaterThan(0);
    await expect.poll(() => statSync(log).size, { timeout: 15_000 }).toBe(0);
  });

  it('refuses to start on a file that its key does not open', async () => {
    const other = startWriter({
      file: join(folder, 'data.db'),
      folder,
      analyst: 'AB',
      key: Buffer.alloc(32, 8),
      entry,
      onStuck: () => undefined,
    });
    await expect(other).rejects.toMatchObject({ code: 'database-damaged' });
  });
});
