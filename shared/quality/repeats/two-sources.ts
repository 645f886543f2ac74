import { NO_DAY } from '../../columns/table.ts';
import { parentCode } from '../../domain/facets.ts';
import { isMissing } from '../../domain/missing.ts';
import { UNPLACED } from '../../domain/vocabulary.ts';
import { atLeastOne, bestFirst, type Candidate, digitsOf, LEAST_SCORE, PRIOR, scoreOf } from '../candidate.ts';
import type { Reason } from '../finding.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH } from '../rows.ts';
import { perThousand } from './exact.ts';
import { comparePlaces, foldPlace, type PlaceMatch } from './place-match.ts';

/** Days by which two reports of one event may differ, and the ratio of their amounts. */
const DAYS = 3;
const TOLERANCE = 1.05;
/** How the coincidence changes where one place is not named, or both are named otherwise; by the place's share of its country where they agree. */
const PLACE: Record<Exclude<PlaceMatch, 'same'>, number> = { unknown: 1, other: 4 };
/** Rates are counted over the days of a bucket, and over at least these. */
const SHORTEST = 90;
/** The coincidence of one day that differs, and of equal digits (three or more). */
const [OTHER_DAY, SAME_DIGITS] = [2, 0.1];
/** Where chance alone would give this many partners, there is nothing to find. */
const MOST_EXPECTED = 3;
/** Pairs kept of one bucket of amounts, drug and country. */
const MOST_PAIRS = 2000;

/** Lines of one country and drug whose amounts are near each other, by day. */
interface Bucket {
  entries: number[];
  next?: Bucket;
}

/**
 * One event from two sources or two agencies: near days, the same country and drug (first level), amounts of one kind within five per cent,
 * from different sources or with different agencies stated. The coincidence is that of a partner by chance: how many lines of such an
 * amount the other source has for each day, over the days admitted, times what the place says. Each case stands in its best pair only.
 */
export async function twoSources(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Candidate[]> {
  const apart = await partsOf(rows, names, pace);
  if (apart.count < 2) return [];
  const buckets = await bucketsOf(rows, names, pace);
  const places = await placesOf(rows, names, pace);
  const pairs: Candidate[] = [];
  let looked = 0;
  for (const bucket of buckets.values()) {
    if (looked++ % 1024 === 0) await pace();
    pairs.push(...pairsOf(rows, names, bucket, apart.of, places));
  }
  return bestFirst(pairs);
}

/** A number for each line's source and stated agencies: lines with different numbers may tell of one event. */
async function partsOf(rows: QualityRows, names: QualityNames, pace: Pace): Promise<{ of: Uint32Array; count: number }> {
  const known = new Map<string, number>();
  const of = new Uint32Array(rows.lines);
  const agencies = new Map<number, string>();
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const set = rows.sets.agency[at] as number;
    const agency =
      agencies.get(set) ??
      names
        .codes(set)
        .filter((code) => !isMissing(code) && code !== UNPLACED)
        .join('+');
    agencies.set(set, agency);
    const key = `${names.source(rows.importIds[at] as number)}\n${agency}`;
    const part = known.get(key) ?? known.size;
    known.set(key, part);
    of[at] = part;
  }
  return { of, count: known.size };
}

async function bucketsOf(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Map<string, Bucket>> {
  const buckets = new Map<string, Bucket>();
  const drugs = new Map<number, string>();
  const countries = new Map<number, string>();
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const amount = sizeOf(rows, at);
    if (!(amount > 0) || rows.day[at] === NO_DAY || rows.precision[at] !== 0 || rows.grain[at] === 1 || rows.repeatOf[at] !== 0) continue;
    const drug = remember(drugs, rows.sets.drug[at] as number, (set) => firstLevel(names.codes(set)));
    const country = remember(countries, rows.sets.country[at] as number, (set) => names.codes(set).join('+'));
    if (drug === '') continue;
    const kind = (rows.kg[at] as number) > 0 ? 'kg' : 'pieces';
    const step = Math.floor(Math.log(amount) / Math.log(TOLERANCE));
    const bucket = buckets.get(`${country} ${drug} ${kind} ${step}`) ?? { entries: [] };
    buckets.set(`${country} ${drug} ${kind} ${step}`, bucket);
    bucket.entries.push(at);
  }
  link(rows, buckets);
  return buckets;
}

/** Each bucket knows the next larger one, whose amounts may be within tolerance. */
function link(rows: QualityRows, buckets: Map<string, Bucket>): void {
  for (const [key, bucket] of buckets) {
    bucket.entries.sort((a, b) => (rows.day[a] as number) - (rows.day[b] as number));
    const cut = key.lastIndexOf(' ') + 1;
    const next = buckets.get(`${key.slice(0, cut)}${Number(key.slice(cut)) + 1}`);
    if (next) bucket.next = next;
  }
}

function remember(known: Map<number, string>, set: number, make: (set: number) => string): string {
  const value = known.get(set) ?? make(set);
  known.set(set, value);
  return value;
}

function firstLevel(codes: readonly string[]): string {
  const groups = new Set(codes.filter((code) => !isMissing(code) && code !== UNPLACED).map((code) => parentCode(code) ?? code));
  return [...groups].sort().join('+');
}

function sizeOf(rows: QualityRows, at: number): number {
  return (rows.kg[at] as number) > 0 ? (rows.kg[at] as number) : (rows.units[at] as number);
}

/** Days from the first to the last line of a bucket and the next. */
function spanOf(rows: QualityRows, bucket: Bucket): number {
  const ends = [bucket, ...(bucket.next ? [bucket.next] : [])].flatMap(({ entries }) => [entries[0] as number, entries.at(-1) as number]);
  const days = ends.map((at) => rows.day[at] as number);
  return Math.max(SHORTEST, Math.max(...days) - Math.min(...days) + 1);
}

interface Places {
  /** The folded name of a line's place. */
  nameOf(at: number): string;
  /** Share of the lines of its country that name this place. */
  shareOf(at: number): number;
}

async function placesOf(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Places> {
  const folded = new Map<number, string>();
  const nameOf = (at: number): string => remember(folded, rows.place[at] as number, (text) => foldPlace(names.text(text)));
  const keyOf = (at: number): string => `${rows.sets.country[at]} ${nameOf(at)}`;
  const lines = new Map<string, number>();
  const countries = new Map<number, number>();
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    lines.set(keyOf(at), (lines.get(keyOf(at)) ?? 0) + 1);
    countries.set(rows.sets.country[at] as number, (countries.get(rows.sets.country[at] as number) ?? 0) + 1);
  }
  return { nameOf, shareOf: (at) => (lines.get(keyOf(at)) ?? 1) / (countries.get(rows.sets.country[at] as number) ?? 1) };
}

function pairsOf(rows: QualityRows, names: QualityNames, bucket: Bucket, parts: Uint32Array, places: Places): Candidate[] {
  const span = spanOf(rows, bucket);
  const found: Candidate[] = [];
  const counts = countBy([...bucket.entries, ...(bucket.next?.entries ?? [])], parts);
  const total = [...counts.values()].reduce((all, n) => all + n, 0);
  for (const others of [bucket.entries, bucket.next?.entries ?? []]) {
    let start = 0;
    for (const [index, one] of bucket.entries.entries()) {
      const expected = ((total - (counts.get(parts[one] as number) ?? 0)) * (2 * DAYS + 1)) / span;
      if (expected > MOST_EXPECTED || expected === 0) continue;
      while (start < others.length && (rows.day[others[start] as number] as number) < (rows.day[one] as number) - DAYS) start++;
      const from = others === bucket.entries ? index + 1 : start;
      for (let place = from; place < others.length; place++) {
        const other = others[place] as number;
        if ((rows.day[other] as number) > (rows.day[one] as number) + DAYS) break;
        const pair = pairOf(rows, names, one, other, parts, expected, places);
        if (pair) found.push(pair);
        if (found.length >= MOST_PAIRS) return found;
      }
    }
  }
  return found;
}

function countBy(entries: number[], parts: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const at of entries) counts.set(parts[at] as number, (counts.get(parts[at] as number) ?? 0) + 1);
  return counts;
}

function pairOf(
  rows: QualityRows,
  names: QualityNames,
  one: number,
  other: number,
  parts: Uint32Array,
  expected: number,
  places: Places,
): Candidate | undefined {
  if (parts[one] === parts[other] || rows.caseIds[one] === rows.caseIds[other] || !mayBeOne(rows, names, one, other)) return undefined;
  const ratio = Math.max(sizeOf(rows, one), sizeOf(rows, other)) / Math.min(sizeOf(rows, one), sizeOf(rows, other));
  if (ratio > TOLERANCE) return undefined;
  const days = Math.abs((rows.day[one] as number) - (rows.day[other] as number));
  const place = comparePlaces(places.nameOf(one), places.nameOf(other));
  const alikeBy = place === 'same' ? Math.max(places.shareOf(one), places.shareOf(other)) : PLACE[place];
  const digits = digitsOf(rows.amount[one] as number);
  const alike = digits.length >= 3 && digits === digitsOf(rows.amount[other] as number);
  const coincidence = atLeastOne(expected * alikeBy * (days === 0 ? 1 : OTHER_DAY) * (alike ? SAME_DIGITS : 1));
  const score = scoreOf(PRIOR['two-sources'], coincidence);
  if (score < LEAST_SCORE) return undefined;
  const [lead, second] = [one, other].sort((a, b) => (rows.caseIds[a] as number) - (rows.caseIds[b] as number)) as [number, number];
  return {
    kind: 'two-sources',
    members: [rows.caseIds[lead] as number, rows.caseIds[second] as number],
    reasons: reasonsOf(rows, names, lead, second, { days, place, ratio, alike, coincidence }),
    score,
  };
}

/** From two sources, or from one with two different agencies: one that names none tells nothing. */
function mayBeOne(rows: QualityRows, names: QualityNames, one: number, other: number): boolean {
  if (names.source(rows.importIds[one] as number) !== names.source(rows.importIds[other] as number)) return true;
  return [one, other].every((at) => names.codes(rows.sets.agency[at] as number).some((code) => !isMissing(code) && code !== UNPLACED));
}

function reasonsOf(
  rows: QualityRows,
  names: QualityNames,
  lead: number,
  second: number,
  found: { days: number; place: PlaceMatch; ratio: number; alike: boolean; coincidence: number },
): Reason[] {
  const source = (at: number): string => names.source(rows.importIds[at] as number);
  const from: Reason =
    source(lead) === source(second)
      ? { code: 'sources-agencies', values: {} }
      : { code: 'sources-differ', values: { one: source(lead), other: source(second) } };
  return [
    from,
    { code: 'sources-days', values: { days: found.days } },
    { code: found.alike ? 'sources-digits' : 'sources-amount', values: { percent: Number(((found.ratio - 1) * 100).toFixed(1)) } },
    { code: `sources-place-${found.place}`, values: {} },
    { code: 'coincidence', values: { perThousand: perThousand(found.coincidence) } },
  ];
}
