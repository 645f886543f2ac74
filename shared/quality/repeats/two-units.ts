import { CONVERSIONS } from '../../domain/case.ts';
import { atLeastOne, bestFirst, type Candidate, digitsOf, LEAST_SCORE, PRIOR, scoreOf } from '../candidate.ts';
import type { Reason } from '../finding.ts';
import { type Grouping, groupBy, membersOf, pick } from '../groups.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH } from '../rows.ts';
import { isDated, placeColumn, spansOf } from './case-entries.ts';
import { perThousand } from './exact.ts';

const EXACT = CONVERSIONS.indexOf('exact-volume');
/** Masses in two units that are equal but for rounding, as a ratio. */
const SAME_MASS = 1.005;
/** Kilograms of one piece that are believed where no factor says more: 20 mg to 2 g. */
const PIECE = { low: 0.000_02, high: 0.002 };
/** Powers of ten by which equal digits may differ, and how often a ratio lies in a range of pieces by chance. */
const [POWERS, IN_RANGE] = [7, 0.25];
/** Pairs of one day, place and drug that are looked at; with more there is nothing that singles one out. */
const MOST_PAIRS = 400;

interface Entries {
  places: Uint32Array;
  /** 1 where the line is counted in pieces, 0 where it is weighed. */
  counted: Uint8Array;
}

/**
 * One event in two units: two lines of one file, day, place and drug, one weighed and one counted, whose amounts have the same digits or
 * whose quotient is a believable piece; or both weighed, in two units, and equal in kilograms. The coincidence is that of another line of
 * that kind on one day there, times that of the agreement: one in 9 × 10^(d − 1) for d significant digits.
 */
export async function twoUnits(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Candidate[]> {
  const { places, counted } = await measured(rows, pace);
  const where = await groupBy(
    places.length,
    [await placeColumn(rows, names, pace), rows.importIds, rows.sets.country, rows.sets.drug].map((column) => pick(column, places)),
    pace,
  );
  const together = await groupBy(places.length, [pick(rows.day, places)], pace, where);
  const rates = ratesOf(where, counted);
  const spans = await spansOf(rows, pace);
  const { from, entries } = membersOf(together);
  const found: Candidate[] = [];
  for (let group = 0; group < together.count; group++) {
    if (group % STRETCH === 0) await pace();
    const members = entries.subarray(from[group], from[group + 1]);
    if (members.length < 2 || members.length ** 2 > MOST_PAIRS) continue;
    const span = spans.get(rows.importIds[places[members[0] as number] as number] as number) ?? 1;
    const pairs = pairsOf(
      rows,
      names,
      members,
      places,
      counted,
      (entry) => (rates[counted[entry] as 0 | 1][where.of[entry] as number] as number) / span,
    );
    found.push(...bestFirst(pairs));
  }
  return found;
}

async function measured(rows: QualityRows, pace: Pace): Promise<Entries> {
  const places = new Uint32Array(rows.lines);
  const counted = new Uint8Array(rows.lines);
  let filled = 0;
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    if (!isDated(rows, at) || rows.repeatOf[at] !== 0) continue;
    const isCounted = (rows.units[at] as number) > 0;
    const isWeighed = (rows.kg[at] as number) > 0 && (rows.conversion[at] as number) <= EXACT;
    if (!isCounted && !isWeighed) continue;
    counted[filled] = isCounted ? 1 : 0;
    places[filled++] = at;
  }
  return { places: places.subarray(0, filled), counted: counted.subarray(0, filled) };
}

/** Lines of either kind by place and drug: weighed, counted. */
function ratesOf(where: Grouping, counted: Uint8Array): readonly [Uint32Array, Uint32Array] {
  const rates = [new Uint32Array(where.count), new Uint32Array(where.count)] as const;
  for (let entry = 0; entry < counted.length; entry++) {
    const of = rates[counted[entry] as 0 | 1];
    const group = where.of[entry] as number;
    of[group] = (of[group] as number) + 1;
  }
  return rates;
}

type Rate = (entry: number) => number;

function pairsOf(
  rows: QualityRows,
  names: QualityNames,
  members: Uint32Array,
  places: Uint32Array,
  counted: Uint8Array,
  rate: Rate,
): Candidate[] {
  const found: Candidate[] = [];
  for (const [index, one] of members.entries()) {
    for (const other of members.subarray(index + 1)) {
      const [weighed, second] = counted[one] === 1 ? [other, one] : [one, other];
      if (counted[weighed] === 1) continue;
      const [at, and] = [places[weighed] as number, places[second] as number];
      if (rows.caseIds[at] === rows.caseIds[and]) continue;
      const agreement = counted[second] === 1 ? weighedAndCounted(rows, at, and) : weighedTwice(rows, at, and);
      if (!agreement) continue;
      const coincidence = atLeastOne(rate(second) * agreement.chance);
      const score = scoreOf(PRIOR['two-units'], coincidence);
      if (score >= LEAST_SCORE) found.push(candidateOf(rows, names, at, and, agreement, coincidence, score));
    }
  }
  return found;
}

interface Agreement {
  chance: number;
  reason: Reason;
}

/** Digits alike, or a quotient within what a piece weighs. */
function weighedAndCounted(rows: QualityRows, weighed: number, counted: number): Agreement | undefined {
  const kg = rows.kg[weighed] as number;
  const pieces = rows.units[counted] as number;
  const piece = kg / pieces;
  const digits = digitsOf(rows.amount[weighed] as number);
  const grams = Number((piece * 1000).toPrecision(3));
  if (piece > 1 || piece < 1e-6) return undefined;
  if (digits === digitsOf(rows.amount[counted] as number))
    return { chance: Math.min(1, POWERS * chanceOf(digits)), reason: { code: 'units-digits', values: { digits, grams } } };
  const bounds = pieceBounds(rows, counted, pieces);
  if (piece < bounds.low || piece > bounds.high) return undefined;
  return { chance: IN_RANGE, reason: { code: 'units-piece', values: { grams } } };
}

/** Kilograms of a piece by the factor that was used, as half its low to twice its high value. */
function pieceBounds(rows: QualityRows, counted: number, pieces: number): { low: number; high: number } {
  if (!((rows.kgLow[counted] as number) > 0)) return PIECE;
  return { low: (rows.kgLow[counted] as number) / pieces / 2, high: ((rows.kgHigh[counted] as number) / pieces) * 2 };
}

function weighedTwice(rows: QualityRows, one: number, other: number): Agreement | undefined {
  if (rows.unitText[one] === rows.unitText[other]) return undefined;
  const [a, b] = [rows.kg[one] as number, rows.kg[other] as number];
  if (Math.max(a, b) / Math.min(a, b) > SAME_MASS) return undefined;
  const [first, second] = [digitsOf(rows.amount[one] as number), digitsOf(rows.amount[other] as number)];
  const digits = first.length < second.length ? first : second;
  return {
    chance: Math.max(chanceOf(digits), SAME_MASS - 1),
    reason: { code: 'units-same-mass', values: { kg: Number(a.toPrecision(6)) } },
  };
}

function chanceOf(digits: string): number {
  return 1 / (9 * 10 ** (digits.length - 1));
}

function candidateOf(
  rows: QualityRows,
  names: QualityNames,
  lead: number,
  other: number,
  agreement: Agreement,
  coincidence: number,
  score: number,
): Candidate {
  const amount = (at: number): string =>
    `${names.text(rows.amountText[at] as number).trim()} ${names.text(rows.unitText[at] as number).trim()}`;
  const place = names.text(rows.place[lead] as number).trim() || names.text(rows.division[lead] as number).trim();
  return {
    kind: 'two-units',
    members: [rows.caseIds[lead] as number, rows.caseIds[other] as number],
    reasons: [
      { code: 'units-pair', values: { one: amount(lead), other: amount(other), place } },
      agreement.reason,
      { code: 'coincidence', values: { perThousand: perThousand(coincidence) } },
    ],
    score,
  };
}
