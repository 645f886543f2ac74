import packageFile from '../../../package.json' with { type: 'json' };
import type { AnalysisResult } from '../../../shared/analysis/run.ts';
import type { Finding } from '../../../shared/contract/findings.ts';
import { findingsOf } from '../../../shared/document/edits.ts';
import { EVERYTHING } from '../../../shared/domain/filter.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { Ground } from '../documents/gather.ts';
import type { Disclosure } from './apply-disclosure.ts';
import type { NewFile } from './atomic-write.ts';
import { fileHashes, hashOfValue, type Manifest, type ManifestDocument, PACK_FORMAT } from './manifest.ts';
import type { PackDocument, PackInput } from './pack-documents.ts';

/** What a pack was made from. */
export interface PackState {
  input: PackInput;
  documents: readonly PackDocument[];
  /** What a document rests on. */
  groundFor(document: PackDocument): Ground;
  /** What the pack as a whole rests on: the filter that was asked for. */
  ground: Ground;
  disclosure: Disclosure;
}

export function manifestOf(state: PackState, results: readonly AnalysisResult[], languages: Language[], files: NewFile[]): Manifest {
  const { input, documents, ground, disclosure } = state;
  const isAnswered = documents.some(({ composition }) => composition.parts.some(({ kind }) => kind === 'answer'));
  return {
    format: PACK_FORMAT,
    template: input.template,
    title: input.title ?? null,
    languages,
    filter: input.filter,
    dataVersion: ground.scope.dataVersion,
    cases: casesOf(ground),
    handling: ground.handling,
    signs: input.signs ?? false,
    documents: documents.map((document) => documentOf(document, state.groundFor(document))),
    analyses: results.map(({ analysis, version, settings }) => ({ id: analysis, version, settings })),
    findings: usedFindings(documents, ground.findings),
    recommendations: isAnswered ? hashOfValue(ground.recommendations) : null,
    disclosure: disclosure.summary,
    sources: ground.sources,
    appVersion: packageFile.version,
    files: fileHashes(files),
  };
}

function documentOf({ name, composition, stored }: PackDocument, ground: Ground): ManifestDocument {
  return {
    name,
    template: composition.template,
    document: stored?.id ?? null,
    version: stored?.version ?? null,
    filter: composition.filter ?? EVERYTHING,
    cases: casesOf(ground),
    composition: hashOfValue(composition),
  };
}

function casesOf({ scope }: Ground): Manifest['cases'] {
  return { selected: scope.n, of: scope.of, exactRepeats: scope.repeats };
}

function usedFindings(documents: readonly PackDocument[], findings: readonly Finding[]): Manifest['findings'] {
  const used = new Set(documents.flatMap(({ composition }) => findingsOf(composition)));
  return findings
    .filter(({ id }) => used.has(id))
    .toSorted((a, b) => a.id - b.id)
    .map(({ id, state, dataVersion, stale, text, caveat, wording }) => {
      const changes = wording?.changes ? [wording.changes] : [];
      return { id, state, dataVersion, stale, sha256: hashOfValue([text, caveat, ...changes]) };
    });
}
