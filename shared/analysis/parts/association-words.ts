import type { Block, FindingBlock } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';
import { type AssociationAnswer, frequentPairs, isSteady } from './association-answer.ts';
import { caveat, shareOf } from './caveats.ts';
import type { Pair } from './pairs.ts';

/** Probabilities smaller than this are given as being smaller. */
const SMALLEST = 0.0001;

/** First what holds whoever reports, the most certainly strong within reporters first; then how many pairs do not, and how many were tested at all. */
export function findingsOf(answer: AssociationAnswer): FindingBlock[] {
  const { pairs, settings } = answer;
  if (pairs.tested.length === 0) return [nothingTested(answer)];
  const frequent = frequentPairs(answer);
  const steady = frequent.filter(isSteady).sort((a, b) => b.reporters.low - a.reporters.low);
  const doubtful = frequent.filter((pair) => !isSteady(pair));
  return [
    ...steady.slice(0, settings.top).map((pair) => pairFinding(answer, pair)),
    ...(doubtful.length > 0 ? [doubtfulFinding(answer, frequent, doubtful)] : []),
    testedFinding(answer, frequent.length),
  ];
}

function pairFinding(answer: AssociationAnswer, pair: Pair): FindingBlock {
  const { words, stated } = answer;
  const { a, b, c } = pair.table;
  const text = words.text('analyses.association.pair', {
    ...labelsOf(answer, pair),
    n: a,
    of: stated.count,
    nFirst: a + b,
    nSecond: a + c,
    expected: words.number(pair.expected, pair.expected < 10 ? 1 : 0),
    ...oddsWords('', pair.odds, words),
    ...oddsWords('within', pair.reporters, words),
  });
  return { kind: 'finding', text, n: a, of: stated.count };
}

function doubtfulFinding(answer: AssociationAnswer, frequent: Pair[], doubtful: Pair[]): FindingBlock {
  const { words, stated, selection, settings } = answer;
  const count = (test: (pair: Pair) => boolean): number => doubtful.filter(test).length;
  const strongest = [...doubtful].sort((a, b) => b.z - a.z)[0] as Pair;
  const text = words.text('analyses.association.doubtful', {
    n: doubtful.length,
    of: frequent.length,
    reporters: count(({ kept }) => kept.reporters !== 'holds'),
    largest: count(({ kept }) => kept.largest !== 'holds'),
    sizes: count(({ kept }) => kept.sizes !== 'holds'),
    ...labelsOf({ words, settings }, strongest),
  });
  return { kind: 'finding', text, n: stated.count, of: selection.count };
}

function testedFinding(answer: AssociationAnswer, frequent: number): FindingBlock {
  const { words, pairs, settings, stated, selection } = answer;
  const passing = pairs.tested.filter(({ passes }) => passes).length;
  const text = words.text('analyses.association.tested', {
    tested: pairs.tested.length,
    untested: pairs.untested,
    passing,
    frequent,
    rate: words.percent(settings.maximumQ),
    n: stated.count,
  });
  return { kind: 'finding', text, n: stated.count, of: selection.count };
}

function nothingTested({ words, pairs, stated, selection, settings }: AssociationAnswer): FindingBlock {
  const values = { n: stated.count, untested: pairs.untested, least: words.number(settings.minimumExpected) };
  return { kind: 'finding', text: words.text('analyses.association.nothing', values), n: stated.count, of: selection.count };
}

export function ownCaveats(answer: AssociationAnswer): Block[] {
  const { words, pairs, settings, stated, selection } = answer;
  if (pairs.tested.length === 0) return [];
  const { g, degrees, gProbability, leastExpected, cases } = pairs.overall;
  const stating = { n: stated.count, of: selection.count, share: words.percent(shareOf(stated.count, selection.count)) };
  const overall = {
    n: cases,
    out: stated.count - cases,
    g: words.number(g, 1),
    degrees: words.number(degrees, 0),
    p: probabilityWords(gProbability, words),
    least: words.number(leastExpected, 2),
  };
  const gates = { expected: words.number(settings.minimumExpected), cases: settings.minimumCases, prior: words.number(settings.prior) };
  return [
    caveat(words.text('analyses.association.stated', stating)),
    caveat(words.text('analyses.association.overall', overall)),
    caveat(words.text('analyses.association.gates', gates)),
  ];
}

/** `p = 0.012`, `p < 0.0001`. */
function probabilityWords(p: number, words: Wording): string {
  return p < SMALLEST ? `p < ${words.number(SMALLEST, 4)}` : `p = ${words.number(p, 4)}`;
}

function labelsOf({ words, settings }: Pick<AssociationAnswer, 'words' | 'settings'>, { first, second }: Pair) {
  return { first: words.label(settings.first, first), second: words.label(settings.second, second) };
}

/** Odds ratio and its interval, from logarithms. */
function oddsWords(prefix: string, { estimate, low, high }: { estimate: number; low: number; high: number }, words: Wording) {
  const write = (log: number): string => words.number(Math.exp(log), Math.exp(log) < 10 ? 2 : 0);
  return { [`${prefix}Odds`]: write(estimate), [`${prefix}Low`]: write(low), [`${prefix}High`]: write(high) };
}
