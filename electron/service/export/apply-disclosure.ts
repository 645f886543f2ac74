import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Asked } from '../../../shared/document/evidence.ts';
import type { Evidence } from '../../../shared/document/material.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';

/** What a pack is about to publish, whatever the language. */
export interface Publication {
  read: ReadDb;
  table: ColumnTable;
  asks: readonly { asked: Asked; filter: Filter }[];
}

/** What was decided about a publication, once for all its languages. */
export interface Disclosure {
  /** The results of one filter in one language as they may leave. */
  apply(evidence: Evidence[], filter: Filter, words: Wording): Evidence[];
  /** What was withheld and by which rule, in sentences for the note on method. */
  notes(words: Wording): string[];
  /** The same for the manifest; null where no rule was at work. */
  summary: Record<string, unknown> | null;
  /** What is to be remembered once the pack has left, as JSON. */
  ledger: unknown[];
}

/** Decides what of a publication may leave. Throws `not-permitted` where nothing of it may. */
export function planDisclosure(_publication: Publication, _call: CallContext): Promise<Disclosure> {
  return Promise.resolve({ apply: (evidence) => evidence, notes: () => [], summary: null, ledger: [] });
}
