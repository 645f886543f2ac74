import { CODE_FACETS, type CodeFacet } from '../../../shared/domain/facets.ts';
import { isMissing } from '../../../shared/domain/missing.ts';
import { sayReason } from '../../../shared/quality/say.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { capital } from '../../ui/capital.ts';
import { textOr } from '../../ui/format.ts';

/** Columns of a record that are no field of the quality report, by the key of their name. */
const RECORD_FIELDS: Record<string, string> = {
  datePrecision: 'checks.record.precision',
  drugText: 'checks.record.drugText',
  amountText: 'quality.field.amount',
  unitText: 'quality.field.unit',
  kg: 'cases.column.mass',
};

/** The name of a field as it begins a line; its own name where it has none. */
export function fieldText(words: Wording, field: string): string {
  return capital(words, textOr(words, RECORD_FIELDS[field] ?? `quality.field.${field}`, field));
}

/** The value of a field of a record: codes by their labels. */
export function valueText(words: Wording, field: string, value: string): string {
  if (value === '') return '–';
  const facet = CODE_FACETS.find((one): one is CodeFacet => one === field);
  if (facet)
    return value
      .split(' ')
      .map((code) => words.label(facet, code))
      .join('; ');
  if (field === 'date') return words.date(value);
  if (field === 'kg') return words.mass(Number(value));
  return field === 'datePrecision' ? textOr(words, `checks.precision.${value}`, value) : value;
}

/** True where a coded field states nothing. */
export function isMissingValue(field: string, value: string): boolean {
  return value === '' || (CODE_FACETS.some((one) => one === field) && value.split(' ').every(isMissing));
}

/** A reason in words; its code where a newer service says what this page has no words for. */
export function reasonText(words: Wording, reason: { code: string; values: Record<string, string | number> }): string {
  try {
    return sayReason(words, reason);
  } catch {
    return [reason.code, ...Object.values(reason.values)].join(' · ');
  }
}
