import { setTimeout as wait } from 'node:timers/promises';
import { z } from '../../shared/contract/schema.ts';
import { StowageError } from '../../shared/errors.ts';
import { command, type Handlers, job, query } from '../../shared/rpc.ts';

/** A small contract with one of everything a transport must carry. */
export const probeContract = {
  add: query(z.object({ left: z.number().int(), right: z.number().int().default(1) }), z.object({ sum: z.number().int() })),
  refuse: command(z.object({}), z.object({})),
  break: command(z.object({}), z.object({})),
  arrays: query(z.object({}), z.record(z.string(), z.unknown())),
  mirror: query(z.object({ value: z.unknown() }), z.object({ value: z.unknown() })),
  touch: command(z.object({}), z.object({ done: z.literal(true) })),
  /** Reports progress until it is cancelled. */
  wait: job(z.object({}), z.object({ done: z.literal(true) })),
};
export type ProbeContract = typeof probeContract;

/** One of each type, at odd offsets of larger buffers, empty ones among them. */
export function typedArrays(): Record<string, unknown> {
  return {
    int8: Int8Array.of(-128, 0, 127),
    uint8: new Uint8Array([9, 1, 2, 3]).subarray(1),
    clamped: Uint8ClampedArray.of(0, 255),
    int16: Int16Array.of(-32768, 32767),
    uint16: Uint16Array.of(65535),
    int32: Int32Array.of(-2147483648, 2147483647),
    uint32: Uint32Array.of(4294967295),
    float32: Float32Array.of(1.5, -0),
    float64: Float64Array.of(Math.PI, Number.NaN, Number.POSITIVE_INFINITY, -0),
    empty: new Float64Array(0),
    nested: [{ deep: { column: Uint32Array.of(1, 2, 3) } }, 'Ж', null],
  };
}

export function probeHandlers(changed: () => void): Handlers<ProbeContract> {
  return {
    add: ({ left, right }) => ({ sum: left + right }),
    refuse: () => {
      throw new StowageError('needs-decision', 'The order of day and month cannot be told.', {
        row: 3,
        questions: [{ id: 'date-order', options: ['dmy', 'mdy'], evidence: '01/02/2020' }],
      });
    },
    break: () => {
      throw new Error('a secret of the database');
    },
    arrays: () => typedArrays(),
    mirror: ({ value }) => ({ value }),
    touch: () => {
      changed();
      return { done: true };
    },
    wait: async (_input, { signal, progress }) => {
      for (let step = 0; ; step++) {
        signal.throwIfAborted();
        progress({ fraction: null, step: `step-${step}` });
        await wait(5);
      }
    },
  };
}
