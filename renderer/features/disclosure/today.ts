import type { Permission } from '../../../shared/contract/disclosure.ts';
import type { Wording } from '../../../shared/report/wording.ts';

/** Today as the clock of this machine has it, `YYYY-MM-DD`. */
export function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether a permission holds on a day, or why not. */
export function stateOf({ withdrawnAt, grantedOn, until }: Permission, on: string): 'stands' | 'later' | 'past' | 'withdrawn' {
  if (withdrawnAt !== null) return 'withdrawn';
  if (grantedOn > on) return 'later';
  return until !== null && until < on ? 'past' : 'stands';
}

/** What a permission is for. */
export function subjectText({ source, about, document, documentVersion, item, wording }: Permission, words: Wording): string {
  if (source !== null) return source;
  if (about === 'document')
    return words.text('disclosure.screen.permissions.document', { item: document ?? 0, version: documentVersion ?? 0 });
  const key = about === 'title' ? 'titled' : about;
  return words.text(`disclosure.screen.permissions.${key}`, { item: item ?? 0, wording });
}
