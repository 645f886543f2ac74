import type { Recipe, RecipeColumn } from '../../shared/contract/recipe.ts';
import type { PlacedValue, SuggestedColumn, Understanding } from '../../shared/contract/understanding.ts';

/** Made-up understandings of made-up files, for the page's tests. */
const because = (code: string) => ({ code, values: {} });

const placed = (value: string, count: number, codes: string[] = []): PlacedValue =>
  codes.length > 0 ? { value, count, codes, status: 'mapped', by: 'vocabulary' } : { value, count, codes, status: 'unmapped', by: 'none' };

const read = (value: string, reads: string): PlacedValue => ({ value, count: 1, codes: [], status: 'read', by: 'rule', reads });

function column(header: string, field: SuggestedColumn['field'], values: PlacedValue[]): SuggestedColumn {
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const unplaced = values.filter(({ status }) => status === 'unmapped').reduce((sum, { count }) => sum + count, 0);
  return {
    header,
    field,
    reason: because('column.header'),
    others: [],
    filled: total,
    blank: 0,
    distinct: values.length,
    values,
    placed: total - unplaced,
    unplaced,
    notes: [],
  };
}

function decided(header: string, field: RecipeColumn['field'], rule: RecipeColumn['read']): RecipeColumn {
  return { header, field, read: rule, crosswalk: null, values: [] };
}

const text: RecipeColumn['read'] = { as: 'text' };

export const MESSY_RECIPE: Recipe = {
  stowage: 'recipe',
  version: 1,
  title: 'messy.csv',
  source: { name: 'messy', originator: '', handling: 'ask-originator' },
  layout: null,
  file: { format: 'csv', encoding: 'windows-1251', delimiter: ';', sheet: null, entry: null },
  table: {
    headerAt: 2,
    headerRows: 1,
    headers: ['Date', 'Drug', 'Quantity', 'Remarks'],
    leaveOut: [{ kind: 'totals' }, { kind: 'note' }],
    keep: [],
    leave: [],
    unpivot: null,
    grain: 'case',
  },
  constants: [],
  columns: [
    decided('Date', 'date', { as: 'date', order: 'dmy' }),
    decided('Drug', 'drug', text),
    decided('Quantity', 'amount', { as: 'number', decimal: ',', thousands: '', unit: 'kg' }),
    decided('Remarks', null, text),
  ],
};

/** A file by hand: a banner, a total, a note, a date order that nothing proves, and two drugs misspelt. */
export function messyUnderstanding(recipe: Recipe = MESSY_RECIPE, isDateAsked = true): Understanding {
  return {
    file: {
      fileName: 'messy.csv',
      bytes: 4321,
      sha256: '1'.repeat(64),
      format: 'csv',
      entry: null,
      entries: [],
      encoding: 'windows-1251',
      encodings: [
        { encoding: 'windows-1251', sample: ['Кокаин'] },
        { encoding: 'windows-1252', sample: ['Êîêàèí'] },
      ],
      delimiter: ';',
      sheets: [],
    },
    rows: [
      { row: -2, line: 1, cells: ['Made-up table of seizures'], part: 'above' },
      { row: -1, line: 2, cells: [''], part: 'above' },
      { row: 0, line: 3, cells: ['Date', 'Drug', 'Quantity', 'Remarks'], part: 'header' },
      { row: 1, line: 4, cells: ['03/04/2020', 'Cocaine', '1,5', 'first'], part: 'data' },
      { row: 2, line: 5, cells: ['05/06/2020', 'Cocain', '2,5', 'second'], part: 'data' },
      { row: 3, line: 6, cells: ['Total', '', '4', ''], part: 'totals' },
      { row: 4, line: 7, cells: ['Source: invented', '', '', ''], part: 'note' },
    ],
    totalRows: 4,
    records: 2,
    leftOut: [
      { kind: 'totals', count: 1, rows: [{ row: 3, line: 6, cells: ['Total', '', '4', ''] }] },
      { kind: 'note', count: 1, rows: [{ row: 4, line: 7, cells: ['Source: invented', '', '', ''] }] },
    ],
    columns: [
      column('Date', 'date', [read('03/04/2020', '2020-04-03'), read('05/06/2020', '2020-06-05')]),
      column('Drug', 'drug', [placed('Cocaine', 5, ['G2.1']), placed('Cocain', 3), placed('Kokain', 2)]),
      column('Quantity', 'amount', [read('1,5', '1.5'), read('2,5', '2.5')]),
      column('Remarks', null, [{ value: 'first', count: 1, codes: [], status: 'kept', by: 'none' }]),
    ],
    questions: isDateAsked
      ? [
          {
            id: 'date-order:Date',
            options: [
              { value: 'day-month-year', label: because('order.dmy') },
              { value: 'month-day-year', label: because('order.mdy') },
            ],
            evidence: because('date.open'),
            examples: ['03/04/2020'],
          },
        ]
      : [],
    notes: [],
    misfits: [],
    recipe,
    examples: [{ row: 1, fields: { date: '2020-04-03', drug: 'G2.1', amount: '1.5' } }],
  };
}

const HEADERS = ['COUNTRY', 'DATE', 'DRUG', 'AMOUNT', 'UNIT', 'HIDING_PLACE', 'TRANSPORT'];
const FIELDS_OF: RecipeColumn['field'][] = ['country', 'date', 'drug', 'amount', 'unit', 'concealment', 'transport'];

/** A file of a known layout: nothing is asked. */
export function recognisedUnderstanding(): Understanding {
  const columns = HEADERS.map((header, at) => decided(header, FIELDS_OF[at] ?? null, text));
  const recipe: Recipe = {
    ...MESSY_RECIPE,
    title: 'invented.csv',
    layout: 'unodc-ids-2011-2016',
    file: { ...MESSY_RECIPE.file, encoding: 'utf-8' },
    table: { ...MESSY_RECIPE.table, headerAt: 0, headers: HEADERS, leaveOut: [] },
    columns,
  };
  const cells = ['Freedonia', '2014-03-09', 'Cocaine hydrochloride', '1.25', 'Kilogram', 'Luggage', 'Aircraft'];
  return {
    ...messyUnderstanding(recipe, false),
    file: { ...messyUnderstanding().file, fileName: 'invented.csv', encoding: 'utf-8', encodings: [] },
    rows: [
      { row: 0, line: 1, cells: HEADERS, part: 'header' },
      { row: 1, line: 2, cells, part: 'data' },
    ],
    totalRows: 12,
    records: 12,
    leftOut: [],
    columns: HEADERS.map((header, at) =>
      column(header, FIELDS_OF[at] ?? null, [{ value: cells[at] ?? '', count: 12, codes: [], status: 'kept', by: 'rule' }]),
    ),
    examples: [{ row: 1, fields: { country: 'Freedonia', drug: 'Cocaine hydrochloride' } }],
  };
}
