import { randomBytes } from 'node:crypto';
import { StowageError } from '../../../shared/errors.ts';
import { checkpoint, openReadDb, rekeyDb, type WriteDb } from '../db/connect.ts';
import { isAcceptable, type KdfParameters, refuseWeakPassphrase, totalWork, workOf } from './derive.ts';
import { type WorkspacePaths, workspacePaths } from './paths.ts';
import { type Author, commitRing, refuseOldRing } from './record.ts';
import { keyringTampered, unknownSign, wrongPassphrase } from './refusals.ts';
import { checkRekeyed, ringAfterRekey, ringWithoutPending, ringWithPending } from './rekey.ts';
import { isGenuine, MAX_SLOTS, MAX_WORK, type Ring, type Slot } from './ring.ts';
import { findRing, writeRing } from './ring-store.ts';
import { refuseBadSign, sameSign } from './signs.ts';
import { createSlot, forget, openSlot, relockSlot } from './slots.ts';

/** The unlocked workspace that a change of its key ring is made in. */
export interface OpenWorkspace {
  folder: string;
  dataKey: Uint8Array;
  /** Slot that was unlocked. */
  slotId: string;
  /** Sign of that slot. */
  analyst: string;
}

/** Only the analyst's own slot changes; nothing is re-encrypted. */
export async function changePassphrase(
  db: WriteDb,
  open: OpenWorkspace,
  input: { current: string; next: string; kdf?: KdfParameters },
): Promise<void> {
  refuseWeakPassphrase(input.next);
  const { paths, ring } = currentRing(db, open);
  const slot = ring.slots.find((each) => each.id === open.slotId && each.kind === 'analyst');
  if (!slot) throw recoveryCannot();
  const kdf = input.kdf ?? slot.kdf;
  refuseTooMuchWork([...ring.slots.filter((each) => each !== slot).map((each) => each.kdf), kdf]);
  const opened = await openSlot(ring.workspaceId, slot, input.current);
  if (!opened) throw wrongPassphrase();
  const next = await relockSlot(ring.workspaceId, opened, input.next, kdf);
  forget(opened);
  opened.dataKey.fill(0);
  const slots = ring.slots.map((each) => (each.id === slot.id ? next : each));
  commitRing(db, paths, { ...ring, seq: ring.seq + 1, slots }, open.dataKey, authorOf(open));
}

/** The new slot is as costly to try as the others, unless `kdf` says otherwise. */
export async function addAnalyst(
  db: WriteDb,
  open: OpenWorkspace,
  input: { sign: string; passphrase: string; kdf?: KdfParameters },
): Promise<void> {
  refuseWeakPassphrase(input.passphrase);
  const { paths, ring } = currentRing(db, open);
  refuseBadSign(input.sign, ring.slots);
  const kdf = input.kdf ?? costliest(ring.slots);
  refuseTooMuchWork([...ring.slots.map((each) => each.kdf), kdf]);
  const slot = await createSlot(ring.workspaceId, { sign: input.sign, kind: 'analyst', secret: input.passphrase, kdf }, open.dataKey);
  commitRing(db, paths, { ...ring, seq: ring.seq + 1, slots: [...ring.slots, slot] }, open.dataKey, authorOf(open));
}

/**
 * Removes a slot and re-encrypts everything under a new data key, which it returns: the old one is of no use afterwards.
 * Every other connection must be closed before and opened again with the new key. Cannot be cancelled; survives a crash at any moment.
 * What the removed analyst copied before stays readable to them.
 */
export function removeAnalyst(db: WriteDb, open: OpenWorkspace, input: { sign: string }): Buffer {
  const { paths, ring } = currentRing(db, open);
  const removed = removableSlot(ring, open.slotId, input.sign);
  const newKey = randomBytes(32);
  const pending = ringWithPending(ring, removed, newKey, open.analyst);
  checkpoint(db);
  writeRing(paths, pending, open.dataKey);
  rekeyOrUndo(db, paths, pending, open, newKey);
  checkpoint(db);
  checkRekeyed(db);
  commitRing(db, paths, ringAfterRekey(pending), newKey, authorOf(open));
  return newKey;
}

function rekeyOrUndo(db: WriteDb, paths: WorkspacePaths, pending: Ring, open: OpenWorkspace, newKey: Uint8Array): void {
  try {
    rekeyDb(db, newKey);
  } catch (error) {
    undoPending(db, paths, pending, open);
    throw error;
  }
}

/** Puts the slot back. Where that fails too, the ring keeps both keys and the next unlock finishes the removal. */
function undoPending(db: WriteDb, paths: WorkspacePaths, pending: Ring, open: OpenWorkspace): void {
  try {
    openReadDb(paths.database, open.dataKey).close();
    checkpoint(db);
    commitRing(db, paths, ringWithoutPending(pending), open.dataKey, authorOf(open));
  } catch {
    return;
  }
}

/** The ring on disk, once it is known to be the one this workspace was left with. */
function currentRing(db: WriteDb, open: OpenWorkspace): { paths: WorkspacePaths; ring: Ring } {
  const paths = workspacePaths(open.folder);
  const { file } = findRing(paths);
  if (!isGenuine(file, open.dataKey)) throw keyringTampered();
  refuseOldRing(db, file);
  if (file.ring.pending) throw unfinishedRemoval();
  return { paths, ring: file.ring };
}

function removableSlot(ring: Ring, ownSlot: string, sign: string): Slot {
  const analysts = ring.slots.filter((slot) => slot.kind === 'analyst');
  const slot = analysts.find((each) => sameSign(each.sign, sign));
  if (!slot) throw unknownSign(sign);
  if (slot.id === ownSlot)
    throw cannotRemove('Analysts cannot remove themselves, so that nobody locks themselves out. Another analyst can do it.');
  if (analysts.length === 1) throw cannotRemove('The last analyst cannot be removed. Add another analyst first.');
  return slot;
}

function costliest(slots: readonly Slot[]): KdfParameters {
  return slots.reduce((most, slot) => (workOf(slot.kdf) > workOf(most.kdf) ? slot : most)).kdf;
}

function refuseTooMuchWork(kdfs: readonly KdfParameters[]): void {
  if (kdfs.length <= MAX_SLOTS && kdfs.every(isAcceptable) && totalWork(kdfs) <= MAX_WORK) return;
  throw new StowageError(
    'invalid-input',
    'The key ring has no room for this: too many analysts, or too costly a key derivation. Nothing was changed. Remove an analyst who has left.',
  );
}

function authorOf(open: OpenWorkspace): Author {
  return { analyst: open.analyst };
}

function cannotRemove(why: string): StowageError {
  return new StowageError('not-permitted', `${why} Nothing was changed.`);
}

function recoveryCannot(): StowageError {
  return new StowageError(
    'not-permitted',
    'The workspace was unlocked with the recovery code, which has no passphrase to change. Nothing was changed. Add an analyst with a new passphrase, then remove the one that was forgotten.',
  );
}

function unfinishedRemoval(): StowageError {
  return new StowageError(
    'busy',
    'The removal of an analyst is not finished yet. Nothing else was changed. Lock the workspace and unlock it again; that finishes it.',
  );
}
