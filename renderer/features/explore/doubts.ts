import { facetName } from '../../ui/capital.ts';
import type { Doubt } from '../../ui/panel-tools.tsx';
import type { ExploreInput } from './charts.ts';

type Panel = 'time' | 'heat' | 'ranked' | 'sizes' | 'flows' | 'map';

/** How each panel is made and what it cannot say; what holds for all of them stands last. */
export function doubtOf(input: ExploreInput, panel: Panel): Doubt {
  const { words } = input;
  return {
    method: [ownMethod(input, panel), words.text('explore.method.cross'), settingsLine(input, panel)],
    caveats: [...ownCaveats(input, panel), ...massCaveat(input, panel), ...standing(input)],
  };
}

function ownMethod({ panels, words }: ExploreInput, panel: Panel): string {
  if (panel === 'time' || panel === 'heat') return words.text(`explore.method.${panel}`);
  const facet = panel === 'map' ? panels.map.facet : panels.ranked.facet;
  return words.text(`explorer.method.${panel}`, { facet: facetName(words, facet) });
}

function settingsLine({ panels, measure, words }: ExploreInput, panel: Panel): string {
  const counted = panel === 'heat' ? 'cases' : measure;
  return words.text('explore.method.settings', { measure: words.text(`explore.measure.${counted}`), version: panels.dataVersion });
}

function ownCaveats({ panels, words }: ExploreInput, panel: Panel): string[] {
  if (panel === 'time') return [];
  if (panel === 'heat') return [words.text('explore.caveat.heat')];
  const { withoutMass, aggregated } = panels.sizes;
  return [words.text(`explorer.caveat.${panel}`, { withoutMass: words.number(withoutMass), aggregated: words.number(aggregated) })];
}

function massCaveat({ panels, measure, words }: ExploreInput, panel: Panel): string[] {
  if (measure === 'cases' || panel === 'heat' || panels.assumedShare === null) return [];
  const { massKgLow, massKgHigh, assumedShare } = panels;
  return [
    words.text('explore.caveat.mass', { share: words.percent(assumedShare, 1), low: words.mass(massKgLow), high: words.mass(massKgHigh) }),
  ];
}

function standing({ panels, words }: ExploreInput): string[] {
  const share = panels.selected > 0 ? panels.repeats / panels.selected : 0;
  return [
    words.text('explore.caveat.repeats', { n: words.number(panels.repeats), share: words.percent(share, 1) }),
    words.text('explore.caveat.reporting'),
  ];
}
