import { setImmediate } from 'node:timers/promises';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { DraftMaterial } from '../../../shared/document/drafts/draft.ts';
import type { Asked } from '../../../shared/document/evidence.ts';
import type { Evidence, Material } from '../../../shared/document/material.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { ReadDb } from '../db/connect.ts';
import { packSources } from '../db/queries/packs.ts';
import { listRecommendations } from '../db/queries/recommendations.ts';
import { scopeOf } from '../export/pack-scope.ts';
import { findingsOf } from '../findings/read.ts';
import { strictestHandling } from './handling.ts';
import { resultFor } from './results.ts';

/** What documents rest on, whatever their language: everything of the material but the results. */
export type Ground = Omit<Material, 'results'>;

export function groundOf(read: ReadDb, table: ColumnTable, filter: Filter): Ground {
  const sources = packSources(read);
  const findings = findingsOf(read);
  return {
    scope: scopeOf(table, filter),
    sources: sources.map(({ source, sha256, rows }) => ({ source, sha256, rows })),
    handling: strictestHandling([...sources, ...findings].map(({ handling }) => handling)),
    findings,
    recommendations: listRecommendations(read),
  };
}

/** As many as a paragraph has points. */
const MOST_DRAFTED = 400;

/** What drafts are made from; findings in the order in which they were kept. Throws `invalid-input` where a draft cannot hold them. */
export function draftMaterial(read: ReadDb): DraftMaterial {
  const findings = findingsOf(read).toReversed();
  if (findings.length > MOST_DRAFTED) throw tooMany(findings.length);
  return { findings, recommendations: listRecommendations(read) };
}

function tooMany(count: number): StowageError {
  return new StowageError(
    'invalid-input',
    `The workspace holds ${count} findings, and a draft takes at most ${MOST_DRAFTED}. Nothing was made. Compose the document from those that matter, or remove the others.`,
  );
}

/** What a document asks of the data. */
export interface Wanted {
  table: ColumnTable;
  asked: readonly Asked[];
  filter: Filter;
  language: Language;
}

/** Runs one analysis after another and lets other calls in between them; what cannot be run is left out. Throws `cancelled`. */
export async function resultsFor({ table, asked, filter, language }: Wanted, signal: AbortSignal): Promise<Evidence[]> {
  const results: Evidence[] = [];
  for (const one of asked) {
    await setImmediate();
    if (signal.aborted) throw new StowageError('cancelled', 'Cancelled. Nothing was changed.');
    const result = resultFor(table, one, filter, language);
    if (result) results.push({ asked: one.settings, result });
  }
  return results;
}
