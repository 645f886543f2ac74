import { select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { Block, FindingBlock } from '../report/block.ts';
import { USUAL_COMPLETENESS } from '../signals/settings.ts';
import { defineAnalysis } from './define.ts';
import { caveat, standingCaveats } from './parts/caveats.ts';
import { flag, USUAL_LEAST } from './parts/guard.ts';
import { incompleteCaveats } from './parts/incomplete.ts';
import { monthsOfSelection } from './parts/periods.ts';
import { seasonBlocks } from './parts/season.ts';
import { countTrends, type TrendsAnswer } from './parts/trends-answer.ts';
import { mainChart, shareChart, trendsTable } from './parts/trends-blocks.ts';
import { delayBlocks } from './parts/trends-delay.ts';
import { busiestFinding, changeFindings, massFindings, shareFindings } from './parts/trends-findings.ts';

const [ID, VERSION] = ['trends', 2];

const month = z
  .string()
  .regex(/^(\d{4}(-(0[1-9]|1[0-2]))?)?$/, 'a period begins and ends with YYYY or YYYY-MM')
  .default('');

const params = z.strictObject({
  by: z.enum(['month', 'quarter', 'year']).default('month'),
  measure: z.enum(['counts', 'mass']).default('counts'),
  split: z.enum(['none', 'drug', 'transport', 'concealment', 'country', 'seizure-place', 'departed', 'destined']).default('none'),
  level: z.coerce.number().int().min(1).max(2).default(1),
  top: z.coerce.number().int().min(1).max(20).default(6),
  largest: z.coerce.number().int().min(1).max(100).default(10),
  beforeFrom: month,
  beforeTo: month,
  afterFrom: month,
  afterTo: month,
  seasonality: flag(true),
  nowcast: flag(true),
  longestDelay: z.coerce.number().int().min(1).max(60).default(12),
  leastReported: z.coerce.number().min(0).max(1).default(0.9),
  leastStated: z.coerce.number().min(0).max(1).default(USUAL_LEAST),
  completeness: z.coerce.number().min(0).max(1).default(USUAL_COMPLETENESS),
  acrossBreaks: flag(false),
});

/** Counts over time with mass beside them, two periods compared, shares with intervals, sizes, the season, and what is still to be reported. */
export const trends = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const selection = select(context.table, context.filter);
    const months = monthsOfSelection(context.table, selection);
    if (!months) return [{ kind: 'finding', text: context.words.text('analyses.trends.none'), n: 0, of: selection.count }];
    const answer = countTrends(context, { id: ID, version: VERSION }, settings, selection, months);
    const first: FindingBlock = busiestFinding(answer);
    const shares: Block[] = settings.split === 'none' ? [] : [{ kind: 'chart', chart: shareChart(answer) }];
    return [
      first,
      ...changeFindings(answer),
      ...massFindings(answer),
      ...shareFindings(answer),
      ...seasonBlocks(answer),
      ...delayBlocks(answer),
      { kind: 'chart', chart: mainChart(answer, first) },
      ...shares,
      trendsTable(answer),
      ...caveats(answer),
    ];
  },
});

function caveats({ table, words, selection, months, periods, settings: { split, completeness } }: TrendsAnswer): Block[] {
  return [
    ...incompleteCaveats(table, selection, periods, words, completeness),
    ...(months.undated > 0 ? [caveat(words.text('analyses.caveat.undated', { n: months.undated }))] : []),
    ...standingCaveats(table, selection, words, split === 'none' ? [] : [split]),
  ];
}
