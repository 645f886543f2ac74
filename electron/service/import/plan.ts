import type { CaseFacet } from '../../../shared/domain/case.ts';
import type { Crosswalk, CrosswalkData } from '../../../shared/domain/crosswalk.ts';
import { CROSSWALKS, crosswalkById } from '../../../shared/domain/crosswalks.ts';
import { LAYOUTS, type Layout, type LayoutField, recogniseLayout } from '../../../shared/domain/layout.ts';
import { StowageError } from '../../../shared/errors.ts';

/** Which column of the file feeds what, for one layout and one header row. */
export interface ImportPlan {
  layout: Layout;
  /** Position of each field's column in the file. */
  column: Partial<Record<LayoutField, number>>;
  crosswalk: Partial<Record<LayoutField, Crosswalk>>;
}

/** Facets of a case that are read through a crosswalk; a facet the layout does not carry is not collected. */
export const PLANNED_FACETS = [
  'country',
  'seizure-place',
  'transport',
  'concealment',
  'produced',
  'departed',
  'destined',
] as const satisfies readonly CaseFacet[];

/** Throws `unreadable-file` with the headers that were found and the layouts that are known. */
export function planImport(headers: string[]): ImportPlan {
  const layout = recogniseLayout(headers);
  if (!layout) throw unknownLayout(headers);
  const place = new Map(headers.map((header, column) => [header.trim().toLowerCase(), column]));
  const plan: ImportPlan = { layout, column: {}, crosswalk: {} };
  for (const { header, field, crosswalk } of layout.fields) {
    const column = place.get(header.toLowerCase());
    if (column !== undefined) plan.column[field] = column;
    if (crosswalk) plan.crosswalk[field] = crosswalkById(crosswalk);
  }
  return plan;
}

const SHOWN_HEADERS = 40;
const SHOWN_LETTERS = 40;

function unknownLayout(headers: string[]): StowageError {
  const shown = headers.slice(0, SHOWN_HEADERS).map((header) => `"${header.trim().slice(0, SHOWN_LETTERS)}"`);
  const more = headers.length > SHOWN_HEADERS ? ` and ${headers.length - SHOWN_HEADERS} more` : '';
  const known = LAYOUTS.map((layout) => `${layout.title} (${layout.headers.join(', ')})`).join('; ');
  return new StowageError(
    'unreadable-file',
    `The header row fits no known layout. Found: ${shown.join(', ')}${more}. Known: ${known}. Nothing was imported. Choose a file in a known layout, with all its columns.`,
    { row: 0, detail: { columns: headers.length } },
  );
}

/** Id and version of the crosswalk of each field, as the import keeps them. */
export function crosswalkVersions(layout: Layout): Record<string, string> {
  const versions = new Map(CROSSWALKS.map((data: CrosswalkData) => [data.id, data.version]));
  return Object.fromEntries(
    layout.fields.flatMap(({ field, crosswalk }) => (crosswalk ? [[field, `${crosswalk}@${versions.get(crosswalk) ?? ''}`]] : [])),
  );
}
