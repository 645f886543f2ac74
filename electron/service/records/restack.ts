import { type PackedBlock, packBlock, type UnpackedBlock, unpackBlock } from './block.ts';
import { RECORD_COLUMNS, type RecordColumns, type RecordValue, recordColumns, valueAt } from './columns.ts';

/** Records that come in any order of their ids, kept packed until they can be put in order: some thirty bytes for each. */
export interface RecordStack {
  /** Adds records, one row for each; `ids` are theirs. */
  push(columns: RecordColumns, ids: Uint32Array): void;
  /** Every record in ascending order of id, in pieces of at most `most` rows, none of which goes on beyond one of the `bounds`. */
  inOrder(most: number, bounds: readonly number[]): Generator<{ columns: RecordColumns; rows: number }, void>;
}

const OPENED = 8;

export function createRecordStack(): RecordStack {
  const packed: PackedBlock[] = [];
  const starts: number[] = [];
  let ids = new Uint32Array(1024);
  let count = 0;

  const openBlock = createOpener(packed);
  const blockOf = (record: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] as number) <= record) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const gathered = (records: Uint32Array): RecordColumns => {
    const values = new Map(RECORD_COLUMNS.map((name) => [name, new Array<RecordValue>(records.length)]));
    for (const [row, record] of records.entries()) {
      const block = blockOf(record);
      const { column } = openBlock(block);
      for (const [name, into] of values) into[row] = valueAt(column(name), record - (starts[block] as number));
    }
    return recordColumns((name) => ({ values: values.get(name) ?? [], index: null }));
  };

  return {
    push(columns, own) {
      packed.push(packBlock(columns, 0, own.length));
      starts.push(count);
      while (ids.length < count + own.length) ids = doubled(ids);
      ids.set(own, count);
      count += own.length;
    },
    *inOrder(most, bounds) {
      const order = Uint32Array.from({ length: count }, (_, at) => at).sort((a, b) => (ids[a] as number) - (ids[b] as number));
      let next = 0;
      for (let from = 0; from < count; ) {
        while (next < bounds.length && (bounds[next] as number) < (ids[order[from] as number] as number)) next++;
        const bound = bounds[next] ?? Number.POSITIVE_INFINITY;
        let to = from + 1;
        while (to < count && to - from < most && (ids[order[to] as number] as number) < bound) to++;
        yield { columns: gathered(order.subarray(from, to)), rows: to - from };
        from = to;
      }
    },
  };
}

/** Keeps the few blocks opened last. */
function createOpener(packed: readonly PackedBlock[]): (block: number) => UnpackedBlock {
  const open = new Map<number, UnpackedBlock>();
  return (block) => {
    const found = open.get(block) ?? unpackBlock(packed[block] as PackedBlock);
    open.delete(block);
    open.set(block, found);
    const [oldest] = open.keys();
    if (open.size > OPENED && oldest !== undefined) open.delete(oldest);
    return found;
  };
}

function doubled(ids: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(ids.length * 2);
  more.set(ids);
  return more;
}
