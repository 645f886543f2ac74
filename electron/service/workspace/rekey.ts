import { StowageError } from '../../../shared/errors.ts';
import type { WriteDb } from '../db/connect.ts';
import { keyringDamaged } from './refusals.ts';
import type { Ring, Slot } from './ring.ts';
import { boxForSlot } from './slots.ts';

/**
 * The ring of a removal under way. Each remaining slot keeps the old data key and is handed the new one,
 * so that whichever of the two the database uses after a crash, every remaining analyst can open it.
 */
export function ringWithPending(ring: Ring, removed: Slot, newKey: Uint8Array, by: string): Ring {
  const slots = ring.slots.filter((slot) => slot.id !== removed.id);
  const keys = slots.map((slot) => ({ slot: slot.id, wrapped: boxForSlot(ring.workspaceId, slot, newKey) }));
  return { ...ring, seq: ring.seq + 1, slots, pending: { removed, by, keys } };
}

/** The ring once the database uses the new key: the old one is dropped from every slot. */
export function ringAfterRekey(ring: Ring): Ring {
  const keys = new Map(ring.pending?.keys.map((each) => [each.slot, each.wrapped]));
  const slots = ring.slots.map((slot) => {
    const wrapped = keys.get(slot.id);
    if (!wrapped) throw keyringDamaged();
    return { ...slot, wrapped };
  });
  return { ...ring, seq: ring.seq + 1, slots, pending: null };
}

/** The ring as it was before a removal that could not be carried out. */
export function ringWithoutPending(ring: Ring): Ring {
  const slots = ring.pending ? [...ring.slots, ring.pending.removed] : ring.slots;
  return { ...ring, seq: ring.seq + 1, slots, pending: null };
}

/** Reads every page again under the new key; throws `database-damaged`. */
export function checkRekeyed(db: WriteDb): void {
  db.pragma('shrink_memory');
  const [row] = db.pragma('quick_check(1)') as { quick_check: string }[];
  if (row?.quick_check === 'ok') return;
  throw new StowageError(
    'database-damaged',
    'After the change of key the database failed its check. Nothing altered is shown. Restore the whole workspace folder from a backup.',
  );
}
