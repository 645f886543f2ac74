import { createMemo } from '../../../shared/columns/memo.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import { decide, sourcesUnder } from '../../../shared/disclosure/publication.ts';
import { isActive } from '../../../shared/disclosure/rules.ts';
import type { Asked } from '../../../shared/document/evidence.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';
import { earlierTables, ledgerEnd } from '../db/queries/ledger.ts';
import { chosenRules } from '../db/queries/permissions.ts';
import { type Collapsed, collapsing } from './collapse.ts';
import { ruleOf } from './rules-in-force.ts';

/** What is about to be shown or to leave. */
export interface Told {
  read: ReadDb;
  table: ColumnTable;
  asks: readonly { asked: Asked; filter: Filter }[];
  /** The filters of the documents, also of those that ask nothing. */
  filters: readonly Filter[];
}

/** A document that is being written asks the same again and again, in four languages. */
const MOST_KEPT = 16;
const kept = createMemo<Collapsed | null>(MOST_KEPT);

/**
 * Decides what of it may leave beside all that left before; the same for the same questions, rules and ledger. Null where no protected
 * record is touched.
 */
export function decideTold({ read, table, asks, filters }: Told, call: CallContext): Collapsed | null {
  const isTouched = filters.some((filter) => sourcesUnder(table, filter, (code) => isProtected(read, code)).length > 0);
  if (!isTouched) return null;
  const key = JSON.stringify([asks, [...chosenRules(read)], ledgerEnd(read)]);
  return kept(table, key, () => {
    const earlier = earlierTables(read);
    return collapsing(
      { table, asks },
      { decide: (results) => decide({ table, results, ruleOf: (code) => ruleOf(read, code), earlier, alive: () => alive(call) }) },
    );
  });
}

export function isProtected(read: ReadDb, handling: string): boolean {
  return isActive(ruleOf(read, handling));
}

function alive({ signal }: CallContext): void {
  if (signal.aborted) throw new StowageError('cancelled', 'The pack was cancelled. Nothing was written to the folder.');
}
