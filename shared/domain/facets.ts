/** Facets whose value is a code of a vocabulary, or a set of codes where a record bears several. */
export const CODE_FACETS = [
  'country',
  'place',
  'drug',
  'form',
  'transport',
  'concealment',
  'delivery',
  'detection',
  'agency',
  'seizure-place',
  'produced',
  'departed',
  'transited',
  'destined',
  'source',
  'regime',
  'repeat',
  'handling',
] as const;

/** Facets of the case itself: neither of its drug lines nor of what is known about its import. In the order in which records keep them. */
export const CASE_FACETS = [
  'country',
  'seizure-place',
  'transport',
  'concealment',
  'delivery',
  'detection',
  'agency',
  'produced',
  'departed',
  'transited',
  'destined',
] as const satisfies readonly (typeof CODE_FACETS)[number][];

/** `date` and `mass` are ranges; all others are codes. */
export const FACETS = ['date', 'mass', ...CODE_FACETS] as const;

export type CodeFacet = (typeof CODE_FACETS)[number];
export type Facet = (typeof FACETS)[number];

/** Values of the `repeat` facet. */
export const REPEAT_CODES = ['first', 'repeat'] as const;

/**
 * The parent of a two-level code: `T4.1` → `T4`, `T0.2` → `T0`. Level-1 codes, countries and their missing values (`0.2`) have none.
 * Codes never hold more than one dot.
 */
export function parentCode(code: string): string | undefined {
  const dot = code.indexOf('.');
  return dot > 1 ? code.slice(0, dot) : undefined;
}

/** True when `code` is `ancestor` or stands under it. */
export function isUnder(code: string, ancestor: string): boolean {
  return code === ancestor || (code.startsWith(ancestor) && code[ancestor.length] === '.');
}
