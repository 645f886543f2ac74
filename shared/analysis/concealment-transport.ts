import { complement } from '../columns/bitmap.ts';
import { isNotStated } from '../columns/codes.ts';
import { groupBy } from '../columns/group-by.ts';
import { narrow, notStated, type Selection, select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { Block, FindingBlock, TableBlock } from '../report/block.ts';
import type { HeatChart } from '../report/chart.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { shareOf, standingCaveats } from './parts/caveats.ts';
import { type Counted, cellReader, countValues, type Mass } from './parts/counted.ts';
import { columnsOf, sourceLine, subtitleLine, yearsOf } from './parts/figure.ts';

const [ID, VERSION] = ['concealment-transport', 1];

const params = z.strictObject({ level: z.coerce.number().int().min(1).max(2).default(1) });

interface Pair {
  concealment: string;
  transport: string;
  cases: number;
  kg: Mass;
}

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  selection: Selection;
  concealments: Counted[];
  transports: Counted[];
  /** Pairs that occur, most cases first. */
  pairs: Pair[];
}

/** How what was hidden travelled: cases for each pair of concealment and transport. */
export const concealmentTransport = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const level = settings.level as 1 | 2;
    const answer = count(context, level);
    const findings = [...mostFrequent(answer), bothStated(answer)];
    const caveats = standingCaveats(context.table, answer.selection, context.words, ['concealment', 'transport']);
    if (answer.pairs.length === 0) return [...findings, ...caveats];
    return [...findings, { kind: 'chart', chart: chart(answer, findings[0] as FindingBlock) }, table(answer), ...caveats];
  },
});

function count(context: AnalysisContext, level: 1 | 2): Answer {
  const { table: columns, filter } = context;
  const selection = select(columns, filter);
  const concealments = countValues(columns, selection, { facet: 'concealment', level });
  const transports = countValues(columns, selection, { facet: 'transport', level });
  const cell = cellReader(
    groupBy(columns, selection, [
      { facet: 'concealment', level },
      { facet: 'transport', level },
    ]),
  );
  const pairs = concealments.flatMap(({ code: concealment }) =>
    transports.map(({ code: transport }) => ({ concealment, transport, ...cell(concealment, transport) })),
  );
  return {
    ...context,
    selection,
    concealments,
    transports,
    pairs: pairs.filter(({ cases }) => cases > 0).sort((a, b) => b.cases - a.cases),
  };
}

/** Cases in which neither facet is unstated. */
function statedBoth({ table: columns, selection }: Answer): Selection {
  const stated = (facet: 'concealment' | 'transport') => complement(notStated(columns, facet), columns.rows);
  return narrow(columns, narrow(columns, selection, stated('concealment')), stated('transport'));
}

function mostFrequent(answer: Answer): FindingBlock[] {
  const { words, pairs } = answer;
  const most = pairs.find(({ concealment, transport }) => !isNotStated(concealment) && !isNotStated(transport));
  if (!most) return [];
  const of = statedBoth(answer).count;
  const text = words.text('analyses.concealment-transport.most', {
    concealment: words.label('concealment', most.concealment),
    transport: words.label('transport', most.transport),
    n: most.cases,
    of,
    share: words.percent(shareOf(most.cases, of)),
  });
  return [{ kind: 'finding', text, n: most.cases, of }];
}

function bothStated(answer: Answer): FindingBlock {
  const [n, of] = [statedBoth(answer).count, answer.selection.count];
  const text = answer.words.text('analyses.concealment-transport.both', { n, of, share: answer.words.percent(shareOf(n, of)) });
  return { kind: 'finding', text, n, of };
}

function chart({ table: columns, selection, words, concealments, transports, pairs }: Answer, finding: FindingBlock): HeatChart {
  const subtitle = subtitleLine(words.text('analyses.concealment-transport.measure'), selection.count, yearsOf(columns, selection), words);
  const mark = (facet: string) => (value: Counted) => ({
    code: value.code,
    label: words.label(facet, value.code),
    ...(isNotStated(value.code) ? { hatched: true } : {}),
  });
  const found = new Map(pairs.map((pair) => [`${pair.concealment} ${pair.transport}`, pair.cases]));
  return {
    type: 'heat',
    title: finding.text,
    subtitle,
    source: sourceLine(columns, selection, words, { id: ID, version: VERSION }),
    alt: words.text('analyses.common.alt', { title: finding.text, subtitle }),
    unit: words.text('analyses.column.cases'),
    x: transports.map(mark('transport')),
    y: concealments.map(mark('concealment')),
    values: concealments.map(({ code: y }) => transports.map(({ code: x }) => found.get(`${y} ${x}`) ?? 0)),
  };
}

function table({ words, pairs }: Answer): TableBlock {
  const columns = columnsOf(words);
  return {
    kind: 'table',
    title: words.text('analyses.concealment-transport.measure'),
    columns: [
      columns.code('concealment'),
      columns.text('concealmentLabel'),
      columns.code('transport'),
      columns.text('transportLabel'),
      columns.cases,
      columns.massKg,
    ],
    rows: pairs.map(({ concealment, transport, cases, kg }) => [
      concealment,
      words.label('concealment', concealment),
      transport,
      words.label('transport', transport),
      cases,
      kg,
    ]),
  };
}
