import { NO_DAY } from '../columns/table.ts';
import { UNPLACED } from '../domain/vocabulary.ts';
import type { Finding, ProblemKind } from './finding.ts';
import { type Pace, QUALITY_FACETS, type QualityFacet, type QualityNames, type QualityRows, STRETCH, startsCase } from './rows.ts';

const CONTROL = /[\p{Cc}\ufffd]/u;
const TEXTS = ['place', 'division', 'drugText', 'amountText', 'unitText'] as const;
/** The wording's name of each. */
const FIELD_OF: Record<(typeof TEXTS)[number], string> = {
  place: 'place',
  division: 'division',
  drugText: 'drug',
  amountText: 'amount',
  unitText: 'unit',
};

/** Cells that hold control characters or the mark that stands for a character that could not be read. */
export async function controlCharacters(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Finding[]> {
  const odd = new Map<number, boolean>();
  const isOdd = (text: number): boolean => {
    const known = odd.get(text) ?? CONTROL.test(names.text(text));
    odd.set(text, known);
    return known;
  };
  const found: Finding[] = [];
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    for (const field of TEXTS) {
      if (isOdd(rows[field][at] as number)) found.push(oneCase(rows, at, 'control-characters', { field: FIELD_OF[field] }));
    }
  }
  return found;
}

/** Amounts that are blank, zero, or stated and not read. */
export async function emptyAmounts(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Finding[]> {
  const found: Finding[] = [];
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const amount = rows.amount[at] as number;
    if (amount > 0 || amount < 0) continue;
    const text = names.text(rows.amountText[at] as number).trim();
    if (amount === 0) found.push(oneCase(rows, at, 'amount-zero', {}));
    else if (text === '') found.push(oneCase(rows, at, 'amount-blank', {}));
    else found.push(oneCase(rows, at, 'amount-unread', { text: text.slice(0, 60) }));
  }
  return found;
}

/** Cases whose value of a facet found no place in its vocabulary, one finding for each facet. */
export async function unplacedCodes(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const facet of QUALITY_FACETS) {
    await pace();
    const cases = unplacedCases(rows, names, facet);
    if (cases.length > 0) found.push({ kind: 'unplaced', cases, reason: { code: 'unplaced', values: { field: facet } }, score: 1 });
  }
  return found;
}

function unplacedCases(rows: QualityRows, names: QualityNames, facet: QualityFacet): number[] {
  const unplaced = new Map<number, boolean>();
  const cases = new Set<number>();
  const sets = rows.sets[facet];
  for (let at = 0; at < rows.lines; at++) {
    const set = sets[at] as number;
    const known = unplaced.get(set) ?? names.codes(set).includes(UNPLACED);
    unplaced.set(set, known);
    if (known) cases.add(rows.caseIds[at] as number);
  }
  return [...cases];
}

/** Cases without a date, of imports in which a date was stated and not read: `imports` are theirs, `values` what stood there. */
export async function unreadDates(
  rows: QualityRows,
  pace: Pace,
  unread: { imports: ReadonlySet<number>; values: readonly string[]; count: number },
): Promise<Finding[]> {
  const cases: number[] = [];
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    if (rows.day[at] !== NO_DAY || !startsCase(rows, at) || !unread.imports.has(rows.importIds[at] as number)) continue;
    cases.push(rows.caseIds[at] as number);
  }
  const text = unread.values.slice(0, 5).join(', ');
  if (unread.count === 0) return [];
  return [{ kind: 'date-unread', cases, reason: { code: 'date-unread', values: { count: unread.count, text } }, score: 1 }];
}

/** Amounts of a reporter and unit that are judged for rounding, the share from which it is said, and the size below which all is round. */
const [FEWEST, SHARE, SMALLEST] = [50, 0.9, 100];

/**
 * Reporters nearly all of whose larger amounts in one unit are round (one significant digit): they were probably estimated. The score
 * is their share.
 */
export async function roundNumbers(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Finding[]> {
  const groups = new Map<string, { at: number; all: number; round: number[] }>();
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const amount = rows.amount[at] as number;
    if (!(amount >= SMALLEST) || rows.grain[at] === 1 || rows.repeatOf[at] !== 0) continue;
    const key = `${rows.sets.country[at]} ${rows.unitText[at]}`;
    const group = groups.get(key) ?? { at, all: 0, round: [] };
    groups.set(key, group);
    group.all += 1;
    if (amount === Number(amount.toPrecision(1))) group.round.push(rows.caseIds[at] as number);
  }
  return [...groups.values()].flatMap(({ at, all, round }): Finding[] => {
    if (all < FEWEST || round.length < SHARE * all) return [];
    const reporter = names.codes(rows.sets.country[at] as number).join(' ');
    const values = {
      reporter,
      unit: names.text(rows.unitText[at] as number).trim(),
      share: Math.round((round.length / all) * 100),
      n: all,
    };
    return [{ kind: 'round-numbers', cases: round, reason: { code: 'round-numbers', values }, score: round.length / all }];
  });
}

function oneCase(rows: QualityRows, at: number, kind: ProblemKind, values: Record<string, string | number>): Finding {
  return { kind, cases: [rows.caseIds[at] as number], reason: { code: kind, values }, score: 1 };
}
