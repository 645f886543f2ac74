import { countRepeats } from '../../../shared/analysis/parts/caveats.ts';
import { valuesOf } from '../../../shared/analysis/parts/counted.ts';
import { groupBy } from '../../../shared/columns/group-by.ts';
import { assumedShare } from '../../../shared/columns/mass.ts';
import { select } from '../../../shared/columns/select.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ExplorePanels } from '../../../shared/contract/explore.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { EVERYTHING, type Filter } from '../../../shared/domain/filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { heatPanel, monthPanel, named } from '../profile/panels.ts';
import { flowPanel, routesOf } from './flows.ts';
import { type ExploreChoices, levelOf, type PanelName, panelQuestions } from './groupings.ts';
import { sizePanel } from './sizes.ts';

/** The explorer for one filter. Each panel leaves out the filter's clauses on its own facets, so that a mark never hides its siblings. */
export function explorePanels(table: ColumnTable, filter: Filter, choices: ExploreChoices, words: Wording): ExplorePanels {
  const questions = panelQuestions(table, filter, choices);
  const seen = (name: PanelName) => select(table, questions[name][0].filter);
  const total = (name: PanelName) => groupBy(table, seen(name), questions[name][0].dimensions, questions[name][0].measures).total;
  const basis = (name: PanelName) => ({ cases: total(name).cases, massKg: total(name).kg });
  const values = (facet: CodeFacet, name: PanelName) =>
    table.codes[facet]
      ? valuesOf(groupBy(table, seen(name), [{ facet, level: levelOf(facet) }], 'kg')).map(({ code, cases, kg }) => ({
          ...named(facet, code, words),
          cases,
          massKg: kg ?? 0,
        }))
      : [];
  const selection = seen('whole');
  const mass = total('whole');
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
      months: basis('months'),
      heat: basis('heat'),
      ranked: basis('ranked'),
      sizes: basis('sizes'),
      flows: basis('flows'),
      map: basis('map'),
    },
    months: monthPanel(table, seen('months'), choices.split, words),
    heat: heatPanel(table, seen('heat'), words),
    ranked: { facet: choices.ranked, values: values(choices.ranked, 'ranked') },
    sizes: sizePanel(table, seen('sizes')),
    flows: flowPanel(table, seen('flows'), words),
    map: { facet: choices.map, areas: values(choices.map, 'map'), routes: routesOf(table, seen('map'), words) },
  };
}
