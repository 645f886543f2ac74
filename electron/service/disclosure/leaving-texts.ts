import type { Finding } from '../../../shared/contract/findings.ts';
import type { Recommendation } from '../../../shared/contract/recommendations.ts';
import type { Composition, Texts } from '../../../shared/document/composition.ts';
import { findingsOf as findingsIn } from '../../../shared/document/edits.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import { LANGUAGES } from '../../../shared/report/wording.ts';
import { hashOfValue } from '../export/manifest.ts';
import type { PackDocument } from '../export/pack-documents.ts';

/** A text that people wrote and that leaves with a pack. */
export interface LeavingText {
  about: 'document' | 'title' | 'recommendation' | 'finding';
  /** Number of the document, recommendation or finding; null for a title. */
  item: number | null;
  /** Of a document. */
  version: number | null;
  sha256: string;
  texts: Texts[];
}

/** What there is to write a pack from, beside the data. */
export interface Written {
  findings: readonly Finding[];
  recommendations: readonly Recommendation[];
  /** The title given to a draft. */
  title?: string | undefined;
}

/** Composed documents, the title of a draft, recommendations that are answered with what was done, and findings that are said. */
export function leavingTexts(documents: readonly PackDocument[], written: Written): LeavingText[] {
  const answered = answeredIn(documents, written.recommendations);
  const said = findingsSaid(documents, written);
  return [
    ...documents.flatMap(({ stored, composition }) => (stored ? [documentText(stored, composition)] : [])),
    ...(written.title && documents.some(({ stored }) => stored === null) ? [titleText(written.title)] : []),
    ...answered.map(recommendationText),
    ...said.map(findingText),
  ];
}

/** Findings that documents say themselves, or in answer to a recommendation. */
export function findingsSaid(documents: readonly PackDocument[], { findings, recommendations }: Written): Finding[] {
  const used = new Set([
    ...documents.flatMap(({ composition }) => findingsIn(composition)),
    ...answeredIn(documents, recommendations).flatMap(({ actions }) => actions.flatMap((action) => action.findings)),
  ]);
  return findings.filter(({ id }) => used.has(id)).toSorted((a, b) => a.id - b.id);
}

function answeredIn(documents: readonly PackDocument[], recommendations: readonly Recommendation[]): Recommendation[] {
  const parts = documents.flatMap(({ composition }) => composition.parts);
  const ids = new Set(parts.flatMap((part) => (part.kind === 'answer' ? [part.recommendation] : [])));
  return recommendations.filter(({ id }) => ids.has(id));
}

function documentText({ id, version }: { id: number; version: number }, composition: Composition): LeavingText {
  return { about: 'document', item: id, version, sha256: hashOfValue(composition), texts: textsIn(composition) };
}

export function titleText(title: string): LeavingText {
  const text = cleanText(title).trim();
  return { about: 'title', item: null, version: null, sha256: hashOfValue(text), texts: LANGUAGES.map((one) => ({ [one]: text })) };
}

/** With everything the reply says of it, and nothing of who edited it when. */
export function recommendationText({ id, editedAt: _at, editedBy: _by, actions, ...own }: Recommendation): LeavingText {
  const done = actions.map(({ editedAt: _when, editedBy: _who, ...action }) => action);
  return { about: 'recommendation', item: id, version: null, sha256: hashOfValue([own, done]), texts: textsIn([own, done]) };
}

export function findingText({ id, text }: Pick<Finding, 'id' | 'text'>): LeavingText {
  return { about: 'finding', item: id, version: null, sha256: hashOfValue(text), texts: [text] };
}

/** Free text wherever it stands in a value: whatever is written by language. */
function textsIn(value: unknown): Texts[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value);
  const isText = own.length > 0 && own.every(([key, text]) => LANGUAGES.some((one) => one === key) && typeof text === 'string');
  return isText ? [value as Texts] : own.flatMap(([, inner]) => textsIn(inner));
}

const LONGEST = 120;

/** How a text begins, in the first language it was written in. */
export function beginningOf({ texts }: LeavingText): string {
  const first = texts.flatMap((text) => LANGUAGES.map((one) => text[one]?.trim()).find(Boolean) ?? [])[0] ?? '';
  const clean = cleanText(first);
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}
