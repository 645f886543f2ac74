import { REST } from '../../../shared/analysis/parts/figure.ts';
import type { ExplorePanels } from '../../../shared/contract/explore.ts';
import { FLOW_ROLES } from '../../../shared/domain/explore.ts';
import type { BarChart, FlowChart, MapChart } from '../../../shared/report/chart.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { facetName } from '../../ui/capital.ts';
import { bar, type PanelInput, PLAIN, shareOf, sourceLine, subtitle, unitOf, valueText } from '../../ui/panel-charts.ts';
import { binCode, type SizeBin } from './mass-bins.ts';

export type ExploreInput = PanelInput<ExplorePanels>;

const REST_COLOUR = '#8c8c8c';

interface Counted {
  cases: number;
  massKg: number;
}

function measured({ measure }: ExploreInput, counted: Counted): number {
  return measure === 'cases' ? counted.cases : counted.massKg;
}

function texts(input: ExploreInput, title: string, below: string) {
  return { title, subtitle: below, source: sourceLine(input), alt: `${title}. ${below}` };
}

/** Ranked bars of the chosen facet; `most` bars are drawn. */
export function rankedChart(input: ExploreInput, most: number): BarChart {
  const { panels, measure, words } = input;
  const { facet, values } = panels.ranked;
  const ranked = [...values].sort((one, other) => measured(input, other) - measured(input, one));
  const first = ranked.find((entry) => !entry.missing && measured(input, entry) > 0);
  const share = first ? shareOf(measured(input, first), measured(input, panels.basis.ranked)) : 0;
  const title = first
    ? words.text(`explorer.ranked.title.${measure}`, { label: first.label, share: words.percentSign(share, 1) })
    : words.text('explorer.ranked.none');
  const below = subtitle(input, `explorer.ranked.measure.${measure}`, panels.basis.ranked.cases, { facet: facetName(words, facet) });
  const isPlace = !['drug', 'transport', 'concealment', 'seizure-place'].includes(facet);
  const bars = ranked.slice(0, most).map((entry) => bar(entry, facet, measured(input, entry)));
  return {
    type: 'bar',
    ...texts(input, title, below),
    unit: unitOf(input),
    bars: isPlace ? bars.map((one) => ({ ...one, colour: PLAIN })) : bars,
  };
}

export function binLabel(bin: SizeBin, words: Wording): string {
  if (bin.to === null) return words.text('explorer.sizes.above', { from: words.mass(bin.from) });
  if (bin.from === 0) return words.text('explorer.sizes.below', { to: words.mass(bin.to) });
  return words.text('explorer.sizes.between', { from: words.mass(bin.from), to: words.mass(bin.to) });
}

/** How large cases are: bars from the smallest to the largest, each about half a power of ten. */
export function sizesChart(input: ExploreInput): BarChart {
  const { panels, measure, words } = input;
  const { bins, medianKg, p90Kg } = panels.sizes;
  const title =
    medianKg === null || p90Kg === null
      ? words.text('explorer.sizes.none')
      : words.text('explorer.sizes.title', { median: words.mass(medianKg), p90: words.mass(p90Kg) });
  const n = bins.reduce((sum, { cases }) => sum + cases, 0);
  return {
    type: 'bar',
    ...texts(input, title, subtitle(input, `explorer.sizes.measure.${measure}`, n)),
    unit: unitOf(input),
    bars: bins.map((bin) => ({ code: binCode(bin), label: binLabel(bin, words), colour: PLAIN, value: measured(input, bin) })),
  };
}

/** From country of origin to departure to destination; what is not stated keeps its place. */
export function flowChart(input: ExploreInput): FlowChart {
  const { panels, words } = input;
  const { nodes, links, known } = panels.flows;
  const roles = FLOW_ROLES.filter((role) => nodes.some((node) => node.role === role));
  const title =
    known > 0
      ? words.text('explorer.flows.title', {
          n: words.number(known),
          share: words.percentSign(shareOf(known, panels.basis.flows.cases), 1),
        })
      : words.text('explorer.flows.none');
  const key = (at: number) => `${nodes[at]?.role} ${nodes[at]?.code}`;
  return {
    type: 'flow',
    ...texts(input, title, subtitle(input, `explorer.flows.measure.${input.measure}`, panels.basis.flows.cases)),
    unit: unitOf(input),
    columns: roles.map((role) => ({ key: role, label: facetName(words, role) })),
    nodes: nodes.map(({ role, code, label, missing }) => ({
      key: `${role} ${code}`,
      code,
      label,
      column: roles.indexOf(role),
      colour: code === REST ? REST_COLOUR : PLAIN,
      ...(missing ? { hatched: true } : {}),
    })),
    links: links.map((link) => ({ from: key(link.from), to: key(link.to), value: measured(input, link) })).filter(({ value }) => value > 0),
  };
}

/** Countries shaded by what they count, with the most frequent stated pairs of departure and destination as lines. */
export function mapChart(input: ExploreInput): MapChart {
  const { panels, measure, words } = input;
  const { facet, areas, routes } = panels.map;
  const stated = areas.filter((area) => !area.missing && measured(input, area) > 0);
  const first = stated.toSorted((one, other) => measured(input, other) - measured(input, one))[0];
  const title = first
    ? words.text(`explorer.map.title.${measure}`, { label: first.label, value: valueText(input, measured(input, first)) })
    : words.text('explorer.ranked.none');
  const below = subtitle(input, `explorer.map.measure.${measure}`, panels.basis.map.cases, { facet: facetName(words, facet) });
  return {
    type: 'map',
    ...texts(input, title, below),
    unit: unitOf(input),
    areas: stated.map((area) => ({ code: area.code, label: area.label, value: measured(input, area) })),
    flows: routes.map((route) => ({
      from: route.from,
      to: route.to,
      fromLabel: route.fromLabel,
      toLabel: route.toLabel,
      value: measured(input, route),
    })),
    unplaced: areas.filter((area) => area.missing).map((area) => ({ label: area.label, value: measured(input, area) })),
  };
}
