import type { ScanColumn } from '../../../shared/columns/scan.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ErrorShape } from '../../../shared/errors.ts';

/** To a scanning thread. Tables and columns are sent once and lie on shared memory; what they are named is the pool's affair. */
export type ToScanner =
  | { kind: 'table'; table: number; value: ColumnTable }
  | { kind: 'column'; table: number; column: string; value: ScanColumn }
  | { kind: 'forget'; table: number }
  /** `cancelled[0]` becomes 1 when the caller has cancelled. */
  | { kind: 'run'; id: number; task: string; input: unknown; cancelled: Int32Array<SharedArrayBuffer> };

export type FromScanner = { kind: 'result'; id: number; output: unknown } | { kind: 'error'; id: number; error: ErrorShape };
