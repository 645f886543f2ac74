import general from '../../resources/aliases/general.json' with { type: 'json' };
import { fold, singular } from '../reconcile/fold.ts';
import { MISSING_KINDS, type MissingKind } from './missing.ts';

const WORDS = new Map<string, MissingKind>();
for (const { kind, from } of general.missing) {
  const missing = MISSING_KINDS.find((each) => each === kind);
  if (missing) for (const text of from) WORDS.set(singular(fold(text)), missing);
}

/** The kind of missing that a word stands for in any column, in any language known here; undefined for a value. Blank is not reported. */
export function missingWord(text: string): MissingKind | undefined {
  return text.trim() === '' ? 'not-reported' : WORDS.get(singular(fold(text)));
}
