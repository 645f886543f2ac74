import { FIELDS, type Field } from '../../../shared/domain/fields.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { textOr } from '../../ui/format.ts';

/** Fields and layouts the wording does not know are shown by their own names. */
export function fieldText(words: Wording, field: string): string {
  return textOr(words, `import.field.${field}`, field);
}

export function layoutText(words: Wording, layout: string): string {
  return textOr(words, `import.layout.${layout}`, layout);
}

export function asField(name: string): Field | null {
  return FIELDS.find((field) => field === name) ?? null;
}
