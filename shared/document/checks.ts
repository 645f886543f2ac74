import { LANGUAGES, type Language } from '../report/wording.ts';
import { bracketsOf } from './alternatives.ts';
import type { Composition, Part, Template, Texts } from './composition.ts';
import { findingsOf } from './edits.ts';
import { changesOf } from './pieces.ts';
import { footnotePlace, MASTHEAD_TEXTS, trackOf } from './places.ts';
import { behindIn, piecesOf, type Track, type Written } from './written.ts';

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
  'tracked',
  'earlier-original',
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
  /** Its sentence where people worded it, with what is known of it; an analysis leaves nothing open. */
  wording?: Written | null | undefined;
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

interface PlacedText {
  part: string | null;
  point: string | null;
  /** By which its track is found. */
  place: string;
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
    ...texts.flatMap((placed) => textChecks(placed, trackOf(document, placed.place), language)),
    ...evidenceChecks(document, findings, language),
    ...lengthCheck(document, language),
  ];
}

function textChecks({ part, point, text, speaks }: PlacedText, track: Track, language: Language): DocumentCheck[] {
  const written = LANGUAGES.filter((one) => text[one]?.trim());
  const at = { part, point, of: LANGUAGES.length };
  const missing: DocumentCheck[] = [{ kind: written.length === 0 ? 'empty' : 'untranslated', ...at, n: written.length }];
  const isExpected = written.length > 0 || !(part === null || speaks);
  const open = wordingChecks({ ...track, text }, { part, point }, language);
  return [...(isExpected && !written.includes(language) ? missing : []), ...open];
}

/** What of a wording is still open in one language: brackets, changes that were kept, a translation of what the original said before. */
function wordingChecks(written: Written, at: Pick<DocumentCheck, 'part' | 'point'>, language: Language): DocumentCheck[] {
  const counts = {
    'open-wording': bracketsOf(written.text[language] ?? '').length,
    tracked: changesOf(piecesOf(written, language) ?? []).length,
    'earlier-original': behindIn(written).includes(language) ? 1 : 0,
  };
  const kinds = ['open-wording', 'tracked', 'earlier-original'] as const;
  return kinds.flatMap((kind) => (counts[kind] > 0 ? [{ kind, ...at, n: counts[kind], of: counts[kind] }] : []));
}

function evidenceChecks(document: Composition, findings: readonly KnownFinding[], language: Language): DocumentCheck[] {
  const known = new Map(findings.map((finding) => [finding.id, finding]));
  return [
    ...findingsOf(document).flatMap((id) => {
      const kind = evidenceKind(known.get(id));
      const wording = known.get(id)?.wording;
      const at = placeOf(document, id);
      return [...(kind === null ? [] : [{ kind, ...at, n: id, of: id }]), ...(wording ? wordingChecks(wording, at, language) : [])];
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

function mastheadTexts({ title, masthead }: Composition): PlacedText[] {
  const placeOfLine = (name: string) => ({ part: null, point: `masthead-${name}`, place: `masthead-${name}` });
  const lines = masthead ? MASTHEAD_TEXTS.map((name) => ({ ...placeOfLine(name), text: masthead[name] })) : [];
  return [{ part: null, point: null, place: 'title', text: title }, ...lines];
}

function textsOf({ parts }: Composition): PlacedText[] {
  return parts.flatMap((part): PlacedText[] => {
    if (part.kind === 'heading') return [{ part: part.id, point: null, place: part.id, text: part.text }];
    if (part.kind !== 'paragraph') return [];
    const own = { part: part.id, point: null, place: part.id, text: part.text, speaks: speaksOf(part) };
    const note = part.footnote ? [{ part: part.id, point: null, place: footnotePlace(part.id), text: part.footnote }] : [];
    const points = part.points.map((point) => ({
      part: part.id,
      point: point.id,
      place: point.id,
      text: point.text,
      speaks: speaksOf(point),
    }));
    return [own, ...note, ...points];
  });
}
