import type { SignalCard } from '../../../shared/contract/signals.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { clausesOf } from '../../../shared/signals/cases.ts';
import { signalChart } from '../../../shared/signals/chart.ts';
import { nestSignals } from '../../../shared/signals/nest.ts';
import type { RefusedGroup } from '../../../shared/signals/refused-groups.ts';
import { keptScanSettings, type ScanSettings } from '../../../shared/signals/settings.ts';
import { SCAN_VERSION, type ScanResult } from '../../../shared/signals/signal.ts';
import {
  comboText,
  evidenceLines,
  notCompared,
  refusedText,
  restText,
  scanLines,
  signalText,
  summaryText,
  sureText,
} from '../../../shared/signals/words.ts';
import type { ReadDb } from '../db/connect.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { lastScan, listScans, listSignalStates, listSignals, type ScanRow, type SignalRow, type StateRow } from '../db/queries/signals.ts';

/** What is kept of a scan beside its signals. */
export interface ScanSummary extends Omit<ScanResult, 'signals' | 'refused' | 'rests'> {
  signals: number;
  refused: number;
  rests: number;
  groups: RefusedGroup[];
}

/** A scan made before the rest of a combination could be tested says so in its settings. */
export function summaryOf({ summary }: Pick<ScanRow, 'summary'>): ScanSummary {
  const kept = JSON.parse(summary) as Partial<ScanSummary> & Omit<ScanSummary, 'rests'>;
  const groups = kept.groups.map((group: Partial<RefusedGroup> & Omit<RefusedGroup, 'rests' | 'restCases'>) => ({
    rests: 0,
    restCases: 0,
    ...group,
  }));
  return { rests: 0, ...kept, groups, settings: keptScanSettings(kept.settings) as ScanSettings };
}

/** Everything the page shows, in words. */
export function signalsInWords(read: ReadDb, words: Wording) {
  const row = lastScan(read);
  if (!row) return { scan: null, signals: [] };
  const scans = new Map(listScans(read).map((scan) => [scan.id, { row: scan, summary: summaryOf(scan) }]));
  const last = { row, summary: summaryOf(row) };
  const states = Map.groupBy(listSignalStates(read), ({ key }) => key);
  const signals = surestFirst(read);
  const within = nestSignals(signals.map(({ card }) => card));
  return {
    scan: scanInWords(last, dataVersion(read), words),
    signals: signals.map((signal) => {
      const history = states.get(signal.key) ?? [];
      return {
        ...cardOf(signal, scans.get(signal.scan) ?? last, last, words),
        within: within.get(signal.key) ?? null,
        history: history.map(decisionOf),
      };
    }),
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

interface Scan {
  row: ScanRow;
  summary: ScanSummary;
}

function scanInWords({ row, summary }: Scan, version: number, words: Wording) {
  const { at, by, dataVersion: scanned } = row;
  const { groups } = summary;
  return {
    at,
    by,
    dataVersion: scanned,
    stale: scanned !== version,
    older: summary.version !== SCAN_VERSION,
    months: summary.months,
    settings: summary.settings,
    summary: summaryText(summary, summary.signals, words),
    caveats: scanLines(summary, notCompared(summary.refused, summary.rests, groups), words),
    refused: groups.map(({ why, ...counts }) => ({ text: refusedText(why, words), ...counts })),
  };
}

/** A card says which data and method its own scan had; `gone` is judged by the last one. */
function cardOf(
  { key, month, card, state, scan }: SignalRow,
  own: Scan,
  last: Scan,
  words: Wording,
): Omit<SignalCard, 'within' | 'history'> {
  const { kind, parts, observed, expected, low, high, q } = card;
  const source = words.text('signals.source', { version: String(own.row.dataVersion), method: String(own.summary.version) });
  const filter = JSON.parse(own.row.filter) as Filter;
  return {
    ...{ key, month, kind, parts, observed, expected, low, high, q, state },
    kindLabel: words.text(`signals.kind.${kind}`),
    combination: comboText(parts, words),
    rest: restText(card, words),
    text: signalText(card, words),
    sure: sureText(q, words),
    evidence: evidenceLines(card, own.summary.settings.ears, words),
    filter: { all: [...filter.all, ...clausesOf(card)] },
    chart: signalChart(card, source, words),
    gone: scan !== last.row.id && last.summary.months.includes(month),
  };
}

function decisionOf({ state, reason, at, by }: StateRow): SignalCard['history'][number] {
  return { state, reason, at, by };
}
