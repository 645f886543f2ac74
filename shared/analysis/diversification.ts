import { select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { CodeFacet } from '../domain/facets.ts';
import type { Block, FindingBlock } from '../report/block.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, shareOf, standingCaveats } from './parts/caveats.ts';
import type { DiversityAnswer, DiversitySettings, Measured } from './parts/diversity-answer.ts';
import { profileChart, profileTable } from './parts/diversity-blocks.ts';
import { changeFindings } from './parts/diversity-change.ts';
import { profileOf } from './parts/diversity-profile.ts';
import { newKindsBlocks } from './parts/first-seen-blocks.ts';
import { flag } from './parts/guard.ts';
import { incompletePeriods } from './parts/incomplete.ts';
import { countKinds, type KindFields } from './parts/kinds.ts';
import { periodLabel } from './parts/periods.ts';

const [ID, VERSION] = ['diversification', 1];

const params = z.strictObject({
  /** A tuple is transport with concealment and group of drug. */
  kind: z.enum(['concealment', 'transport', 'tuple']).default('concealment'),
  level: z.coerce.number().int().min(1).max(2).default(2),
  by: z.enum(['quarter', 'year']).default('year'),
  /** Periods with fewer namings are left out, since all are rarefied to the smallest. */
  atLeast: z.coerce.number().int().min(10).max(100000).default(50),
  acrossBreaks: flag(false),
  draws: z.coerce.number().int().min(50).max(2000).default(200),
  seed: z.coerce.number().int().min(0).max(4294967295).default(1),
});

/** How many kinds of concealment or transport were used in effect, and whether that moved. */
export const diversification = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const answer = measure(context, settings);
    const facets: CodeFacet[] = answer.fields.map(({ facet }) => facet);
    return [
      ...(answer.measured.length > 0 ? figures(answer) : [tooFew(answer)]),
      ...newKindsBlocks(answer),
      ...ownCaveats(answer),
      ...standingCaveats(context.table, answer.selection, context.words, facets),
    ];
  },
});

function measure(context: AnalysisContext, settings: DiversitySettings): DiversityAnswer {
  const selection = select(context.table, context.filter);
  const fields = fieldsOf(settings);
  const kinds = countKinds(context.table, selection, fields, settings.by);
  const large = kinds.periods.filter(({ named }) => named >= settings.atLeast);
  const size = Math.min(...large.map(({ named }) => named));
  const measured = large.map((period) => ({ ...period, profile: profileOf(period.counts, size, settings) }));
  const incomplete = incompletePeriods(
    context.table,
    selection,
    kinds.periods.map(({ period }) => period),
  );
  return { ...context, method: { id: ID, version: VERSION }, settings, fields, selection, kinds, measured, incomplete, size };
}

function fieldsOf({ kind, level }: DiversitySettings): KindFields {
  const chosen = level as 1 | 2;
  if (kind !== 'tuple') return [{ facet: kind, level: chosen }];
  return [
    { facet: 'transport', level: chosen },
    { facet: 'concealment', level: chosen },
    { facet: 'drug', level: 1 },
  ];
}

function figures(answer: DiversityAnswer): Block[] {
  const changes = changeFindings(answer);
  const findings = [...changes, latest(answer)];
  const title = findings.find((block): block is FindingBlock => block.kind === 'finding') as FindingBlock;
  return [...findings, { kind: 'chart', chart: profileChart(answer, title) }, profileTable(answer)];
}

/** The profile of the last complete period in words. */
function latest({ words, settings, measured, incomplete, selection }: DiversityAnswer): FindingBlock {
  const last = (measured.filter(({ period }) => !incomplete.includes(period)).at(-1) ?? measured.at(-1)) as Measured;
  const [all, typical, dominant] = last.profile.map(({ value }) => words.number(value, 1)) as [string, string, string];
  const text = words.text('analyses.diversification.latest', {
    kind: words.text(`analyses.diversification.kinds.${settings.kind}`),
    period: periodLabel(last.period, words),
    n: last.cases,
    all,
    typical,
    dominant,
    low: words.number(last.profile[1].low, 1),
    high: words.number(last.profile[1].high, 1),
  });
  return { kind: 'finding', text, n: last.cases, of: selection.count };
}

function tooFew({ words, settings, kinds, selection }: DiversityAnswer): FindingBlock {
  const text = words.text('analyses.diversification.tooFew', {
    kind: words.text(`analyses.diversification.kinds.${settings.kind}`),
    n: kinds.stated.count,
    least: settings.atLeast,
  });
  return { kind: 'finding', text, n: kinds.stated.count, of: selection.count };
}

function ownCaveats({ words, settings, selection, kinds, measured, size }: DiversityAnswer): Block[] {
  const stated = kinds.stated.count;
  const dated = kinds.periods.reduce((sum, { cases }) => sum + cases, 0);
  const out = kinds.periods.filter(({ named }) => named < settings.atLeast);
  const leftOut = {
    n: selection.count - stated,
    of: selection.count,
    share: words.percent(shareOf(selection.count - stated, selection.count)),
  };
  const small = { n: out.length, least: settings.atLeast, list: out.map(({ period }) => periodLabel(period, words)).join(', ') };
  return [
    caveat(words.text('analyses.diversification.leftOut', leftOut)),
    ...(kinds.periods.length > 1 ? [caveat(words.text('analyses.diversification.newness'))] : []),
    ...(out.length > 0 ? [caveat(words.text('analyses.diversification.small', small))] : []),
    ...(measured.length > 0 ? [caveat(words.text('analyses.diversification.rarefied', { size, draws: settings.draws }))] : []),
    ...(stated > dated ? [caveat(words.text('analyses.caveat.undated', { n: stated - dated }))] : []),
  ];
}
