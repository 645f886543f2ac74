import { topCode } from '../../../shared/columns/codes.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import { CODE_FACETS, type CodeFacet } from '../../../shared/domain/facets.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { ranked, selectWithout } from './panels.ts';

/** So many values are listed; only places come near it. */
const MOST_VALUES = 2000;

/**
 * The values of one facet for the filter bar, counted without the filter's clauses on it: each group, and its codes under it.
 * Throws `invalid-input` for a facet whose values are not codes.
 */
export function facetValues(table: ColumnTable, filter: Filter, facet: string, words: Wording) {
  const known = CODE_FACETS.find((name) => name === facet);
  if (!known) throw notListed(facet);
  if (!table.codes[known]) return { values: [] };
  const selection = selectWithout(table, filter, [known]);
  const groups = ranked(table, selection, known, 1, words);
  const codes = ranked(table, selection, known, 2, words);
  const under = Map.groupBy(codes, ({ code }) => topCode(known as CodeFacet, code));
  const values = groups.flatMap((group) => [group, ...(under.get(group.code) ?? []).filter(({ code }) => code !== group.code)]);
  return { values: values.slice(0, MOST_VALUES) };
}

function notListed(facet: string): StowageError {
  return new StowageError(
    'invalid-input',
    `"${facet}" has no list of values, so nothing was counted. Filter it by a range, or choose one of: ${CODE_FACETS.join(', ')}.`,
  );
}
