import type { CodeFacet } from './facets.ts';

/** Calendar bounds, both included: `2014`, `2014-03` or `2014-03-09`. */
export interface DateClause {
  facet: 'date';
  from?: string | undefined;
  to?: string | undefined;
}

/** Kilograms, both included. */
export interface MassClause {
  facet: 'mass';
  from?: number | undefined;
  to?: number | undefined;
}

/** A parent code means all under it. */
export interface CodeClause {
  facet: CodeFacet;
  in: string[];
}

export type Clause = CodeClause | DateClause | MassClause | { not: Clause } | { any: Clause[] } | { all: Clause[] };

export interface Filter {
  all: Clause[];
}

export const EVERYTHING: Filter = { all: [] };

/** The filter without the clauses on one facet: a panel is not filtered by its own marks. */
export function withoutFacet(filter: Filter, facet: string): Filter {
  return { all: filter.all.filter((clause) => !('facet' in clause) || clause.facet !== facet) };
}

/** Replaces whatever the filter says about a facet; an absent clause clears it. */
export function withFacet(filter: Filter, facet: string, clause?: Clause): Filter {
  const rest = withoutFacet(filter, facet).all;
  return { all: clause ? [...rest, clause] : rest };
}
