import { createMemo } from '../../../shared/columns/memo.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Finding } from '../../../shared/contract/findings.ts';
import type { Earlier } from '../../../shared/disclosure/figures.ts';
import type { Withheld } from '../../../shared/disclosure/mentions.ts';
import { decide, sourcesUnder } from '../../../shared/disclosure/publication.ts';
import { isActive } from '../../../shared/disclosure/rules.ts';
import { sensitiveIn } from '../../../shared/disclosure/withheld.ts';
import { draftComposition } from '../../../shared/document/drafts/draft.ts';
import { type Asked, analysesOf, keyOf } from '../../../shared/document/evidence.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';
import { earlierTables, ledgerEnd, packAsking, tablesOf } from '../db/queries/ledger.ts';
import { chosenRules } from '../db/queries/permissions.ts';
import { resultFor } from '../documents/results.ts';
import { hashOfValue } from '../export/manifest.ts';
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
export function decideTold(told: Told, call: CallContext): Collapsed | null {
  const { read, table, filters } = told;
  const isTouched = filters.some((filter) => sourcesUnder(table, filter, (code) => isProtected(read, code)).length > 0);
  if (!isTouched) return null;
  const asked = askedBy(told);
  return kept(
    table,
    JSON.stringify([asked, ledgerEnd(read)]),
    () => decideAgain(told, asked, call) ?? decideBeside(told, earlierTables(read), call),
  );
}

/** What is asked of which state of the data under which rules, as one value; a pack is remembered with it. */
export function askedBy({ read, table, asks }: Told): string {
  return hashOfValue([table.dataVersion, asks, [...chosenRules(read)]]);
}

/**
 * Where a pack asked the same before, what it told is told again and no more: it is decided as then, beside what had left by then. Undefined
 * where there is none, or where it would not come out as it was remembered.
 */
function decideAgain(told: Told, asked: string, call: CallContext): Collapsed | undefined {
  const before = packAsking(told.read, asked);
  if (before === undefined) return undefined;
  const again = decideBeside(told, earlierTables(told.read, before), call);
  const entries = again.decision?.plan.entries ?? [];
  return JSON.stringify(entries) === JSON.stringify(tablesOf(told.read, before)) ? again : undefined;
}

function decideBeside({ read, table, asks }: Told, earlier: readonly Earlier[], call: CallContext): Collapsed {
  return collapsing(
    { table, asks },
    { decide: (results) => decide({ table, results, ruleOf: (code) => ruleOf(read, code), earlier, alive: () => alive(call) }) },
  );
}

const seen = createMemo<Withheld>(MOST_KEPT);

/** Figures that a rule protects in what is about to be told, in the evidence of findings, and in what any profile shows. */
export function sensitiveAround({ read, table, asks, filters }: Told, findings: readonly Finding[]): Withheld {
  const profile = analysesOf(draftComposition('profile', { findings: [], recommendations: [] }));
  const all = [
    ...asks,
    ...filters.flatMap((filter) => profile.map((asked) => ({ asked, filter }))),
    ...findings.map(({ analysis, settings, filter }) => ({ asked: { analysis, settings }, filter })),
  ];
  const distinct = [...new Map(all.map((one) => [JSON.stringify([keyOf(one.asked), one.filter]), one])).values()];
  const key = JSON.stringify([distinct, [...chosenRules(read)]]);
  return seen(table, key, () => {
    const results = distinct.flatMap(({ asked, filter }) => {
      const result = resultFor(table, asked, filter, 'en');
      return result ? [{ filter, result }] : [];
    });
    return sensitiveIn({ table, results, ruleOf: (code) => ruleOf(read, code) });
  });
}

export function isProtected(read: ReadDb, handling: string): boolean {
  return isActive(ruleOf(read, handling));
}

function alive({ signal }: CallContext): void {
  if (signal.aborted) throw new StowageError('cancelled', 'The pack was cancelled. Nothing was written to the folder.');
}
