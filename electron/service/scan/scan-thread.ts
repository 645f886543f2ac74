import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ScanColumn } from '../../../shared/columns/scan.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import { StowageError, toErrorShape } from '../../../shared/errors.ts';
import type { FromScanner, ToScanner } from './protocol.ts';
import { SCAN_TASKS, type ScanContext } from './tasks.ts';

type Task = (input: unknown, context: ScanContext) => unknown;
type Run = Extract<ToScanner, { kind: 'run' }>;

/** One scanning thread: runs what it is sent over tables on shared memory, one after another where tasks do not wait. */
export function serve(port: MessagePort, tasks: Readonly<Record<string, Task>>): void {
  const tables = new Map<number, { table: ColumnTable; columns: Map<string, ScanColumn> }>();
  const held = (name: number) => {
    const found = tables.get(name);
    if (!found) throw new Error(`No table ${name} in this thread`);
    return found;
  };
  const contextOf = (run: Run): ScanContext => ({
    table: (name) => held(name).table,
    column: (table, name) => {
      const column = held(table).columns.get(name);
      if (!column) throw new Error(`No column ${name} in this thread`);
      return column;
    },
    alive: () => {
      if (Atomics.load(run.cancelled, 0) === 1) throw new StowageError('cancelled', 'Cancelled. Nothing was changed.');
    },
  });
  const perform = async (run: Run): Promise<FromScanner> => {
    try {
      const context = contextOf(run);
      context.alive();
      return { kind: 'result', id: run.id, output: await (tasks[run.task] as Task)(run.input, context) };
    } catch (error) {
      return { kind: 'error', id: run.id, error: toErrorShape(error) };
    }
  };

  port.on('message', (message: ToScanner) => {
    if (message.kind === 'table') tables.set(message.table, { table: message.value, columns: new Map() });
    else if (message.kind === 'column') held(message.table).columns.set(message.column, message.value);
    else if (message.kind === 'forget') tables.delete(message.table);
    else void perform(message).then((answer) => port.postMessage(answer));
  });
}

if (parentPort) serve(parentPort, SCAN_TASKS as unknown as Readonly<Record<string, Task>>);
