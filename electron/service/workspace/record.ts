import type { ReadDb, WriteDb } from '../db/connect.ts';
import { checkpoint } from '../db/connect.ts';
import { insertAnalyst, markAnalystRemoved } from '../db/queries/analysts.ts';
import { appendLog } from '../db/queries/log.ts';
import { getMeta, setMeta } from '../db/queries/meta.ts';
import type { WorkspacePaths } from './paths.ts';
import { keyringTampered } from './refusals.ts';
import type { Ring, RingFile, Slot } from './ring.ts';
import { writeRing } from './ring-store.ts';

/** What the database remembers of the key ring it was last opened or changed with. */
export interface RecordedRing {
  seq: number;
  hash: string;
  slots: Record<string, { sign: string; kind: Slot['kind']; salt: string }>;
}

/** On whose behalf a change is logged. */
export interface Author {
  analyst: string;
  reason?: string;
}

export function recordedRing(db: ReadDb | WriteDb): RecordedRing | undefined {
  const text = getMeta(db, 'keyring');
  return text === undefined ? undefined : (JSON.parse(text) as RecordedRing);
}

/** Throws `keyring-tampered` for a ring older than, or other than, the one the database remembers. A newer one was cut off before it was recorded. */
export function refuseOldRing(db: ReadDb | WriteDb, file: RingFile): void {
  const known = recordedRing(db);
  if (!known || file.ring.seq > known.seq) return;
  if (file.ring.seq < known.seq || file.hash !== known.hash) throw keyringTampered();
}

/** Writes the ring and then records it; a crash between the two is made good when the workspace is next opened. */
export function commitRing(db: WriteDb, paths: WorkspacePaths, ring: Ring, dataKey: Uint8Array, author: Author): RingFile {
  const file = writeRing(paths, ring, dataKey);
  db.transaction(() => recordRing(db, file, author))();
  checkpoint(db);
  return file;
}

/** Brings the table of analysts, the log and the remembered ring up to this ring, in the caller's transaction. */
export function recordRing(db: WriteDb, file: RingFile, author: Author): void {
  const known = recordedRing(db);
  if (known?.hash === file.hash) return;
  const { seq, slots } = file.ring;
  for (const slot of slots) recordSlot(db, slot, known?.slots[slot.id]?.salt, author);
  for (const [id, { sign }] of Object.entries(known?.slots ?? {})) {
    if (!slots.some((slot) => slot.id === id)) recordRemoval(db, id, sign, author);
  }
  const remembered = Object.fromEntries(slots.map(({ id, sign, kind, salt }) => [id, { sign, kind, salt }]));
  setMeta(db, 'keyring', JSON.stringify({ seq, hash: file.hash, slots: remembered } satisfies RecordedRing));
}

function recordSlot(db: WriteDb, slot: Slot, knownSalt: string | undefined, author: Author): void {
  if (knownSalt === slot.salt) return;
  const objects = { sign: slot.sign, slot: slot.id };
  if (knownSalt !== undefined) return void appendLog(db, { ...author, action: 'passphrase.changed', objects });
  if (slot.kind === 'recovery') return void appendLog(db, { ...author, action: 'recovery.set', objects });
  insertAnalyst(db, { slot: slot.id, sign: slot.sign, addedAt: new Date().toISOString() });
  appendLog(db, { ...author, action: 'analyst.added', objects });
}

function recordRemoval(db: WriteDb, slot: string, sign: string, author: Author): void {
  markAnalystRemoved(db, slot, new Date().toISOString());
  appendLog(db, { ...author, action: 'analyst.removed', objects: { sign, slot } });
}
