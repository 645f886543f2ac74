/** One bit for each row, lowest bit first. Bits past the last row are zero. */
export type Bitmap = Int32Array;

export function emptyBitmap(rows: number): Bitmap {
  return new Int32Array((rows + 31) >>> 5);
}

export function fullBitmap(rows: number): Bitmap {
  return clearTail(emptyBitmap(rows).fill(-1), rows);
}

/** A bitmap of the rows whose value lies within `from` and `to`, both included; NaN never does. */
export function bitmapOfRange(values: Float64Array, from: number, to: number): Bitmap {
  const bits = emptyBitmap(values.length);
  for (let word = 0; word < bits.length; word++) {
    const base = word << 5;
    const end = Math.min(32, values.length - base);
    let filled = 0;
    for (let bit = 0; bit < end; bit++) {
      const value = values[base + bit] as number;
      filled |= (Number(value >= from) & Number(value <= to)) << bit;
    }
    bits[word] = filled;
  }
  return bits;
}

/** The same of whole numbers: by how much each lies above `from`, taken without a sign, is one comparison in place of two. */
export function bitmapOfWholes(values: Int32Array, from: number, to: number): Bitmap {
  const bits = emptyBitmap(values.length);
  if (to < from) return bits;
  const span = to - from;
  const [first, whole] = [from | 0, values.length >>> 5];
  for (let word = 0; word < whole; word++) {
    const base = word << 5;
    let filled = 0;
    for (let bit = 0; bit < 32; bit++) filled |= Number(((values[base + bit] as number) - first) >>> 0 <= span) << bit;
    bits[word] = filled;
  }
  for (let row = whole << 5; row < values.length; row++) {
    if (((values[row] as number) - first) >>> 0 <= span) setBit(bits, row);
  }
  return bits;
}

function setBit(bits: Bitmap, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] as number) | (1 << (row & 31));
}

export function clearBit(bits: Bitmap, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] as number) & ~(1 << (row & 31));
}

/** A bitmap of the rows whose value has a one in `keep`. */
export function bitmapOfValues(values: Uint8Array | Uint16Array | Uint32Array, keep: Uint8Array): Bitmap {
  const bits = emptyBitmap(values.length);
  const whole = values.length >>> 5;
  for (let word = 0; word < whole; word++) {
    let row = word << 5;
    let filled = 0;
    for (let bit = 0; bit < 32; bit += 4, row += 4) {
      const four =
        (keep[values[row] as number] as number) |
        ((keep[values[row + 1] as number] as number) << 1) |
        ((keep[values[row + 2] as number] as number) << 2) |
        ((keep[values[row + 3] as number] as number) << 3);
      filled |= four << bit;
    }
    bits[word] = filled;
  }
  for (let row = whole << 5; row < values.length; row++) if (keep[values[row] as number] === 1) setBit(bits, row);
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
