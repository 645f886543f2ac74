import type { Block } from '../../report/block.ts';
import { caveat } from './caveats.ts';
import type { TrendsAnswer } from './trends-answer.ts';

/** What is still to be expected in the last month of which anything is reported, and how the estimate was made; or that it cannot be. */
export function delayBlocks(answer: TrendsAnswer): Block[] {
  const { delayed, words, settings, selection } = answer;
  if (!settings.nowcast) return [];
  if (!delayed) return [caveat(words.text('analyses.trends.noDelay'))];
  const at = delayed.reported.findLastIndex((cases) => cases > 0);
  if (at < 0 || delayed.complete[at] === 1) return [caveat(words.text('analyses.trends.allReported'))];
  const [last] = delayed.months.slice(-1);
  const text = words.text('analyses.trends.expected', {
    month: words.date(delayed.months[at] as string),
    now: words.date(last as string),
    n: delayed.reported[at] as number,
    expected: words.number(delayed.expected[at] as number, 0),
    low: words.number(delayed.low[at] as number, 0),
    high: words.number(delayed.high[at] as number, 0),
    share: words.percent(delayed.complete[at] as number, 0),
  });
  const method = words.text('analyses.trends.delay', {
    months: delayed.months.length - 1,
    sources: delayed.sources,
    least: words.percent(settings.leastReported, 0),
  });
  return [{ kind: 'finding', text, n: delayed.reported[at] as number, of: selection.count }, caveat(method)];
}
