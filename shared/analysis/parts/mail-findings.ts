import { narrow, type Selection, select } from '../../columns/select.ts';
import type { Block, FindingBlock } from '../../report/block.ts';
import { wilson } from '../../statistics/proportion.ts';
import type { AnalysisContext } from '../define.ts';
import { caveat, shareOf } from './caveats.ts';
import { changeBlocks } from './change.ts';
import { completeness } from './guard.ts';
import { incompletePeriods } from './incomplete.ts';
import { LARGEST, MARKS, type MailAnswer, marked } from './mail-answer.ts';
import { periodsBetween, spanOf } from './periods.ts';
import type { Repeated } from './repeated.ts';
import { sizesBy } from './sizes.ts';

export function marksFinding({ table: columns, words }: AnalysisContext, everything: Selection, stream: Selection): FindingBlock {
  if (MARKS.every(({ facet }) => completeness(columns, everything, facet).n === 0)) {
    return { kind: 'finding', text: words.text('analyses.mail.unmarked'), n: 0, of: everything.count };
  }
  const [transport, concealment, place] = MARKS.map((mark) => narrow(columns, everything, marked(columns, [mark])).count);
  const { share, low, high } = wilson(stream.count, everything.count);
  const text = words.text('analyses.mail.marks', {
    n: stream.count,
    of: everything.count,
    interval: words.text('analyses.guard.interval', {
      share: words.percent(share),
      low: words.percentSign(low),
      high: words.percentSign(high),
    }),
    transport: transport ?? 0,
    concealment: concealment ?? 0,
    place: place ?? 0,
  });
  return { kind: 'finding', text, n: stream.count, of: everything.count };
}

/** The last two years that the data cover in full. */
export function changeFindings({ table: columns, words, stream, months, settings }: MailAnswer): Block[] {
  const years = periodsBetween(months.first, months.last, 'year');
  const short = incompletePeriods(columns, stream, years);
  const [first, last] = years.filter((year) => !short.includes(year)).slice(-2);
  if (!first || !last) return [caveat(words.text('analyses.trends.noPair'))];
  const spans = { before: spanOf(first), after: spanOf(last) };
  return changeBlocks({ table: columns, selection: stream, ...spans, acrossBreaks: settings.acrossBreaks, words });
}

export function sizeFinding({ table: columns, words, stream, settings }: MailAnswer): FindingBlock {
  const all = sizesBy(columns, stream, [], LARGEST)('');
  const small = narrow(columns, stream, select(columns, { all: [{ facet: 'mass', to: settings.smallKg }] }).bits).count;
  if (all.median === null || all.p90 === null) {
    return { kind: 'finding', text: words.text('analyses.mail.noSizes'), n: 0, of: stream.count };
  }
  const text = words.text('analyses.mail.sizes', {
    n: all.n,
    of: stream.count,
    median: words.mass(all.median),
    p90: words.mass(all.p90),
    small,
    smallMass: words.mass(settings.smallKg),
    smallShare: words.percent(shareOf(small, all.n)),
    k: all.n > LARGEST ? LARGEST : 0,
    largest: words.percent(all.largest ?? 0),
  });
  return { kind: 'finding', text, n: all.n, of: stream.count };
}

export function repeatedFinding({ words, settings }: MailAnswer, { groups, eligible, of }: Repeated): FindingBlock {
  const cases = groups.reduce((sum, group) => sum + group.cases, 0);
  const runs = groups.reduce((sum, group) => sum + group.runs, 0);
  const { days, least } = settings;
  const text = words.text('analyses.mail.repeated', { cases, runs, eligible, of, days, least, smallMass: words.mass(settings.smallKg) });
  return { kind: 'finding', text, n: cases, of: eligible };
}
