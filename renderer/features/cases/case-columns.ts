import type { ColDef, ValueFormatterParams } from 'ag-grid-community';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { facetName } from '../../ui/capital.ts';
import { caseDate } from '../../ui/format.ts';
import { CaseHeader } from './case-header.tsx';

/** Columns whose cells are codes of a facet. */
const CODE_COLUMNS = [
  { id: 'country', facet: 'country', width: 150, sortable: true },
  { id: 'drug', facet: 'drug', width: 170, sortable: true },
  { id: 'transport', facet: 'transport', width: 150, sortable: true },
  { id: 'concealment', facet: 'concealment', width: 190, sortable: true },
  { id: 'seizure-place', facet: 'seizure-place', width: 150, sortable: false },
  { id: 'departed', facet: 'departed', width: 130, sortable: true },
  { id: 'destined', facet: 'destined', width: 130, sortable: true },
] as const satisfies { id: keyof CaseRow; facet: CodeFacet; width: number; sortable: boolean }[];

export function codesText(words: Wording, facet: CodeFacet, codes: readonly string[]): string {
  return codes.map((code) => words.label(facet, code)).join('; ');
}

/** Kilograms with as many digits as a small amount needs. */
export function kilogramsText(words: Wording, kg: number): string {
  if (kg === 0 || kg >= 100) return words.number(kg, kg === 0 ? 0 : 1);
  return words.number(kg, kg >= 1 ? 2 : 4);
}

function column(words: Wording, id: string, rest: ColDef<CaseRow>): ColDef<CaseRow> {
  return {
    colId: id,
    headerName: rest.headerName ?? words.text(`cases.column.${id}`),
    headerComponent: CaseHeader,
    sortable: false,
    ...rest,
  };
}

function codeColumn(words: Wording, { id, facet, width, sortable }: (typeof CODE_COLUMNS)[number]): ColDef<CaseRow> {
  return column(words, id, {
    headerName: facetName(words, facet),
    headerComponentParams: { facet },
    width,
    sortable,
    valueGetter: ({ data }) => (data ? codesText(words, facet, data[id]) : ''),
    tooltipValueGetter: ({ value }) => String(value ?? ''),
  });
}

/** The columns of the grid in order; `colId` of a sortable one is a sort of the service. */
export function caseColumns(words: Wording): ColDef<CaseRow>[] {
  const codes = new Map(CODE_COLUMNS.map((one) => [one.id, codeColumn(words, one)]));
  const code = (id: (typeof CODE_COLUMNS)[number]['id']) => codes.get(id) ?? {};
  return [
    column(words, 'id', {
      field: 'id',
      width: 84,
      sortable: true,
      cellClass: 'numeric',
      pinned: 'left',
      valueFormatter: wholeNumber(words),
    }),
    column(words, 'date', { width: 176, sortable: true, valueGetter: ({ data }) => (data ? caseDate(words, data) : '') }),
    code('country'),
    column(words, 'place', { field: 'place', width: 140, tooltipField: 'place' }),
    code('drug'),
    column(words, 'amount', {
      width: 130,
      cellClass: 'numeric',
      valueGetter: ({ data }) => (data ? `${data.amountText} ${data.unitText}`.trim() : ''),
    }),
    column(words, 'mass', {
      width: 104,
      sortable: true,
      cellClass: 'numeric',
      valueGetter: ({ data }) => (data ? (data.kg === null ? '–' : kilogramsText(words, data.kg)) : ''),
      tooltipValueGetter: ({ data }) => (data ? words.text(`cases.conversion.${data.conversion}`) : ''),
    }),
    code('transport'),
    code('concealment'),
    code('seizure-place'),
    code('departed'),
    code('destined'),
    column(words, 'repeat', {
      width: 110,
      valueGetter: ({ data }) => (data?.repeatOf ? words.text('cases.repeatOf', { id: String(data.repeatOf) }) : ''),
    }),
  ];
}

function wholeNumber(words: Wording) {
  return ({ value }: ValueFormatterParams<CaseRow>) => (typeof value === 'number' ? words.number(value) : '');
}
