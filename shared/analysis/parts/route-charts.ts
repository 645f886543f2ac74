import { countryByCode, regionLabel } from '../../domain/country.ts';
import type { FlowChart, FlowNode, MapChart } from '../../report/chart.ts';
import { colourOf } from '../../report/colour.ts';
import type { Wording } from '../../report/wording.ts';
import { type Chain, isStated, type Link, SEIZED, STAGES, UNSTATED } from './chains.ts';
import { REST } from './figure.ts';

const [UNSTATED_COLOUR, REST_COLOUR] = ['#a8a8a8', '#8c8c8c'];

export type ChartText = Pick<FlowChart, 'title' | 'subtitle' | 'source' | 'alt' | 'unit'>;

export function placeLabel(code: string, words: Wording): string {
  if (code === UNSTATED) return words.text('analyses.routes.unstated');
  if (code === REST) return words.text('analyses.common.rest');
  return regionLabel(code)?.[words.language] ?? words.label('country', code);
}

export function stageLabel(stage: number, words: Wording): string {
  return words.text(`analyses.routes.stage.${STAGES[stage]}`);
}

/** Ribbons through every stage that any case states; in each the `top` places with the most cases, the others together, then not stated. */
export function flowChart(chains: Chain[], top: number, text: ChartText, words: Wording): FlowChart {
  const used = STAGES.map((_, stage) => stage).filter((stage) => chains.some(({ stages }) => isStated(stages[stage])));
  const shown = used.map((stage) => placesOf(chains, stage, top));
  const named = (column: number, code: string) => (shown[column]?.includes(code) ? code : REST);
  const links = new Map<string, FlowChart['links'][number]>();
  for (const { stages, cases } of chains) {
    for (let column = 0; column + 1 < used.length; column++) {
      const ends = [column, column + 1].map((at) => [
        ...new Set((stages[used[at] as number] ?? []).map((code) => `${at} ${named(at, code)}`)),
      ]);
      for (const from of ends[0] ?? []) {
        for (const to of ends[1] ?? []) {
          const value = (links.get(`${from} ${to}`)?.value ?? 0) + cases;
          links.set(`${from} ${to}`, { from, to, value });
        }
      }
    }
  }
  const linked = new Set([...links.values()].flatMap(({ from, to }) => [from, to]));
  const nodes = used.flatMap((_, column) =>
    [...(shown[column] ?? []).filter((code) => code !== UNSTATED), REST, UNSTATED].map((code) => node(column, code, words)),
  );
  return {
    ...text,
    type: 'flow',
    columns: used.map((stage) => ({ key: STAGES[stage] as string, label: stageLabel(stage, words) })),
    nodes: nodes.filter(({ key }) => linked.has(key)),
    links: [...links.values()],
  };
}

/** Stated places of a stage by cases, and *not stated* so that it is never among the rest. */
function placesOf(chains: Chain[], stage: number, top: number): string[] {
  const cases = new Map<string, number>();
  for (const chain of chains) for (const code of chain.stages[stage] ?? []) cases.set(code, (cases.get(code) ?? 0) + chain.cases);
  cases.delete(UNSTATED);
  const ranked = [...cases].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
  return [...ranked.slice(0, top), UNSTATED];
}

function node(column: number, code: string, words: Wording): FlowNode {
  const colour = code === UNSTATED ? UNSTATED_COLOUR : code === REST ? REST_COLOUR : colourOf('country', code);
  return {
    key: `${column} ${code}`,
    code,
    label: placeLabel(code, words),
    column,
    colour,
    ...(code === UNSTATED ? { hatched: true } : {}),
  };
}

/** Countries of seizure shaded by cases, and the largest links as lines. */
export function routeMap(chains: Chain[], links: Link[], top: number, text: ChartText, words: Wording): MapChart {
  const seized = new Map<string, number>();
  for (const { stages, cases } of chains) for (const code of stages[SEIZED] ?? []) seized.set(code, (seized.get(code) ?? 0) + cases);
  const ranked = [...seized].sort((a, b) => b[1] - a[1]).map(([code, value]) => ({ code, label: placeLabel(code, words), value }));
  const isPlaced = ({ code }: { code: string }) => countryByCode(code)?.alpha2 != null || code === 'XKX';
  return {
    ...text,
    type: 'map',
    areas: ranked.filter(isPlaced),
    flows: links.slice(0, top).map(({ from, to, cases }) => ({
      from,
      to,
      fromLabel: placeLabel(from, words),
      toLabel: placeLabel(to, words),
      value: cases,
    })),
    unplaced: ranked.filter((area) => !isPlaced(area)).map(({ label, value }) => ({ label, value })),
  };
}
