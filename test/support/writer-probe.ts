import { parentPort, workerData } from 'node:worker_threads';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import type { TaskContext } from '../../electron/service/jobs/write-tasks.ts';
import type { WriterBirth } from '../../electron/service/jobs/writer-protocol.ts';
import { type WriteTasks, work } from '../../electron/service/jobs/writer-work.ts';
import { StowageError } from '../../shared/errors.ts';

/** A writer thread with tasks that do what a test asks for: count, fail, spin, obey or ignore a cancel. */
const tasks: WriteTasks = {
  insert: (db: WriteDb, input: { text: string }) => {
    db.prepare('INSERT INTO probe (text) VALUES (?)').run(input.text);
    return db.prepare('SELECT count(*) FROM probe').pluck().get();
  },
  'insert-then-fail': (db: WriteDb, input: { text: string }) => {
    db.exec('BEGIN');
    db.prepare('INSERT INTO probe (text) VALUES (?)').run(input.text);
    throw new Error('SELECT secret FROM somewhere');
  },
  refuse: () => {
    throw new StowageError('already-imported', 'This file is already here.', { row: 7 });
  },
  progress: (_db: WriteDb, _input: unknown, task: TaskContext) => {
    task.progress({ fraction: 0.5, step: 'half' });
    return 'done';
  },
  /** Rows in small steps, asking each time whether it may go on. */
  loop: (db: WriteDb, _input: unknown, task: TaskContext) => {
    db.exec('BEGIN');
    for (;;) {
      task.alive();
      db.prepare('INSERT INTO probe (text) VALUES (?)').run('loop');
    }
  },
  /** One statement that would run for hours, with the SQL function in it. */
  statement: (db: WriteDb) =>
    db.prepare('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE alive()').get(),
  /** Code that never asks. */
  deaf: () => {
    const end = Date.now() + 3000;
    while (Date.now() < end);
    return 'ended by itself';
  },
  echo: async (_db: WriteDb, _input: unknown, task: TaskContext) => {
    let bytes = 0;
    for (;;) {
      const message = (await task.receive()) as Uint8Array | null;
      if (message === null) return bytes;
      bytes += message.length;
      task.reply(bytes);
    }
  },
};

if (parentPort) work(parentPort, workerData as WriterBirth, tasks);
