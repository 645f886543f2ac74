import { type Selection, select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { Block, CaveatBlock, FindingBlock, TableBlock } from '../report/block.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, shareOf, standingCaveats } from './parts/caveats.ts';
import { type Chain, chainsOf, crosses, isStated, type Link, linksOf, STAGES, statedStages } from './parts/chains.ts';
import { altLine, columnsOf, sourceLine, subtitleLine, yearsOf } from './parts/figure.ts';
import { countSizeClasses, sizeLabel, withoutLargestReporter, withoutSizeClass } from './parts/guard.ts';
import { type ChartText, flowChart, placeLabel, routeMap, stageLabel } from './parts/route-charts.ts';

const [ID, VERSION] = ['routes', 1];
/** A way is told by at least two of its stages. */
const FEWEST_STAGES = 2;

const params = z.strictObject({
  level: z.enum(['country', 'subregion']).default('country'),
  top: z.coerce.number().int().min(1).max(20).default(8),
  drug: z.string().max(20).default(''),
});
type Settings = z.output<typeof params>;

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  settings: Settings;
  selection: Selection;
  all: Chain[];
  /** Cases that state two stages or more. */
  told: number;
  /** Those of them that name two countries or more, and the cases that bear them. */
  chains: Chain[];
  crossing: number;
  links: Link[];
}

/** From origin to seizure: which countries stand together in the ways that cases state. */
export const routes = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const answer = count(context, settings);
    const { links, words, told, selection } = answer;
    const caveats = [...held(answer), ...standingCaveats(context.table, selection, words, heldStages(answer))];
    if (links.length === 0) {
      return [
        { kind: 'finding', text: words.text('analyses.routes.none', { n: told, of: selection.count }), n: told, of: selection.count },
        ...caveats,
      ];
    }
    const findings = [mostFrequent(answer), toldFinding(answer)];
    const text = chartText(answer, findings[0] as FindingBlock);
    const map: Block[] =
      settings.level === 'country'
        ? [{ kind: 'chart', chart: routeMap(answer.chains, links, settings.top * 3, mapText(answer), words) }]
        : [];
    const flow: Block = { kind: 'chart', chart: flowChart(answer.chains, settings.top, text, words) };
    return [...findings, flow, ...map, linkTable(answer), chainTable(answer), stageTable(answer), ...caveats];
  },
});

function count(context: AnalysisContext, settings: Settings): Answer {
  const drug = settings.drug ? [{ facet: 'drug' as const, in: [settings.drug] }] : [];
  const selection = select(context.table, { all: [...context.filter.all, ...drug] });
  const all = chainsOf(context.table, selection, settings.level);
  const told = all.filter((chain) => statedStages(chain) >= FEWEST_STAGES);
  const chains = told.filter(crosses);
  return { ...context, settings, selection, all, chains, told: sumOf(told), crossing: sumOf(chains), links: linksOf(chains) };
}

function sumOf(chains: Chain[]): number {
  return chains.reduce((sum, { cases }) => sum + cases, 0);
}

function heldStages({ table: columns }: Answer) {
  return STAGES.filter((stage) => columns.codes[stage]);
}

function mostFrequent({ links, crossing, words }: Answer): FindingBlock {
  const [most] = links as [Link];
  const text = words.text('analyses.routes.most', {
    ...ends(most, words),
    n: most.cases,
    of: crossing,
    share: words.percent(shareOf(most.cases, crossing)),
  });
  return { kind: 'finding', text, n: most.cases, of: crossing };
}

function ends({ from, to }: Link, words: AnalysisContext['words']): { from: string; to: string } {
  return { from: placeLabel(from, words), to: placeLabel(to, words) };
}

function toldFinding({ told, crossing, selection, words }: Answer): FindingBlock {
  const values = { n: told, of: selection.count, share: words.percent(shareOf(told, selection.count)), crossing };
  return { kind: 'finding', text: words.text('analyses.routes.told', values), n: told, of: selection.count };
}

function chartText(answer: Answer, finding: FindingBlock): ChartText {
  const { table: columns, selection, words, crossing } = answer;
  const subtitle = subtitleLine(words.text('analyses.routes.measure'), crossing, yearsOf(columns, selection), words);
  return {
    title: finding.text,
    subtitle,
    source: sourceLine(columns, selection, words, { id: ID, version: VERSION }),
    alt: words.text('analyses.common.alt', { title: finding.text, subtitle }),
    unit: words.text('analyses.column.cases'),
  };
}

function mapText(answer: Answer): ChartText {
  const { words } = answer;
  const title = words.text('analyses.routes.mapTitle', { n: Math.min(answer.links.length, answer.settings.top * 3) });
  const text = chartText(answer, { kind: 'finding', text: title, n: 0, of: 0 });
  const subtitle = text.subtitle.replace(words.text('analyses.routes.measure'), words.text('analyses.routes.mapMeasure'));
  return { ...text, subtitle, alt: altLine(title, subtitle, words) };
}

function linkTable({ links, words }: Answer): TableBlock {
  const columns = columnsOf(words);
  return {
    kind: 'table',
    title: words.text('analyses.routes.linkTable'),
    columns: [columns.code('from'), columns.text('fromLabel'), columns.code('to'), columns.text('toLabel'), columns.cases, columns.massKg],
    rows: links.map((link) => [link.from, ends(link, words).from, link.to, ends(link, words).to, link.cases, link.kg]),
  };
}

/** Whole ways with every stage, those with the most cases first. */
function chainTable({ chains, words }: Answer): TableBlock {
  const columns = columnsOf(words);
  return {
    kind: 'table',
    title: words.text('analyses.routes.chainTable'),
    columns: [
      ...STAGES.flatMap((stage, at) => [
        { key: stage, label: stageLabel(at, words), code: true },
        { key: `${stage}Label`, label: stageLabel(at, words) },
      ]),
      columns.cases,
      columns.massKg,
    ],
    rows: chains.map(({ stages, cases, kg }) => [
      ...stages.flatMap((codes) => [codes.join(' '), codes.map((code) => placeLabel(code, words)).join(', ')]),
      cases,
      kg,
    ]),
  };
}

/** How many cases state each stage. */
function stageTable({ all, selection, words }: Answer): TableBlock {
  const columns = columnsOf(words);
  const unstated = (stage: number) => sumOf(all.filter(({ stages }) => !isStated(stages[stage])));
  return {
    kind: 'table',
    title: words.text('analyses.routes.stageTable'),
    columns: [
      columns.code('stage'),
      columns.text('stageLabel'),
      columns.text('stated', { numeric: true, decimals: 0 }),
      columns.text('unstated', { numeric: true, decimals: 0 }),
      columns.text('unstatedShare', { numeric: true, decimals: 1, unit: '%' }),
    ],
    rows: STAGES.map((stage, at) => {
      const n = unstated(at);
      return [stage, stageLabel(at, words), selection.count - n, n, 100 * shareOf(n, selection.count)];
    }),
  };
}

/** Whether the most frequent link stays so without the largest reporter and without the largest class of case size. */
function held(answer: Answer): CaveatBlock[] {
  const { table: columns, selection, words, links } = answer;
  const [most] = links;
  if (!most) return [];
  const reporter = withoutLargestReporter(columns, selection);
  const sizes = countSizeClasses(columns, selection);
  const largest = sizes.indexOf(Math.max(...sizes));
  const without = [
    ...(reporter ? [{ what: words.label('country', reporter.code), selection: reporter.selection }] : []),
    ...(sizes[largest]
      ? [
          {
            what: words.text('analyses.routes.sizeClass', { size: sizeLabel(largest, words) }),
            selection: withoutSizeClass(columns, selection, largest),
          },
        ]
      : []),
  ];
  return without.map((one) => {
    const [other] = linksOf(
      chainsOf(columns, one.selection, answer.settings.level).filter((chain) => statedStages(chain) >= FEWEST_STAGES),
    );
    if (!other) return caveat(words.text('analyses.routes.vanishesWithout', { what: one.what }));
    const isSame = other.from === most.from && other.to === most.to;
    return caveat(
      words.text(`analyses.routes.${isSame ? 'holdsWithout' : 'changesWithout'}`, {
        what: one.what,
        ...ends(other, words),
        n: other.cases,
      }),
    );
  });
}
