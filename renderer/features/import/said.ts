import type { Said } from '../../../shared/contract/recipe.ts';
import type { Wording } from '../../../shared/report/wording.ts';

/** A finding of the service in the person's language; its code where a newer service says what this page has no words for. */
export function saidText(words: Wording, said: Said): string {
  try {
    return words.text(`understand.${said.code}`, said.values);
  } catch {
    return [said.code, ...Object.values(said.values)].join(' · ');
  }
}
