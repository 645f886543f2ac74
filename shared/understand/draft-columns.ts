import type { Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { FIELDS, type Field } from '../domain/fields.ts';
import { foldHeader } from '../domain/header-name.ts';
import { decideGrain } from './decide-grain.ts';
import { dittoNotes, dittoQuestions, withoutDittos } from './ditto.ts';
import type { DraftContext, Drafting } from './draft.ts';
import { COUNTED, decideConstants, MAY_MEASURE } from './draft-constants.ts';
import { unpivotedColumns, withMeasure } from './draft-unpivot.ts';
import { ruleFor } from './field-rule.ts';
import { readHeader } from './field-words.ts';
import { fillQuestions } from './fill-down.ts';
import { findSeries } from './find-series.ts';
import { totalNotes, totalQuestions } from './find-totals.ts';
import { type FoundUnitColumns, findUnitColumns } from './find-unit-columns.ts';
import { type FoundUnpivot, findUnpivot } from './find-unpivot.ts';
import { markedPlaces, markNotes, markQuestions, withMarks } from './marks.ts';
import { measureNotes, withMeasures, withNumbersOfValue } from './measures.ts';
import { countsOutside, outsideUnits } from './outside.ts';
import { decideReading } from './read-rules.ts';
import { decideRunning } from './running.ts';
import { sectionFits, sectionNotes, sectionQuestions } from './sections.ts';
import { sheetColumns } from './sheet-column.ts';
import { sourceNameOf } from './source-name.ts';
import { type Assigned, assignFields, type ColumnFits, fitsOfColumn } from './suggest-field.ts';
import type { Survey } from './survey.ts';
import { transposedQuestions } from './transposed.ts';
import { settleUnits } from './unit-conflict.ts';

/** The fits of every column of a surveyed table. */
export function columnFits(survey: Survey): ColumnFits[] {
  return survey.columns.map((profile, place) =>
    fitsOfColumn(withoutDittos(profile), place, (survey.header.headers[place] ?? profile.header).trim()),
  );
}

function columnOf({ column, fit, lostTo }: Assigned): RecipeColumn {
  const why: Said = lostTo ? { code: 'field-taken', values: { by: lostTo } } : (column.contradiction ?? { code: 'kept', values: {} });
  return {
    header: column.header,
    field: fit?.field ?? null,
    read: ruleFor(fit?.field, column.header),
    crosswalk: null,
    values: [],
    reason: fit?.reason ?? why,
  };
}

function kept(header: string, reason: Said): RecipeColumn {
  return { header, field: null, read: { as: 'text' }, crosswalk: null, values: [], reason };
}

/** A field that the analyst gave a column goes before what was suggested. */
function answeredFits(column: ColumnFits, decisions: Record<string, string>): ColumnFits {
  const answer = decisions[`field:${column.header}`] ?? (decisions.amount === column.header ? 'amount' : undefined);
  if (answer === undefined) return decisions.unit === COUNTED ? amountsCount(column) : column;
  const field = FIELDS.find((name) => name === answer);
  return {
    ...column,
    fits: field ? [{ field, score: 100, reason: { code: 'decided', values: { answer } } }] : [],
    contradiction: undefined,
  };
}

/** Beside a column of units the only column of plain numbers, headed `Value` or the like, holds the amounts. */
function valueIsAmount(columns: ColumnFits[]): ColumnFits[] {
  const has = (field: Field) => columns.some(({ fits }) => fits[0]?.field === field);
  const plain = columns.filter(
    ({ header, fits, content }) => fits.length === 0 && content.number >= 0.9 && MAY_MEASURE.has(foldHeader(header)),
  );
  const [only] = plain;
  if (!only || plain.length > 1 || !has('unit') || has('amount') || has('events')) return columns;
  const fit = { field: 'amount' as const, score: 0.8, reason: { code: 'field-header', values: { word: only.header } } };
  return columns.map((column) => (column === only ? { ...column, fits: [fit] } : column));
}

/** The column that would be the amount counts cases. */
function amountsCount(column: ColumnFits): ColumnFits {
  const fits = column.fits.map((fit) => (fit.field === 'amount' ? { ...fit, field: 'events' as const } : fit));
  return { ...column, fits };
}

/** Columns that the header says feed a field which another column, or none, feeds. */
function unusedNotes(assigned: readonly Assigned[]): Said[] {
  const fed = new Set(assigned.flatMap(({ fit }) => fit?.field ?? []));
  return assigned.flatMap(({ column, fit, lostTo }): Said[] => {
    const lost = column.fits[0]?.field;
    if (!fit && lostTo !== undefined && (lost === 'amount' || lost === 'events'))
      return [{ code: 'field-beside', values: { header: column.header, by: lostTo } }];
    const word = readHeader(column.header)[0]?.field ?? (column.contradiction?.code === 'unit-contradicted' ? 'amount' : undefined);
    const isMissed = word !== undefined && MISSED.includes(word) && !fed.has(word);
    if (fit || !column.contradiction || !isMissed) return [];
    if (column.contradiction.code === 'unit-contradicted')
      return [{ code: 'unit-contradicted', values: { ...column.contradiction.values, header: column.header } }];
    return [{ code: 'header-contradicted-note', values: { ...column.contradiction.values, header: column.header } }];
  });
}

/** Fields without which a record says little. */
const MISSED: readonly Field[] = ['date', 'year', 'drug', 'amount', 'country', 'events'];

const WORLD =
  /^(?:africa|afrique|америка|africa|americas?|asia|asie|азия|европа|африка|europe|europa|oceania|oceanie|океания|.*(?:europe|africa|asia|america|caribbean|oceania).*)$/iu;

/** `Region` is a part of the country unless a division stands beside it or its values are parts of the world. */
function regionIsDivision(columns: ColumnFits[]): ColumnFits[] {
  const has = (field: Field) => columns.some(({ fits }) => fits[0]?.field === field);
  if (has('division') || has('subregion')) return columns;
  return columns.map((column) => {
    const [first, ...others] = column.fits;
    const world = column.profile.values.slice(0, 20).some(({ value }) => WORLD.test(foldHeader(value)));
    return first?.field === 'region' && !world ? { ...column, fits: [{ ...first, field: 'division' as const }, ...others] } : column;
  });
}

function fiscal(recipe: Recipe, survey: Survey, country: string | undefined, decisions: Record<string, string>): Drafting {
  const year = recipe.columns.find(({ field }) => field === 'year');
  const hasMonth = recipe.columns.some(({ field }) => field === 'month');
  const values = survey.columns.find(({ header }) => header.trim() === year?.header)?.values ?? [];
  const folded = foldHeader(year?.header ?? '');
  const isFiscal =
    /^fy\b|fiscal|financial|exercice|ejercicio|финансов/u.test(folded) ||
    (values.length > 0 && values.every(({ value }) => /^fy|^\d{4}\s*[/–-]\s*\d{2,4}$/iu.test(value)));
  if (!year || !isFiscal) return { recipe, questions: [], notes: [] };
  const id = `fiscal-start:${year.header}`;
  const answer = Number(decisions[id] ?? decisions['fiscal-start']);
  const known = answer >= 1 && answer <= 12 ? answer : country === 'USA' ? 10 : undefined;
  if (known === undefined && !hasMonth)
    return { recipe, questions: [], notes: [{ code: 'fiscal-no-month', values: { header: year.header } }] };
  const columns = recipe.columns.map((column) =>
    column === year ? { ...column, read: { as: 'year' as const, fiscal: { startMonth: known ?? 10 } } } : column,
  );
  const question: OpenQuestion = {
    id,
    options: ['10', '7', '4', '1'].map((month) => ({ value: month, label: { code: 'option-month', values: { month: Number(month) } } })),
    evidence: { code: 'fiscal-open', values: { header: year.header } },
    examples: values.slice(0, 3).map(({ value }) => value),
  };
  const note: Said = { code: 'fiscal-start', values: { header: year.header, month: known ?? 10 } };
  return { recipe: { ...recipe, columns }, questions: known === undefined ? [question] : [], notes: known === undefined ? [] : [note] };
}

interface Columns extends Pick<Drafting, 'questions' | 'notes'> {
  columns: RecipeColumn[];
  found: FoundUnpivot | undefined;
}

/** Cells that no header measures count cases where a title or an answer says so. */
function counted(found: FoundUnpivot | undefined, survey: Survey, { unit }: Record<string, string>): FoundUnpivot | undefined {
  const isBare = found?.units.every((own) => own === '') === true && found.names !== 'unit' && found.names !== null;
  const counts = isBare && (unit === COUNTED || (unit === undefined && countsOutside(survey) && outsideUnits(survey).length === 0));
  return found && counts ? { ...found, counts } : found;
}

/** Columns of the table as the parser will hand it over: those that stay, then those that arise. */
function columnsOf(survey: Survey, decisions: Record<string, string>): Columns {
  const isSheet = ({ header }: ColumnFits) => survey.sheetColumn !== undefined && header === survey.sheetColumn.trim();
  const all = valueIsAmount(sectionFits(columnFits(survey), survey).filter((column) => !isSheet(column)));
  const marked = markedPlaces(all, survey, decisions);
  const plain = all.filter(({ place }) => !marked.has(place));
  const named = findUnpivot(plain, survey.header.headers, decisions);
  const units: FoundUnitColumns = named ? { questions: [], notes: [] } : findUnitColumns(plain, survey, decisions);
  const found = counted(named ?? findSeries(plain, survey.header.headers) ?? units.found, survey, decisions);
  const gone = new Set([...(found?.places ?? []), ...(found?.besidePlaces ?? [])]);
  const fed = new Set<Field>(
    found ? [...(found.names === null ? [] : [found.names]), 'amount', ...[...found.also, ...found.beside].map(({ field }) => field)] : [],
  );
  const stay = regionIsDivision(all.filter(({ place }) => !gone.has(place)).map((column) => answeredFits(column, decisions)));
  const totals = new Set(found?.totals ?? []);
  const unmarked = stay.map((column) => (marked.has(column.place) ? { ...column, fits: [] } : column));
  const fitting = unmarked.map((column) =>
    found ? { ...column, fits: column.fits.filter((fit) => !fed.has(fit.field) && !totals.has(column.place)) } : column,
  );
  const others = new Set(found?.otherMeasures ?? []);
  const assignments = assignFields(fitting.map((column) => (others.has(column.place) ? { ...column, fits: [] } : column)));
  const fill = fillQuestions(survey, assignments, decisions);
  const assigned = assignments.map((own) => {
    const { place, header } = own.column;
    if (totals.has(place)) return kept(header, { code: 'total-column', values: {} });
    return others.has(place) ? kept(header, { code: 'other-measure', values: {} }) : columnOf(own);
  });
  const hasEvents = assigned.some(({ field }) => field === 'events');
  const feeds = (field: Field) => fed.has(field) || assigned.some((column) => column.field === field);
  const columns = withMarks(withMeasures([...assigned, ...sheetColumns(survey, feeds)], survey), all, survey);
  const questions = [
    ...transposedQuestions(survey, decisions),
    ...sectionQuestions(survey, decisions),
    ...dittoQuestions(survey, assignments, decisions),
    ...markQuestions(all, survey, decisions),
    ...units.questions,
    ...fill.questions,
  ];
  return {
    questions,
    notes: [
      ...sectionNotes(survey),
      ...dittoNotes(survey),
      ...measureNotes(survey),
      ...markNotes(survey),
      ...units.notes,
      ...fill.notes,
      ...(found ? [] : unusedNotes(assignments)),
    ],
    columns: found ? [...columns, ...unpivotedColumns(found, hasEvents)] : columns,
    found,
  };
}

function emptyRecipe(survey: Survey, columns: RecipeColumn[], found: FoundUnpivot | undefined): Recipe {
  const name = sourceNameOf(survey.file.fileName).slice(0, 300);
  return {
    stowage: 'recipe',
    version: 1,
    title: name,
    source: { name, originator: '', handling: 'ask-originator' },
    layout: null,
    file: { format: survey.file.format, encoding: null, delimiter: null, sheet: null, entry: null },
    table: { headerAt: 0, headerRows: 1, headers: [], leaveOut: [], keep: [], leave: [], unpivot: found?.unpivot ?? null, grain: 'case' },
    constants: [],
    columns,
  };
}

function leftOutNotes({ leftOut }: Survey): Said[] {
  return leftOut
    .filter(({ count, kind }) => count > 0 && kind !== 'blank' && kind !== 'heading' && kind !== 'other-measure')
    .map(({ kind, count, rows }) => ({
      code: `left-out-${kind}`,
      values: {
        rows: count,
        example:
          rows[0]?.cells
            .filter((cell) => cell !== '')
            .join(' | ')
            .slice(0, 200) ?? '',
      },
    }));
}

function duplicateHeaders(columns: readonly RecipeColumn[]): RecipeColumn[] {
  const seen = new Set<string>();
  return columns.map((column) => {
    const key = column.header.toLowerCase();
    if (column.header !== '' && !seen.has(key)) {
      seen.add(key);
      return column;
    }
    return column.header === '' ? kept('', { code: 'no-header', values: {} }) : column;
  });
}

/** A recipe for a file of no known layout, decided column by column. */
export function draftColumns(survey: Survey, context: DraftContext): Drafting {
  const { columns, found, ...asked } = columnsOf(survey, context.decisions);
  const drafted = emptyRecipe(survey, duplicateHeaders(columns), found);
  const outside = decideConstants(drafted, survey, context, found);
  const surveyed = withNumbersOfValue(found ? withMeasure(survey, found) : survey);
  const settled = settleUnits(outside.recipe, survey, context.decisions['unit-column']);
  const read = decideReading(settled.recipe, surveyed, context.decisions, () => false);
  const running = decideRunning(read.recipe, survey, found, context.decisions);
  const country = read.recipe.constants.find(({ field }) => field === 'country')?.value;
  const years = fiscal(running.recipe, survey, country, context.decisions);
  const { grain, questions, notes } = decideGrain(years.recipe.columns, survey, found, context.decisions);
  return {
    recipe: { ...years.recipe, table: { ...years.recipe.table, grain } },
    questions: [
      ...(found?.questions ?? []),
      ...asked.questions,
      ...outside.questions,
      ...settled.questions,
      ...read.questions,
      ...running.questions,
      ...years.questions,
      ...totalQuestions(survey, context.decisions),
      ...questions,
    ],
    notes: [
      ...(found ? [found.reason, ...found.notes] : []),
      ...(found && found.otherMeasures.length > 0 ? [{ code: 'other-measures', values: { columns: found.otherMeasures.length } }] : []),
      ...asked.notes,
      ...outside.notes,
      ...read.notes,
      ...running.notes,
      ...years.notes,
      ...notes,
      ...totalNotes(survey, context.decisions),
      ...leftOutNotes(survey),
    ],
  };
}
