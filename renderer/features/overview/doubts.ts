import type { OverviewInput } from '../../ui/panel-charts.ts';
import type { Doubt } from '../../ui/panel-tools.tsx';

/** What holds for every panel: the filter's reach, the data, repeats. */
function common({ panels, words }: OverviewInput): string[] {
  const share = panels.selected > 0 ? panels.repeats / panels.selected : 0;
  return [
    words.text('explore.caveat.repeats', { n: words.number(panels.repeats), share: words.percent(share, 1) }),
    words.text('explore.caveat.reporting'),
  ];
}

function settings({ panels, measure, words }: OverviewInput): string {
  return words.text('explore.method.settings', { measure: words.text(`explore.measure.${measure}`), version: panels.dataVersion });
}

function mass(input: OverviewInput): string[] {
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

export function timeDoubt(input: OverviewInput): Doubt {
  const { words } = input;
  return {
    method: [words.text('explore.method.time'), words.text('explore.method.cross'), settings(input)],
    caveats: [...mass(input), ...common(input)],
  };
}

export function heatDoubt(input: OverviewInput): Doubt {
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

export function rankedDoubt(input: OverviewInput, facet: 'drug' | 'country'): Doubt {
  const { words } = input;
  return {
    method: [words.text(`explore.method.${facet}`), words.text('explore.method.cross'), settings(input)],
    caveats: [words.text(`explore.caveat.${facet}`), ...mass(input), ...common(input)],
  };
}

export function qualityDoubt(input: OverviewInput): Doubt {
  const { words } = input;
  return {
    method: [
      words.text('explore.method.quality'),
      words.text('explore.method.settings', { measure: words.text('explore.measure.cases'), version: input.panels.dataVersion }),
    ],
    caveats: [words.text('explore.caveat.quality'), ...common(input)],
  };
}
