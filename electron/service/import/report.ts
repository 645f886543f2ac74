import type { ImportReport } from '../../../shared/contract/imports.ts';
import type { Recipe, Said } from '../../../shared/contract/recipe.ts';
import type { SourceSummary } from '../../../shared/parser-protocol.ts';
import type { ImportTerms } from '../db/queries/imports.ts';
import { crosswalkVersions, type ImportPlan } from './plan.ts';
import type { Tally } from './tally.ts';

/** A note of the understanding that the report tells as a warning. */
const WARNED = 'country-nowhere';

/** Rows that are data: all below the header but those left out. */
export function reportOf(summary: SourceSummary, { recipe }: ImportPlan, tally: Tally, notes: Said[]): ImportReport {
  const leftOut = tally.listLeftOut();
  const rowsRead = summary.sourceRows - leftOut.reduce((sum, { rows }) => sum + rows, 0);
  const { events, rejected } = tally.totals();
  const told = notes.filter(({ code }) => code !== WARNED);
  return {
    rowsRead,
    rowsAccepted: rowsRead - rejected,
    rowsRejected: rejected,
    exactRepeats: summary.exactRepeats,
    warnings: tally.listWarnings(),
    unmapped: tally.listUnmapped(),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...(recipe.table.unpivot === null ? {} : { records: summary.rows }),
    ...(recipe.table.grain === 'aggregate' ? { events } : {}),
    ...(told.length === 0 ? {} : { notes: told }),
    parserPeakBytes: summary.peakBytes,
  };
}

/** What the import's row says of its recipe. */
export function termsOf(recipe: Recipe): ImportTerms {
  const { source, layout } = recipe;
  return { source: source.name, layout: layout ?? '', handling: source.handling, crosswalks: crosswalkVersions(recipe), recipe };
}

const NO_COUNTRY =
  'No column, and nothing in the names of file and sheet, says in which country the seizures were made, so the country is marked as not collected. To set it for the whole file, import with --decide country=ISO3, such as country=COL.';

/** What can be said before any row is read. */
export function warnOfPlan(plan: ImportPlan, tally: Tally): void {
  if (!plan.columns.has('country')) tally.warning({ code: 'country-not-stated', message: NO_COUNTRY });
  for (const header of plan.newHeaders)
    tally.warning({ code: 'new-column', message: 'The recipe does not know this column. It stays in the original rows.', column: header });
}
