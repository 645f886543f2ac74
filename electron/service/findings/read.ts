import type { Finding, FindingWording } from '../../../shared/contract/findings.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { FINDING_STATES } from '../../../shared/domain/states.ts';
import { keptScanSettings } from '../../../shared/signals/settings.ts';
import type { ReadDb } from '../db/connect.ts';
import { currentWordings } from '../db/queries/finding-wordings.ts';
import { type FindingRow, listFindings } from '../db/queries/findings.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { packSources } from '../db/queries/packs.ts';
import { type RestsOn, undoneSources } from './sources.ts';

/** What is kept of a finding beside its sentence. `finding`: place among the findings of the analysis; `signal`: key of a signal instead. */
export interface KeptNumbers {
  n: number;
  of: number;
  finding?: number;
  signal?: string;
  /** Imports it rests on; absent on findings kept before they were recorded. */
  sources?: RestsOn[];
}

/** The newest first. */
export function findingsOf(read: ReadDb): Finding[] {
  const version = dataVersion(read);
  const there = packSources(read);
  const wordings = currentWordings(read);
  return listFindings(read).map((row) => findingOf(row, wordings.get(row.id) ?? null, version, there));
}

/** The settings a finding was made with, also those that did not exist yet and were as if set so. */
export function keptSettings({ analysis, settings }: Pick<FindingRow, 'analysis' | 'settings'>): Finding['settings'] {
  const kept = JSON.parse(settings) as Finding['settings'];
  return analysis === 'signals' ? keptScanSettings(kept) : kept;
}

function findingOf({ numbers, ...row }: FindingRow, wording: FindingWording | null, version: number, there: readonly RestsOn[]): Finding {
  const { n, of, sources = [] } = JSON.parse(numbers) as KeptNumbers;
  return {
    ...row,
    text: { ...(JSON.parse(row.text) as Finding['text']), ...wording?.text },
    wording,
    settings: keptSettings(row),
    filter: JSON.parse(row.filter) as Filter,
    state: FINDING_STATES.find((state) => state === row.state) ?? 'draft',
    n,
    of,
    stale: row.dataVersion !== version,
    undone: undoneSources(sources, there),
  };
}
