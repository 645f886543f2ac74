import { isNotStated } from '../../columns/codes.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import type { TableBlock } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';
import { wilson } from '../../statistics/proportion.ts';
import { countValues } from './counted.ts';
import { columnsOf } from './figure.ts';
import { completeness } from './guard.ts';

/** Values of a facet with their share among the cases that state it, the first `top` of them, and every kind of missing. */
export function rankedTable(
  table: ColumnTable,
  selection: Selection,
  facet: CodeFacet,
  { level, top, title }: { level: 1 | 2; top: number; title: string },
  words: Wording,
): TableBlock[] {
  if (!table.codes[facet] || selection.count === 0) return [];
  const values = countValues(table, selection, { facet, level });
  const known = completeness(table, selection, facet).n;
  const stated = values.filter(({ code }) => !isNotStated(code));
  const missing = values.filter(({ code }) => isNotStated(code));
  const columns = columnsOf(words);
  const percent = (key: string) => ({ ...columns.text(key), unit: '%', numeric: true, decimals: 1 });
  const row = ({ code, cases, kg }: (typeof values)[number]) => {
    const { share, low, high } = wilson(cases, known);
    const shares = isNotStated(code) || known === 0 ? [null, null, null] : [100 * share, 100 * low, 100 * high];
    return [code, words.label(facet, code), cases, ...shares, kg];
  };
  return [
    {
      kind: 'table',
      title,
      columns: [
        columns.code('code'),
        columns.text('label'),
        columns.cases,
        percent('share'),
        percent('shareLow'),
        percent('shareHigh'),
        columns.massKg,
      ],
      rows: [...stated.slice(0, top), ...missing].map(row),
      note: words.text('analyses.guard.ranked', { known, of: selection.count, hidden: Math.max(0, stated.length - top) }),
    },
  ];
}
