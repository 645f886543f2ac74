import type { Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { monthOfWord } from '../domain/calendar-words.ts';
import { dateShape } from '../domain/date-shape.ts';
import type { Field } from '../domain/fields.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { labelOf } from './head-sums.ts';
import { headingOf } from './headings.ts';
import type { ColumnFits } from './suggest-field.ts';
import type { HeadingFacts, Sections, Survey } from './survey.ts';

const ID = 'sections';
/** Answers: one column, two columns (a heading above a heading), neither rows nor columns, or rows of data. */
const ONE = 'one';
const TWO = 'two';
const LEAVE_OUT = 'leave-out';
const DATA = 'data';

/** Fields that the texts of headings can be told to name. */
type HeadingField = Extract<Field, 'drug' | 'country' | 'transport' | 'seizure-place' | 'year' | 'month' | 'date' | 'place'>;

const CODED = ['drug', 'country', 'transport', 'seizure-place'] as const;
const PLACE =
  /^(?:(?:sea|air)?port|airport|harbour|terminal|border post|province|district|city|port|a[ée]roport|ville|province|puerto|aeropuerto|provincia|ciudad|порт|аэропорт|провинция|область|город|район)(?:\s+(?:of|de|du|des|del|d[’']))?\s+\p{Lu}/iu;

/** What a heading names, as far as that can be told. */
function fieldOf(text: string): HeadingField | undefined {
  const shape = dateShape(text);
  if (shape?.kind === 'year' || shape?.kind === 'month') return shape.kind;
  if (shape?.kind === 'month-of-year' || shape?.kind === 'quarter' || (shape?.kind === 'named' && shape.day === null)) return 'date';
  if (monthOfWord(text) !== undefined) return 'month';
  return CODED.find((field) => (aliasOf(field, text)?.codes.length ?? 0) > 0) ?? (PLACE.test(text) ? 'place' : undefined);
}

/** What all of these texts name; undefined where they name different things, or one of them nothing that is known. */
function fieldOfAll(texts: readonly string[]): HeadingField | undefined {
  const fields = new Set(texts.map(fieldOf));
  return fields.size === 1 ? [...fields][0] : undefined;
}

/** Texts that stand above other headings; the others stand right above rows. */
function levelsOf({ texts }: HeadingFacts): { outer: string[]; inner: string[] } {
  const outer = texts.filter(({ leads }) => leads > 0).map(({ text }) => text);
  return { outer, inner: texts.filter(({ text }) => !outer.includes(text)).map(({ text }) => text) };
}

/** How many levels the headings have: 1, 2, or undefined where that cannot be told, or there are more. */
function countLevels(facts: HeadingFacts): 1 | 2 | undefined {
  if (facts.longest < 2) return 1;
  const { outer, inner } = levelsOf(facts);
  const mixed = facts.texts.some(({ leads, heads }) => leads > 0 && heads > 0);
  const [above, below] = [fieldOfAll(outer), fieldOfAll(inner)];
  if (facts.longest === 2 && !mixed && above !== undefined && below !== undefined && above !== below) return 2;
  return fieldOfAll(facts.texts.map(({ text }) => text)) === undefined ? undefined : 1;
}

/** Cells below a heading's own column name the same kind of thing: then a row with nothing else may be one of them. */
function isKindOfItsColumn({ columns }: Survey, { texts, rows }: HeadingFacts): boolean {
  const own = new Set(texts.map(({ text }) => text));
  const fields = new Set(texts.map(({ text }) => fieldOf(text)));
  const place = rows[0]?.cells.findIndex((cell) => cell.trim() !== '') ?? 0;
  const others = (columns[place]?.values ?? []).filter(({ value }) => !own.has(value)).slice(0, 100);
  const alike = others.filter(({ value }) => {
    const field = fieldOf(value);
    return field !== undefined && fields.has(field);
  });
  return alike.length > others.length / 5;
}

function headsFirst(facts: HeadingFacts): boolean {
  return facts.first || startsAbove(facts);
}

/** The header is repeated under each heading, so that the first one stands above the first header. */
function startsAbove({ first, above, beforeHeader }: HeadingFacts): boolean {
  return !first && above !== undefined && beforeHeader > 0 && headingOf([above, '']) !== undefined;
}

/** Headings that are known names, one above each group of rows, of another kind than the cells of their column. */
function isProven(survey: Survey, facts: HeadingFacts): boolean {
  const groups = facts.texts.filter(({ heads }) => heads > 0).length + (startsAbove(facts) ? 1 : 0);
  const above = startsAbove(facts) && facts.above !== undefined ? [facts.above] : [];
  const known = [...facts.texts.map(({ text }) => text), ...above].every((text) => fieldOf(text) !== undefined);
  const levels = countLevels(facts);
  const isWide = survey.header.headers.length >= 3;
  return isWide && facts.complete && groups >= 2 && known && levels !== undefined && headsFirst(facts) && !isKindOfItsColumn(survey, facts);
}

/** Whether such rows are too few and too far from any others to be asked about. */
function isOpen(survey: Survey, facts: HeadingFacts): boolean {
  const headed = facts.texts.filter(({ heads }) => heads > 0);
  if (headed.length === 0 || isKindOfItsColumn(survey, facts)) return false;
  return headsFirst(facts) || headed.some(({ text }) => fieldOf(text) !== undefined);
}

function freeNames(headers: readonly string[], count: number): string[] {
  const taken = new Set(headers.map((header) => header.trim().toLowerCase()));
  return ['Section', 'Subsection'].slice(0, count).map((wanted) => {
    let name = wanted;
    for (let turn = 2; taken.has(name.toLowerCase()); turn++) name = `${wanted} ${turn}`;
    return name;
  });
}

/**
 * How the headings between the rows of a file are read, where the file proves it or an answer says it: as columns of their own, by their names, or
 * (no names) left out. Undefined where such rows are data.
 */
export function sectionsOf(survey: Survey, decisions: Record<string, string>): Sections | undefined {
  const { headings: facts, headSums } = survey;
  if (headSums) return sumSections(survey, decisions);
  if (!facts) return undefined;
  const levels = decisions[ID] === TWO ? 2 : decisions[ID] === ONE ? 1 : undefined;
  const isAnswered = levels !== undefined || decisions[ID] === LEAVE_OUT || decisions[ID] === DATA;
  if (decisions[ID] === LEAVE_OUT) return { names: [] };
  const count = levels ?? (!isAnswered && isProven(survey, facts) ? countLevels(facts) : undefined);
  if (count === undefined) return undefined;
  return { names: freeNames(survey.header.headers, count), ...(startsAbove(facts) ? { above: true as const } : {}) };
}

/** Groups that begin with their sums: read so where the sums are named for another kind of thing than the rows, or where that was said. */
function sumSections(survey: Survey, decisions: Record<string, string>): Sections | undefined {
  const { labels = [], members = [] } = survey.headSums ?? {};
  const field = fieldOfAll(labels);
  const isProven = field !== undefined && !members.some((text) => fieldOf(text) === field);
  const answer = decisions[ID];
  if (answer === LEAVE_OUT) return { names: [], sums: true };
  const isRead = answer === ONE || (answer === undefined && isProven);
  return isRead ? { names: freeNames(survey.header.headers, 1), sums: true } : undefined;
}

function sumQuestion({ headSums, head }: Survey): OpenQuestion {
  const { groups = 0, rows = 0, labels = [] } = headSums ?? {};
  return {
    id: ID,
    options: [ONE, LEAVE_OUT, DATA].map((value) => ({ value, label: { code: `option-sections-${value}`, values: {} } })),
    evidence: { code: 'sections-sums-open', values: { rows: groups, others: rows, list: shortened(labels) } },
    examples: head
      .filter(({ row }) => row > 0)
      .slice(0, 6)
      .map(({ cells }) => cells.join(' | ').slice(0, 200)),
  };
}

function answers(facts: HeadingFacts): string[] {
  if (countLevels(facts) === 1) return facts.longest > 1 ? [ONE, TWO, LEAVE_OUT, DATA] : [ONE, LEAVE_OUT, DATA];
  return facts.longest > 2 ? [LEAVE_OUT, ONE, DATA] : [TWO, ONE, LEAVE_OUT, DATA];
}

function listed(facts: HeadingFacts): string {
  return shortened(facts.texts.map(({ text }) => text));
}

function shortened(all: readonly string[]): string {
  const texts = all.map((text) => text.slice(0, 60));
  return texts.slice(0, 8).join(', ') + (texts.length > 8 ? ', …' : '');
}

/** Asks whether rows that hold nothing but one text are headings of the rows below them, where that is likely and not proven. */
export function sectionQuestions(survey: Survey, decisions: Record<string, string>): OpenQuestion[] {
  const { headings: facts } = survey;
  if (survey.sections || decisions[ID] !== undefined) return [];
  if (survey.headSums) return [sumQuestion(survey)];
  if (!facts || !isOpen(survey, facts)) return [];
  const code = facts.longest > 2 ? 'sections-deep' : facts.longest === 2 ? 'sections-open-two' : 'sections-open';
  return [
    {
      id: ID,
      options: answers(facts).map((value) => ({ value, label: { code: `option-sections-${value}`, values: {} } })),
      evidence: { code, values: { rows: facts.count, list: listed(facts), levels: facts.longest } },
      examples: facts.rows.slice(0, 8).map(({ row, cells }) => `${row}: ${cells.join(' | ').slice(0, 200)}`),
    },
  ];
}

/** What was made of headings between the rows. */
export function sectionNotes({ headings: facts, sections, leftOut }: Survey): Said[] {
  if (sections?.sums) {
    const heads = leftOut.find(({ kind }) => kind === 'heading');
    const labels = (heads?.rows ?? []).map(({ cells }) => labelOf(cells));
    return [{ code: 'sections-sums', values: { rows: heads?.count ?? 0, list: shortened(labels), name: sections.names[0] ?? '' } }];
  }
  if (!facts || !sections) return [];
  const [name, inner] = sections.names;
  const values = { rows: facts.count, list: listed(facts) };
  const empty: Said[] = facts.empty > 0 ? [{ code: 'sections-empty', values: { rows: facts.empty } }] : [];
  if (name === undefined) return [{ code: 'sections-left', values }];
  if (inner !== undefined) return [{ code: 'sections-two', values: { ...values, name, inner } }, ...empty];
  return [{ code: 'sections-read', values: { ...values, name } }, ...empty];
}

/** A column of headings feeds what its texts name, unless a column of the file says it better; one that only the headings filled says nothing. */
export function sectionFits(columns: readonly ColumnFits[], { sections }: Survey): ColumnFits[] {
  const names = new Set(sections?.names);
  return columns.map((column) => {
    if (!names.has(column.header)) return names.size > 0 && column.profile.filled === 0 ? { ...column, fits: [] } : column;
    const texts = column.profile.values.map(({ value }) => value);
    const field = texts.length > 0 ? fieldOfAll(texts) : undefined;
    const reason: Said = { code: 'section-heading', values: { example: texts[0]?.slice(0, 60) ?? '' } };
    if (field === undefined) return { ...column, fits: column.fits.map((fit) => ({ ...fit, reason })) };
    return { ...column, fits: [{ field, score: SCORE, reason }, ...column.fits.filter((fit) => fit.field !== field)] };
  });
}

/** Below that of a column whose header names the field and whose cells agree. */
const SCORE = 0.9;

/** A recipe without sections that meets headings, or with fewer levels than this file has. */
export function sectionMisfits(survey: Survey): Said[] {
  const { headings: facts, sections } = survey;
  if (!facts) return [];
  const values = { rows: facts.count, list: listed(facts), levels: facts.longest };
  if (!sections) return isOpen(survey, facts) ? [{ code: 'misfit-headings', values }] : [];
  return sections.names.length > 0 && facts.longest > sections.names.length && countLevels(facts) !== sections.names.length
    ? [{ code: 'misfit-heading-levels', values }]
    : [];
}
