import type { AnalysisResult } from '../analysis/run.ts';
import type { Composition, Part, Said } from './composition.ts';
import type { Evidence } from './material.ts';

/** An analysis to run for a document. */
export interface Asked {
  analysis: string;
  settings: Record<string, unknown>;
}

/** The analyses a document shows or quotes, each once, in the order in which they are first met. */
export function analysesOf({ parts }: Pick<Composition, 'parts'>): Asked[] {
  const all = parts.flatMap(askedBy);
  const keys = all.map(keyOf);
  return all.filter((asked, index) => keys.indexOf(keyOf(asked)) === index);
}

/** The same for the same settings in whatever order. */
export function keyOf({ analysis, settings }: Asked): string {
  return `${analysis} ${JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** Undefined where the analysis was not run. */
export function resultOf(evidence: readonly Evidence[], asked: Asked): AnalysisResult | undefined {
  const key = keyOf(asked);
  return evidence.find((one) => keyOf({ analysis: one.result.analysis, settings: one.asked }) === key)?.result;
}

function askedBy(part: Part): Asked[] {
  const plain = ({ analysis, settings }: Said): Asked => ({ analysis, settings });
  if (part.kind === 'figure') return [{ analysis: part.analysis, settings: part.settings }];
  if (part.kind === 'made') return part.analysis ? [{ analysis: part.analysis, settings: part.settings ?? {} }] : [];
  if (part.kind !== 'paragraph') return [];
  return [...(part.said ?? []), ...part.points.flatMap(({ said }) => said ?? [])].map(plain);
}
