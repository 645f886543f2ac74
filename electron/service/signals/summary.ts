import type { SignalCard } from '../../../shared/contract/signals.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { signalChart } from '../../../shared/signals/chart.ts';
import { nestSignals } from '../../../shared/signals/nest.ts';
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
  const signals = surestFirst(read);
  const within = nestSignals(signals.map(({ card }) => card));
  return {
    scan: scanInWords(row, summary, dataVersion(read), words),
    signals: signals.map((signal) => cardOf(signal, within.get(signal.key) ?? null, row, states.get(signal.key) ?? [], summary, words)),
  };
}

/** The newest month first, in it the surest. */
function surestFirst(read: ReadDb): SignalRow[] {
  return listSignals(read).sort((a, b) =>
    a.month < b.month ? 1 : a.month > b.month ? -1 : a.card.q - b.card.q || a.card.p - b.card.p || (a.key < b.key ? -1 : 1),
  );
}

/** Keys of the signals that are part of the same change as one, its own among them. */
export function oneChange(read: ReadDb, key: string): string[] {
  const signals = surestFirst(read);
  const within = nestSignals(signals.map(({ card }) => card));
  const head = within.get(key) ?? key;
  return signals.map((signal) => signal.key).filter((other) => other === key || (within.get(other) ?? other) === head);
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
  within: string | null,
  last: ScanRow,
  history: StateRow[],
  { months, settings }: ScanSummary,
  words: Wording,
): SignalCard {
  const { kind, parts, observed, expected, low, high, q } = card;
  const source = words.text('signals.source', { version: String(last.dataVersion), method: String(SCAN_VERSION) });
  return {
    ...{ key, month, kind, parts, observed, expected, low, high, q, state, within },
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
