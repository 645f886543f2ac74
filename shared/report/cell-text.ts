import type { Cell, TableColumn } from './block.ts';
import type { Wording } from './wording.ts';

/** A cell as a reader sees it; a dash where there is nothing, and no probability that is too small to be shown stands as 0. */
export function cellText(cell: Cell, column: TableColumn | undefined, words: Wording): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  const least = column?.probability ? 10 ** -(column.decimals ?? 2) : 0;
  return cell < least ? `<\u00a0${words.number(least, column?.decimals)}` : words.number(cell, column?.decimals);
}
