import { type CONVERSION_FIELDS, DATE_ORDERS, FIELDS, LEFT_OUT_KINDS } from '../domain/fields.ts';
import { MISSING_KINDS } from '../domain/missing.ts';
import { z } from './schema.ts';

/** A sentence about what was found, as a key of the `understand` wording and its values, so that each language can say it. */
export const said = z.strictObject({
  code: z.string().max(100),
  values: z.record(z.string().max(60), z.union([z.string().max(2000), z.number()])).default({}),
});
export type Said = z.output<typeof said>;

const off = z.boolean().optional();
const field = z.enum(FIELDS);
const shortText = z.string().max(2000);

/** How the cells of one column are read; decided for the column as a whole. */
export const readRule = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('text') }),
  /** `serial` reads Excel day numbers by that epoch; month names are read in any of the known languages. */
  z.strictObject({ as: z.literal('date'), order: z.enum(DATE_ORDERS), serial: z.union([z.literal(1900), z.literal(1904)]).optional() }),
  /** A month as number or name, or a quarter or half-year that says so; with `of` a bare number counts those. */
  z.strictObject({ as: z.literal('month'), of: z.enum(['quarter', 'half']).optional() }),
  /**
   * A year; with `fiscal` a fiscal year that begins in month `startMonth` and is named for the year in which it ends; with `within` the only year that
   * stands in a longer text, as in the name of a sheet.
   */
  z.strictObject({
    as: z.literal('year'),
    fiscal: z.strictObject({ startMonth: z.number().int().min(1).max(12) }).optional(),
    within: z.literal(true).optional(),
  }),
  /** `unit` is the unit of every cell that has none of its own, as when the header says it; `unitInCell` reads `12,5 kg`. */
  z.strictObject({
    as: z.literal('number'),
    decimal: z.enum(['.', ',']),
    thousands: z.enum(['', '.', ',', ' ', "'"]),
    unit: z.string().max(100).optional(),
    unitInCell: z.boolean().optional(),
    /** The file holds numbers beside texts: a lone point is the decimal one, as the numbers have it; `decimal` then speaks for commas. */
    typed: z.boolean().optional(),
  }),
]);
export type ReadRule = z.output<typeof readRule>;

/** What the analyst (or a suggestion that was accepted) decided about one value of a column. Codes and a missing kind as in a crosswalk row. */
export const valueChoice = z.strictObject({
  from: shortText,
  to: z.array(z.string().max(60)).max(50),
  missing: z.enum(MISSING_KINDS).optional(),
  note: shortText.optional(),
  off,
});
export type ValueChoice = z.output<typeof valueChoice>;

export const recipeColumn = z.strictObject({
  /** As in the table after shaping, trimmed. */
  header: shortText,
  /** null keeps the column in the original row only. */
  field: field.nullable(),
  read: readRule,
  /** Id of a crosswalk that ships; asked after `values`. */
  crosswalk: z.string().max(200).nullable(),
  values: z.array(valueChoice).max(100_000),
  reason: said.optional(),
  off,
});
export type RecipeColumn = z.output<typeof recipeColumn>;

/** Rows that are not data. `rows` in `keep` and `leave` are numbers of rows below the header, where the analyst disagreed. */
const leaveOut = z.strictObject({
  kind: z.enum(LEFT_OUT_KINDS),
  off,
  /** Columns in which a word for a total makes no total, since rows of data say it as well. */
  except: z.array(shortText).max(50).optional(),
  /** Columns in which a word for a total makes one, whatever stands beside it. */
  within: z.array(shortText).max(50).optional(),
  /** Columns of months in which a quarter, a half-year or a year makes one. */
  periods: z.array(shortText).max(50).optional(),
});

const perColumn = z.array(shortText).max(500);

/**
 * Columns that hold one month (year, drug…) each become rows: for each original row and each of these columns one record with two more columns,
 * `name` (holding `value`) and `measure` (holding the cell). Blank cells give no record. `also` and `beside` are in the order of `columns`.
 */
const unpivot = z.strictObject({
  columns: z
    .array(z.strictObject({ header: shortText, value: shortText }))
    .min(1)
    .max(500),
  /** Headers of the two columns that arise. */
  name: shortText,
  measure: shortText,
  /** Further columns that arise, with what each unpivoted column stands for besides: the year beside the drug, the unit. */
  also: z
    .array(z.strictObject({ name: shortText, values: perColumn }))
    .max(10)
    .optional(),
  /** Further measures: the header whose cell stands beside that of each unpivoted column, or nothing. */
  beside: z
    .array(z.strictObject({ name: shortText, headers: perColumn }))
    .max(10)
    .optional(),
  /** The cells are running totals from the first column of a year on; each record holds what its column adds. */
  running: z.strictObject({ off }).optional(),
  off,
});

export const recipe = z.strictObject({
  stowage: z.literal('recipe'),
  version: z.literal(1),
  title: z.string().max(300),
  source: z.strictObject({
    /** What the source is called in the workspace. */
    name: z.string().min(1).max(300),
    originator: z.string().max(300),
    /** Code of the handling vocabulary. */
    handling: z.string().max(60),
  }),
  /** Id of the layout that was recognised, or null. */
  layout: z.string().max(100).nullable(),
  file: z.strictObject({
    format: z.enum(['csv', 'xlsx', 'json', 'ndjson']),
    /** null: by the byte order mark, else strict UTF-8. A name of `ENCODINGS`. */
    encoding: z.string().max(40).nullable(),
    delimiter: z.string().length(1).nullable(),
    sheet: z.string().max(300).nullable(),
    /** Rows that a workbook hides are read unless they are left out. */
    hiddenRows: z.enum(['read', 'leave-out']).optional(),
    /** Name of the file inside a zip archive. */
    entry: z.string().max(1000).nullable(),
  }),
  table: z.strictObject({
    /** Records of the file above the header row, and how many rows the header takes: 0 where the file has none and `headers` numbers the columns. */
    headerAt: z.number().int().min(0).max(1000),
    headerRows: z.number().int().min(0).max(5),
    /** The header as it was, trimmed; a recipe fits a file whose header holds all columns that feed a field. */
    headers: z.array(shortText).max(500),
    leaveOut: z.array(leaveOut).max(20),
    keep: z.array(z.number().int().positive()).max(10_000),
    leave: z.array(z.number().int().positive()).max(10_000),
    unpivot: unpivot.nullable(),
    /** Columns in which a blank cell says the same as the one above it. */
    fillDown: z.array(shortText).max(100).optional(),
    /** Columns in which a ditto mark (a cell that is `"`, `-//-`, `idem`, `то же`… and nothing else) says the same as the cell above it. */
    ditto: z
      .array(z.strictObject({ header: shortText, off }))
      .max(500)
      .optional(),
    /**
     * Rows that hold nothing but one text head the rows below them: names of the columns that hold it, outer before inner, or none where such rows
     * are only left out. `above`: the first of them stands right above the header. `sums`: they hold the sums of the rows below them as well. Not so where `leaveOut` switches the kind off.
     */
    sections: z
      .strictObject({ names: z.array(shortText).max(2), above: z.literal(true).optional(), sums: z.literal(true).optional() })
      .optional(),
    /**
     * A long table says in the column `header` what the number in the column `value` measures. Each of `columns` arises beside them and holds the number
     * where the row measures one `of` these, and `elsewhere` in other rows; a row that measures none of them is left out.
     */
    measures: z
      .strictObject({
        header: shortText,
        value: shortText,
        columns: z
          .array(z.strictObject({ name: shortText, of: perColumn, elsewhere: z.string().max(20).optional() }))
          .min(1)
          .max(10),
        off,
      })
      .optional(),
    /**
     * Columns named for values of one field, in which each row is marked where it has the value, become one column `name`. It holds the `value` of each
     * column whose cell `applies`, parted by semicolons; a cell that is neither that nor `not` nor blank is told.
     */
    marks: z
      .array(
        z.strictObject({
          name: shortText,
          columns: z
            .array(z.strictObject({ header: shortText, value: shortText }))
            .min(1)
            .max(500),
          applies: perColumn,
          not: perColumn,
          off,
        }),
      )
      .max(10)
      .optional(),
    /** Name of the column that arises where sheets are read one after another; it holds the name of each row's sheet. */
    sheetColumn: shortText.optional(),
    /** Rows with more filled cells than the header has columns; `refuse` when absent. */
    ragged: z.enum(['refuse', 'leave-out']).optional(),
    /** `aggregate`: each row stands for as many events as its `events` column says. */
    grain: z.enum(['case', 'aggregate']),
  }),
  /** What stands in no column: from the file's or sheet's name, or said by the analyst. `value` is read like a cell of that field. */
  constants: z.array(z.strictObject({ field, value: shortText, reason: said.optional(), off })).max(100),
  columns: z.array(recipeColumn).max(1000),
});
export type Recipe = z.output<typeof recipe>;

/** Fields whose cells become codes of a facet. */
export type CodeField = (typeof CONVERSION_FIELDS)[number];
