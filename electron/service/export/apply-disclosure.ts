import type { ColumnTable } from '../../../shared/columns/table.ts';
import { applyDecision } from '../../../shared/disclosure/apply.ts';
import { type Decision, decide, sourcesUnder } from '../../../shared/disclosure/publication.ts';
import type { LedgerTable } from '../../../shared/disclosure/question.ts';
import type { Asked } from '../../../shared/document/evidence.ts';
import type { Evidence, Scope } from '../../../shared/document/material.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';
import { earlierTables } from '../db/queries/ledger.ts';
import { listPermissions } from '../db/queries/permissions.ts';
import { collapsing } from '../disclosure/collapse.ts';
import { notesOf, type Tally, tallyOf } from '../disclosure/notes.ts';
import { refuseWithoutPermission } from '../disclosure/permission-check.ts';
import { ruleOf } from '../disclosure/rules-in-force.ts';
import { openScope, protectedScope } from '../disclosure/scope.ts';
import { needsOriginator } from '../documents/handling.ts';
import type { PackDocument } from './pack-documents.ts';

/** What a pack is about to publish, whatever the language. */
export interface Publication {
  read: ReadDb;
  table: ColumnTable;
  documents: readonly PackDocument[];
  asks: readonly { asked: Asked; filter: Filter }[];
  /** The filters of the documents, also of those that ask nothing. */
  filters: readonly Filter[];
  /** The day on which it leaves, `YYYY-MM-DD`. */
  on: string;
}

/** What was decided about a publication, once for all its languages. */
export interface Disclosure {
  /** The results of one filter in one language as they may leave. */
  apply(evidence: Evidence[], filter: Filter, words: Wording): Evidence[];
  /** What a document says of the cases it rests on, as it may leave. */
  scope(scope: Scope): Scope;
  /** What was withheld and by which rule, in sentences for the note on method. */
  notes(words: Wording): string[];
  /** The same for the manifest; null where no rule was at work. */
  summary: Record<string, unknown> | null;
  /** What is to be remembered once the pack has left. */
  ledger: LedgerTable[];
}

/**
 * Decides what of a publication may leave. Throws `not-permitted` where nothing of it may: an originator was not asked, a text was not
 * released, or not even the number of cases may be told.
 */
export async function planDisclosure(publication: Publication, call: CallContext): Promise<Disclosure> {
  const { read, table, filters, on } = publication;
  const permissions = listPermissions(read);
  const sources = [...new Set(filters.flatMap((filter) => sourcesUnder(table, filter, needsOriginator)))];
  refuseWithoutPermission({ read, sources, permissions, documents: publication.documents, on });
  const isTouched = filters.some((filter) => sourcesUnder(table, filter, (code) => isProtected(read, code)).length > 0);
  if (!isTouched) return open(read, table);
  const { decision, replaced } = collapsing(publication, {
    decide: (results) =>
      decide({ table, results, ruleOf: (code) => ruleOf(read, code), earlier: earlierTables(read), alive: () => alive(call) }),
  });
  if (!decision) return open(read, table);
  for (const filter of filters) refuseUntold(decision, filter);
  return closed(decision, replaced);
}

function isProtected(read: ReadDb, handling: string): boolean {
  const { least, percent } = ruleOf(read, handling);
  return least > 1 || percent > 0;
}

/** No protected record is touched; how many there are beside is not told either. */
function open(read: ReadDb, table: ColumnTable): Disclosure {
  return {
    apply: (evidence) => evidence,
    scope: (scope) => openScope(scope, table, (code) => isProtected(read, code)),
    notes: () => [],
    summary: null,
    ledger: [],
  };
}

function closed(decision: Decision, replaced: (evidence: Evidence, filter: Filter, words: Wording) => Evidence): Disclosure {
  const tallies: Tally[] = [];
  const summary = {
    rule: decision.plan.rule,
    handling: decision.handling,
    because: decision.plan.because,
    givenAway: decision.plan.unmet,
    ...tallyOf(decision),
  };
  return {
    apply: (evidence, filter, words) =>
      evidence.map((one) => {
        const applied = applyDecision(decision, replaced(one, filter, words).result, filter, words);
        tallies.push({
          analysis: applied.result.analysis,
          language: words.language,
          filter: JSON.stringify(filter),
          withheld: applied.withheld,
        });
        return { ...one, result: applied.result };
      }),
    scope: (scope) => protectedScope(scope, decision),
    notes: (words) => notesOf(decision, tallies, words),
    summary,
    ledger: decision.plan.entries,
  };
}

function refuseUntold(decision: Decision, filter: Filter): void {
  const total = decision.total(filter);
  if (total === undefined || total.state === 'shown' || total.state === 'rounded') return;
  const packs = Object.keys(decision.plan.because);
  const beside = packs.length > 0 ? ` or, set against pack ${packs.join(', ')}, would tell a protected figure` : '';
  throw new StowageError(
    'not-permitted',
    `Not even the number of cases may leave: what this filter selects rests on fewer contributors than the rule of ${decision.handling.join(', ')} allows${beside}. Nothing was written. Widen the filter.`,
  );
}

function alive({ signal }: CallContext): void {
  if (signal.aborted) throw new StowageError('cancelled', 'The pack was cancelled. Nothing was written to the folder.');
}
