import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBlock, unpackBlock } from '../../electron/service/records/block.ts';
import {
  REAL_COLUMNS,
  RECORD_COLUMNS,
  type RecordColumnName,
  type RecordColumns,
  type RecordValue,
  recordColumns,
  valueAt,
  WHOLE_COLUMNS,
} from '../../electron/service/records/columns.ts';
import { createRecordStack } from '../../electron/service/records/restack.ts';

// What is read is compared with what was written; values are made up.

const whole: ReadonlySet<string> = new Set(WHOLE_COLUMNS);
const real: ReadonlySet<string> = new Set(REAL_COLUMNS);

/** Any value that a column may hold; texts include lone surrogates, line breaks and words such as `__proto__`. */
function anyOf(name: RecordColumnName): fc.Arbitrary<RecordValue> {
  if (whole.has(name)) return fc.integer({ min: 0, max: 2 ** 32 - 1 });
  if (real.has(name))
    return fc.oneof(fc.constant(null), fc.constantFrom(0, -0, 1e-300, Number.MAX_VALUE, 2.5, 2.5), fc.double({ noNaN: true }));
  return fc.oneof(
    fc.constantFrom<RecordValue[]>(null, '', 'a', 'a', '__proto__', 'two\nlines', '\ud800', '\u0000'),
    fc.string({ unit: 'binary' }),
    fc.nat(),
  );
}

const MOST = 40;
const table = fc.integer({ min: 1, max: MOST }).chain((rows) => {
  const columns = RECORD_COLUMNS.map((name) => [name, fc.array(anyOf(name), { minLength: rows, maxLength: rows })] as const);
  return fc.record(Object.fromEntries(columns) as Record<RecordColumnName, fc.Arbitrary<RecordValue[]>>);
});
type Table = Record<RecordColumnName, RecordValue[]>;

/** The same table with or without an index over its values, which may stand there twice. */
function columnsOf(of: Table, indexed: boolean): RecordColumns {
  return recordColumns((name) => {
    const values = of[name];
    if (!indexed) return { values, index: null };
    return { values: [...values].reverse(), index: Uint16Array.from(values, (_, row) => values.length - 1 - row) };
  });
}

describe('records that are packed', () => {
  it('are read as they were, whatever they hold and whichever stretch was packed', () => {
    fc.assert(
      fc.property(table, fc.boolean(), fc.nat(MOST), fc.nat(MOST), (of, indexed, a, b) => {
        const rows = of.id.length;
        const [from, to] = [Math.min(a, b) % rows, Math.max(1 + (Math.min(a, b) % rows), Math.min(rows, Math.max(a, b)))];
        const block = unpackBlock(packBlock(columnsOf(of, indexed), from, to));
        expect(block.rows).toBe(to - from);
        for (const name of RECORD_COLUMNS)
          for (let row = from; row < to; row++) expect(valueAt(block.column(name), row - from), name).toBe(of[name][row]);
      }),
      { numRuns: 300 },
    );
  });

  it('with more different texts than fit one byte or two are read as they were', () => {
    for (const rows of [256, 257, 65_536, 65_537]) {
      const texts = Array.from({ length: rows }, (_, row) => `place ${row}`);
      const columns = recordColumns((name) => ({
        values: name === 'place_text' ? texts : [0],
        index: name === 'place_text' ? null : new Uint8Array(rows),
      }));
      const block = unpackBlock(packBlock(columns, 0, rows));
      const read = Array.from({ length: rows }, (_, row) => valueAt(block.column('place_text'), row));
      expect(read).toEqual(texts);
    }
  });
});

describe('records that come in any order', () => {
  it('come out in the order of their ids, each once, and never beyond a bound', () => {
    const input = fc.record({
      ids: fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 120 }),
      bounds: fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }),
      batch: fc.integer({ min: 1, max: 50 }),
      most: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(input, ({ ids, bounds, batch, most }) => {
        const stack = createRecordStack();
        for (let from = 0; from < ids.length; from += batch) {
          const own = Uint32Array.from(ids.slice(from, from + batch));
          stack.push(
            recordColumns((name) => ({ values: name === 'place_text' ? [...own].map((id) => `of ${id}`) : own, index: null })),
            own,
          );
        }
        const edges = bounds.filter((bound) => !ids.includes(bound)).sort((a, b) => a - b);
        const seen: number[] = [];
        for (const { columns, rows } of stack.inOrder(most, edges)) {
          const stretch = Array.from({ length: rows }, (_, row) => Number(valueAt(columns.id, row)));
          expect(rows).toBeLessThanOrEqual(most);
          expect(edges.filter((edge) => edge > (stretch[0] ?? 0) && edge < (stretch.at(-1) ?? 0))).toEqual([]);
          expect(stretch.map((id) => `of ${id}`)).toEqual(stretch.map((_, row) => valueAt(columns.place_text, row)));
          seen.push(...stretch);
        }
        expect(seen).toEqual([...ids].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });
});
