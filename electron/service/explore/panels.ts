import { countRepeats } from '../../../shared/analysis/parts/caveats.ts';
import { totals } from '../../../shared/columns/group-by.ts';
import { assumedShare } from '../../../shared/columns/mass.ts';
import { select } from '../../../shared/columns/select.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ExplorePanels } from '../../../shared/contract/explore.ts';
import type { SPLITS } from '../../../shared/contract/profile.ts';
import { FLOW_ROLES, type MAP_FACETS, type RANKED_FACETS } from '../../../shared/domain/explore.ts';
import { EVERYTHING, type Filter } from '../../../shared/domain/filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { basisOf, heatPanel, monthPanel, ranked, selectWithout } from '../profile/panels.ts';
import { flowPanel, routesOf } from './flows.ts';
import { sizePanel } from './sizes.ts';

export interface ExploreChoices {
  split: (typeof SPLITS)[number];
  ranked: (typeof RANKED_FACETS)[number];
  map: (typeof MAP_FACETS)[number];
}

/** Facets whose values are named at the second level: countries, sources and regimes have no groups. */
const SINGLE: readonly string[] = ['country', 'produced', 'departed', 'transited', 'destined', 'source', 'regime'];

/** The explorer for one filter. Each panel leaves out the filter's clauses on its own facets, so that a mark never hides its siblings. */
export function explorePanels(table: ColumnTable, filter: Filter, choices: ExploreChoices, words: Wording): ExplorePanels {
  const selection = select(table, filter);
  const mass = totals(table, selection);
  const without = (...facets: string[]) => selectWithout(table, filter, facets);
  const seen = {
    months: without('date', choices.split),
    heat: without('concealment', 'transport'),
    ranked: without(choices.ranked),
    sizes: without('mass'),
    flows: without(...FLOW_ROLES),
    map: without(choices.map),
  };
  const values = (facet: ExploreChoices['ranked'] | ExploreChoices['map'], from: keyof typeof seen) =>
    table.codes[facet] ? ranked(table, seen[from], facet, SINGLE.includes(facet) ? 2 : 1, words) : [];
  return {
    dataVersion: table.dataVersion,
    total: select(table, EVERYTHING).count,
    selected: selection.count,
    repeats: countRepeats(table, selection),
    assumedShare: assumedShare(table, selection),
    massKg: mass.kg,
    massKgLow: mass.kgLow,
    massKgHigh: mass.kgHigh,
    basis: {
      months: basisOf(table, seen.months),
      heat: basisOf(table, seen.heat),
      ranked: basisOf(table, seen.ranked),
      sizes: basisOf(table, seen.sizes),
      flows: basisOf(table, seen.flows),
      map: basisOf(table, seen.map),
    },
    months: monthPanel(table, seen.months, choices.split, words),
    heat: heatPanel(table, seen.heat, words),
    ranked: { facet: choices.ranked, values: values(choices.ranked, 'ranked') },
    sizes: sizePanel(table, seen.sizes),
    flows: flowPanel(table, seen.flows, words),
    map: { facet: choices.map, areas: values(choices.map, 'map'), routes: routesOf(table, seen.map, words) },
  };
}
