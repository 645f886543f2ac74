import { applyDecision } from '../../../shared/disclosure/apply.ts';
import type { Withheld } from '../../../shared/disclosure/mentions.ts';
import type { Decision } from '../../../shared/disclosure/publication.ts';
import type { LedgerTable } from '../../../shared/disclosure/question.ts';
import { withheldIn } from '../../../shared/disclosure/withheld.ts';
import type { Evidence, Scope } from '../../../shared/document/material.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { Collapsed } from '../disclosure/collapse.ts';
import { askedBy, decideTold, isProtected, type Told } from '../disclosure/decide.ts';
import { notesOf, type Tally, tallyOf } from '../disclosure/notes.ts';
import { openScope, protectedScope } from '../disclosure/scope.ts';

/** What was decided about a publication, once for all its languages. */
export interface Disclosure {
  /** The results of one filter in one language as they may leave. */
  apply(evidence: Evidence[], filter: Filter, words: Wording): Evidence[];
  /** What a document says of the cases it rests on, as it may leave. */
  scope(scope: Scope): Scope;
  /** What was withheld and by which rule, in sentences for the note on method. */
  notes(words: Wording): string[];
  /** The same for the manifest; null where no rule was at work. Says nothing of earlier packs, so that a pack made again is the same. */
  summary: Record<string, unknown> | null;
  /** Figures that do not leave as they are. */
  withheld: Withheld;
  /** Filters of which not even the number of cases may be told. */
  untold: Filter[];
  /** Earlier packs set against which more is kept back, and those that gave away what is protected now. */
  because: string[];
  given: string[];
  /** What is to be remembered once the pack has left, and by which name of what it asked. */
  ledger: LedgerTable[];
  asked: string;
}

/** Decides what of a publication may be seen outside. */
export function discloseTold(told: Told, call: CallContext): Disclosure {
  const found = decideTold(told, call);
  return found?.decision ? closed(found.decision, found, told) : open(told);
}

/** No protected record is touched; how many there are beside is not told either. */
function open({ read, table }: Told): Disclosure {
  return {
    apply: (evidence) => evidence,
    scope: (scope) => openScope(scope, table, (code) => isProtected(read, code)),
    notes: () => [],
    summary: null,
    withheld: { cases: new Set(), kg: [] },
    untold: [],
    because: [],
    given: [],
    ledger: [],
    asked: '',
  };
}

function closed(decision: Decision, { results, replaced }: Collapsed, told: Told): Disclosure {
  const tallies: Tally[] = [];
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
    summary: { rule: decision.plan.rule, handling: decision.handling, ...tallyOf(decision) },
    withheld: withheldIn(decision, results),
    untold: told.filters.filter((filter) => isUntold(decision, filter)),
    because: Object.keys(decision.plan.because),
    given: decision.plan.unmet,
    ledger: decision.plan.entries,
    asked: askedBy(told),
  };
}

function isUntold(decision: Decision, filter: Filter): boolean {
  const total = decision.total(filter);
  return total !== undefined && (total.state === 'primary' || total.state === 'secondary');
}

/** Throws `not-permitted` where not even the number of cases may be told. */
export function refuseUntold({ untold, because, summary }: Disclosure): void {
  if (untold.length === 0) return;
  const beside = because.length > 0 ? ` or, set against pack ${because.join(', ')}, would tell a protected figure` : '';
  const handling = (summary?.handling as string[] | undefined)?.join(', ') ?? '';
  throw new StowageError(
    'not-permitted',
    `Not even the number of cases may leave: what this filter selects rests on fewer contributors than the rule of ${handling} allows${beside}. Nothing was written. Widen the filter.`,
    { detail: { missing: untold.length } },
  );
}
