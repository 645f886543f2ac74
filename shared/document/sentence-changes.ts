/** A stretch of a sentence and what stands in its place now; either may be empty. */
export interface SentenceChange {
  from: string;
  to: string;
}

/** Figures with their spaces, commas and points between digits are one piece, as are words and single other characters. */
const PIECES = /\d+(?:[.,\u00a0\u202f]\d+)*|[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{M}\d]/gu;

/** What changed between two wordings of a sentence, in order: the shortest set of stretches, none where they are equal. */
export function sentenceChanges(before: string, after: string): SentenceChange[] {
  const [old, now] = [before.match(PIECES) ?? [], after.match(PIECES) ?? []];
  const kept = keptPieces(old, now);
  const changes: SentenceChange[] = [];
  let [from, to] = [0, 0];
  for (const [oldAt, nowAt] of [...kept, [old.length, now.length] as const]) {
    const change = { from: old.slice(from, oldAt).join('').trim(), to: now.slice(to, nowAt).join('').trim() };
    if (change.from || change.to) changes.push(change);
    [from, to] = [oldAt + 1, nowAt + 1];
  }
  return changes;
}

/** Places of a longest common subsequence in both. Spaces alone hold no two changes apart. */
export function keptPieces(old: string[], now: string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--)
      (lengths[row] as Uint16Array)[column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const kept: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < old.length && column < now.length; ) {
    if (old[row] === now[column]) kept.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return kept;
}
