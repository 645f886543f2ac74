import { assertNever } from '../../shared/errors.ts';
import type { Block, TableBlock } from '../../shared/report/block.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { textTable } from './output.ts';

/** Every kind of block in plain text. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'finding':
      return `${block.text} [${block.n} of ${block.of}]`;
    case 'number':
      return `${block.label}: ${block.value ?? '–'} ${block.unit}${block.note ? ` (${block.note})` : ''}`.trim();
    case 'table':
      return tableText(block);
    case 'chart':
      return chartText(block.chart);
    case 'caveat':
      return `! ${block.text}`;
    default:
      return assertNever(block);
  }
}

function tableText(table: TableBlock): string {
  const header = table.columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label));
  return [table.title, textTable(header, table.rows), ...(table.note ? [table.note] : [])].join('\n');
}

/** A chart cannot be drawn here; its finding and what it shows can be said. */
function chartText(chart: Chart): string {
  return [chart.title, chart.subtitle, chart.alt, chart.source].filter(Boolean).join('\n');
}
