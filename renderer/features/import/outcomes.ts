import factors from '../../../resources/factors.json' with { type: 'json' };
import type { CodeField, RecipeColumn, ValueChoice } from '../../../shared/contract/recipe.ts';
import type { PlacedValue, SuggestedColumn } from '../../../shared/contract/understanding.ts';
import { COUNTRY_CODES } from '../../../shared/domain/country.ts';
import { CONVERSION_FIELDS } from '../../../shared/domain/fields.ts';
import { missingCode } from '../../../shared/domain/missing.ts';
import { COUNTRY_FACETS, codesOf, facetLetter, vocabularyOf } from '../../../shared/domain/vocabulary.ts';
import type { Wording } from '../../../shared/report/wording.ts';

/** True for fields whose values become codes, which a person can choose. */
export function isCodeField(field: string | null): field is CodeField {
  return field !== null && CONVERSION_FIELDS.some((one) => one === field);
}

/** A choice just made shows at once, before the file is read again. */
export function placedNow(column: SuggestedColumn, decided: RecipeColumn | undefined): PlacedValue[] {
  return withChosen(column.values, decided?.values ?? [], decided?.field ?? column.field);
}

/** Values as they become by choices of a recipe; the others as they were. */
export function withChosen(values: PlacedValue[], decided: ValueChoice[], field: string | null): PlacedValue[] {
  const choices = new Map(decided.filter(({ off }) => !off).map((choice) => [choice.from, choice]));
  return values.map((value) => {
    const choice = choices.get(value.value);
    return choice ? chosen(value, choice, field) : value;
  });
}

function chosen(value: PlacedValue, choice: ValueChoice, field: string | null): PlacedValue {
  const { loss: _loss, ...rest } = value;
  const codes = choice.missing ? [missingCode(facetLetter(field ?? ''), choice.missing)] : choice.to;
  return { ...rest, codes, status: choice.missing ? 'missing' : 'mapped', by: value.by === 'remembered' ? 'remembered' : 'choice' };
}

/** Something of the value would be lost. */
export function isLost(value: PlacedValue): boolean {
  return value.status === 'unmapped' || value.status === 'unread';
}

export interface Tally {
  values: number;
  rows: number;
}

export function lostOf(values: PlacedValue[]): Tally {
  const lost = values.filter(isLost);
  return { values: lost.length, rows: lost.reduce((sum, { count }) => sum + count, 0) };
}

/** What a value becomes, in words: labels of its codes, the date or number it reads as, or the value itself. */
export function outcomeText(words: Wording, field: string | null, value: PlacedValue): string {
  if (value.codes.length > 0) return value.codes.map((code) => words.label(field ?? '', code)).join(' + ');
  return value.reads ?? '';
}

/** Codes that a person may choose for a field, in the vocabulary's order. */
export function choosableCodes(words: Wording, field: CodeField): { value: string; label: string }[] {
  const option = (code: string) => ({ value: code, label: `${words.label(field, code)} · ${code}` });
  if (field === 'unit') return factors.units.map(({ id }) => ({ value: id, label: id }));
  if (COUNTRY_FACETS.includes(field)) return COUNTRY_CODES.map(option).sort((a, b) => words.compare(a.label, b.label));
  if (!vocabularyOf(field)) return [];
  return vocabularyOf(field)?.codes.map(({ code }) => option(code)) ?? codesOf(field, 1).map(option);
}
