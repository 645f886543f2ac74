import { groupBy } from '../../columns/group-by.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import type { Cell, TableColumn } from '../../report/block.ts';
import { colourOf } from '../../report/colour.ts';
import type { Wording } from '../../report/wording.ts';
import { countRepeats, shareOf } from './caveats.ts';
import { countValues } from './counted.ts';

/** Codes that stand for no vocabulary value: the whole, and what is not shown apart. */
export const [ALL, REST] = ['all', 'rest'];

const [ALL_COLOUR, REST_COLOUR] = ['#0072b2', '#8c8c8c'];

/** The line under a chart: sources, data version, method, share of exact repeats. */
export function sourceLine(table: ColumnTable, selection: Selection, words: Wording, method: { id: string; version: number }): string {
  const sources = table.codes.source
    ? countValues(table, selection, { facet: 'source', level: 2 }).map(({ code }) => words.label('source', code))
    : [];
  return words.text('analyses.common.source', {
    sources: sources.join('; ') || words.text('analyses.common.noSource'),
    version: String(table.dataVersion),
    method: words.text(`analyses.${method.id}.title`),
    methodVersion: String(method.version),
    repeats: words.percentSign(shareOf(countRepeats(table, selection), selection.count)),
  });
}

/** Measure, n and period in one line. */
export function subtitleLine(measure: string, n: number, period: { from: string; to: string } | undefined, words: Wording): string {
  const values = { measure, n };
  if (!period) return words.text('analyses.common.subtitleUndated', values);
  return words.text('analyses.common.subtitle', { ...values, from: words.date(period.from), to: words.date(period.to) });
}

/** Title and measure as one text for who cannot see the chart; a title that is no sentence gets its full stop. */
export function altLine(title: string, subtitle: string, words: Wording): string {
  return words.text('analyses.common.alt', { title: title.endsWith('.') ? title : `${title}.`, subtitle });
}

/** First and last year with a case. */
export function yearsOf(table: ColumnTable, selection: Selection): { from: string; to: string } | undefined {
  const { keys, cases } = groupBy(table, selection, [{ facet: 'date', by: 'year' }], 'cases');
  const years = (keys[0] as string[]).filter((year, at) => year !== '' && (cases[at] as number) > 0);
  const [from, to] = [years[0], years.at(-1)];
  return from !== undefined && to !== undefined ? { from, to } : undefined;
}

export function labelOf(facet: CodeFacet | 'none', code: string, words: Wording): string {
  if (code === ALL) return words.text('analyses.common.all');
  if (code === REST) return words.text('analyses.common.rest');
  return words.label(facet, code);
}

export function colour(facet: CodeFacet | 'none', code: string): string {
  if (code === ALL || facet === 'none') return ALL_COLOUR;
  return code === REST ? REST_COLOUR : colourOf(facet, code);
}

/** What a dash in the columns of mass means, after another note; only where there is one. */
export function massNote(note: string, rows: readonly Cell[][], words: Wording): string {
  const dash = rows.some((row) => row.includes(null)) ? [words.text('analyses.common.dash')] : [];
  return [note, ...dash].filter(Boolean).join(' ');
}

/** Columns that several tables share. */
export function columnsOf(words: Wording) {
  const named = (key: string, column: Partial<TableColumn> = {}): TableColumn => ({
    key,
    label: words.text(`analyses.column.${key}`),
    ...column,
  });
  return {
    text: named,
    code: (key: string): TableColumn => named(key, { code: true }),
    /** The form that scripts read, `2014-03`, and the form that people do. */
    dated: (key: 'period'): TableColumn[] => [named(key, { code: true }), named(`${key}Label`)],
    month: named('month'),
    counted: (key: string): TableColumn => named(key, { numeric: true, decimals: 0 }),
    percent: (key: string): TableColumn => named(key, { unit: '%', numeric: true, decimals: 1 }),
    kg: (key: string): TableColumn => named(key, { unit: words.text('units.symbol.kilogram'), numeric: true, decimals: 3 }),
    cases: named('cases', { numeric: true, decimals: 0 }),
    massKg: named('massKg', { numeric: true, decimals: 3, unit: words.text('units.symbol.kilogram') }),
  };
}
