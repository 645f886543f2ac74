import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import { CONVERSIONS } from '../../shared/domain/case.ts';
import { crosswalkById } from '../../shared/domain/crosswalks.ts';
import { dayNumber } from '../../shared/domain/date.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { deriveQuantity } from '../../shared/domain/quantity.ts';

const FACETS: readonly (readonly [CodeFacet, string, string])[] = [
  ['country', 'COUNTRY', 'country'],
  ['drug', 'DRUG_NAME', 'drug-name'],
  ['concealment', 'HIDING_PLACE', 'hiding-place'],
  ['seizure-place', 'INSTALLATION', 'installation'],
  ['transport', 'TRANSPORT', 'transport'],
];

/** The columns of the text of the public UNODC file of 2011–2016, read without the import pipeline. */
export function idsTable(text: string): ColumnTable {
  const [headers = [], ...rows] = readRows(text);
  const cell = (row: string[], header: string): string => row[headers.indexOf(header)] ?? '';
  const quantities = rows.map((row) => quantityOf(cell(row, 'DRUG_NAME'), cell(row, 'AMOUNT'), cell(row, 'DRUG_UNIT')));
  const mass = (pick: 'kg' | 'kgLow' | 'kgHigh'): Float64Array => Float64Array.from(quantities, (one) => one[pick] ?? Number.NaN);
  const codes = FACETS.map(([facet, header, walk]): [CodeFacet, CodeColumn] => {
    const { apply } = crosswalkById(`unodc-ids-2011-2016/${walk}`);
    return [
      facet,
      columnOf(
        facet,
        rows.map((row) => cell(row, header)),
        (value) => apply(value).codes,
      ),
    ];
  });
  return {
    rows: rows.length,
    dataVersion: 1,
    ids: Uint32Array.from(rows, (_, at) => at + 1),
    day: Int32Array.from(rows, (row) => dayNumber(cell(row, 'SEIZURE_DATE'))),
    precision: new Uint8Array(rows.length),
    kg: mass('kg'),
    kgLow: mass('kgLow'),
    kgHigh: mass('kgHigh'),
    conversion: Uint8Array.from(quantities, ({ conversion }) => CONVERSIONS.indexOf(conversion)),
    events: null,
    grain: null,
    breaks: [],
    codes: {
      ...Object.fromEntries(codes),
      source: { facet: 'source', codes: ['unodc-ids'], sets: [[0]], values: new Uint16Array(rows.length) },
    },
  };
}

const quantityOf = (() => {
  const drugs = crosswalkById('unodc-ids-2011-2016/drug-name');
  return (drug: string, amountText: string, unitText: string) =>
    deriveQuantity({ amountText, unitText, drugCodes: drugs.apply(drug).codes });
})();

function columnOf(facet: CodeFacet, values: string[], codesOf: (value: string) => string[]): CodeColumn {
  const codes: string[] = [];
  const sets: number[][] = [];
  const known = new Map<string, number>();
  const indexOf = (code: string): number => (codes.includes(code) ? codes.indexOf(code) : codes.push(code) - 1);
  const column = Uint16Array.from(values, (value) => {
    const set = known.get(value) ?? sets.push(codesOf(value).map(indexOf)) - 1;
    known.set(value, set);
    return set;
  });
  return { facet, codes, sets, values: column };
}

/** Rows of a `;` file in which quotes may enclose line breaks and doubled quotes (RFC 4180). */
function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error(`unreadable at ${cell.lastIndex}`);
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] !== ';') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
