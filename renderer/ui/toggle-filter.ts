import type { CodeFacet } from '../../shared/domain/facets.ts';
import { type Clause, type CodeClause, type DateClause, type Filter, withFacet } from '../../shared/domain/filter.ts';

/** The codes the filter asks for on a facet, by its top-level clause; none when the facet is free. */
export function activeCodes(filter: Filter, facet: CodeFacet): string[] {
  return codeClause(filter, facet)?.in ?? [];
}

export function dateRange(filter: Filter): { from?: string | undefined; to?: string | undefined } | undefined {
  return filter.all.find((clause): clause is DateClause => 'facet' in clause && clause.facet === 'date');
}

function codeClause(filter: Filter, facet: CodeFacet): CodeClause | undefined {
  return filter.all.find((clause): clause is CodeClause => 'facet' in clause && clause.facet === facet && 'in' in clause);
}

export function setCodes(filter: Filter, facet: CodeFacet, codes: string[]): Filter {
  return withFacet(filter, facet, codes.length > 0 ? { facet, in: codes } : undefined);
}

/** A plain click on a mark: only this code, or, where it was already the only one, the facet is freed. */
export function toggleOnly(filter: Filter, facet: CodeFacet, code: string): Filter {
  const codes = activeCodes(filter, facet);
  const isOnlyOne = codes.length === 1 && codes[0] === code;
  return setCodes(filter, facet, isOnlyOne ? [] : [code]);
}

/** A click with Ctrl, Cmd or Shift: the code joins the others or leaves them. */
export function toggleAlso(filter: Filter, facet: CodeFacet, code: string): Filter {
  const codes = activeCodes(filter, facet);
  return setCodes(filter, facet, codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]);
}

export interface Mark {
  facet: CodeFacet;
  code: string;
}

/** A mark that stands for several facets at once, such as a cell of a heat map; a second click frees them all. */
export function toggleMarks(filter: Filter, marks: Mark[]): Filter {
  const isActive = marks.every(({ facet, code }) => isOnly(filter, facet, code));
  return marks.reduce((next, { facet, code }) => setCodes(next, facet, isActive ? [] : [code]), filter);
}

export function isOnly(filter: Filter, facet: CodeFacet, code: string): boolean {
  const codes = activeCodes(filter, facet);
  return codes.length === 1 && codes[0] === code;
}

/** Months or years, both included; choosing the same range again frees the date. */
export function toggleRange(filter: Filter, from: string, to: string): Filter {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const now = dateRange(filter);
  const isSame = now?.from === first && now?.to === last;
  return withFacet(filter, 'date', isSame ? undefined : { facet: 'date', from: first, to: last });
}

/** The filter without its clause at one place. */
export function withoutClause(filter: Filter, index: number): Filter {
  return { all: filter.all.filter((_clause, at) => at !== index) };
}

export function facetOfClause(clause: Clause): string | undefined {
  return 'facet' in clause ? clause.facet : undefined;
}
