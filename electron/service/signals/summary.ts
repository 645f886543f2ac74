import type { SignalCard } from '../../../shared/contract/signals.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { signalChart } from '../../../shared/signals/chart.ts';
import type { RefusedGroup } from '../../../shared/signals/refused-groups.ts';
import { SCAN_VERSION, type ScanResult } from '../../../shared/signals/signal.ts';
import { comboText, evidenceLines, refusedText, scanLines, signalText, summaryText, sureText } from '../../../shared/signals/words.ts';
import type { ReadDb } from '../db/connect.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { lastScan, listSignalStates, listSignals, type ScanRow, type SignalRow, type StateRow } from '../db/queries/signals.ts';

/** What is kept of a scan beside its signals. */
export interface ScanSummary extends Omit<ScanResult, 'signals' | 'refused'> {
  signals: number;
  refused: number;
  groups: RefusedGroup[];
}

/** Everything the page shows, in words. */
export function signalsInWords(read: ReadDb, words: Wording) {
  const row = lastScan(read);
  if (!row) return { scan: null, signals: [] };
  const summary = JSON.parse(row.summary) as ScanSummary;
  const states = Map.groupBy(listSignalStates(read), ({ key }) => key);
  const signals = listSignals(read).sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : a.card.q - b.card.q));
  return {
    scan: scanInWords(row, summary, dataVersion(read), words),
    signals: signals.map((signal) => cardOf(signal, row, states.get(signal.key) ?? [], summary, words)),
  };
}

function scanInWords(row: ScanRow, summary: ScanSummary, version: number, words: Wording) {
  const { at, by, dataVersion: scanned } = row;
  return {
    at,
    by,
    dataVersion: scanned,
    stale: scanned !== version,
    months: summary.months,
    settings: summary.settings,
    summary: summaryText(summary, summary.signals, words),
    caveats: scanLines(
      summary,
      summary.refused,
      summary.groups.reduce((sum, { cases }) => sum + cases, 0),
      words,
    ),
    refused: summary.groups.map(({ why, combinations, cases }) => ({ text: refusedText(why, words), combinations, cases })),
  };
}

function cardOf(
  { key, month, card, state, scan }: SignalRow,
  last: ScanRow,
  history: StateRow[],
  { months, settings }: ScanSummary,
  words: Wording,
): SignalCard {
  const { kind, parts, observed, expected, low, high, q } = card;
  const source = words.text('signals.source', { version: String(last.dataVersion), method: String(SCAN_VERSION) });
  return {
    ...{ key, month, kind, parts, observed, expected, low, high, q, state },
    kindLabel: words.text(`signals.kind.${kind}`),
    combination: comboText(parts, words),
    text: signalText(card, words),
    sure: sureText(q, words),
    evidence: evidenceLines(card, settings.ears, words),
    chart: signalChart(card, source, words),
    gone: scan !== last.id && months.includes(month),
    history: history.map(({ state, reason, at, by }) => ({ state, reason, at, by })),
  };
}
