import { LANGUAGES, type Language } from '../report/wording.ts';
import { bracketsOf } from './alternatives.ts';
import type { Composition, Part, Template, Texts } from './composition.ts';
import { findingsOf } from './edits.ts';

/*
 * What to look at before a document leaves. Nothing here changes the document.
 */

export const CHECK_KINDS = [
  'untranslated',
  'empty',
  'gone-finding',
  'stale-evidence',
  'no-evidence',
  'open-wording',
  'not-agreed',
  'over-length',
  'gone-source',
  'no-figure',
  'no-alt-text',
  'no-answer',
  'long-answer',
  'no-permission',
  'protected',
] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

export interface DocumentCheck {
  kind: CheckKind;
  /** Part it stands in, and its point; null for the whole document. Of the masthead the point is `masthead-` and the name of its line. */
  part: string | null;
  point: string | null;
  /** How many, out of how many allowed or there are. */
  n: number;
  of: number;
}

/** What is known about a finding the document may rest on. */
export interface KnownFinding {
  id: number;
  /** Made from another version of the data than there is now. */
  stale: boolean;
  /** Sources whose import it rests on was taken back. */
  undone?: readonly string[];
}

/** Words a document may have: a statement of three minutes (about 130 words a minute), and the Secretariat's limit for reports from outside it. */
export const MOST_WORDS: Partial<Record<Template, number>> = {
  'country-statement': 400,
  'working-group-report': 1100,
  'trend-brief': 10_700,
};
export const SPOKEN_WORDS_A_MINUTE = 130;
/** Words an answer of the implementation questionnaire may have, by its guidance note. */
export const MOST_ANSWER_WORDS = 200;

/** Runs of characters between spaces that hold a letter or a figure; a dash alone is no word. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Lines of a masthead that are written in each language. */
export const MASTHEAD_TEXTS = ['meeting', 'place', 'agendaItem', 'issue'] as const;

interface Written {
  part: string | null;
  point: string | null;
  text: Texts;
  /** Where nothing is written, its findings and analyses speak. */
  speaks?: boolean;
}

/** Words of the free text in one language: headings, paragraphs, points and footnotes. */
export function wordsOf(document: Composition, language: Language): number {
  return textsOf(document).reduce((sum, { text }) => sum + countWords(text[language] ?? ''), 0);
}

/** The checks of a document in one language, in the order of its parts. */
export function checkDocument(document: Composition, language: Language, findings: readonly KnownFinding[]): DocumentCheck[] {
  const texts = [...mastheadTexts(document), ...textsOf(document)];
  return [
    ...texts.flatMap((written) => textChecks(written, language)),
    ...evidenceChecks(document, findings),
    ...lengthCheck(document, language),
  ];
}

function textChecks({ part, point, text, speaks }: Written, language: Language): DocumentCheck[] {
  const written = LANGUAGES.filter((one) => text[one]?.trim());
  const at = { part, point, of: LANGUAGES.length };
  if (written.length === 0) return part === null || speaks ? [] : [{ kind: 'empty', ...at, n: 0 }];
  if (!written.includes(language)) return [{ kind: 'untranslated', ...at, n: written.length }];
  const brackets = bracketsOf(text[language] ?? '').length;
  return brackets > 0 ? [{ kind: 'open-wording', ...at, n: brackets, of: brackets }] : [];
}

function evidenceChecks(document: Composition, findings: readonly KnownFinding[]): DocumentCheck[] {
  const known = new Map(findings.map((finding) => [finding.id, finding]));
  return [
    ...findingsOf(document).flatMap((id) => {
      const kind = evidenceKind(known.get(id));
      return kind === null ? [] : [{ kind, ...placeOf(document, id), n: id, of: id }];
    }),
    ...document.parts.flatMap(pointChecks),
  ];
}

function evidenceKind(finding: KnownFinding | undefined): CheckKind | null {
  if (finding === undefined) return 'gone-finding';
  if (finding.undone && finding.undone.length > 0) return 'gone-source';
  return finding.stale ? 'stale-evidence' : null;
}

/** Observations want evidence; what is not agreed yet is told once for each paragraph. */
function pointChecks(part: Part): DocumentCheck[] {
  if (part.kind !== 'paragraph' || part.role === 'text') return [];
  const open = part.points.filter(({ agreed }) => !agreed).length;
  const bare = part.role === 'observations' ? part.points.filter((point) => !speaksOf(point)) : [];
  return [
    ...bare.map(({ id }) => ({ kind: 'no-evidence', part: part.id, point: id, n: 0, of: 0 }) as const),
    ...(open > 0 ? [{ kind: 'not-agreed', part: part.id, point: null, n: open, of: part.points.length } as const] : []),
  ];
}

function placeOf(document: Composition, finding: number): { part: string | null; point: string | null } {
  for (const part of document.parts) {
    if (part.kind === 'finding' && part.finding === finding) return { part: part.id, point: null };
    if (part.kind !== 'paragraph') continue;
    if (part.findings.includes(finding)) return { part: part.id, point: null };
    const point = part.points.find(({ findings }) => findings.includes(finding));
    if (point) return { part: part.id, point: point.id };
  }
  return { part: null, point: null };
}

function lengthCheck(document: Composition, language: Language): DocumentCheck[] {
  const most = MOST_WORDS[document.template];
  const words = wordsOf(document, language);
  return most !== undefined && words > most ? [{ kind: 'over-length', part: null, point: null, n: words, of: most }] : [];
}

function speaksOf({ findings, said }: { findings: number[]; said?: unknown[] | undefined }): boolean {
  return findings.length > 0 || (said?.length ?? 0) > 0;
}

function mastheadTexts({ title, masthead }: Composition): Written[] {
  const lines = masthead ? MASTHEAD_TEXTS.map((name) => ({ part: null, point: `masthead-${name}`, text: masthead[name] })) : [];
  return [{ part: null, point: null, text: title }, ...lines];
}

function textsOf({ parts }: Composition): Written[] {
  return parts.flatMap((part): Written[] => {
    if (part.kind === 'heading') return [{ part: part.id, point: null, text: part.text }];
    if (part.kind !== 'paragraph') return [];
    const own = { part: part.id, point: null, text: part.text, speaks: speaksOf(part) };
    const note = part.footnote ? [{ part: part.id, point: null, text: part.footnote }] : [];
    return [own, ...note, ...part.points.map((point) => ({ part: part.id, point: point.id, text: point.text, speaks: speaksOf(point) }))];
  });
}
