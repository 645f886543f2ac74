import { atLeastOne, type Candidate, LEAST_SCORE, PRIOR, scoreOf } from '../candidate.ts';
import { distinctIn, groupBy, membersOf, pick } from '../groups.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH } from '../rows.ts';
import { caseEntries, isDated, placeColumn, spansOf } from './case-entries.ts';
import { perThousand } from './exact.ts';

/** Rows that one case may have; more of one place and day are taken for several cases. */
const MOST_LINES = 12;
/** Rows of one drug beside those of others are less often one case. */
const SAME_DRUG = 0.5;

/**
 * Several rows of one case: rows of one file with the same day, stated place, means, concealment and route, and different drugs. The
 * coincidence is that of another event with these particulars on one day, from the days on which there is one.
 */
export async function linesOfCases(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Candidate[]> {
  const places = await placeColumn(rows, names, pace);
  const entries = await caseEntries(rows, pace, (at) => isDated(rows, at) && rows.repeatOf[at] === 0 && places[at] !== 0);
  const where = await groupBy(
    entries.length,
    particulars(rows, places).map((column) => pick(column, entries)),
    pace,
  );
  const dayOf = pick(rows.day, entries);
  const together = await groupBy(entries.length, [dayOf], pace, where);
  const drugs = await distinctIn(together, pick(rows.sets.drug, entries), pace);
  const days = await distinctIn(where, dayOf, pace);
  const spans = await spansOf(rows, pace);
  const { from, entries: grouped } = membersOf(together);
  const found: Candidate[] = [];
  for (let group = 0; group < together.count; group++) {
    if (group % STRETCH === 0) await pace();
    const size = (from[group + 1] as number) - (from[group] as number);
    if ((drugs[group] as number) < 2 || size > MOST_LINES) continue;
    const members = Array.from(grouped.subarray(from[group], from[group + 1]), (entry) => entries[entry] as number);
    const entry = grouped[from[group] as number] as number;
    const rate = (days[where.of[entry] as number] as number) / (spans.get(rows.importIds[members[0] as number] as number) ?? 1);
    found.push(candidateOf(rows, names, members, rate, drugs[group] as number));
  }
  return found.filter(({ score }) => score >= LEAST_SCORE);
}

function particulars(rows: QualityRows, places: Uint32Array): ArrayLike<number>[] {
  const { country, transport, concealment, agency, departed, transited, destined } = rows.sets;
  return [places, rows.importIds, country, rows.sets['seizure-place'], transport, concealment, agency, departed, transited, destined];
}

function candidateOf(rows: QualityRows, names: QualityNames, members: number[], rate: number, drugs: number): Candidate {
  const lead = members.reduce((best, at) => (massOf(rows, at) > massOf(rows, best) ? at : best));
  const others = members.filter((at) => at !== lead);
  const coincidence = atLeastOne(rate);
  const prior = drugs === members.length ? PRIOR.lines : PRIOR.lines * SAME_DRUG;
  const drugNames = [...new Set(members.map((at) => names.text(rows.drugText[at] as number).trim()))].slice(0, 5).join(', ');
  return {
    kind: 'lines',
    members: [lead, ...others].map((at) => rows.caseIds[at] as number),
    reasons: [
      { code: 'lines-together', values: { count: members.length, drugs: drugNames, place: placeName(rows, names, lead) } },
      ...(isRun(rows, members) ? [{ code: 'lines-adjacent', values: {} }] : []),
      { code: 'coincidence', values: { perThousand: perThousand(coincidence) } },
    ],
    score: scoreOf(prior, coincidence),
  };
}

function placeName(rows: QualityRows, names: QualityNames, at: number): string {
  return names.text(rows.place[at] as number).trim() || names.text(rows.division[at] as number).trim();
}

function massOf(rows: QualityRows, at: number): number {
  const kg = rows.kg[at] as number;
  return Number.isNaN(kg) ? -1 : kg;
}

/** The rows follow each other in the file. */
function isRun(rows: QualityRows, members: number[]): boolean {
  const numbers = members.map((at) => rows.fileRows[at] as number);
  return Math.max(...numbers) - Math.min(...numbers) === members.length - 1;
}
