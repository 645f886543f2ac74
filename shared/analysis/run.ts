import { z } from '../contract/schema.ts';
import { StowageError } from '../errors.ts';
import type { Block } from '../report/block.ts';
import type { Wording } from '../report/wording.ts';
import type { Analysis, AnalysisContext } from './define.ts';
import { analyses } from './index.ts';

/** An answer with all that is needed to make it again. */
export interface AnalysisResult {
  analysis: string;
  version: number;
  settings: Record<string, unknown>;
  dataVersion: number;
  blocks: Block[];
}

/** Throws `not-found` for an unknown analysis and `invalid-input` for settings it does not take. */
export function runAnalysis(id: string, settings: Record<string, unknown>, context: AnalysisContext): AnalysisResult {
  const analysis = analysisById(id);
  const parsed = parseSettings(analysis, settings);
  if (!parsed.success) {
    throw new StowageError(
      'invalid-input',
      `These settings do not fit the analysis "${id}", so nothing was computed. ${z.prettifyError(parsed.error)}`,
    );
  }
  const blocks = analysis.compute(context, parsed.data);
  return {
    analysis: id,
    version: analysis.version,
    settings: parsed.data as Record<string, unknown>,
    dataVersion: context.table.dataVersion,
    blocks,
  };
}

/** A command line gives `2014` as a number and `ECU,COL` as a list; where a text is wanted they are taken as they were written. */
function parseSettings({ params }: Analysis, settings: Record<string, unknown>) {
  const parsed = params.safeParse(settings);
  const texts = parsed.success ? [] : parsed.error.issues.filter((issue) => issue.code === 'invalid_type' && issue.expected === 'string');
  const names = new Set(texts.map(({ path }) => path[0]));
  if (names.size === 0) return parsed;
  const asText = (value: unknown) => (typeof value === 'number' || Array.isArray(value) ? String(value) : value);
  return params.safeParse(
    Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, names.has(name) ? asText(value) : value])),
  );
}

export function analysisById(id: string): Analysis {
  const found = analyses.find((analysis) => analysis.id === id);
  if (found) return found;
  const known = analyses.map((analysis) => analysis.id).join(', ');
  throw new StowageError('not-found', `There is no analysis called "${id}", so nothing was computed. There are: ${known}.`);
}

/** The analyses in words, with their settings as JSON Schema. */
export function listAnalyses(words: Wording) {
  return analyses.map(({ id, params }) => ({
    id,
    title: words.text(`analyses.${id}.title`),
    question: words.text(`analyses.${id}.question`),
    method: words.text(`analyses.${id}.method`),
    assumes: words.text(`analyses.${id}.assumes`),
    vanishes: words.text(`analyses.${id}.vanishes`),
    settings: z.toJSONSchema(params, { io: 'output' }) as Record<string, unknown>,
  }));
}
