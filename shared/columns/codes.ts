import type { CodeFacet } from '../domain/facets.ts';
import { isUnder, parentCode } from '../domain/facets.ts';
import { isMissing, missingKind } from '../domain/missing.ts';
import type { ColumnFacet } from './table.ts';

/** Facets whose values are plain names: a dot in them says nothing about a parent. */
const FLAT: readonly ColumnFacet[] = ['place', 'source', 'regime', 'repeat', 'handling', 'received'];

export function codeMatches(facet: CodeFacet, code: string, wanted: string): boolean {
  return FLAT.includes(facet) ? code === wanted : isUnder(code, wanted);
}

/** The level-1 code above a code. Codes of missing values stand alone, so that the four kinds never merge. */
export function topCode(facet: ColumnFacet, code: string): string {
  if (FLAT.includes(facet) || isMissing(code)) return code;
  return parentCode(code) ?? code;
}

/** True for not collected, not reported and not known; *not applicable* is an answer. */
export function isNotStated(code: string): boolean {
  const kind = missingKind(code);
  return kind !== undefined && kind !== 'not-applicable';
}
