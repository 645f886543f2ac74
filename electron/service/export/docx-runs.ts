import { DeletedTextRun, FootnoteReferenceRun, InsertedTextRun, type IRunOptions, Paragraph, type ParagraphChild, TextRun } from 'docx';
import type { Run, RunMark } from '../../../shared/document/paper.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { LOCALES } from './docx-styles.ts';

/** Stretches written from right to left, with the spaces between them. */
const RIGHT_TO_LEFT = /([\p{Script=Arab}\p{Script=Hebr}]+(?:[\s\p{M}]+[\p{Script=Arab}\p{Script=Hebr}]+)*)/u;
const STARTS_RIGHT = /^[^\p{L}]*[\p{Script=Arab}\p{Script=Hebr}]/u;

/** Runs with their language and their open changes, and footnotes after their marks. */
export function runsOf(runs: readonly Run[]): ParagraphChild[] {
  return runs.flatMap(({ footnote, ...run }) => [
    ...changedRuns(run),
    ...(footnote === undefined ? [] : [new FootnoteReferenceRun({ children: [notePara(footnote)] })]),
  ]);
}

export function textRuns(text: string, language?: Language, size?: number): TextRun[] {
  return runOptions(text, language, size).map((options) => new TextRun(options));
}

function runOptions(text: string, language?: Language, size?: number): IRunOptions[] {
  const look = { ...(language ? { language: { value: LOCALES[language] } } : {}), ...(size ? { size } : {}) };
  return cleanText(text)
    .split(RIGHT_TO_LEFT)
    .filter(Boolean)
    .map((piece) => ({ text: piece, ...look, ...(RIGHT_TO_LEFT.test(piece) ? { rightToLeft: true } : {}) }));
}

/**
 * Changes as Word tracks them, to be accepted or rejected there. What one drafter put in and another struck out is in neither wording, and is
 * left out.
 */
function changedRuns({ text, language, inserted, deleted }: Run): ParagraphChild[] {
  if (inserted && deleted) return [];
  const options = runOptions(text, language);
  if (inserted) return options.map((run) => new InsertedTextRun({ ...run, ...changeOf(inserted) }));
  if (deleted) return options.map((run) => new DeletedTextRun({ ...run, ...changeOf(deleted) }));
  return options.map((run) => new TextRun(run));
}

/** Changes are numbered once the document is whole; one that tells no day has none. */
function changeOf({ by, on }: RunMark): { id: number; author: string; date: string } {
  return { id: 0, author: by, date: on === null ? '' : `${on}T00:00:00Z` };
}

function notePara(text: string): Paragraph {
  return new Paragraph({ style: 'FootnoteText', children: textRuns(` ${text}`) });
}

/** A paragraph that begins in a script written from right to left runs that way. */
export function startsRight(text: string): boolean {
  return STARTS_RIGHT.test(text);
}

export function styled(style: string, text: string): Paragraph {
  return new Paragraph({ style, bidirectional: startsRight(text), children: textRuns(text) });
}
