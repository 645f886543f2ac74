import type { CaseRow } from '../../../shared/contract/cases.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { ReadDb } from '../db/connect.ts';
import { caseRows } from '../db/queries/cases.ts';
import { originalRow } from '../db/queries/originals.ts';

/** Fields in the order in which they are compared; what names the record itself is left out. */
const FIELDS = [
  'date',
  'datePrecision',
  'country',
  'division',
  'place',
  'drug',
  'drugText',
  'amountText',
  'unitText',
  'kg',
  'transport',
  'concealment',
  'seizure-place',
  'produced',
  'departed',
  'destined',
] as const satisfies readonly (keyof CaseRow)[];

/** Records and their original rows side by side. Throws `not-found` when one is not there. */
export function compareCases(read: ReadDb, ids: readonly number[]) {
  const cases = caseRows(read, ids);
  if (cases.length < ids.length)
    throw new StowageError('not-found', 'Some of these cases are no longer in the workspace. Look for repeats again.');
  const fields = FIELDS.map((field) => {
    const values = cases.map((each) => textOf(each[field]));
    return { field, values, same: values.every((value) => value === values[0]) };
  });
  const originals = cases.map(({ id, importId, row }) => {
    const { headers, cells, fileName, line } = originalRow(read, importId, row);
    return { caseId: id, headers, cells, fileName, row, line };
  });
  return { cases, fields, originals };
}

function textOf(value: CaseRow[keyof CaseRow]): string {
  if (Array.isArray(value)) return value.join(' ');
  return value === null ? '' : String(value);
}
