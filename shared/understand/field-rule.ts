import type { ReadRule } from '../contract/recipe.ts';
import type { Field } from '../domain/fields.ts';
import { foldHeader } from '../domain/header-name.ts';
import { unitOfHeader } from './unit-word.ts';

const NUMBER_FIELDS: readonly Field[] = ['amount', 'events', 'latitude', 'longitude'];
const QUARTER_WORD = /(?:^|\s)(?:quarters?|qtr|trimestres?|trim|квартал|кв)(?:\s|$)/u;
const HALF_WORD = /(?:^|\s)(?:half|semestres?|semester|полугодие)(?:\s|$)/u;

/** How a column that feeds a field is read before its cells have been weighed. */
export function ruleFor(field: Field | undefined, header: string): ReadRule {
  if (field === 'date') return { as: 'date', order: 'iso' };
  if (field === 'month') return { as: 'month', ...partOf(foldHeader(header)) };
  if (field === 'year') return { as: 'year' };
  if (!field || !NUMBER_FIELDS.includes(field)) return { as: 'text' };
  const unit = field === 'amount' ? unitOfHeader(header)?.text : undefined;
  return { as: 'number', decimal: '.', thousands: '', ...(unit === undefined ? {} : { unit }) };
}

function partOf(folded: string): { of?: 'quarter' | 'half' } {
  if (QUARTER_WORD.test(folded)) return { of: 'quarter' };
  return HALF_WORD.test(folded) ? { of: 'half' } : {};
}
