import type { CodeField, RecipeColumn, ValueChoice } from '../../../shared/contract/recipe.ts';
import { foldValue } from '../../../shared/domain/crosswalk.ts';
import { crosswalkById } from '../../../shared/domain/crosswalks.ts';
import { CONVERSION_FIELDS, type Field } from '../../../shared/domain/fields.ts';
import { isMissing, missingCode } from '../../../shared/domain/missing.ts';
import { unitById } from '../../../shared/domain/quantity.ts';
import { codesOf, facetLetter, UNPLACED } from '../../../shared/domain/vocabulary.ts';
import { aliasOf } from '../../../shared/reconcile/alias.ts';

/** What one cell becomes, and what decided it. `unmapped` holds the code `unplaced`. */
export interface PlacedCell {
  codes: string[];
  status: 'mapped' | 'missing' | 'unmapped';
  by: 'choice' | 'crosswalk' | 'vocabulary' | 'rule' | 'none';
  /** What is lost or assumed, in English. */
  loss?: string;
}

export type Placer = (text: string) => PlacedCell;

/** A hostile file may hold a new value in each row. */
const REMEMBERED = 20_000;

/**
 * Places the cells of one column: a choice of the recipe decides, then the crosswalk, then, for what it does not list, the vocabulary itself.
 * Blank cells are not reported. The same object for the same text; do not alter it.
 */
export function createPlacer(field: CodeField, column: Pick<RecipeColumn, 'values' | 'crosswalk'>): Placer {
  const letter = facetLetter(field);
  const choices = new Map(column.values.filter(({ off }) => !off).map((choice) => [foldValue(choice.from), choice]));
  const crosswalk = column.crosswalk === null ? undefined : crosswalkById(column.crosswalk);
  const known = new Map<string, PlacedCell>();

  const decide = (text: string): PlacedCell => {
    const choice = choices.get(foldValue(text));
    if (choice) return placedBy(choice, letter);
    if (crosswalk && (crosswalk.rowFor(text) || text.trim() === '')) {
      const placed = crosswalk.apply(text);
      const loss = crosswalk.rowFor(text)?.loss;
      return { ...placed, by: placed.status === 'unmapped' ? 'none' : 'crosswalk', ...(loss === undefined ? {} : { loss }) };
    }
    return text.trim() === '' ? missing(letter, 'not-reported', 'rule') : byVocabulary(field, text, letter);
  };

  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const placed = decide(text);
    if (known.size < REMEMBERED) known.set(text, placed);
    return placed;
  };
}

/** Places what stands for the whole file: a code as such, or a name that the vocabulary knows. */
export function placeConstant(field: CodeField, text: string): PlacedCell {
  const code = text.trim();
  if (isCode(field, code)) return { codes: [code], status: isMissing(code) ? 'missing' : 'mapped', by: 'rule' };
  return byVocabulary(field, text, facetLetter(field));
}

export function isCodeField(field: Field): field is CodeField {
  return (CONVERSION_FIELDS as readonly string[]).includes(field);
}

/** True for a code of the field's vocabulary, or the id of a unit. */
export function isCode(field: CodeField, code: string): boolean {
  if (field === 'unit') return unitById(code) !== undefined;
  return codesOf(field, 1).includes(code) || codesOf(field, 2).includes(code);
}

function placedBy({ to, missing: kind, note }: ValueChoice, letter: string): PlacedCell {
  const loss = note === undefined ? {} : { loss: note };
  if (to.length > 0) return { codes: to, status: to.every(isMissing) ? 'missing' : 'mapped', by: 'choice', ...loss };
  return kind ? missing(letter, kind, 'choice') : { codes: [UNPLACED], status: 'unmapped', by: 'choice', ...loss };
}

function byVocabulary(field: CodeField, text: string, letter: string): PlacedCell {
  const alias = aliasOf(field, text);
  if (!alias) return { codes: [UNPLACED], status: 'unmapped', by: 'none' };
  if (alias.codes.length > 0) return { codes: alias.codes, status: alias.codes.every(isMissing) ? 'missing' : 'mapped', by: 'vocabulary' };
  return alias.missing ? missing(letter, alias.missing, 'vocabulary') : { codes: [UNPLACED], status: 'unmapped', by: 'none' };
}

function missing(letter: string, kind: Parameters<typeof missingCode>[1], by: PlacedCell['by']): PlacedCell {
  return { codes: [missingCode(letter, kind)], status: 'missing', by };
}
