import type { TableBlock } from '../report/block.ts';
import type { Chart } from '../report/chart.ts';
import type { Language } from '../report/wording.ts';
import type { Template } from './composition.ts';

/*
 * A document ready to be rendered: final wording in one language. Every format (DOCX, PDF by way of a page, PPTX, preview) renders every kind
 * of block once. Numbers and letters are given here, so that they are the same in every format and language.
 */

/** Who changed a stretch of text, and on which day; null where that is not told. */
export interface RunMark {
  by: string;
  on: string | null;
}

/** A stretch of text. One that is struck out is no part of the wording as it stands. */
export interface Run {
  text: string;
  /** Where it differs from the document's. */
  language?: Language;
  /** Text of a footnote whose mark follows this run. */
  footnote?: string;
  /** Of changes that are still open. */
  inserted?: RunMark;
  deleted?: RunMark;
}

/** `part`: id of the part of the composition it was made from, by which the page finds it again. */
export type PaperBlock = { part?: string } & PaperContent;

export type PaperContent =
  | { kind: 'heading'; level: 1 | 2; text: Run[] }
  /** `number` null: unnumbered. Labels of points as the language writes them: `(a)` or `a)`. */
  | { kind: 'paragraph'; number: number | null; text: Run[]; points: { label: string; text: Run[] }[] }
  /** A figure in words, small. */
  | { kind: 'note'; text: string }
  | { kind: 'chart'; caption: string; subtitle: string; chart: Chart }
  | { kind: 'table'; caption: string; table: TableBlock }
  | { kind: 'box'; title: string; paragraphs: Run[][] }
  /** A form of labels and answers, such as the head of a questionnaire. */
  | { kind: 'form'; rows: { label: string; value: Run[] }[] }
  | { kind: 'page-break' };

export interface PaperMasthead {
  symbol: string;
  /** Lines in order, as worded: date, original language (its footnote mark in the run), meeting, place and dates, kind of document, rapporteur, agenda item, issue. */
  date: string;
  original: Run[];
  meeting: string;
  placeAndDates: string;
  kind: string;
  rapporteur: string;
  agendaItem: string;
  issue: string;
}

export interface PaperSlide {
  title: string;
  blocks: PaperBlock[];
  /** What the speaker says, with the sources. */
  notes: string;
}

export interface Paper {
  template: Template;
  language: Language;
  title: string;
  /** For the document's properties. */
  description: string;
  /** Absent on a document that was agreed. */
  draft: string | null;
  /** The strictest handling of what it rests on, in words; null when none is recorded. */
  handling: string | null;
  masthead: PaperMasthead | null;
  jobNumber: string;
  /** `figures`: 2/2, as meeting documents have it; `words`: Page 2 of 9. */
  pageNumbers: 'figures' | 'words';
  blocks: PaperBlock[];
  /** Only where the template is of slides; then `blocks` is empty. */
  slides: PaperSlide[];
  /** Every table in full, with the name of its sheet in the workbook, what it shows and how it was made. */
  tables: { sheet: string; table: TableBlock; notes: string[] }[];
}
