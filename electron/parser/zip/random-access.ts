/** A file of known size that can be read at any place, as archives need; a `ByteSource` with its `again` is one. */
export interface RandomAccess {
  /** Size in bytes. */
  bytes: number;
  /** Fills at most `length` bytes at `offset` with those that stand at `position`; 0 at the end. */
  readAt(target: Uint8Array, offset: number, length: number, position: number): Promise<number>;
}

/** The bytes from `position` on; answers fewer than `length` only at the end of the file. */
export async function readPiece(access: RandomAccess, position: number, length: number): Promise<Buffer> {
  const piece = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = await access.readAt(piece, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return piece.subarray(0, filled);
}
