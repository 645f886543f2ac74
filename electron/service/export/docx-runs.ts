import { FootnoteReferenceRun, Paragraph, type ParagraphChild, TextRun } from 'docx';
import type { Run } from '../../../shared/document/paper.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { LOCALES } from './docx-styles.ts';

/** Stretches written from right to left, with the spaces between them. */
const RIGHT_TO_LEFT = /([\p{Script=Arab}\p{Script=Hebr}]+(?:[\s\p{M}]+[\p{Script=Arab}\p{Script=Hebr}]+)*)/u;
const STARTS_RIGHT = /^[^\p{L}]*[\p{Script=Arab}\p{Script=Hebr}]/u;

/** Runs with their language, and footnotes after their marks. */
export function runsOf(runs: readonly Run[]): ParagraphChild[] {
  return runs.flatMap(({ text, language, footnote }) => [
    ...textRuns(text, language),
    ...(footnote === undefined ? [] : [new FootnoteReferenceRun({ children: [notePara(footnote)] })]),
  ]);
}

export function textRuns(text: string, language?: Language, size?: number): TextRun[] {
  const look = { ...(language ? { language: { value: LOCALES[language] } } : {}), ...(size ? { size } : {}) };
  return cleanText(text)
    .split(RIGHT_TO_LEFT)
    .filter(Boolean)
    .map((piece) => new TextRun({ text: piece, ...look, ...(RIGHT_TO_LEFT.test(piece) ? { rightToLeft: true } : {}) }));
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
