import { StowageError } from '../../shared/errors.ts';
import type { CallContext } from '../../shared/rpc.ts';
import { type ColumnStore, createColumnStore } from './columns/store.ts';
import type { Session } from './context.ts';
import { openReadDb, type ReadDb } from './db/connect.ts';
import { uncancellable } from './jobs/uncancellable.ts';
import { startWriter, type WriterThread } from './jobs/writer.ts';
import { createAsker } from './scan/ask.ts';
import { createScanPool } from './scan/pool.ts';
import { workspacePaths } from './workspace/paths.ts';
import type { Unlocked } from './workspace/unlock.ts';

/** One unlocked workspace with its two connections: one that reads here, one that writes in its own thread. */
export interface OpenSession {
  /** Throws `busy` while the workspace is being re-encrypted. */
  session(): Session;
  keys(): { dataKey: Uint8Array; slotId: string };
  /** Throws `busy` while another is being removed. */
  removeAnalyst(sign: string, call: CallContext): Promise<void>;
  /** False when the reading connection could not be opened again. */
  isWhole(): boolean;
  close(): Promise<void>;
}

const REKEYING = 'The workspace is being encrypted with a new key. Nothing is lost. Try again when that has ended.';

interface Reader {
  db: ReadDb;
  columns: ColumnStore;
}

/** Takes over what was unlocked; frees it again when it cannot be opened. */
export async function openSession(unlocked: Unlocked, onStuck: () => void): Promise<OpenSession> {
  const { database } = workspacePaths(unlocked.folder);
  let writer: WriterThread;
  let reader: Reader | undefined;
  let closed = false;
  try {
    writer = await startWriter({ file: database, folder: unlocked.folder, analyst: unlocked.sign, key: unlocked.dataKey, onStuck });
    reader = openReader(database, unlocked.dataKey, writer);
  } catch (error) {
    unlocked.release();
    throw error;
  }
  const keys = () => ({ dataKey: new Uint8Array(unlocked.dataKey), slotId: unlocked.slotId });
  const { folder, name, workspaceId } = unlocked;
  const scan = createScanPool();
  const asker = createAsker(scan);

  return {
    session() {
      if (!reader) throw new StowageError('busy', REKEYING);
      const { db, columns } = reader;
      const table = { columns: columns.current, shownColumns: columns.shown };
      return { folder, name, workspaceId, analyst: unlocked.sign, read: db, writer, ...table, scan, asker };
    },
    keys,
    async removeAnalyst(sign, call) {
      if (!reader) throw new StowageError('busy', REKEYING);
      reader.db.close();
      reader = undefined;
      try {
        const { dataKey } = await writer.run('analyst.remove', { ...keys(), sign }, uncancellable(call));
        unlocked.dataKey.fill(0);
        unlocked.dataKey = Buffer.from(dataKey);
      } finally {
        if (!closed) reader = openReader(database, unlocked.dataKey, writer);
      }
    },
    isWhole: () => reader !== undefined,
    async close() {
      closed = true;
      reader?.db.close();
      reader = undefined;
      await Promise.all([writer.close(), scan.close()]);
      unlocked.release();
    },
  };
}

function openReader(file: string, key: Buffer, writer: WriterThread): Reader {
  const db = openReadDb(file, key);
  return { db, columns: createColumnStore(db, writer) };
}
