import type { ColumnTable } from '../../../shared/columns/table.ts';
import { sourcesUnder } from '../../../shared/disclosure/publication.ts';
import { isActive } from '../../../shared/disclosure/rules.ts';
import type { DocumentCheck } from '../../../shared/document/checks.ts';
import type { Composition } from '../../../shared/document/composition.ts';
import { EVERYTHING } from '../../../shared/domain/filter.ts';
import type { ReadDb } from '../db/connect.ts';
import { listPermissions } from '../db/queries/permissions.ts';
import { isAllowed } from '../disclosure/permission-check.ts';
import { ruleOf } from '../disclosure/rules-in-force.ts';
import { needsOriginator } from './handling.ts';

/**
 * What stands between a document and its leaving on a day `YYYY-MM-DD`: sources whose originator has not agreed, and sources whose figures
 * a rule protects, so that some that are seen here may be withheld.
 */
export function checkLeaving(
  read: ReadDb,
  table: ColumnTable,
  { template, filter = EVERYTHING }: Composition,
  on: string,
): DocumentCheck[] {
  const permissions = listPermissions(read);
  const lacking = sourcesUnder(table, filter, needsOriginator).filter((source) => !isAllowed(permissions, source, template, on));
  const guarded = sourcesUnder(table, filter, (handling) => isActive(ruleOf(read, handling)));
  const found = (kind: DocumentCheck['kind'], { length }: readonly string[]): DocumentCheck[] =>
    length > 0 ? [{ kind, part: null, point: null, n: length, of: length }] : [];
  return [...found('no-permission', lacking), ...found('protected', guarded)];
}
