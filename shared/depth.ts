/** How deep a message may nest. Filters nest least shallowly, and nobody writes one of this depth. */
export const MAX_DEPTH = 64;

/** True for a value whose arrays and objects stand more than `limit` deep in one another; such a value would exhaust the stack of whoever walks it. */
export function isNestedTooDeep(value: unknown, limit: number = MAX_DEPTH): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null && !ArrayBuffer.isView(each) ? Object.values(each) : []));
  }
  return false;
}
