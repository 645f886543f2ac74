/** Longest text that is compared letter by letter; a longer one is cut. */
const LONGEST = 80;

/** Three rows of the table of distances, used again by each call. */
const ROWS = [new Uint16Array(LONGEST + 1), new Uint16Array(LONGEST + 1), new Uint16Array(LONGEST + 1)] as const;

/** Distance of Damerau and Levenshtein without editing a part twice (optimal string alignment), of the first 80 UTF-16 units. */
export function editDistance(first: string, second: string): number {
  if (first === second) return 0;
  const [a, b] = unlike(first.slice(0, LONGEST), second.slice(0, LONGEST));
  let [before, last, row]: [Uint16Array, Uint16Array, Uint16Array] = [ROWS[0], ROWS[1], ROWS[2]];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
    }
    [before, last, row] = [last, row, before];
  }
  return last[b.length] ?? 0;
}

/** Two texts without the start and the end that they share. */
function unlike(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** Similarity of Jaro with Winkler's weight of a common start (0.1, up to four letters); 0 to 1. */
export function jaroWinkler(first: string, second: string): number {
  const a = first.slice(0, LONGEST);
  const b = second.slice(0, LONGEST);
  if (a === b) return 1;
  const { matches, outOfPlace } = matched(a, b);
  if (matches === 0) return 0;
  const jaro = (matches / a.length + matches / b.length + (matches - outOfPlace / 2) / matches) / 3;
  return jaro + commonStart(a, b) * 0.1 * (1 - jaro);
}

function matched(a: string, b: string): { matches: number; outOfPlace: number } {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const found: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (taken[j] || a.charCodeAt(i) !== b.charCodeAt(j)) continue;
      taken[j] = 1;
      found.push(a.charCodeAt(i));
      break;
    }
  }
  const other = pick(b, taken);
  return { matches: found.length, outOfPlace: found.filter((unit, i) => unit !== other[i]).length };
}

function pick(text: string, taken: Uint8Array): number[] {
  const units: number[] = [];
  for (let j = 0; j < text.length; j++) if (taken[j]) units.push(text.charCodeAt(j));
  return units;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < 4 && length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Share of letters that stay when one text is edited into the other; 0 to 1. */
export function editSimilarity(first: string, second: string): number {
  const a = first.slice(0, LONGEST);
  const b = second.slice(0, LONGEST);
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}
