import Database from 'better-sqlite3';
import type { ServiceContext } from '../../electron/service/context.ts';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { migrate } from '../../electron/service/db/migrations/index.ts';
import { type TaskContext, WRITE_TASKS, type WriteTask } from '../../electron/service/jobs/write-tasks.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import type { Area } from '../../shared/rpc.ts';

export const call = { signal: new AbortController().signal, progress: () => undefined };

/** A service over an empty database in memory, of which one analyst, `AB`, is the only user. It has no files, and columns where a table is given. */
export function memoryService(analyst = 'AB', table?: ColumnTable): { db: WriteDb; service: ServiceContext; told: Area[][] } {
  const db = new Database(':memory:') as WriteDb;
  db.pragma('foreign_keys = ON');
  migrate(db);
  const told: Area[][] = [];
  const task = { analyst, alive: () => undefined, progress: () => undefined } as unknown as TaskContext;
  const run = async (name: keyof typeof WRITE_TASKS, input: never) => (WRITE_TASKS[name] as WriteTask<never, unknown>)(db, input, task);
  const service = {
    session: () => ({ read: db, writer: { run }, ...(table ? { columns: () => Promise.resolve(table) } : {}) }),
    changed: (areas: Area[]) => told.push(areas),
    now: () => new Date('2026-03-09T08:30:00Z'),
  } as unknown as ServiceContext;
  return { db, service, told };
}
