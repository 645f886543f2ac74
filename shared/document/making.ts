import type { AnalysisResult } from '../analysis/run.ts';
import type { TableBlock } from '../report/block.ts';
import type { Wording } from '../report/wording.ts';
import type { Composition, Said, Template } from './composition.ts';
import { type Asked, analysesOf, resultOf } from './evidence.ts';
import type { Material } from './material.ts';
import type { Run } from './paper.ts';
import { sheetName } from './sheet-name.ts';
import { cleanText, joined } from './texts.ts';
import { draftersOf, writtenRuns } from './tracked-runs.ts';

/** A document while it is made: what it is made of, and what was counted so far. */
export interface Making {
  composition: Composition;
  material: Material;
  words: Wording;
  /** Results of the analyses the document asks for, in the order in which it does. */
  results: AnalysisResult[];
  /** Every table of them, with the sheet it stands on. */
  tables: { sheet: string; table: TableBlock; of: AnalysisResult }[];
  /** The last number given to each. */
  numbered: { paragraph: number; figure: number; table: number };
  /** Sentences that were printed. */
  said: Set<string>;
  /** Signs of those whose changes are open. */
  drafters: string[];
}

/** Documents whose paragraphs are cited by number. Replies of States, statements and slides have none. */
const NUMBERED: readonly Template[] = ['profile', 'working-group-report', 'trend-brief'];
/** Documents that come with a workbook of their own, whose sheets their tables point to. */
const WITH_WORKBOOK: readonly Template[] = ['profile', 'country-statement', 'trend-brief', 'annex'];

export function startMaking(composition: Composition, material: Material, words: Wording): Making {
  const asked = analysesOf(composition);
  const results = asked.flatMap((one) => resultOf(material.results, one) ?? []);
  const tables = results.flatMap((of) => of.blocks.filter((block) => block.kind === 'table').map((table) => ({ table, of })));
  return {
    composition,
    material,
    words,
    results,
    tables: tables.map(({ table, of }, index) => ({ sheet: sheetName(index + 1, table.title), table, of })),
    numbered: { paragraph: 0, figure: 0, table: 0 },
    said: new Set(),
    drafters: draftersOf({ composition, material }),
  };
}

/** The number of the next paragraph; null in documents that have none. */
export function nextNumber({ composition, numbered }: Making): number | null {
  if (!NUMBERED.includes(composition.template)) return null;
  numbered.paragraph += 1;
  return numbered.paragraph;
}

export function resultIn({ material }: Making, asked: Asked): AnalysisResult | undefined {
  return resultOf(material.results, asked);
}

/** The sheet of a table in the document's own workbook; empty where it has none. */
export function sheetOf({ composition, tables }: Making, table: TableBlock): string {
  if (!WITH_WORKBOOK.includes(composition.template)) return '';
  return tables.find((other) => other.table === table)?.sheet ?? '';
}

/** What a stored finding says; that its data were taken back where they were; undefined where it is gone. */
function keptSentence(id: number, making: Making): Run[] | undefined {
  const { material, words } = making;
  const finding = material.findings.find((one) => one.id === id);
  if (finding && finding.undone.length > 0)
    return [{ text: words.text('document.undone', { sources: finding.undone.map(cleanText).join(', ') }) }];
  if (finding?.wording) return writtenRuns(finding.wording, making);
  const text = finding?.text[words.language];
  return text === undefined ? undefined : [{ text }];
}

/** The sentences of stored findings, then of analyses, each once; those that are no longer there are left out. */
export function sentencesOf(making: Making, findings: readonly number[], said: readonly Said[] = []): Run[][] {
  const kept = findings.flatMap((id) => {
    const runs = keptSentence(id, making);
    return runs ? [runs] : [];
  });
  const told = said.flatMap((one) => findingsIn(resultIn(making, one))[one.at] ?? []).map((text) => [{ text }]);
  const all = [...kept, ...told];
  for (const sentence of all) making.said.add(sentenceKey(joined(sentence)));
  return [...new Map(all.map((sentence) => [joined(sentence), sentence])).values()];
}

/** One after the other, with a space between. */
export function spaced(texts: readonly Run[][]): Run[] {
  return texts.filter((runs) => runs.length > 0).flatMap((runs, index) => (index > 0 ? [{ text: ' ' }, ...runs] : runs));
}

export function findingsIn(result: AnalysisResult | undefined): string[] {
  return result?.blocks.filter((block) => block.kind === 'finding').map((block) => block.text) ?? [];
}

/** The same for a sentence and a title that says it. */
export function sentenceKey(text: string): string {
  return text.replace(/\.$/, '');
}
