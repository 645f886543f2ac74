import advances from '../../resources/fonts/noto-sans-widths.json' with { type: 'json' };

export type Weight = 'regular' | 'semibold';

/** For characters outside the table: as wide as any letter of it. */
const WIDEST = 1000;
const tables = { regular: tableOf(advances.regular), semibold: tableOf(advances.semibold) };

function tableOf(ranges: { from: number; widths: number[] }[]): Map<number, number> {
  return new Map(ranges.flatMap(({ from, widths }) => widths.map((width, index) => [from + index, width || WIDEST] as const)));
}

/** Width in pixels of one line in Noto Sans; kerning is left out, which errs on the wide side. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  let thousandths = 0;
  for (const character of text) thousandths += tables[weight].get(character.codePointAt(0) ?? 0) ?? WIDEST;
  return (thousandths * size) / 1000;
}

/**
 * Breaks text at spaces and after hyphens into lines no wider than `width`; a word that is wider by itself is cut. Beyond
 * `most` lines the last one ends with "…".
 */
export function wrapText(text: string, width: number, size: number, options: { weight?: Weight; most?: number } = {}): string[] {
  const { weight = 'regular', most = Number.POSITIVE_INFINITY } = options;
  const fits = (line: string) => textWidth(line.trimEnd(), size, weight) <= width;
  const lines: string[] = [];
  for (const piece of text.split(/(?<=[ -])/).flatMap((whole) => cutWord(whole, fits))) {
    const last = lines.at(-1);
    if (last !== undefined && fits(last + piece)) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  const kept = lines.length > most ? [...lines.slice(0, most - 1), ellipsis(lines.slice(most - 1).join(''), fits)] : lines;
  return kept.map((line) => line.trimEnd());
}

/** Pieces that fit; all but the last end with a hyphen. */
function cutWord(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word) || word.length < 2) return [word];
  let length = word.length - 1;
  while (length > 1 && !fits(`${word.slice(0, length)}-`)) length -= 1;
  return [`${word.slice(0, length)}-`, ...cutWord(word.slice(length), fits)];
}

function ellipsis(text: string, fits: (line: string) => boolean): string {
  let kept = text;
  while (kept.length > 0 && !fits(`${kept}…`)) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
