import unodcIds from '../../resources/layouts/unodc-ids-2011-2016.json' with { type: 'json' };

/** What a column of a known layout feeds. */
export const LAYOUT_FIELDS = [
  'country',
  'division',
  'place',
  'date',
  'drug',
  'amount',
  'unit',
  'concealment',
  'seizure-place',
  'transport',
  'produced',
  'departed',
  'destined',
  'routing',
  'region',
  'subregion',
] as const;
export type LayoutField = (typeof LAYOUT_FIELDS)[number];

export interface LayoutColumn {
  /** As written in the file, trimmed. */
  header: string;
  field: LayoutField;
  /** Id for `crosswalkById`; null where the text is kept as it is. */
  crosswalk: string | null;
}

export interface Layout {
  id: string;
  version: string;
  title: string;
  /** Where files of this layout come from. */
  source: string;
  originator: string;
  /** Code of the handling facet that records of this layout carry. */
  handling: string;
  /** Column names in the order of the published file. */
  headers: string[];
  fields: LayoutColumn[];
  /** Columns that stay in the original row only, with the reason in English. */
  kept: { header: string; reason: string }[];
}

/** JSON modules type their strings widely; the shape is held by a test. */
function asLayout(data: Omit<Layout, 'fields'> & { fields: { header: string; field: string; crosswalk: string | null }[] }): Layout {
  const fields = data.fields.flatMap(({ header, field, crosswalk }) => {
    const known = LAYOUT_FIELDS.find((name) => name === field);
    return known ? [{ header, field: known, crosswalk }] : [];
  });
  return { ...data, fields };
}

export const LAYOUTS: readonly Layout[] = [asLayout(unodcIds)];

function headerKey(headers: string[]): string {
  return headers
    .map((header) => header.trim().toLowerCase())
    .sort()
    .join('\n');
}

/** The layout with exactly these headers: trimmed, without case, in any order. A header more or less is another layout. */
export function recogniseLayout(headers: string[]): Layout | undefined {
  const key = headerKey(headers);
  return LAYOUTS.find((layout) => headerKey(layout.headers) === key);
}

export function layoutById(id: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.id === id);
}
