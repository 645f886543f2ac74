import type { Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import type { Field } from '../domain/fields.ts';
import { foldHeader } from '../domain/header-name.ts';
import { codesOf } from '../domain/vocabulary.ts';
import { aliasOf } from '../reconcile/alias.ts';
import type { DraftContext, Drafting } from './draft.ts';
import { unitColumn } from './draft-unpivot.ts';
import { headerTail, namesKept } from './field-words.ts';
import type { FoundUnpivot } from './find-unpivot.ts';
import { type OutsideFact, outsideUnits, outsideValues, outsideYear } from './outside.ts';
import { pivotName } from './pivot-name.ts';
import { measureUnit } from './suggest-field.ts';
import type { Survey } from './survey.ts';
import { isUnitText } from './unit-word.ts';

type Constant = Recipe['constants'][number];
type Step = { constants: Constant[]; columns?: RecipeColumn[]; questions: OpenQuestion[]; notes: Said[] };

const NOTHING: Step = { constants: [], questions: [], notes: [] };
const SUBDIVISIONS_SHARE = 0.95;

function has(recipe: Recipe, field: Field): boolean {
  return recipe.columns.some((column) => column.field === field);
}

function constant(field: Field, value: string, reason: Said): Step {
  return { constants: [{ field, value, reason }], questions: [], notes: [{ code: 'constant', values: { field, value } }, reason] };
}

function answered(field: Field, answer: string): Step {
  return { constants: [{ field, value: answer, reason: { code: 'decided', values: { answer } } }], questions: [], notes: [] };
}

function plain(value: string): OpenQuestion['options'][number] {
  return { value, label: { code: 'option-plain', values: { value } } };
}

function asked(id: string, options: string[], code: string, examples: string[] = []): Step {
  return {
    constants: [],
    questions: [
      { id, options: options.map(plain), evidence: { code, values: { found: options.length, answer: examples[0] ?? '' } }, examples },
    ],
    notes: [],
  };
}

/** Names offered where nothing in the file names the drug; any other name or code of the vocabulary may be answered too. */
const COMMON_DRUGS = ['cocaine', 'heroin', 'cannabis herb', 'cannabis resin', 'amphetamine', 'methamphetamine', 'ecstasy'];

/** An answer that names nothing the vocabularies know is asked again. */
function checked(field: 'drug' | 'unit' | 'country', answer: string, options: string[]): Step {
  const codes = aliasOf(field, answer)?.codes ?? [];
  if (codes.length === 0 && !isCode(field, answer)) return asked(field, options, 'answer-unknown', [answer]);
  return answered(field, field === 'country' ? (codes[0] ?? answer) : answer);
}

function isCode(field: 'drug' | 'unit' | 'country', answer: string): boolean {
  return field !== 'unit' && [...codesOf(field, 1), ...codesOf(field, 2)].includes(answer);
}

function only(facts: OutsideFact[]): OutsideFact | undefined {
  return facts.length === 1 ? facts[0] : undefined;
}

function drugStep(recipe: Recipe, survey: Survey, decisions: Record<string, string>): Step {
  const answer = decisions.drug;
  if (has(recipe, 'drug')) return NOTHING;
  if (answer !== undefined) return checked('drug', answer, COMMON_DRUGS);
  const ofHeader = headerDrug(recipe);
  if (ofHeader) return ofHeader;
  const heads = headingDrugs(survey);
  if (heads.length > 1) return asked('drug', heads, 'drug-several', heads);
  const facts = outsideValues(survey, 'drug');
  const fact = only(facts);
  if (fact) return constant('drug', fact.value, fact.reason);
  return asked(
    'drug',
    facts.length > 0 ? facts.map(({ value }) => value) : COMMON_DRUGS,
    facts.length > 0 ? 'drug-several' : 'drug-nowhere',
    [survey.file.fileName],
  );
}

/** Where rows that hold nothing but the name of a drug are not read as headings, no one drug is that of all rows. */
function headingDrugs({ headings }: Survey): string[] {
  return (headings?.texts ?? []).map(({ text }) => text).filter((text) => (aliasOf('drug', text)?.codes.length ?? 0) > 0);
}

/** `Cocaine seized (kg)`: the header of the amount names the drug. */
function headerDrug(recipe: Recipe): Step | undefined {
  for (const { header, field } of recipe.columns) {
    const code = field === 'amount' || field === 'events' ? pivotName(header).code : undefined;
    if (code?.field === 'drug') return constant('drug', code.text, fromHeader(header, code.text));
  }
  return undefined;
}

/** `Quantity 2019 (kg)`. */
function headerYear(recipe: Recipe): Step | undefined {
  for (const { header, field } of recipe.columns) {
    const period = field === 'amount' || field === 'events' ? pivotName(header).period : undefined;
    if (period?.field === 'year') return constant('year', period.value, fromHeader(header, period.value));
  }
  return undefined;
}

function fromHeader(header: string, word: string): Said {
  return { code: 'from-header', values: { text: header.slice(0, 200), word } };
}

function amountColumns(recipe: Recipe): RecipeColumn[] {
  return recipe.columns.filter(({ field }) => field === 'amount');
}

/** A unit stands in its own column, in the header, or in nearly every cell. */
function unitIsSaid(recipe: Recipe, survey: Survey): boolean {
  const amounts = amountColumns(recipe);
  if (has(recipe, 'unit') || amounts.length === 0) return true;
  return amounts.every(({ header, read }) => {
    const profile = survey.columns.find((column) => column.header.trim() === header);
    const inCells =
      profile !== undefined &&
      profile.filled > 0 &&
      profile.numbers.withUnit >= (profile.filled - profile.numbers.other) * 0.95 &&
      profile.numbers.withUnit > 0;
    return inCells || (read.as === 'number' && read.unit !== undefined);
  });
}

/** `Cocaine (kg)`, `Ecstasy (tablets)`: nearly every cell that names a drug names its unit too. */
function unitsOfDrugs(recipe: Recipe, survey: Survey): Step | undefined {
  const drug = recipe.columns.find(({ field }) => field === 'drug');
  const values = survey.columns.find(({ header }) => header.trim() === drug?.header)?.values ?? [];
  const choices = values.flatMap(({ value }) => {
    const tail = headerTail(value)?.tail;
    const to = tail === undefined ? [] : (aliasOf('unit', tail)?.codes ?? []);
    return to.length > 0 ? [{ from: value, to }] : [];
  });
  if (!drug || choices.length === 0 || choices.length < values.length * 0.8) return undefined;
  const reason: Said = { code: 'unit-of-drugs', values: { header: drug.header, example: choices[0]?.from.slice(0, 60) ?? '' } };
  const column: RecipeColumn = { header: drug.header, field: 'unit', read: { as: 'text' }, crosswalk: null, values: choices, reason };
  return { constants: [], columns: [column], questions: [], notes: [reason] };
}

/** A drug with its unit behind it is that drug. */
function bareDrugs(recipe: Recipe, survey: Survey): RecipeColumn[] {
  return recipe.columns.map((column) => {
    if (column.reason?.code === 'field-measures') return { ...column, values: [...column.values, ...measures(column, survey)] };
    const profile = column.field === 'drug' ? survey.columns.find(({ header }) => header.trim() === column.header) : undefined;
    const values = (profile?.values ?? []).flatMap(({ value }) => {
      const cut = aliasOf('drug', value) ? undefined : headerTail(value);
      const to = cut && isUnitText(cut.tail) ? (aliasOf('drug', cut.head)?.codes ?? []) : [];
      return to.length > 0 ? [{ from: value, to }] : [];
    });
    return values.length > 0 ? { ...column, values: [...column.values, ...values] } : column;
  });
}

/** What the values of a column of measures mean as units; numbers of cases have none. */
function measures({ header }: RecipeColumn, survey: Survey): RecipeColumn['values'] {
  const values = survey.columns.find((column) => column.header.trim() === header)?.values ?? [];
  return values.flatMap(({ value: from }) => {
    const unit = measureUnit(from);
    const to = unit === undefined ? [] : (aliasOf('unit', unit)?.codes ?? []);
    return to.length > 0 ? [{ from, to }] : [];
  });
}

function countsAmongMeasures(recipe: Recipe, survey: Survey): Said[] {
  const column = recipe.columns.find(({ reason }) => reason?.code === 'field-measures');
  const values = survey.columns.find(({ header }) => header.trim() === column?.header)?.values ?? [];
  const counts = values.filter(({ value }) => measureUnit(value) === undefined);
  const rows = counts.reduce((all, { count }) => all + count, 0);
  return column && rows > 0
    ? [{ code: 'counts-in-rows', values: { header: column.header, rows, example: counts[0]?.value.slice(0, 60) ?? '' } }]
    : [];
}

function unitStep(recipe: Recipe, survey: Survey, decisions: Record<string, string>): Step {
  if (unitIsSaid(recipe, survey)) return NOTHING;
  const answer = decisions.unit;
  const ofDrugs = answer === undefined ? unitsOfDrugs(recipe, survey) : undefined;
  if (ofDrugs) return ofDrugs;
  if (answer !== undefined) return checked('unit', answer, ['kg', 'g', 'unit']);
  const facts = outsideUnits(survey);
  const fact = only(facts);
  if (fact) return constant('unit', fact.value, fact.reason);
  const options = facts.length > 0 ? facts.map(({ value }) => value) : ['kg', 'g', 'unit'];
  const step = asked(
    'unit',
    options,
    facts.length > 0 ? 'unit-several' : 'unit-nowhere',
    amountColumns(recipe).map(({ header }) => header),
  );
  return has(recipe, 'events') ? step : { ...step, questions: step.questions.map(orCounted) };
}

/** The answer that the numbers without a unit are no amounts but count cases. */
export const COUNTED = 'cases';

function orCounted(question: OpenQuestion): OpenQuestion {
  return { ...question, options: [...question.options, { value: COUNTED, label: { code: 'option-unit-cases', values: {} } }] };
}

function divisionsOf(recipe: Recipe, survey: Survey): string[] {
  const header = recipe.columns.find(({ field }) => field === 'division')?.header;
  return survey.columns.find((profile) => profile.header.trim() === header)?.values.map(({ value }) => value) ?? [];
}

/** A missing country does not hold an import up: the facet is then not collected. */
function countryStep(recipe: Recipe, survey: Survey, context: DraftContext): Step {
  if (has(recipe, 'country')) return NOTHING;
  const answer = context.decisions.country;
  if (answer !== undefined) return checked('country', answer, []);
  const fact = only(outsideValues(survey, 'country'));
  if (fact) return constant('country', fact.codes[0] ?? fact.value, fact.reason);
  const divisions = divisionsOf(recipe, survey);
  const found = divisions.length >= 4 ? context.countryOf?.(divisions) : undefined;
  if (found && found.share >= SUBDIVISIONS_SHARE) {
    const reason: Said = {
      code: 'country-divisions',
      values: { country: found.country, percent: Math.round(found.share * 100), divisions: divisions.length },
    };
    return countryByDivision(recipe, divisions, found.country, context, reason) ?? constant('country', found.country, reason);
  }
  return { ...NOTHING, notes: [{ code: 'country-nowhere', values: {} }] };
}

/** Where some divisions are countries themselves, as cases abroad are written, each division is given its country one by one. */
function countryByDivision(
  recipe: Recipe,
  divisions: readonly string[],
  country: string,
  { divisionOf }: DraftContext,
  reason: Said,
): Step | undefined {
  const header = recipe.columns.find(({ field }) => field === 'division')?.header;
  const isInside = (text: string) => divisionOf?.(text, country) ?? true;
  const abroad = (text: string) => (isInside(text) ? [] : (aliasOf('country', text)?.codes ?? []));
  if (header === undefined || !divisions.some((text) => abroad(text).length > 0)) return undefined;
  const values = divisions.flatMap((text) => {
    if (text.trim() === '') return [];
    if (isInside(text)) return [{ from: text, to: [country] }];
    const to = abroad(text);
    return to.length > 0 ? [{ from: text, to }] : [];
  });
  const column: RecipeColumn = { header, field: 'country', read: { as: 'text' }, crosswalk: null, values, reason };
  return { constants: [], columns: [column], questions: [], notes: [reason] };
}

function yearStep(recipe: Recipe, survey: Survey, decisions: Record<string, string>): Step {
  if (!has(recipe, 'month') || has(recipe, 'year') || has(recipe, 'date'))
    return has(recipe, 'date') || has(recipe, 'year') ? NOTHING : dateNowhere(recipe, survey, decisions.year);
  const answer = decisions.year;
  if (answer !== undefined) return answered('year', answer);
  const fact = outsideYear(survey);
  return fact ? constant('year', fact.value, fact.reason) : asked('year', [], 'year-nowhere');
}

function dateNowhere(recipe: Recipe, survey: Survey, answer: string | undefined): Step {
  if (answer !== undefined) return answered('year', answer);
  const ofHeader = headerYear(recipe);
  if (ofHeader) return ofHeader;
  const fact = outsideYear(survey);
  return fact ? constant('year', fact.value, fact.reason) : { ...NOTHING, notes: [{ code: 'date-nowhere', values: {} }] };
}

/** Columns of numbers that feed nothing, in a table without amounts or counts, hold what the analyst came for: which of them is asked. */
function amountStep(recipe: Recipe, survey: Survey, { amount: answer }: Record<string, string>): Step {
  if (has(recipe, 'amount') || has(recipe, 'events')) return NOTHING;
  const unused = new Set(recipe.columns.filter(({ field }) => field === null).map(({ header }) => header));
  const numeric = survey.columns.filter(
    ({ header, filled, numbers }) =>
      unused.has(header.trim()) && (!namesKept(header) || MAY_MEASURE.has(foldHeader(header))) && filled > 0 && numbers.other < filled / 2,
  );
  if (numeric.length === 0) return NOTHING;
  const headers = [...new Set(numeric.map(({ header }) => header.trim()).filter((header) => header !== ''))].slice(0, MOST_OFFERED);
  const evidence: Said = {
    code: 'amount-nowhere',
    values: { list: headers.map((header) => header.slice(0, 60)).join(', '), columns: numeric.length },
  };
  if (answer === NO_AMOUNT) return { ...NOTHING, notes: [evidence] };
  const options = [...headers.map(plain), { value: NO_AMOUNT, label: { code: 'option-no-amount', values: {} } }];
  return { constants: [], notes: [], questions: [{ id: 'amount', options, evidence, examples: examplesOf(numeric) }] };
}

/** Names of columns that are kept as they are where an amount stands beside them. */
export const MAY_MEASURE = new Set(['value', 'valeur', 'valor', 'total', 'n', 'num', 'numero', 'значение']);
const MOST_OFFERED = 12;
const NO_AMOUNT = 'none';

function examplesOf(columns: readonly Survey['columns'][number][]): string[] {
  return columns.slice(0, 5).map(({ header, values }) => {
    const shown = values.slice(0, 4).map(({ value }) => value.slice(0, 30));
    return `${header.trim().slice(0, 60)}: ${shown.join(', ')}`;
  });
}

/** Drug, unit, country and year that stand in no column: from the banner, the sheet's or the file's name, by an answer, or asked. */
export function decideConstants(drafted: Recipe, survey: Survey, context: DraftContext, found: FoundUnpivot | undefined): Drafting {
  const recipe = found ? { ...drafted, columns: [...drafted.columns, ...unitColumn(found)] } : drafted;
  const { decisions } = context;
  const steps = [
    drugStep(recipe, survey, decisions),
    unitStep(recipe, survey, decisions),
    countryStep(recipe, survey, context),
    yearStep(recipe, survey, decisions),
    amountStep(recipe, survey, decisions),
  ];
  return {
    recipe: {
      ...recipe,
      constants: [...recipe.constants, ...steps.flatMap(({ constants }) => constants)],
      columns: [...bareDrugs(recipe, survey), ...steps.flatMap(({ columns }) => columns ?? [])],
    },
    questions: steps.flatMap(({ questions }) => questions),
    notes: [...steps.flatMap(({ notes }) => notes), ...countsAmongMeasures(recipe, survey)],
  };
}
