import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachBit } from '../../shared/columns/bitmap.ts';
import { cellAt, groupBy } from '../../shared/columns/group-by.ts';
import { quantiles, topShare } from '../../shared/columns/mass.ts';
import { sortedWindow } from '../../shared/columns/order.ts';
import { select } from '../../shared/columns/select.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import type { Clause, Filter } from '../../shared/domain/filter.ts';
import { databaseOf, type PlainRow, sqlOf, tableOf } from '../support/column-rows.ts';

// Expected values come from SQLite on the same made-up rows.

const CODES = {
  transport: ['T1', 'T1.1', 'T1.8', 'T3.1', 'T3.2', 'T4.1', 'T9', 'T0.2', 'T0.3'],
  concealment: ['C1.0', 'C2', 'C2.1', 'C2.2', 'CA.1', 'C0.2'],
  country: ['AAA', 'BBB', 'CCC', '0.2'],
} satisfies Partial<Record<CodeFacet, string[]>>;
const FACETS = ['transport', 'concealment', 'country'] as const;

const codeSet = (facet: keyof typeof CODES) => fc.uniqueArray(fc.constantFrom(...CODES[facet]), { minLength: 1, maxLength: 3 });
const day = fc.record({
  year: fc.integer({ min: 1899, max: 2017 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});
const two = (value: number): string => String(value).padStart(2, '0');

const row: fc.Arbitrary<PlainRow> = fc
  .record({
    when: fc.option(day, { freq: 6 }),
    precision: fc.constantFrom(0, 0, 0, 1, 2, 3),
    kg: fc.option(fc.constantFrom(0, 0.001, 0.5, 1, 1, 2.5, 1000, 4_500_000), { freq: 5 }),
    transport: codeSet('transport'),
    concealment: codeSet('concealment'),
    country: codeSet('country'),
    // Most rows are one case; some are aggregates, also of one event or of none.
    events: fc.option(fc.constantFrom(0, 1, 2, 17, 4000), { freq: 4, nil: undefined }),
  })
  .map(({ when, precision, kg, events, ...codes }) => ({
    date: when && firstDay(when, precision),
    precision,
    kg,
    kgLow: (kg ?? 0) * 0.5,
    kgHigh: (kg ?? 0) * 3,
    ...(events === undefined ? {} : { events, aggregated: true }),
    codes,
  }));

function firstDay(when: { year: number; month: number; day: number }, precision: number): string {
  if (precision === 3) return `${when.year}-01-01`;
  if (precision === 2) return `${when.year}-${two(when.month - ((when.month - 1) % 3))}-01`;
  return `${when.year}-${two(when.month)}-${precision === 1 ? '01' : two(when.day)}`;
}

const bound = fc.option(
  day.chain((when) =>
    fc.constantFrom(`${when.year}`, `${when.year}-${two(when.month)}`, `${when.year}-${two(when.month)}-${two(when.day)}`),
  ),
  { nil: undefined },
);
const kgBound = fc.option(fc.constantFrom(0, 0.001, 1, 2, 1000), { nil: undefined });
const simple: fc.Arbitrary<Clause> = fc.oneof(
  ...FACETS.map((facet) =>
    fc.record({ facet: fc.constant(facet), in: fc.array(fc.constantFrom(...CODES[facet], 'T3', 'T0', 'XX'), { maxLength: 3 }) }),
  ),
  fc.record({ facet: fc.constant('date' as const), from: bound, to: bound }),
  fc.record({ facet: fc.constant('mass' as const), from: kgBound, to: kgBound }),
);
const clause: fc.Arbitrary<Clause> = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: fc.record({ not: simple }) },
  { weight: 1, arbitrary: fc.record({ any: fc.array(simple, { maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ all: fc.array(fc.oneof(simple, fc.record({ not: simple })), { maxLength: 3 }) }) },
);
const filter: fc.Arbitrary<Filter> = fc.record({ all: fc.array(clause, { maxLength: 3 }) });
const rows = fc.array(row, { maxLength: 70 });

const LEVEL_1 = `CASE WHEN code IN ('T0.2', 'T0.3', 'C0.2', '0.2') THEN code WHEN instr(code, '.') > 0 THEN substr(code, 1, instr(code, '.') - 1) ELSE code END`;
const MONTH = `CASE WHEN first IS NULL OR precision > 1 THEN '' ELSE substr(first, 1, 7) END`;
const YEAR = `CASE WHEN first IS NULL THEN '' ELSE substr(first, 1, 4) END`;

function facetView(facet: string, level: 1 | 2): string {
  return `(SELECT DISTINCT id, ${level === 1 ? LEVEL_1 : 'code'} AS k FROM code WHERE facet = '${facet}')`;
}

describe('an analyst filters and counts', () => {
  it('selects the very rows that SQL selects, for any filter, and counts the cases they stand for', () => {
    fc.assert(
      fc.property(rows, filter, (plain, asked) => {
        const where = sqlOf(asked);
        const expected = databaseOf(plain)
          .prepare(`SELECT id FROM one WHERE ${where.sql} ORDER BY id`)
          .pluck()
          .all(...where.values);
        const found: number[] = [];
        const selection = select(tableOf(plain, [...FACETS]), asked);
        eachBit(selection.bits, (at) => found.push(at + 1));
        expect(found).toEqual(expected);
        expect(selection.rows).toBe(expected.length);
        const events = databaseOf(plain)
          .prepare(`SELECT coalesce(sum(events), 0) FROM one WHERE ${where.sql}`)
          .pluck()
          .get(...where.values);
        expect(selection.count).toBe(events);
      }),
      { numRuns: 400 },
    );
  });

  it('counts and weighs cases by month, by two facets and by three dimensions as SQL does', () => {
    fc.assert(
      fc.property(rows, filter, fc.constantFrom<1 | 2>(1, 2), (plain, asked, level) => {
        const db = databaseOf(plain);
        const where = sqlOf(asked);
        const [t, c] = [facetView('transport', level), facetView('concealment', 1)];
        const table = tableOf(plain, [...FACETS]);
        const selection = select(table, asked);
        const transport = { facet: 'transport', level } as const;
        const concealment = { facet: 'concealment', level: 1 } as const;
        const questions = [
          { dimensions: [{ facet: 'date', by: 'month' } as const], from: 'one', keys: [MONTH] },
          {
            dimensions: [transport, concealment],
            from: `one JOIN ${t} a ON a.id = one.id JOIN ${c} b ON b.id = one.id`,
            keys: ['a.k', 'b.k'],
          },
          {
            dimensions: [{ facet: 'date', by: 'year' } as const, concealment, transport],
            from: `one JOIN ${t} a ON a.id = one.id JOIN ${c} b ON b.id = one.id`,
            keys: [YEAR, 'b.k', 'a.k'],
          },
        ];
        for (const question of questions) {
          const sql = `SELECT ${question.keys.join(" || '|' || ")} AS k, sum(events), total(iif(kg IS NULL, 0, events)), total(kg), total(low), total(high)
            FROM ${question.from} WHERE ${where.sql} GROUP BY 1 HAVING sum(events) > 0 ORDER BY 1`;
          const expected = db
            .prepare(sql)
            .raw()
            .all(...where.values) as [string, number, number, number, number, number][];
          const grouped = groupBy(table, selection, question.dimensions);
          const cells = cellsOf(grouped.keys).flatMap((keys, cell) =>
            (grouped.cases[cell] as number) > 0 ? [{ key: keys.join('|'), cell }] : [],
          );
          const found = new Map(cells.map(({ key, cell }) => [key, cell]));
          expect([...found.keys()].sort()).toEqual(expected.map(([key]) => key).sort());
          for (const [key, cases, withMass, kg, low, high] of expected) {
            const cell = found.get(key) as number;
            expect([grouped.cases[cell], grouped.withMass[cell]]).toEqual([cases, withMass]);
            expect(grouped.kg[cell]).toBeCloseTo(kg, 6);
            expect(grouped.kgLow[cell]).toBeCloseTo(low, 6);
            expect(grouped.kgHigh[cell]).toBeCloseTo(high, 6);
          }
          const [all, weighed, mass] = db
            .prepare(`SELECT total(events), total(iif(kg IS NULL, 0, events)), total(kg) FROM one WHERE ${where.sql}`)
            .raw()
            .get(...where.values) as number[];
          expect([grouped.total.cases, grouped.total.withMass]).toEqual([all, weighed]);
          expect(grouped.total.kg).toBeCloseTo(mass as number, 6);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('scrolls through sorted cases as SQL orders them, those without a value last', () => {
    const sorts = { id: 'id', date: 'first', mass: 'kg' } as const;
    fc.assert(
      fc.property(
        rows,
        filter,
        fc.constantFrom('id', 'date', 'mass' as const),
        fc.boolean(),
        fc.nat(40),
        fc.nat(20),
        (plain, asked, sort, descending, offset, limit) => {
          const where = sqlOf(asked);
          const column = sorts[sort as keyof typeof sorts];
          const direction = descending ? 'DESC' : 'ASC';
          const sql = `SELECT id FROM one WHERE ${where.sql} ORDER BY ${column} IS NULL, ${column} ${direction}, CASE WHEN ${column} IS NULL THEN id END, id ${direction} LIMIT ? OFFSET ?`;
          const expected = databaseOf(plain)
            .prepare(sql)
            .pluck()
            .all(...where.values, limit, offset);
          const table = tableOf(plain, [...FACETS]);
          expect(sortedWindow(table, select(table, asked), sort as keyof typeof sorts, descending, offset, limit).ids).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives the share of the largest cases and the median as SQL does', () => {
    fc.assert(
      fc.property(rows, filter, fc.integer({ min: 1, max: 12 }), (plain, asked, k) => {
        const where = sqlOf(asked);
        const db = databaseOf(plain);
        const masses = db
          .prepare(`SELECT kg FROM one WHERE kg IS NOT NULL AND grain = 0 AND ${where.sql} ORDER BY kg`)
          .pluck()
          .all(...where.values) as number[];
        const sum = db.prepare(
          `SELECT (SELECT total(kg) FROM (SELECT kg FROM one WHERE grain = 0 AND ${where.sql} ORDER BY kg DESC LIMIT ${k})) / nullif(total(kg), 0) FROM one WHERE grain = 0 AND ${where.sql}`,
        );
        const table = tableOf(plain, [...FACETS]);
        const selection = select(table, asked);
        const share = topShare(table, selection, k);
        const expected = sum.pluck().get(...where.values, ...where.values) as number | null;
        if (expected === null) expect(share).toBeNull();
        else expect(share).toBeCloseTo(expected, 9);
        const middle =
          masses.length === 0 ? Number.NaN : ((masses[(masses.length - 1) >> 1] as number) + (masses[masses.length >> 1] as number)) / 2;
        const median = quantiles(table, selection, [0.5])[0] as number;
        if (masses.length === 0) expect(median).toBeNaN();
        else expect(median).toBeCloseTo(middle, 9);
      }),
      { numRuns: 150 },
    );
  });
});

/** The keys of every cell in the order `cellAt` numbers them. */
function cellsOf(keys: string[][]): string[][] {
  const cells: string[][] = [];
  const visit = (taken: string[], places: number[]): void => {
    const axis = keys[taken.length];
    if (!axis) cells[cellAt({ keys } as Parameters<typeof cellAt>[0], ...places)] = taken;
    for (const [place, key] of (axis ?? []).entries()) visit([...taken, key], [...places, place]);
  };
  visit([], []);
  return cells;
}
