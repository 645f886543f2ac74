/** Writes one record as comma-separated values (or by another separator), quoted only where it must be. */
export function writeRecord(cells: readonly string[], delimiter = ','): string {
  const special = delimiter === ',' ? COMMA : undefined;
  const lone = cells.length === 1 && cells[0] === '';
  if (lone) return '""\n';
  return `${cells.map((cell) => (mustQuote(cell, delimiter, special) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)}\n`;
}

const COMMA = /[",\r\n]/;
const COMMON = /["\r\n]/;

function mustQuote(cell: string, delimiter: string, special: RegExp | undefined): boolean {
  return special ? special.test(cell) : COMMON.test(cell) || cell.includes(delimiter);
}
