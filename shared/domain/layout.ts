import customsTemplate from '../../resources/layouts/customs-case-template.json' with { type: 'json' };
import unodcIds from '../../resources/layouts/unodc-ids-2011-2016.json' with { type: 'json' };
import unodcG1 from '../../resources/layouts/unodc-ids-g1.json' with { type: 'json' };
import unodcG2 from '../../resources/layouts/unodc-ids-g2.json' with { type: 'json' };
import unodcG3 from '../../resources/layouts/unodc-ids-g3.json' with { type: 'json' };
import unodcG3b from '../../resources/layouts/unodc-ids-g3b.json' with { type: 'json' };
import usCbp from '../../resources/layouts/us-cbp-nationwide.json' with { type: 'json' };
import { type ReadRule, type Recipe, type RecipeColumn, readRule } from '../contract/recipe.ts';
import { FIELDS, type Field } from './fields.ts';
import { headerKey } from './header-name.ts';

export interface LayoutColumn {
  /** As written in the published file, trimmed. */
  header: string;
  /** Other ways in which the same publisher heads the column. */
  alternatives: string[];
  /** null keeps the column in the original row only. */
  field: Field | null;
  /** Id for `crosswalkById`; null where the text is kept as it is or read through the vocabulary. */
  crosswalk: string | null;
  /** How the cells are read where all files of the layout agree; absent where the file must prove it. */
  read: ReadRule | undefined;
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
  /** `exact`: these headers and no others. `defining`: all of `defining`, in any order, whatever stands beside them. */
  match: 'exact' | 'defining';
  /** Whether the headers alone say how every column is read. If not, dates and decimals must be proved by the file. */
  settled: boolean;
  grain: 'case' | 'aggregate';
  /** Column names in the order of the published file. */
  headers: string[];
  defining: string[];
  fields: LayoutColumn[];
  /** Columns that stay in the original row only, with the reason in English. */
  kept: { header: string; reason: string }[];
  /** What is true of every row and stands in no column. */
  constants: { field: Field; value: string }[];
}

interface LooseColumn {
  header: string;
  field: string | null;
  crosswalk: string | null;
  alternatives?: string[];
  read?: unknown;
}

type LooseLayout = Omit<Layout, 'fields' | 'match' | 'grain' | 'constants'> & {
  fields: LooseColumn[];
  match: string;
  grain: string;
  constants: { field: string; value: string }[];
};

function fieldOf(name: string | null): Field | null {
  return FIELDS.find((field) => field === name) ?? null;
}

/** JSON modules type their strings widely; the shape is held by a test. Throws on a reading rule that is none. */
function asLayout(data: LooseLayout): Layout {
  return {
    ...data,
    match: data.match === 'exact' ? 'exact' : 'defining',
    grain: data.grain === 'aggregate' ? 'aggregate' : 'case',
    fields: data.fields.map(({ header, field, crosswalk, alternatives = [], read }) => ({
      header,
      alternatives,
      field: fieldOf(field),
      crosswalk,
      read: read === undefined ? undefined : readRule.parse(read),
    })),
    constants: data.constants.flatMap(({ field, value }) => {
      const known = fieldOf(field);
      return known ? [{ field: known, value }] : [];
    }),
  };
}

const LOOSE: readonly LooseLayout[] = [unodcIds, unodcG3, unodcG3b, unodcG2, unodcG1, usCbp, customsTemplate];

/** In the order in which they are tried: the more particular first. */
export const LAYOUTS: readonly Layout[] = LOOSE.map(asLayout);

function exactKey(headers: readonly string[]): string {
  return headers
    .map((header) => header.trim().toLowerCase())
    .sort()
    .join('\n');
}

function namesOf(column: LayoutColumn): Set<string> {
  return new Set([column.header, ...column.alternatives].map(headerKey));
}

/** The place of a column among the headers of a file; -1 when it is absent or stands twice. */
function placeOf(column: LayoutColumn, keys: readonly string[]): number {
  const names = namesOf(column);
  const places = keys.flatMap((key, place) => (names.has(key) ? [place] : []));
  return places.length === 1 ? (places[0] ?? -1) : -1;
}

function hasDefining(layout: Layout, keys: readonly string[]): boolean {
  return layout.defining.every((header) => {
    const column = layout.fields.find((candidate) => candidate.header === header);
    return column !== undefined && placeOf(column, keys) >= 0;
  });
}

/**
 * The layout of these headers: one whose headers are exactly these (trimmed, without case, in any order), else one whose defining headers are
 * all there once, whatever stands beside them.
 */
export function recogniseLayout(headers: readonly string[]): Layout | undefined {
  const key = exactKey(headers);
  const keys = headers.map(headerKey);
  const exact = LAYOUTS.find((layout) => layout.match === 'exact' && exactKey(layout.headers) === key);
  return exact ?? LAYOUTS.find((layout) => layout.match === 'defining' && hasDefining(layout, keys));
}

export function layoutById(id: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.id === id);
}

function readOf(column: LayoutColumn | undefined): ReadRule {
  if (column?.read) return column.read;
  if (column?.field === 'date') return { as: 'date', order: 'iso' };
  const number = column?.field === 'amount' || column?.field === 'events' || column?.field === 'latitude' || column?.field === 'longitude';
  return number ? { as: 'number', decimal: '.', thousands: '' } : { as: 'text' };
}

function recipeColumn(layout: Layout, header: string, column: LayoutColumn | undefined): RecipeColumn {
  const kept = layout.kept.find((entry) => entry.header === column?.header);
  const code = column ? (kept ? 'layout-kept' : 'layout-field') : 'layout-extra';
  return {
    header: header.trim(),
    field: column?.field ?? null,
    read: readOf(column),
    crosswalk: column?.crosswalk ?? null,
    values: [],
    reason: { code, values: { layout: layout.title, ...(kept ? { why: kept.reason } : {}) } },
  };
}

/**
 * The recipe of a recognised layout for a file with these headers. Complete when `layout.settled`; otherwise the order of its dates and the
 * decimal sign of its numbers are those of the published files and a survey must prove them. Columns that the layout does not know are kept
 * in the original row.
 */
export function recipeOfLayout(layout: Layout, headers: readonly string[]): Recipe {
  const keys = headers.map(headerKey);
  const byPlace = new Map(layout.fields.map((column) => [placeOf(column, keys), column] as const));
  byPlace.delete(-1);
  return {
    stowage: 'recipe',
    version: 1,
    title: layout.title,
    source: { name: layout.source, originator: layout.originator, handling: layout.handling },
    layout: layout.id,
    file: { format: 'csv', encoding: null, delimiter: null, sheet: null, entry: null },
    table: {
      headerAt: 0,
      headerRows: 1,
      headers: headers.map((header) => header.trim()),
      leaveOut: [],
      keep: [],
      leave: [],
      unpivot: null,
      grain: layout.grain,
    },
    constants: layout.constants.map(({ field, value }) => ({
      field,
      value,
      reason: { code: 'layout-constant', values: { layout: layout.title } },
    })),
    columns: headers.map((header, place) => recipeColumn(layout, header, byPlace.get(place))),
  };
}
