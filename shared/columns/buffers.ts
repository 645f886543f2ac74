const WIDEST_SHORT = 65_536;

/** Indexes below `distinct` for so many rows, on shared memory, so that scanning threads need no copy. */
export function sharedIndexes(distinct: number, rows: number): Uint16Array | Uint32Array {
  return distinct <= WIDEST_SHORT ? new Uint16Array(new SharedArrayBuffer(rows * 2)) : new Uint32Array(new SharedArrayBuffer(rows * 4));
}

/** An array of the same kind on shared memory. */
export function sharedLike<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(array: T, length: number): T {
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => T;
  return new Kind(new SharedArrayBuffer(length * array.BYTES_PER_ELEMENT));
}
