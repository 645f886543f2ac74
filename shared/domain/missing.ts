/** The four kinds of missing, which are never merged. */
export const MISSING_KINDS = ['not-collected', 'not-reported', 'not-known', 'not-applicable'] as const;
export type MissingKind = (typeof MISSING_KINDS)[number];

const TAIL: Record<string, MissingKind> = { '1': 'not-collected', '2': 'not-reported', '3': 'not-known', '4': 'not-applicable' };

/**
 * Codes of missing values are a vocabulary's letter, `0.` and 1–4: `T0.2`, `C0.3`; facets without a letter use `0.2`.
 * `T9` (storage, premises, production site) is the transport vocabulary's own "not applicable".
 */
export function missingKind(code: string): MissingKind | undefined {
  if (code === 'T9') return 'not-applicable';
  const match = /^[A-Z]?0\.([1-4])$/.exec(code);
  return match ? TAIL[match[1] as string] : undefined;
}

export function isMissing(code: string): boolean {
  return missingKind(code) !== undefined;
}

/** The code of a missing value for a vocabulary letter (`''` for countries and other lists without one). */
export function missingCode(letter: string, kind: MissingKind): string {
  return `${letter}0.${MISSING_KINDS.indexOf(kind) + 1}`;
}
