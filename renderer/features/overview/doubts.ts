import type { PanelInput } from './panel-charts.ts';
import type { Doubt } from './panel-tools.tsx';

/** What holds for every panel: the filter's reach, the data, repeats. */
function common({ panels, words }: PanelInput): string[] {
  const share = panels.selected > 0 ? panels.repeats / panels.selected : 0;
  return [
    words.text('explore.caveat.repeats', { n: words.number(panels.repeats), share: words.percent(share, 1) }),
    words.text('explore.caveat.reporting'),
  ];
}

function settings({ panels, measure, words }: PanelInput): string {
  return words.text('explore.method.settings', { measure: words.text(`explore.measure.${measure}`), version: panels.dataVersion });
}

function mass(input: PanelInput): string[] {
  const { panels, measure, words } = input;
  return measure === 'mass' && panels.assumedShare !== null
    ? [
        words.text('explore.caveat.mass', {
          share: words.percent(panels.assumedShare, 1),
          low: words.mass(panels.massKgLow),
          high: words.mass(panels.massKgHigh),
        }),
      ]
    : [];
}

export function timeDoubt(input: PanelInput): Doubt {
  const { words } = input;
  return {
    method: [words.text('explore.method.time'), words.text('explore.method.cross'), settings(input)],
    caveats: [...mass(input), ...common(input)],
  };
}

export function heatDoubt(input: PanelInput): Doubt {
  const { words } = input;
  return {
    method: [
      words.text('explore.method.heat'),
      words.text('explore.method.cross'),
      words.text('explore.method.settings', { measure: words.text('explore.measure.cases'), version: input.panels.dataVersion }),
    ],
    caveats: [words.text('explore.caveat.heat'), ...common(input)],
  };
}

export function rankedDoubt(input: PanelInput, facet: 'drug' | 'country'): Doubt {
  const { words } = input;
  return {
    method: [words.text(`explore.method.${facet}`), words.text('explore.method.cross'), settings(input)],
    caveats: [words.text(`explore.caveat.${facet}`), ...mass(input), ...common(input)],
  };
}

export function qualityDoubt(input: PanelInput): Doubt {
  const { words } = input;
  return {
    method: [
      words.text('explore.method.quality'),
      words.text('explore.method.settings', { measure: words.text('explore.measure.cases'), version: input.panels.dataVersion }),
    ],
    caveats: [words.text('explore.caveat.quality'), ...common(input)],
  };
}
