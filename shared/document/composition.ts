import type { Filter } from '../domain/filter.ts';
import type { Language } from '../report/wording.ts';
import type { PlaceTrack } from './places.ts';

/*
 * A document as an analyst composes it: parts in order, free text in as many languages as were written, references to findings.
 * It holds no figure of its own; figures come from the findings and analyses when the document is made.
 */

/** Free text by language. A missing language is told by the check list, never filled in silence. Alternatives stand in [square | brackets]. */
export type Texts = Partial<Record<Language, string>>;

export const TEMPLATES = [
  'profile',
  'working-group-report',
  'country-statement',
  'trend-brief',
  'slides',
  'questionnaire',
  'annex',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** What stands above the text of a meeting document. Dates are `YYYY-MM-DD`. */
export interface Masthead {
  /** Such as `UNODC/HONEURO/13/L.1/Add.2`; empty where none was given yet. */
  symbol: string;
  date: string | null;
  originalLanguage: Language;
  meeting: Texts;
  place: Texts;
  from: string | null;
  to: string | null;
  rapporteur: string;
  /** ISO 3166-1 alpha-3 of the rapporteur's State; empty where none was given yet. */
  state: string;
  /** Such as “Consideration of topics by working groups”. */
  agendaItem: Texts;
  /** Such as “Issue (b): New modi operandi…”. */
  issue: Texts;
  /** Such as `V.19-06194`. */
  jobNumber: string;
}

/** A sentence that an analysis says of the data, by its place among its findings, from 0. */
export interface Said {
  analysis: string;
  settings: Record<string, unknown>;
  at: number;
}

/** A lettered observation, conclusion or recommendation. Without a text it says what its findings and analyses say. */
export interface Point {
  id: string;
  text: Texts;
  /** Findings it rests on. */
  findings: number[];
  /** Sentences of analyses it rests on, in a draft without findings. */
  said?: Said[] | undefined;
  agreed: boolean;
}

/**
 * What is written from the workspace when the document is made: the cases it rests on, its method as a chapter, its sources, all that one
 * analysis shows, or the form that heads a reply to a questionnaire.
 */
export const MADE = ['scope', 'method-chapter', 'sources', 'analysis', 'submission-form', 'page-break'] as const;
export type Made = (typeof MADE)[number];

export type Part =
  | { kind: 'heading'; id: string; level: 1 | 2; text: Texts }
  /** Numbered; an opening sentence, then points where there are any. Without a text it says what its findings and analyses say. */
  | {
      kind: 'paragraph';
      id: string;
      role: ParagraphRole;
      text: Texts;
      footnote?: Texts;
      points: Point[];
      findings: number[];
      said?: Said[] | undefined;
    }
  /** The sentence of a finding as a numbered paragraph. */
  | { kind: 'finding'; id: string; finding: number }
  /** What an analysis shows: a chart, map or table of it, by its place among the blocks of that kind. */
  | { kind: 'figure'; id: string; analysis: string; settings: Record<string, unknown>; block: 'chart' | 'table' | 'number'; at: number }
  /** A box on method, made from what the document's analyses say of themselves. */
  | { kind: 'method'; id: string }
  /** An answer to an earlier recommendation, by its number in the tracker; 0 for the empty form. */
  | { kind: 'answer'; id: string; recommendation: number }
  | { kind: 'made'; id: string; what: Made; analysis?: string | undefined; settings?: Record<string, unknown> | undefined };

export const PARAGRAPH_ROLES = ['text', 'observations', 'conclusions', 'recommendations'] as const;
export type ParagraphRole = (typeof PARAGRAPH_ROLES)[number];

export interface Composition {
  template: Template;
  title: Texts;
  masthead: Masthead | null;
  /** Which cases its figures are taken from; absent: all. */
  filter?: Filter | undefined;
  /** The language it is written in first, where no masthead names it; absent: English. */
  original?: Language | undefined;
  /** Changes of its texts are kept until somebody decides. */
  tracking?: boolean | undefined;
  /** Of texts whose changes are open or whose translations are behind. */
  tracks?: PlaceTrack[] | undefined;
  parts: Part[];
}
