import { atLeastOne, type Candidate, PRIOR, scoreOf } from '../candidate.ts';
import { distinctIn, type Grouping, groupBy, membersOf, pick } from '../groups.ts';
import { type Pace, QUALITY_FACETS, type QualityNames, type QualityRows, STRETCH } from '../rows.ts';
import { caseEntries, isSingle, spansOf } from './case-entries.ts';

/** Candidates made between two turns of others. */
const FEW = 4096;

/**
 * The same row again: rows flagged at import as equal, as text and in every column, to an earlier row of their file; and records of
 * several imports that are equal in everything they hold, the first of one with the first of another. The coincidence is that of another
 * event of the same place, drug, amount and particulars on one day, from the days on which such a record stands.
 */
export async function exactRepeats(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Candidate[]> {
  const entries = await caseEntries(rows, pace, (at) => isSingle(rows, at));
  const alike = await groupBy(
    entries.length,
    undatedColumns(rows).map((column) => pick(column, entries)),
    pace,
  );
  const dayOf = pick(rows.day, entries);
  const same = await groupBy(entries.length, [dayOf, pick(rows.precision, entries)], pace, alike);
  const days = await distinctIn(alike, dayOf, pace);
  const spans = await spansOf(rows, pace);
  const groups = await sameRecords(rows, entries, same, pace);
  const found: Candidate[] = [];
  for (const { members, entry } of new Set(groups.values())) {
    if (found.length % FEW === 0) await pace();
    const span = spans.get(rows.importIds[entries[entry] as number] as number) ?? 1;
    found.push(candidateOf(rows, names, members, (days[alike.of[entry] as number] as number) / span));
  }
  return found;
}

/** Everything a record holds but its date. */
function undatedColumns(rows: QualityRows): ArrayLike<number>[] {
  return [
    rows.place,
    rows.amountText,
    rows.unitText,
    rows.drugText,
    rows.division,
    rows.grain,
    ...QUALITY_FACETS.map((facet) => rows.sets[facet]),
  ];
}

interface Group {
  /** Places in the rows. */
  members: number[];
  entry: number;
}

/** By the case each row repeats, and across imports by the place a record has among the equal ones of its import. */
async function sameRecords(rows: QualityRows, entries: Uint32Array, same: Grouping, pace: Pace): Promise<Map<number, Group>> {
  const groups = new Map<number, Group>();
  const { from, entries: members } = membersOf(same);
  for (let group = 0; group < same.count; group++) {
    if (group % STRETCH === 0) await pace();
    if ((from[group + 1] as number) - (from[group] as number) > 1)
      addRoots(rows, entries, members.subarray(from[group], from[group + 1]), groups);
  }
  for (let entry = 0; entry < entries.length; entry++) {
    if (entry % STRETCH === 0) await pace();
    addRepeat(rows, entries, entry, groups);
  }
  return groups;
}

/** Equal records of several imports: the first of each together, the second of each, and so on. */
function addRoots(rows: QualityRows, entries: Uint32Array, members: Uint32Array, groups: Map<number, Group>): void {
  const importOf = (entry: number): number => rows.importIds[entries[entry] as number] as number;
  if (members.every((entry) => importOf(entry) === importOf(members[0] as number))) return;
  const roots = [...members].filter((entry) => rows.repeatOf[entries[entry] as number] === 0);
  const byImport = [...Map.groupBy(roots, importOf).values()];
  const most = Math.max(0, ...byImport.map((own) => own.length));
  for (let rank = 0; rank < most; rank++) {
    const together = byImport.flatMap((own) => own.slice(rank, rank + 1));
    const group = { members: together.map((entry) => entries[entry] as number), entry: together[0] as number };
    for (const at of group.members) groups.set(rows.caseIds[at] as number, group);
  }
}

/** Puts a row that the import flagged to the case it repeats. */
function addRepeat(rows: QualityRows, entries: Uint32Array, entry: number, groups: Map<number, Group>): void {
  const at = entries[entry] as number;
  const earlier = rows.repeatOf[at] as number;
  if (earlier === 0) return;
  const known = groups.get(earlier);
  if (known) {
    known.members.push(at);
    return;
  }
  const root = entryOf(rows, entries, earlier);
  if (root !== undefined) groups.set(earlier, { members: [entries[root] as number, at], entry: root });
}

/** The entry of a case; entries are in ascending order of case id. */
function entryOf(rows: QualityRows, entries: Uint32Array, caseId: number): number | undefined {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows.caseIds[entries[middle] as number] as number) < caseId) low = middle + 1;
    else high = middle;
  }
  return rows.caseIds[entries[low] as number] === caseId ? low : undefined;
}

function candidateOf(rows: QualityRows, names: QualityNames, members: number[], rate: number): Candidate {
  const sorted = [...new Set(members)].sort((a, b) => a - b);
  const imports = new Set(sorted.map((at) => rows.importIds[at] as number));
  const sources = [...new Set([...imports].map((id) => names.source(id)))].join(', ');
  const coincidence = atLeastOne(rate);
  const code = imports.size > 1 ? 'exact-imports' : 'exact-row';
  return {
    kind: 'exact',
    members: sorted.map((at) => rows.caseIds[at] as number),
    reasons: [
      { code, values: imports.size > 1 ? { count: sorted.length, imports: imports.size, sources } : { count: sorted.length } },
      { code: 'coincidence', values: { perThousand: perThousand(coincidence) } },
    ],
    score: scoreOf(PRIOR.exact, coincidence),
  };
}

export function perThousand(probability: number): number {
  return Number((probability * 1000).toPrecision(2));
}
