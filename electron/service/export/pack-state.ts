import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Missing } from '../../../shared/contract/disclosure.ts';
import type { Withheld } from '../../../shared/disclosure/mentions.ts';
import { sourcesUnder } from '../../../shared/disclosure/publication.ts';
import { joinWithheld } from '../../../shared/disclosure/withheld.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';
import { packSources } from '../db/queries/packs.ts';
import { listPermissions } from '../db/queries/permissions.ts';
import { listRecommendations } from '../db/queries/recommendations.ts';
import { isProtected, sensitiveAround } from '../disclosure/decide.ts';
import { findingsSaid } from '../disclosure/leaving-texts.ts';
import { joinMissing, type Leaving, missingBeside, missingOf, refuseMissing, untold } from '../disclosure/missing.ts';
import { type Ground, groundOf } from '../documents/gather.ts';
import { needsOriginator } from '../documents/handling.ts';
import { findingsOf } from '../findings/read.ts';
import { type Disclosure, discloseTold, refuseUntold } from './apply-disclosure.ts';
import { asksOf, filterOf } from './make-papers.ts';
import type { PackDocument, PackInput } from './pack-documents.ts';
import type { PackState } from './pack-manifest.ts';

/** What is to be made, and from what. */
export interface Start {
  input: PackInput;
  documents: PackDocument[];
  table: ColumnTable;
  read: ReadDb;
  at: Date;
}

/** A pack that is about to leave. Throws `not-permitted` where something of it must not. */
export function leavingState(start: Start, call: CallContext): PackState {
  const leaving = leavingOf(start);
  refuseMissing(missingOf(leaving));
  const disclosure = discloseTold(toldOf(start), call);
  refuseUntold(disclosure);
  refuseMissing(missingBeside(leaving, () => keptBack(start, leaving, disclosure)));
  return stateWith(start, disclosure);
}

/** The same, to be looked at in the workspace before it is permitted. Throws `not-permitted` where not even the number of cases may leave. */
export function lookedState(start: Start, call: CallContext): PackState {
  const disclosure = discloseTold(toldOf(start), call);
  refuseUntold(disclosure);
  return stateWith(start, disclosure);
}

/** Everything that keeps a pack from leaving. */
export function missingFrom(start: Start, call: CallContext): Missing[] {
  const leaving = leavingOf(start);
  const disclosure = discloseTold(toldOf(start), call);
  return [
    ...joinMissing(
      missingOf(leaving),
      missingBeside(leaving, () => keptBack(start, leaving, disclosure)),
    ),
    ...untold(disclosure.untold),
  ];
}

/** What a text may not speak of: figures that do not leave, and those a rule protects in what its author may have seen. */
function keptBack(start: Start, { documents, written }: Leaving, { withheld }: Disclosure): Withheld {
  return joinWithheld(withheld, sensitiveAround(toldOf(start), findingsSaid(documents, written)));
}

function toldOf({ read, table, documents, input }: Start) {
  return { read, table, asks: asksOf(documents), filters: [input.filter, ...documents.map(filterOf)] };
}

function leavingOf({ input, documents, table, read, at }: Start): Leaving {
  const filters = [input.filter, ...documents.map(filterOf)];
  return {
    documents,
    written: { findings: findingsOf(read), recommendations: listRecommendations(read), title: input.title },
    sources: [...new Set(filters.flatMap((filter) => sourcesUnder(table, filter, needsOriginator)))],
    permissions: listPermissions(read),
    on: at.toISOString().slice(0, 10),
  };
}

function stateWith({ input, documents, table, read }: Start, disclosure: Disclosure): PackState {
  const grounds = new Map<string, Ground>();
  const groundUnder = (filter: Filter): Ground => {
    const key = JSON.stringify(filter);
    const known = grounds.get(key);
    if (known) return known;
    const whole = groundOf(read, table, filter);
    const ground = { ...whole, scope: disclosure.scope(whole.scope), sources: toldSources(read) };
    grounds.set(key, ground);
    return ground;
  };
  return { input, documents, ground: groundUnder(input.filter), groundFor: (document) => groundUnder(filterOf(document)), disclosure };
}

/** How many rows a source gave is told only where no rule protects them. */
function toldSources(read: ReadDb): Ground['sources'] {
  return packSources(read).map(({ source, sha256, rows, handling }) => ({
    source,
    sha256,
    rows: isProtected(read, handling) ? null : rows,
  }));
}
