import type { Grouping } from '../../../shared/columns/axis.ts';
import { BY_KIND, BY_STEP } from '../../../shared/columns/mass.ts';
import type { Question } from '../../../shared/columns/questions.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { SPLITS } from '../../../shared/contract/profile.ts';
import { FLOW_ROLES, type MAP_FACETS, type RANKED_FACETS } from '../../../shared/domain/explore.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { type Filter, withoutFacet } from '../../../shared/domain/filter.ts';

export interface ExploreChoices {
  split: (typeof SPLITS)[number];
  ranked: (typeof RANKED_FACETS)[number];
  map: (typeof MAP_FACETS)[number];
}

export type PanelName = 'whole' | 'months' | 'heat' | 'ranked' | 'sizes' | 'flows' | 'map';

/** A panel's part of the filter, and what it groups by; the first grouping also tells its cases and mass as a whole. */
export interface PanelGroupings {
  filter: Filter;
  groupings: Grouping[][];
}

const BY_REPEAT: Grouping[] = [{ facet: 'repeat', level: 2 }];
const MONTH: Grouping = { facet: 'date', by: 'month' };
/** Facets whose values have no groups above them. */
const SINGLE: readonly string[] = ['country', 'produced', 'departed', 'transited', 'destined', 'source', 'regime'];

/** The level at which the explorer names the values of a facet. */
export function levelOf(facet: CodeFacet): 1 | 2 {
  return SINGLE.includes(facet) ? 2 : 1;
}

/** What the panels count for one filter: each leaves out the clauses on its own facets, and what the table does not carry. */
export function panelGroupings(table: ColumnTable, filter: Filter, choices: ExploreChoices): Record<PanelName, PanelGroupings> {
  const { split, ranked, map } = choices;
  const carried = (...facets: CodeFacet[]): Grouping[] =>
    facets.filter((facet) => table.codes[facet]).map((facet) => ({ facet, level: levelOf(facet) }));
  const without = (facets: string[], ...groupings: Grouping[][]): PanelGroupings => ({
    filter: facets.reduce<Filter>(withoutFacet, filter),
    groupings,
  });
  const pairs = rolePairs(table).map((roles) => carried(...roles));
  return {
    whole: without([], [BY_KIND], ...(table.codes.repeat ? [BY_REPEAT] : [])),
    months: without(['date', split], split === 'none' ? [MONTH] : [MONTH, ...carried(split)]),
    heat: without(['concealment', 'transport'], carried('concealment', 'transport')),
    ranked: without([ranked], carried(ranked)),
    sizes: without(['mass'], [BY_STEP], ...(table.grain ? [[BY_KIND]] : [])),
    flows: without([...FLOW_ROLES], ...pairs),
    map: without([map], carried(map), ...routePair(table).map((roles) => carried(...roles))),
  };
}

/** Neighbouring columns of the flow panel; where there is one column only, that. */
export function rolePairs(table: ColumnTable): (typeof FLOW_ROLES)[number][][] {
  const roles = FLOW_ROLES.filter((role) => table.codes[role]);
  return roles.length < 2 ? [roles] : roles.slice(1).map((role, at) => [roles[at] as typeof role, role]);
}

/** Departure and destination, where the table carries both. */
export function routePair(table: ColumnTable): ['departed', 'destined'][] {
  return table.codes.departed && table.codes.destined ? [['departed', 'destined']] : [];
}

/** The groupings as questions for threads; answered beforehand, the panels need no scan of their own. */
export function explorerQuestions(table: ColumnTable, filter: Filter, choices: ExploreChoices): Question[] {
  const questions = Object.values(panelGroupings(table, filter, choices)).flatMap((panel) =>
    panel.groupings.map((dimensions): Question => ({ filter: panel.filter, dimensions, measures: 'mass' })),
  );
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}
