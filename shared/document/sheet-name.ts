const LONGEST = 31;

/** At most 31 characters, cut between words and not after a small one, without those that spreadsheets refuse or that quote. */
export function sheetName(number: number, title: string): string {
  const words = title
    .replace(/[[\]:*?/\\'"«»“”]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const names = words.map((_, count) => [number, ...words.slice(0, count + 1)].join(' '));
  const longest = names.findLast((name) => name.length <= LONGEST) ?? String(number);
  return longest.length < [number, ...words].join(' ').length ? longest.replace(/( \p{L}{1,3}|\p{P})+$/u, '') : longest;
}
