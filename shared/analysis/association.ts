import type { Dimension } from '../columns/axis.ts';
import { select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { CodeFacet } from '../domain/facets.ts';
import { StowageError } from '../errors.ts';
import type { Block } from '../report/block.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import type { AssociationAnswer } from './parts/association-answer.ts';
import { chartOf, tableOf } from './parts/association-blocks.ts';
import { findingsOf, ownCaveats } from './parts/association-words.ts';
import { standingCaveats } from './parts/caveats.ts';
import { statedIn } from './parts/kinds.ts';
import { testPairs } from './parts/pairs.ts';

const [ID, VERSION] = ['association', 1];

const FIELDS = ['concealment', 'drug', 'transport', 'seizure-place', 'produced', 'departed', 'destined'] as const;

const params = z.strictObject({
  first: z.enum(FIELDS).default('concealment'),
  second: z.enum(FIELDS).default('drug'),
  level: z.coerce.number().int().min(1).max(2).default(1),
  minimumExpected: z.coerce.number().min(1).max(1000).default(5),
  minimumCases: z.coerce.number().int().min(1).max(100000).default(10),
  maximumQ: z.coerce.number().min(0.0001).max(0.5).default(0.05),
  prior: z.coerce.number().min(1).max(1000000).default(100),
  top: z.coerce.number().int().min(1).max(20).default(5),
});

/** Which values of two fields occur together more, or less, often than by chance. */
export const association = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    if (settings.first === settings.second) throw sameField(settings.first);
    const answer = answerOf(context, settings);
    const facets: CodeFacet[] = [settings.first, settings.second];
    const findings = findingsOf(answer);
    const chart = chartOf(answer, findings);
    return [
      ...findings,
      ...(chart ? [chart] : []),
      ...(answer.pairs.tested.length > 0 ? [tableOf(answer)] : []),
      ...ownCaveats(answer),
      ...standingCaveats(context.table, answer.selection, context.words, facets),
    ];
  },
});

function answerOf(context: AnalysisContext, settings: z.output<typeof params>): AssociationAnswer {
  const level = settings.level as 1 | 2;
  const fields: [Dimension, Dimension] = [
    { facet: settings.first, level },
    { facet: settings.second, level },
  ];
  const selection = select(context.table, context.filter);
  const stated = statedIn(context.table, selection, fields);
  const pairs = testPairs(context.table, stated, fields, settings);
  return { ...context, method: { id: ID, version: VERSION }, settings, selection, stated, pairs };
}

function sameField(field: string): StowageError {
  return new StowageError(
    'invalid-input',
    `Both fields are "${field}", and a field is always associated with itself, so nothing was computed. Choose two different fields.`,
  );
}
