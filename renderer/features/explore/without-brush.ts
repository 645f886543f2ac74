import { RANKED_FACETS } from '../../../shared/domain/explore.ts';
import type { Clause, Filter } from '../../../shared/domain/filter.ts';

const BRUSHED: readonly string[] = ['date', 'mass', ...RANKED_FACETS.filter((facet) => facet !== 'source' && facet !== 'regime')];

function isBrush(clause: Clause): boolean {
  return 'facet' in clause && BRUSHED.includes(clause.facet);
}

/** True when some clause is of a kind that a panel of the explorer makes. */
export function hasBrush(filter: Filter): boolean {
  return filter.all.some(isBrush);
}

/** The filter without what panels can choose; source, regime, repeats and handling stay. */
export function withoutBrush(filter: Filter): Filter {
  return { all: filter.all.filter((clause) => !isBrush(clause)) };
}
