import { colour } from '../../shared/analysis/parts/figure.ts';
import type { ProfilePanels } from '../../shared/contract/profile.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import type { Filter } from '../../shared/domain/filter.ts';
import type { BarChart, HeatChart, TimeChart } from '../../shared/report/chart.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { dateRange } from './toggle-filter.ts';

export type Measure = 'cases' | 'mass';
export type PanelSplit = 'none' | 'drug' | 'transport' | 'concealment' | 'country';

/** What the panels of every screen have in common. */
export type PanelFacts = Pick<
  ProfilePanels,
  'dataVersion' | 'selected' | 'repeats' | 'assumedShare' | 'massKg' | 'massKgLow' | 'massKgHigh' | 'months' | 'heat'
> & { basis: Pick<ProfilePanels['basis'], 'months' | 'heat'> };

export interface PanelInput<P extends PanelFacts = PanelFacts> {
  panels: P;
  filter: Filter;
  /** By what the months of `panels` are split: the former split until the answer by another is there. */
  split: PanelSplit;
  measure: Measure;
  words: Wording;
}

export type OverviewInput = PanelInput<ProfilePanels>;

/** The accent: no code bears it. */
export const PLAIN = '#15617f';

export function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

export function sourceLine({ panels, words }: PanelInput): string {
  const share = panels.selected > 0 ? panels.repeats / panels.selected : 0;
  return words.text('explore.source', { version: panels.dataVersion, share: words.percentSign(share, 1) });
}

/** From the first to the last month with a case, or what a chosen range leaves of it. */
function periodText(panels: PanelFacts, words: Wording, range: ReturnType<typeof dateRange>): string {
  const { keys } = panels.months;
  const [earliest, latest] = [keys[0], keys.at(-1)];
  if (!earliest || !latest) return words.text('explore.period.none');
  const [from = earliest, to = latest] = [range?.from, range?.to];
  // Written alike, dates compare as text; a chosen year or day is as long as it is.
  const first = from.slice(0, earliest.length) > earliest ? from : earliest;
  const last = to.slice(0, latest.length) < latest.slice(0, to.length) ? to : latest;
  return first === last ? words.date(first) : words.text('explore.period.range', { from: words.date(first), to: words.date(last) });
}

/** Under the title of a panel: what it counts, of which period, and how many cases. The chart of time shows all months whichever are chosen. */
export function subtitle(input: PanelInput, measureKey: string, n: number, values: Record<string, string> = {}, isOfTime = false): string {
  const { panels, filter, words } = input;
  const period = periodText(panels, words, isOfTime ? undefined : dateRange(filter));
  return words.text('explore.subtitle', { measure: words.text(measureKey, values), period, n: words.number(n) });
}

export function timeChart(input: PanelInput): TimeChart {
  const { panels, measure, split, words } = input;
  const all = panels.months.series.map((series) => ({ ...series, drawn: measure === 'cases' ? series.cases : series.massKg }));
  const totals = measure === 'cases' ? panels.months.whole.cases : panels.months.whole.massKg;
  const peak = totals.indexOf(Math.max(...totals));
  const peakKey = panels.months.keys[peak];
  const unit = unitOf(input);
  const title = peakKey
    ? words.text(`explore.time.title.${measure}`, { month: words.date(peakKey), value: valueText(input, totals[peak] ?? 0) })
    : words.text('explore.empty.title');
  const measureKey = `explore.time.measure.${measure}.${split === 'none' ? 'plain' : 'split'}`;
  const n = panels.basis.months.cases;
  return {
    type: 'stacked',
    title,
    subtitle: subtitle(input, measureKey, n, { split: words.text(`explore.split.${split}`) }, true),
    source: sourceLine(input),
    alt: `${title}. ${subtitle(input, measureKey, n, { split: words.text(`explore.split.${split}`) }, true)}`,
    unit,
    periods: panels.months.keys.map((key) => ({ key, label: words.date(key) })),
    series: all.map(({ code, label, drawn }) => ({ code, label, colour: split === 'none' ? PLAIN : colour(split, code), values: drawn })),
  };
}

export function heatChart(input: PanelInput): HeatChart {
  const { panels, words } = input;
  const { concealments, transports, cases } = panels.heat;
  const top = strongestCell(panels);
  const n = panels.basis.heat.cases;
  const title = top
    ? words.text('explore.heat.title', {
        concealment: top.concealment,
        transport: top.transport,
        share: words.percentSign(shareOf(top.cases, n), 1),
      })
    : words.text('explore.heat.none');
  const below = subtitle(input, 'explore.heat.measure', n);
  return {
    type: 'heat',
    title,
    subtitle: below,
    source: sourceLine(input),
    alt: `${title}. ${below}`,
    unit: words.text('explore.unit.cases'),
    x: transports.map((one) => ({ code: one.code, label: one.label, hatched: one.missing })),
    y: concealments.map((one) => ({ code: one.code, label: one.label, hatched: one.missing })),
    values: cases,
  };
}

/** The most frequent pair of stated values. */
function strongestCell(panels: PanelFacts): { concealment: string; transport: string; cases: number } | undefined {
  const { concealments, transports, cases } = panels.heat;
  let best: { concealment: string; transport: string; cases: number } | undefined;
  for (const [y, concealment] of concealments.entries()) {
    for (const [x, transport] of transports.entries()) {
      const count = cases[y]?.[x] ?? 0;
      if (concealment.missing || transport.missing || count <= (best?.cases ?? 0)) continue;
      best = { concealment: concealment.label, transport: transport.label, cases: count };
    }
  }
  return best;
}

/** Ranked bars of one facet; `most` bars are drawn. */
export function rankedChart(input: OverviewInput, facet: 'drug' | 'country', most: number): BarChart {
  const { panels, measure, words } = input;
  const entries = facet === 'drug' ? panels.drugs : panels.countries;
  const value = (entry: (typeof entries)[number]) => (measure === 'cases' ? entry.cases : entry.massKg);
  const ranked = [...entries].sort((one, other) => value(other) - value(one));
  const first = ranked.find((entry) => !entry.missing && value(entry) > 0);
  const whole = panels.basis[facet === 'drug' ? 'drugs' : 'countries'];
  const title = first
    ? words.text(`explore.${facet}.title.${measure}`, {
        label: first.label,
        share: words.percentSign(shareOf(value(first), measure === 'cases' ? whole.cases : whole.massKg), 1),
      })
    : words.text('explore.empty.title');
  const below = subtitle(input, `explore.${facet}.measure.${measure}`, whole.cases);
  return {
    type: 'bar',
    title,
    subtitle: below,
    source: sourceLine(input),
    alt: `${title}. ${below}`,
    unit: unitOf(input),
    bars: ranked.slice(0, most).map((entry) => bar(entry, facet, value(entry))),
  };
}

export function bar(entry: { code: string; label: string; missing: boolean }, facet: CodeFacet, value: number): BarChart['bars'][number] {
  return {
    code: entry.code,
    label: entry.label,
    colour: facet === 'country' ? PLAIN : colour(facet, entry.code),
    value,
    hatched: entry.missing,
  };
}

export function unitOf({ measure, words }: PanelInput): string {
  return words.text(measure === 'cases' ? 'explore.unit.cases' : 'explore.unit.kg');
}

export function valueText({ measure, words }: PanelInput, value: number): string {
  return measure === 'cases' ? words.number(value) : words.mass(value);
}
