import type { WriteDb } from '../db/connect.ts';
import { appointLeads, deleteLoneMerges } from '../db/queries/merges.ts';

/**
 * Call it in the transaction that deleted cases: a merge left with one member vanishes, and one that lost its lead is led by its
 * oldest member. Answers with how many merges vanished and how many leads were named.
 */
export function pruneMerges(db: WriteDb): { removed: number; appointed: number } {
  return { removed: deleteLoneMerges(db), appointed: appointLeads(db) };
}
