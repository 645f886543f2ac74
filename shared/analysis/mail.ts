import { narrow, select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { Block } from '../report/block.ts';
import { defineAnalysis } from './define.ts';
import { caveat, standingCaveats } from './parts/caveats.ts';
import { flag } from './parts/guard.ts';
import { incompleteCaveats } from './parts/incomplete.ts';
import { MARKS, type MailAnswer, marked } from './parts/mail-answer.ts';
import { periodTable, rankedTables, repeatedTable, shareChart, sizesChart, volumeChart } from './parts/mail-blocks.ts';
import { changeFindings, marksFinding, repeatedFinding, sizeFinding } from './parts/mail-findings.ts';
import { monthsOfSelection, periodsBetween } from './parts/periods.ts';
import { repeatedConsignments } from './parts/repeated.ts';

const [ID, VERSION] = ['mail', 2];

const MARKED = MARKS.map(({ facet }) => facet);
/** Fields whose values are ranked within the stream. */
const RANKED = ['drug', 'departed', 'produced', 'destined', 'concealment', 'country'] as const;

const params = z.strictObject({
  by: z.enum(['month', 'quarter', 'year']).default('year'),
  level: z.coerce.number().int().min(1).max(2).default(2),
  top: z.coerce.number().int().min(1).max(60).default(10),
  smallKg: z.coerce.number().min(0).max(1000).default(0.1),
  days: z.coerce.number().int().min(0).max(366).default(14),
  least: z.coerce.number().int().min(2).max(1000).default(3),
  acrossBreaks: flag(false),
});

/** Mail and express consignments as a stream of their own. */
export const mail = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const { table: columns, words } = context;
    const everything = select(columns, context.filter);
    const stream = narrow(columns, everything, marked(columns, MARKS));
    const months = monthsOfSelection(columns, everything);
    const marks = marksFinding(context, everything, stream);
    if (!months || stream.count === 0) return [marks, ...standingCaveats(columns, everything, words, MARKED)];
    const periods = periodsBetween(months.first, months.last, settings.by);
    const answer: MailAnswer = { ...context, method: { id: ID, version: VERSION }, settings, everything, stream, months, periods };
    const repeated = repeatedConsignments(columns, stream, settings);
    return [
      marks,
      ...changeFindings(answer),
      sizeFinding(answer),
      repeatedFinding(answer, repeated),
      { kind: 'chart', chart: volumeChart(answer, marks) },
      { kind: 'chart', chart: shareChart(answer) },
      { kind: 'chart', chart: sizesChart(answer) },
      periodTable(answer),
      ...RANKED.flatMap((facet) => rankedTables(answer, facet)),
      ...repeatedTable(answer, repeated),
      ...caveats(answer),
    ];
  },
});

function caveats({ table: columns, words, stream, months, periods }: MailAnswer): Block[] {
  return [
    ...incompleteCaveats(columns, stream, periods, words),
    ...(months.undated > 0 ? [caveat(words.text('analyses.caveat.undated', { n: months.undated }))] : []),
    caveat(words.text('analyses.mail.marksCaveat')),
    caveat(words.text('analyses.mail.chance')),
    ...standingCaveats(
      columns,
      stream,
      words,
      RANKED.filter((facet) => columns.codes[facet]),
    ),
  ];
}
