import type { AnalysisResult } from '../../../shared/analysis/run.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import { type Asked, analysesOf, keyOf } from '../../../shared/document/evidence.ts';
import { makePaper } from '../../../shared/document/make-paper.ts';
import type { Evidence } from '../../../shared/document/material.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import { EVERYTHING, type Filter } from '../../../shared/domain/filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { resultsFor } from '../documents/gather.ts';
import type { PackDocument } from './pack-documents.ts';
import type { PackState } from './pack-manifest.ts';

/** Documents that rest on the same cases, with every analysis any of them asks for, each once. */
interface Group {
  filter: Filter;
  documents: PackDocument[];
  asked: Asked[];
}

export interface MadePapers {
  /** In the order of the documents. */
  papers: Paper[];
  results: AnalysisResult[];
}

/** The documents of a pack in one language. */
export async function makePapers(state: PackState, table: ColumnTable, words: Wording, signal: AbortSignal): Promise<MadePapers> {
  const made = new Map<PackDocument, Paper>();
  const results: AnalysisResult[] = [];
  for (const { filter, documents, asked } of groupsOf(state.documents)) {
    const evidence = await resultsFor({ table, asked, filter, language: words.language }, signal);
    const leaving = state.disclosure.apply(evidence, filter, words);
    results.push(...leaving.map(({ result }) => result));
    for (const document of documents) made.set(document, paperOf(document, leaving, state, words));
  }
  return { papers: state.documents.flatMap((document) => made.get(document) ?? []), results };
}

function paperOf(document: PackDocument, results: Evidence[], state: PackState, words: Wording): Paper {
  const withheld = state.disclosure.notes(words);
  const isDraft = document.stored === null;
  const { signs = false } = state.input;
  return makePaper(document.composition, { ...state.groundFor(document), results, withheld, isDraft, signs }, words);
}

/** Everything the documents ask of the data, as disclosure control looks at it. */
export function asksOf(documents: readonly PackDocument[]): { asked: Asked; filter: Filter }[] {
  return groupsOf(documents).flatMap(({ asked, filter }) => asked.map((one) => ({ asked: one, filter })));
}

export function filterOf({ composition }: PackDocument): Filter {
  return composition.filter ?? EVERYTHING;
}

function groupsOf(documents: readonly PackDocument[]): Group[] {
  const groups = Map.groupBy(documents, (document) => JSON.stringify(filterOf(document)));
  return [...groups.values()].map((group) => ({
    filter: group[0] ? filterOf(group[0]) : EVERYTHING,
    documents: group,
    asked: distinct(group.flatMap(({ composition }) => analysesOf(composition))),
  }));
}

function distinct(asked: Asked[]): Asked[] {
  return [...new Map(asked.map((one) => [keyOf(one), one])).values()];
}
