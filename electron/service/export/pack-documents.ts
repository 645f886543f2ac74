import type { packsContract } from '../../../shared/contract/packs.ts';
import type { Composition, Template } from '../../../shared/document/composition.ts';
import { type DraftMaterial, draftComposition } from '../../../shared/document/drafts/draft.ts';
import { StowageError } from '../../../shared/errors.ts';
import { LANGUAGES } from '../../../shared/report/wording.ts';
import type { ParsedInputOf } from '../../../shared/rpc.ts';
import type { ReadDb } from '../db/connect.ts';
import { findDocument } from '../db/queries/documents.ts';
import { draftMaterial } from '../documents/gather.ts';
import { noDocument } from '../documents/tasks.ts';

export type PackInput = ParsedInputOf<(typeof packsContract)['packs.build']>;

/** A document of a pack before it is made. */
export interface PackDocument {
  /** What its files are called, before language and format. */
  name: string;
  composition: Composition;
  /** The composed document it is; null for a draft. */
  stored: { id: number; version: number } | null;
}

/** What a delegation hands over. */
const ALL: readonly Template[] = ['working-group-report', 'country-statement', 'trend-brief', 'slides', 'questionnaire', 'annex'];

/** The files a document is handed over as; `pdf` only where a browser can print it. */
const FORMATS: Record<Template, readonly string[]> = {
  profile: ['docx', 'xlsx'],
  'working-group-report': ['docx', 'pdf'],
  'country-statement': ['docx', 'pdf', 'xlsx'],
  'trend-brief': ['docx', 'pdf', 'xlsx'],
  slides: ['pptx'],
  questionnaire: ['docx', 'pdf'],
  annex: ['docx', 'xlsx'],
};

export function formatsOf({ composition }: PackDocument): readonly string[] {
  return FORMATS[composition.template];
}

/** The documents of a pack in order. Throws `not-found` for a composed one that is gone and `invalid-input` for one of another template. */
export function packDocuments(read: ReadDb, input: PackInput): PackDocument[] {
  const stored = input.documents.map((id) => storedDocument(read, id, input));
  const templates = (input.template === 'all' ? ALL : [input.template]).filter(
    (template) => !stored.some(({ composition }) => composition.template === template),
  );
  const known = draftMaterial(read);
  const drafts = templates.map((template) => draftDocument(template, known, input));
  return named([...stored, ...drafts].toSorted((a, b) => orderOf(a) - orderOf(b)));
}

function orderOf({ composition }: Pick<PackDocument, 'composition'>): number {
  return ALL.indexOf(composition.template);
}

function draftDocument(template: Template, known: DraftMaterial, { filter, title }: PackInput): Omit<PackDocument, 'name'> {
  const composition = draftComposition(template, known);
  const titled = title ? { title: Object.fromEntries(LANGUAGES.map((language) => [language, title])) } : {};
  return { composition: { ...composition, ...titled, filter }, stored: null };
}

function storedDocument(read: ReadDb, id: number, { template, filter }: PackInput): Omit<PackDocument, 'name'> {
  const found = findDocument(read, id);
  if (!found) throw noDocument();
  if (template !== 'all' && found.template !== template) throw otherTemplate(id, found.template, template);
  return { composition: { ...found.composition, filter: found.composition.filter ?? filter }, stored: { id, version: found.version } };
}

/** Called by its template; where two are of one, by their numbers in the workspace as well. */
function named(documents: Omit<PackDocument, 'name'>[]): PackDocument[] {
  const isAlone = (template: Template) => documents.filter(({ composition }) => composition.template === template).length === 1;
  return documents.map((document) => {
    const { template } = document.composition;
    return { ...document, name: isAlone(template) ? template : `${template}-${document.stored?.id}` };
  });
}

function otherTemplate(id: number, is: string, wanted: string): StowageError {
  return new StowageError(
    'invalid-input',
    `Document ${id} is a ${is} and not a ${wanted}, so nothing was made. Name its own template, or all.`,
  );
}
