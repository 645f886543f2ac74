import { resultFor } from '../../electron/service/documents/results.ts';
import { scopeOf } from '../../electron/service/export/pack-scope.ts';
import type { AnalysisResult } from '../../shared/analysis/run.ts';
import type { Finding } from '../../shared/contract/findings.ts';
import { TEMPLATES, type Template } from '../../shared/document/composition.ts';
import { draftComposition } from '../../shared/document/drafts/draft.ts';
import { analysesOf, keyOf } from '../../shared/document/evidence.ts';
import { makePaper } from '../../shared/document/make-paper.ts';
import type { Material } from '../../shared/document/material.ts';
import type { Paper } from '../../shared/document/paper.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Language } from '../../shared/report/wording.ts';
import { madeUpCases } from './pack-cases.ts';

/** Every document as it is drafted from invented cases by the analyses themselves, and what these found. */
export interface EnginePapers {
  papers: Record<Template, Paper>;
  results: AnalysisResult[];
  material: Material;
}

const CASES = 600;
const table = madeUpCases(CASES);

export function enginePapers(language: Language, findings: Finding[] = []): EnginePapers {
  const drafts = TEMPLATES.map((template) => draftComposition(template, { findings, recommendations: [] }));
  const asked = new Map(drafts.flatMap(analysesOf).map((one) => [keyOf(one), one]));
  const evidence = [...asked.values()].flatMap((one) => {
    const result = resultFor(table, one, EVERYTHING, language);
    return result ? [{ asked: one.settings, result }] : [];
  });
  const material: Material = {
    scope: scopeOf(table, EVERYTHING),
    sources: [{ source: 'Invented seizures', sha256: 'ab'.repeat(32), rows: CASES }],
    handling: 'invented',
    results: evidence,
    findings,
    recommendations: [],
  };
  const made = drafts.map((draft) => [draft.template, makePaper(draft, material, createWording(language))] as const);
  return { papers: Object.fromEntries(made) as Record<Template, Paper>, results: evidence.map(({ result }) => result), material };
}
