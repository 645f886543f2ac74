import { emptyBitmap, unite } from '../columns/bitmap.ts';
import { narrow, select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { Block, CaveatBlock, FindingBlock } from '../report/block.ts';
import type { Wording } from '../report/wording.ts';
import { clausesOf } from '../signals/cases.ts';
import { signalChart } from '../signals/chart.ts';
import { nestSignals } from '../signals/nest.ts';
import { groupRefused } from '../signals/refused-groups.ts';
import { scan } from '../signals/scan.ts';
import { facetsOf, scanSettings } from '../signals/settings.ts';
import type { ScanResult, Signal } from '../signals/signal.ts';
import { evidenceLines, notCompared, scanLines, signalText, summaryText, sureText } from '../signals/words.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, standingCaveats } from './parts/caveats.ts';
import { sourceLine } from './parts/figure.ts';
import { refusedTable, signalTable } from './parts/signal-tables.ts';

const [ID, VERSION] = ['signals', 2];

/** `top` changes are shown with a sentence and a chart, each by its surest signal; all signals stand in the table. */
const params = scanSettings.extend({ top: z.coerce.number().int().min(0).max(20).default(3) });

/** Which combinations changed beyond chance in the latest complete month, or in the months asked for. */
export const signals = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, { top, ...settings }): Block[] {
    const found = scan(context.table, context.filter, settings);
    const within = nestSignals(found.signals);
    const heads = found.signals.filter(({ key }) => !within.has(key));
    return [
      summary(context, found),
      ...heads.slice(0, top).flatMap((signal) => shown(context, found, signal)),
      ...(found.signals.length > 0 ? [signalTable(found, context.words)] : []),
      ...(found.refused.length + found.rests.length > 0 ? [refusedTable(found, context.words)] : []),
      ...scanned(found, context.words),
      ...standingCaveats(context.table, select(context.table, context.filter), context.words, facetsOf(settings)),
    ];
  },
});

function summary(context: AnalysisContext, found: ScanResult): FindingBlock {
  return { kind: 'finding', text: summaryText(found, found.signals.length, context.words), n: casesOf(context, found), of: found.inPeriod };
}

/** Cases of any of the signals; one that stands in several counts once. */
function casesOf({ table, filter }: AnalysisContext, { signals: list }: ScanResult): number {
  const bits = list.map((signal) => select(table, { all: [...filter.all, ...clausesOf(signal)] }).bits);
  return narrow(table, select(table, filter), bits.reduce(unite, emptyBitmap(table.rows))).count;
}

/** What was scanned and what was left out. */
function scanned(found: ScanResult, words: Wording): CaveatBlock[] {
  return scanLines(found, notCompared(found.refused.length, found.rests.length, groupRefused(found)), words).map(caveat);
}

function shown({ table, filter, words }: AnalysisContext, found: ScanResult, signal: Signal): Block[] {
  const source = sourceLine(table, select(table, filter), words, { id: ID, version: VERSION });
  const { check, vanish } = evidenceLines(signal, found.settings.ears, words);
  const text = `${signalText(signal, words)} ${sureText(signal.q, words)}`;
  return [
    { kind: 'finding', text, n: signal.observed, of: found.inPeriod },
    { kind: 'chart', chart: signalChart(signal, source, words) },
    ...[...check, ...vanish.slice(0, -1)].map(caveat),
  ];
}
