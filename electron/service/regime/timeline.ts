import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { RegimeLane, RegimeTerms } from '../../../shared/contract/regimes.ts';
import { type ReporterMonths, reporterMonths } from '../../../shared/regime/monthly.ts';
import { evidenceText } from '../../../shared/regime/words.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { ReadDb } from '../db/connect.ts';
import { type BreakRow, listBreaks, listRegimes, type RegimeRow } from '../db/queries/regimes.ts';

const months = new WeakMap<ColumnTable, ReporterMonths[]>();

/** Kept for as long as the table lives: the timeline and the finder ask for the same. */
export function monthsOf(table: ColumnTable): ReporterMonths[] {
  const known = months.get(table) ?? reporterMonths(table);
  months.set(table, known);
  return known;
}

export function timeline(
  table: ColumnTable,
  read: ReadDb,
  wanted: { source?: string | undefined; reporter?: string | undefined },
  words: Wording,
): RegimeLane[] {
  const breaks = listBreaks(read);
  const regimes = listRegimes(read);
  return monthsOf(table)
    .filter(({ source, reporter }) => (wanted.source ?? source) === source && (wanted.reporter ?? reporter) === reporter)
    .map((series) => laneOf(series, breaks, regimes, words))
    .sort((a, b) => b.total - a.total);
}

function laneOf(series: ReporterMonths, breaks: BreakRow[], regimes: RegimeRow[], words: Wording): RegimeLane {
  const { source, reporter, cases, sized, small } = series;
  return {
    source,
    sourceLabel: words.label('source', source),
    reporter,
    reporterLabel: words.label('country', reporter),
    total: cases.reduce((sum, one) => sum + one, 0),
    months: series.months,
    cases: [...cases],
    medianKg: Array.from(series.medianKg, (kg) => (Number.isNaN(kg) ? null : kg)),
    smallShare: shares(small, sized),
    notStated: series.shares
      .filter(({ code }) => code === null)
      .map(({ facet, count, of }) => ({ field: facet, shares: shares(count, of) })),
    breaks: breaks.filter((one) => one.source === source && one.reporter === reporter).map((one) => inWords(one, words)),
    regimes: regimes.filter((one) => one.source === source && (one.reporter === reporter || one.reporter === '')).map(regimeOf),
  };
}

/** A regime as the contract tells it. */
export function regimeOf({ terms, ...regime }: RegimeRow) {
  return { ...regime, terms: JSON.parse(terms) as RegimeTerms };
}

function inWords(one: BreakRow, words: Wording): RegimeLane['breaks'][number] {
  return { ...one, evidence: one.evidence.map((evidence) => ({ ...evidence, text: evidenceText(evidence, words) })) };
}

function shares(count: Float64Array, of: Float64Array): (number | null)[] {
  return Array.from(count, (part, at) => ((of[at] as number) > 0 ? part / (of[at] as number) : null));
}
