/** Letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' };

/**
 * The form in which words are compared: lower case, no diacritics, anything but letters and digits as one space.
 * Text without a letter or digit (`?`, `--`) stays as it is, trimmed. Cyrillic `й` and `ё` become `и` and `е`.
 */
export function fold(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøłđðþæœı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return letters === '' ? text.trim() : letters;
}

/** Folded text with the plural `s` of its words taken off; words of three letters and fewer, and those in `ss`, stay. */
export function singular(folded: string): string {
  return folded
    .split(' ')
    .map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word))
    .join(' ');
}
