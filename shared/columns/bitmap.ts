/** One bit for each row, lowest bit first. Bits past the last row are zero. */
export type Bitmap = Int32Array;

export function emptyBitmap(rows: number): Bitmap {
  return new Int32Array((rows + 31) >>> 5);
}

export function fullBitmap(rows: number): Bitmap {
  return clearTail(emptyBitmap(rows).fill(-1), rows);
}

/** A bitmap of the rows whose value lies within `from` and `to`, both included; NaN never does. */
export function bitmapOfRange(values: Float64Array | Int32Array, from: number, to: number): Bitmap {
  const rows = values.length;
  const bits = emptyBitmap(rows);
  for (let word = 0; word < bits.length; word++) {
    const base = word << 5;
    const end = Math.min(32, rows - base);
    let filled = 0;
    for (let bit = 0; bit < end; bit++) {
      const value = values[base + bit] as number;
      filled |= (Number(value >= from) & Number(value <= to)) << bit;
    }
    bits[word] = filled;
  }
  return bits;
}

export function clearBit(bits: Bitmap, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] as number) & ~(1 << (row & 31));
}

/** A bitmap of the rows whose value has a one in `keep`. */
export function bitmapOfValues(values: ArrayLike<number>, keep: Uint8Array): Bitmap {
  const rows = values.length;
  const bits = emptyBitmap(rows);
  for (let word = 0; word < bits.length; word++) {
    const base = word << 5;
    const end = Math.min(32, rows - base);
    let filled = 0;
    for (let bit = 0; bit < end; bit++) filled |= (keep[values[base + bit] as number] as number) << bit;
    bits[word] = filled;
  }
  return bits;
}

export function intersect(left: Bitmap, right: Bitmap): Bitmap {
  const out = new Int32Array(left.length);
  for (let word = 0; word < out.length; word++) out[word] = (left[word] as number) & (right[word] as number);
  return out;
}

export function unite(left: Bitmap, right: Bitmap): Bitmap {
  const out = new Int32Array(left.length);
  for (let word = 0; word < out.length; word++) out[word] = (left[word] as number) | (right[word] as number);
  return out;
}

export function complement(bits: Bitmap, rows: number): Bitmap {
  const out = new Int32Array(bits.length);
  for (let word = 0; word < out.length; word++) out[word] = ~(bits[word] as number);
  return clearTail(out, rows);
}

export function countBits(bits: Bitmap): number {
  let count = 0;
  for (let index = 0; index < bits.length; index++) {
    let word = bits[index] as number;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

export function hasBit(bits: Bitmap, row: number): boolean {
  return (((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
}

/** Calls `visit` for each set bit, in ascending order. Hot loops write this out by hand. */
export function eachBit(bits: Bitmap, visit: (row: number) => void): void {
  for (let index = 0; index < bits.length; index++) {
    let word = bits[index] as number;
    while (word !== 0) {
      const lowest = word & -word;
      visit((index << 5) + 31 - Math.clz32(lowest));
      word ^= lowest;
    }
  }
}

function clearTail(bits: Bitmap, rows: number): Bitmap {
  const used = rows & 31;
  if (used !== 0) bits[bits.length - 1] = (bits[bits.length - 1] as number) & ((1 << used) - 1);
  return bits;
}
