import { StowageError } from '../../../shared/errors.ts';
import { checkpoint, openWriteDb, rekeyDb, type WriteDb } from '../db/connect.ts';
import { migrateWithCopy, refuseNewerVersion, removeMigrationLeftovers } from '../db/migrations/index.ts';
import { appendLog } from '../db/queries/log.ts';
import { getMeta } from '../db/queries/meta.ts';
import type { WorkspacePaths } from './paths.ts';
import { type Author, recordedRing, recordRing, refuseOldRing } from './record.ts';
import { foreignDatabase, keyringTampered } from './refusals.ts';
import { checkRekeyed, ringAfterRekey } from './rekey.ts';
import type { Ring, RingFile } from './ring.ts';
import { type FoundRing, removeRingLeftovers, writeRing } from './ring-store.ts';
import { type OpenSlot, openPendingKey, rewrapSlot } from './slots.ts';

interface Keyed {
  db: WriteDb;
  dataKey: Buffer;
}

/** The first touch of the database after a slot was opened: finishes what was interrupted, migrates, logs, closes. */
export function settle(paths: WorkspacePaths, found: FoundRing, open: OpenSlot): { name: string; dataKey: Buffer } {
  removeRingLeftovers(paths);
  const keyed = openEither(paths, found.file.ring, open);
  try {
    refuseNewerVersion(keyed.db);
    refuseForeign(keyed.db, found.file.ring);
    refuseOldRing(keyed.db, found.file);
    finishRekey(keyed, found.file.ring, open);
    keyed.db = migrateWithCopy(keyed.db, paths.database, keyed.dataKey);
    removeMigrationLeftovers(paths.database);
    const file = settleRing(paths, found, open, keyed.dataKey);
    logUnlocking(keyed.db, found, file, open);
    return { name: getMeta(keyed.db, 'name') ?? '', dataKey: keyed.dataKey };
  } catch (error) {
    keyed.dataKey.fill(0);
    throw error;
  } finally {
    keyed.db.close();
  }
}

/** With a removal under way the database uses the new key or still the old one; page authentication tells which. */
function openEither(paths: WorkspacePaths, ring: Ring, open: OpenSlot): Keyed {
  const newKey = openPendingKey(ring, open);
  if (ring.pending && !newKey) throw keyringTampered();
  if (newKey) {
    try {
      return { db: openWriteDb(paths.database, newKey), dataKey: newKey };
    } catch (error) {
      if (!(error instanceof StowageError) || error.code !== 'database-damaged') throw error;
    }
  }
  return { db: openWriteDb(paths.database, open.dataKey), dataKey: open.dataKey };
}

function refuseForeign(db: WriteDb, ring: Ring): void {
  if (getMeta(db, 'workspace_id') !== ring.workspaceId) throw foreignDatabase();
}

function finishRekey(keyed: Keyed, ring: Ring, open: OpenSlot): void {
  const newKey = openPendingKey(ring, open);
  if (!newKey) return;
  checkpoint(keyed.db);
  if (!keyed.dataKey.equals(newKey)) rekeyDb(keyed.db, newKey);
  checkpoint(keyed.db);
  checkRekeyed(keyed.db);
  keyed.dataKey = newKey;
}

/** Drops an old data key, puts this slot's key under its own passphrase again, and mends a missing or damaged copy. */
function settleRing(paths: WorkspacePaths, found: FoundRing, open: OpenSlot, dataKey: Buffer): RingFile {
  const { ring } = found.file;
  const rekeyed = ring.pending ? ringAfterRekey(ring) : ring;
  const own = rekeyed.slots.find((slot) => slot.id === open.slot.id);
  if (own && 'ephemeral' in own.wrapped) {
    const slots = rekeyed.slots.map((slot) => (slot === own ? rewrapSlot(ring.workspaceId, open, dataKey) : slot));
    return writeRing(paths, { ...rekeyed, seq: ring.seq + 1, slots }, dataKey);
  }
  return found.bothCopies ? found.file : writeRing(paths, ring, dataKey);
}

function logUnlocking(db: WriteDb, found: FoundRing, file: RingFile, open: OpenSlot): void {
  const { sign, id: slot } = open.slot;
  db.transaction(() => {
    recordRing(db, file, authorOfCatchUp(db, found, sign));
    if (!found.bothCopies) appendLog(db, { analyst: sign, action: 'keyring.repaired', objects: { seq: file.ring.seq } });
    appendLog(db, { analyst: sign, action: 'workspace.unlocked', objects: { slot } });
  })();
  checkpoint(db);
}

/** A change that was cut off before it was recorded is logged now, in the name of its author where the ring tells. */
function authorOfCatchUp(db: WriteDb, found: FoundRing, sign: string): Author {
  const { ring } = found.file;
  const late = ring.seq > (recordedRing(db)?.seq ?? 0);
  return late ? { analyst: ring.pending?.by ?? sign, reason: 'recorded when the workspace was next opened' } : { analyst: sign };
}
