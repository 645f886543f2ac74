import type { Grouping } from '../../../shared/columns/axis.ts';
import { BY_KIND, BY_STEP } from '../../../shared/columns/mass.ts';
import type { Question } from '../../../shared/columns/questions.ts';
import type { Measures } from '../../../shared/columns/sums.ts';
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

/** A panel's questions: they bear its part of the filter, and the first also tells its cases and mass as a whole. */
type PanelQuestions = [Question, ...Question[]];

const MONTH: Grouping = { facet: 'date', by: 'month' };
/** Facets whose values have no groups above them. */
const SINGLE: readonly string[] = ['country', 'produced', 'departed', 'transited', 'destined', 'source', 'regime'];

/** The level at which the explorer names the values of a facet. */
export function levelOf(facet: CodeFacet): 1 | 2 {
  return SINGLE.includes(facet) ? 2 : 1;
}

/** What the panels count for one filter: each leaves out the clauses on its own facets, and what the table does not carry. */
export function panelQuestions(table: ColumnTable, filter: Filter, choices: ExploreChoices): Record<PanelName, PanelQuestions> {
  const { split, ranked, map } = choices;
  const by = (...facets: CodeFacet[]): Grouping[] =>
    facets.filter((facet) => table.codes[facet]).map((facet) => ({ facet, level: levelOf(facet) }));
  const seen = (...own: string[]) => own.reduce<Filter>(withoutFacet, filter);
  const asked = (of: Filter, measures: Measures, ...groupings: Grouping[][]): PanelQuestions =>
    groupings.map((dimensions): Question => ({ filter: of, dimensions, measures })) as PanelQuestions;
  const { repeat } = table.codes;
  return {
    whole: [...asked(filter, 'mass', [BY_KIND]), ...(repeat ? asked(filter, 'cases', [{ facet: 'repeat', level: 2 }]) : [])],
    months: asked(seen('date', split), 'kg', split === 'none' ? [MONTH] : [MONTH, ...by(split)]),
    heat: asked(seen('concealment', 'transport'), 'kg', by('concealment', 'transport')),
    ranked: asked(seen(ranked), 'kg', by(ranked)),
    sizes: [...asked(seen('mass'), 'kg', [BY_STEP]), ...(table.grain ? asked(seen('mass'), 'cases', [BY_KIND]) : [])],
    flows: asked(seen(...FLOW_ROLES), 'kg', ...rolePairs(table).map((roles) => by(...roles))),
    map: asked(seen(map), 'kg', by(map), ...routePair(table).map((roles) => by(...roles))),
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

/** All of them, each once; answered beforehand by threads, the panels need no scan of their own. */
export function explorerQuestions(table: ColumnTable, filter: Filter, choices: ExploreChoices): Question[] {
  const questions = Object.values(panelQuestions(table, filter, choices)).flat();
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}
