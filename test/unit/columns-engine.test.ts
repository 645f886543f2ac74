import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import { createAsker } from '../../electron/service/scan/ask.ts';
import { createScanPool } from '../../electron/service/scan/pool.ts';
import type { Grouping } from '../../shared/columns/axis.ts';
import { flowCodes } from '../../shared/columns/flow-axis.ts';
import { topFlows } from '../../shared/columns/flows.ts';
import { groupBy } from '../../shared/columns/group-by.ts';
import { marginOf } from '../../shared/columns/grouped.ts';
import { lanesOf } from '../../shared/columns/lanes.ts';
import { quantiles } from '../../shared/columns/mass.ts';
import {
  type Answer,
  answerBlock,
  answerHere,
  type BlockAnswer,
  blocksOf,
  joinBlocks,
  laneQuestion,
  type Question,
} from '../../shared/columns/questions.ts';
import { select } from '../../shared/columns/select.ts';
import { SIZE_BOUNDS } from '../../shared/columns/size-axis.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import type { Clause } from '../../shared/domain/filter.ts';
import { databaseOf, type PlainRow, sqlOf, tableOf } from '../support/column-rows.ts';
import { generateTable } from '../support/generate-table.ts';

// Expected values come from SQLite on the same made-up rows, or from the same question asked in another way.

const CODES = {
  transport: ['T1', 'T1.1', 'T1.8', 'T3.1', 'T4.1', 'T9', 'T0.2'],
  concealment: ['C1.0', 'C2', 'C2.1', 'CA.1', 'C0.2'],
  departed: ['AAA', 'BBB', 'CCC', '0.2'],
  destined: ['AAA', 'BBB', 'DDD', '0.2', '0.3'],
} satisfies Partial<Record<CodeFacet, string[]>>;
type TestFacet = keyof typeof CODES;
const FACETS = Object.keys(CODES) as TestFacet[];
const QUESTIONS = 10_000;
const ROWS = 30;

const pick = <T>(random: Random, of: readonly T[]): T => of[random.below(of.length)] as T;
const someOf = (random: Random, of: readonly string[], most: number): string[] => [
  ...new Set(Array.from({ length: 1 + random.below(most) }, () => pick(random, of))),
];

/** Masses are sums of powers of two, so that sums are exact in any order. */
function randomRow(random: Random): PlainRow {
  const kg = random.below(6) === 0 ? null : pick(random, [0, 2 ** -11, 2 ** -5, 0.5, 1, 2.5, 3, 1000, 4_500_000]);
  const events = random.below(6) === 0 ? pick(random, [0, 1, 17]) : undefined;
  return {
    date: random.below(7) === 0 ? null : `${2013 + random.below(3)}-0${1 + random.below(9)}-${10 + random.below(18)}`,
    precision: 0,
    kg,
    ...(events === undefined ? {} : { events, aggregated: true }),
    codes: Object.fromEntries(FACETS.map((facet) => [facet, someOf(random, CODES[facet], random.below(4) === 0 ? 2 : 1)])),
  };
}

function randomClause(random: Random, depth: number): Clause {
  const kind = random.below(depth > 0 ? 9 : 6);
  if (kind === 6) return { not: randomClause(random, depth - 1) };
  if (kind >= 7) {
    const parts = Array.from({ length: random.below(3) }, () => randomClause(random, depth - 1));
    return kind === 7 ? { any: parts } : { all: parts };
  }
  if (kind === 4)
    return { facet: 'date', from: pick(random, ['2013', '2014-03', '2014-05-12']), ...(random.below(2) ? { to: '2015-06' } : {}) };
  if (kind === 5) return { facet: 'mass', from: pick(random, [0, 0.01, 1]), ...(random.below(2) ? { to: 1000 } : {}) };
  const facet = FACETS[kind] as TestFacet;
  return { facet, in: someOf(random, [...CODES[facet], 'T3', 'C0', 'XX'], 3) };
}

const LEVEL_1 = `CASE WHEN code IN ('T0.2', 'C0.2', '0.2', '0.3') THEN code WHEN instr(code, '.') > 0 THEN substr(code, 1, instr(code, '.') - 1) ELSE code END`;
const LEVELS = `CREATE TABLE level1 (facet, id, k, PRIMARY KEY (facet, id, k)); INSERT INTO level1 SELECT DISTINCT facet, id, ${LEVEL_1} FROM code;
  CREATE TABLE level2 (facet, id, k, PRIMARY KEY (facet, id, k)); INSERT INTO level2 SELECT DISTINCT facet, id, code FROM code;
  CREATE INDEX code_at ON code (id, facet)`;
const BIN = `CASE WHEN kg IS NULL OR grain = 1 THEN '' ${[...SIZE_BOUNDS]
  .reverse()
  .map((bound) => `WHEN kg >= ${bound} THEN '${bound}'`)
  .join(' ')} END`;

function randomDimensions(random: Random): Grouping[] {
  const level = pick(random, [1, 2] as const);
  const facets = [...FACETS].sort(() => random.next() - 0.5);
  const kind = random.below(8);
  if (kind === 0) return [{ facet: 'mass', by: 'bin' }];
  if (kind === 1) return [{ flow: facets.slice(0, 2 + random.below(2)), level }];
  const dimensions: Grouping[] = facets.slice(0, random.below(3)).map((facet) => ({ facet, level }));
  if (random.below(3) === 0) dimensions.unshift({ facet: 'date', by: 'month' });
  return dimensions;
}

/** The question as SQL: key, cases, cases with mass, kilograms. */
function groupSql(dimensions: Grouping[], where: string): string {
  const joins: string[] = [];
  const keys = dimensions.flatMap((dimension) => {
    if ('flow' in dimension) return dimension.flow.map((facet) => join(facet, dimension.level));
    if (dimension.facet === 'mass') return [BIN];
    return dimension.facet === 'date' ? [`coalesce(substr(first, 1, 7), '')`] : [join(dimension.facet, dimension.level)];
  });
  function join(facet: string, level: 1 | 2): string {
    const name = `j${joins.length}`;
    joins.push(`JOIN level${level} ${name} ON ${name}.facet = '${facet}' AND ${name}.id = one.id`);
    return `${name}.k`;
  }
  const key = keys.length === 0 ? `''` : keys.join(` || '|' || `);
  return `SELECT ${key} AS key, sum(events), total(iif(kg IS NULL, 0, events)), total(kg) FROM one ${joins.join(' ')} WHERE ${where} GROUP BY 1 HAVING sum(events) > 0`;
}

type Line = [string, number, number, number];

function cellsOf(table: ColumnTable, question: Question): Line[] {
  const { keys, cases, withMass, kg } = groupBy(table, select(table, question.filter), question.dimensions);
  const names = keys.reduce<string[]>(
    (known, axis, at) => known.flatMap((name) => axis.map((key) => (at === 0 ? '' : `${name}|`) + flowCodes(key).join('|'))),
    [''],
  );
  return names.flatMap((name, cell): Line[] =>
    (cases[cell] as number) > 0 ? [[name, cases[cell] as number, withMass[cell] as number, kg[cell] as number]] : [],
  );
}

const byKey = (a: Line, b: Line): number => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

/** Asks random questions of the engine and of SQL, and returns how many cells were compared. */
function compareWithSql(random: Random, rows: PlainRow[], questions: number): number {
  const [db, table] = [databaseOf(rows), tableOf(rows, FACETS)];
  db.exec(LEVELS);
  let compared = 0;
  for (let turn = 0; turn < questions; turn++) {
    const filter = { all: Array.from({ length: random.below(3) }, () => randomClause(random, 1)) };
    const dimensions = randomDimensions(random);
    const where = sqlOf(filter);
    const expected = db
      .prepare(groupSql(dimensions, where.sql))
      .raw()
      .all(...where.values) as Line[];
    const found = cellsOf(table, { filter, dimensions, measures: 'mass' });
    const [ours, theirs] = [found, expected].map((lines) => JSON.stringify(lines.sort(byKey)));
    if (ours !== theirs) expect(found, JSON.stringify({ filter, dimensions })).toEqual(expected);
    const selection = select(table, filter);
    const most = Math.max(0, ...found.map(([, cases]) => cases));
    if (most > selection.count || selection.count > select(table, { all: [] }).count) expect.fail(`${most} of ${selection.count}`);
    compared += found.length;
  }
  db.close();
  return compared;
}

describe('an analyst asks any question', () => {
  it(`gets what SQL gives, ${QUESTIONS} times: filters, groupings, flows and case sizes`, { timeout: 150_000 }, () => {
    const random = createRandom(20_140_309);
    let compared = 0;
    for (let asked = 0; asked < QUESTIONS; asked += 100) {
      compared += compareWithSql(
        random,
        Array.from({ length: ROWS }, () => randomRow(random)),
        100,
      );
    }
    expect(compared).toBeGreaterThan(QUESTIONS);
  });

  it('gets of cases so many that they are counted in lanes what their parts add up to', () => {
    const random = createRandom(311_038);
    // A row of no event may weigh something without a case, which a list of cells with cases cannot add up.
    const rows = Array.from({ length: 36_000 }, () => randomRow(random)).filter(({ events }) => events !== 0);
    const table = tableOf(rows, FACETS);
    const parts = [0, 12_000, 24_000].map((from) => tableOf(rows.slice(from, from + 12_000), FACETS));
    expect([lanesOf(table).length, lanesOf(parts[0] as ColumnTable).length]).toEqual([2, 1]);
    for (let turn = 0; turn < 40; turn++) {
      const question: Question = { filter: { all: [randomClause(random, 1)] }, dimensions: randomDimensions(random), measures: 'mass' };
      const sums = new Map<string, Line>();
      for (const [key, ...counts] of parts.flatMap((part) => cellsOf(part, question))) {
        const [cases, withMass, kg] = [0, 1, 2].map((at) => (counts[at] as number) + ((sums.get(key)?.[at + 1] ?? 0) as number));
        sums.set(key, [key, cases as number, withMass as number, kg as number]);
      }
      expect(cellsOf(table, question).sort(byKey)).toEqual([...sums.values()].sort(byKey));
    }
  });

  it('gets the same counts whatever the order of rows', () => {
    const random = createRandom(7);
    const rows = Array.from({ length: 200 }, () => randomRow(random));
    const [table, turned] = [
      tableOf(rows, FACETS),
      tableOf(
        [...rows].sort(() => random.next() - 0.5),
        FACETS,
      ),
    ];
    for (let turn = 0; turn < 200; turn++) {
      const question: Question = { filter: { all: [randomClause(random, 1)] }, dimensions: randomDimensions(random), measures: 'mass' };
      expect(cellsOf(turned, question).sort(byKey)).toEqual(cellsOf(table, question).sort(byKey));
      const probabilities = [0, 0.1, 0.5, 0.9, 1];
      expect(quantiles(turned, select(turned, question.filter), probabilities)).toEqual(
        quantiles(table, select(table, question.filter), probabilities),
      );
    }
  });

  it('reads each dimension alone off a table of several, and kilograms alone, as if it had asked for no more', () => {
    const random = createRandom(12);
    const table = tableOf(
      Array.from({ length: 300 }, () => randomRow(random)),
      FACETS,
    );
    for (let turn = 0; turn < 100; turn++) {
      const selection = select(table, { all: [randomClause(random, 1)] });
      const dimensions = randomDimensions(random);
      const both = groupBy(table, selection, dimensions);
      for (const [at, dimension] of dimensions.entries()) expect(marginOf(both, at)).toEqual(groupBy(table, selection, [dimension]));
      const { cases, kg } = groupBy(table, selection, dimensions, 'kg');
      expect([cases, kg]).toEqual([both.cases, both.kg]);
    }
  });

  it('finds median and other quantiles among many cases as sorting all of them does', () => {
    const table = generateTable(40_000, 5);
    const sorted = table.kg.filter((kg) => !Number.isNaN(kg)).sort();
    const expected = [0, 0.03, 0.5, 0.9, 0.9999, 1].map((share) => {
      const place = (sorted.length - 1) * share;
      const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
      return low + (high - low) * (place % 1);
    });
    expect(quantiles(table, select(table, { all: [] }), [0, 0.03, 0.5, 0.9, 0.9999, 1])).toEqual(expected);
  });

  it('sees the largest flows first, equal ones by code', () => {
    const rows = ['AB', 'AC', 'AB', 'BA', 'BA', 'CC'].map(([from, to]): PlainRow => {
      const codes = { departed: [`${from}${from}${from}`], destined: [`${to}${to}${to}`] };
      return { date: null, precision: 0, kg: 2, codes };
    });
    const table = tableOf(rows, ['departed', 'destined']);
    const grouped = groupBy(table, select(table, { all: [] }), [{ flow: ['departed', 'destined'], level: 2 }]);
    expect(topFlows(grouped, 3)).toEqual([
      { codes: ['AAA', 'BBB'], cases: 2, withMass: 2, kg: 4 },
      { codes: ['BBB', 'AAA'], cases: 2, withMass: 2, kg: 4 },
      { codes: ['AAA', 'CCC'], cases: 1, withMass: 1, kg: 2 },
    ]);
    expect(topFlows(grouped, 10).map(({ cases }) => cases)).toEqual([2, 2, 1, 1]);
  });
});

describe('threads share a scan', () => {
  const table = generateTable(70_000, 9);
  /** The same columns as another table, for which nothing is known yet. */
  const fresh = (): ColumnTable => ({ ...table });
  const bytes = ({ grouped, selection }: Answer): string => {
    const { cases, withMass, kg, kgLow, kgHigh } = grouped;
    const hash = createHash('sha256');
    for (const part of [cases, withMass, kg, kgLow, kgHigh, selection.bits]) hash.update(part);
    return JSON.stringify([hash.digest('hex'), grouped.keys.map(({ length }) => length), grouped.total, selection.rows, selection.count]);
  };
  const questions: Question[] = [
    {
      filter: { all: [] },
      dimensions: [
        { facet: 'date', by: 'month' },
        { facet: 'transport', level: 1 },
      ],
      measures: 'mass',
    },
    { filter: { all: [{ facet: 'date', from: '2013', to: '2015-02' }] }, dimensions: [{ facet: 'drug', level: 2 }], measures: 'mass' },
    { filter: { all: [{ facet: 'transport', in: ['T3'] }] }, dimensions: [{ flow: ['departed', 'destined'], level: 2 }], measures: 'mass' },
    { filter: { all: [{ not: { facet: 'transport', in: ['T0'] } }] }, dimensions: [{ facet: 'mass', by: 'step' }], measures: 'mass' },
    { filter: { all: [] }, dimensions: [], measures: 'cases' },
  ];

  it('and the sums are the same bytes with one, two and three threads and with none', { timeout: 30_000 }, async () => {
    const other = fresh();
    const here = questions.map((question) => answerHere(other, question));
    for (const size of [1, 2, 3]) {
      const pool = createScanPool(size);
      const asker = createAsker(pool);
      const shared = fresh();
      const answers = await asker.ask(shared, questions);
      expect(answers.map(bytes)).toEqual(here.map(bytes));
      const bySize = answers[3] as Answer;
      expect(await asker.quantiles(shared, questions[3] as Question, bySize, [0.5, 0.9])).toEqual(
        quantiles(other, select(other, (questions[3] as Question).filter), [0.5, 0.9]),
      );
      await pool.close();
    }
  });

  it('and lanes add up in their own order, whichever ends first', () => {
    const question: Question = { filter: { all: [] }, dimensions: [{ facet: 'transport', level: 1 }], measures: 'mass' };
    const asked = laneQuestion(table, question);
    for (const threads of [1, 2, 3, 8]) {
      const blocks = blocksOf(table, asked, threads);
      expect(blocks.length).toBeGreaterThanOrEqual(Math.min(threads, 4));
      const backwards = blocks.toReversed().map((block) => answerBlock(table, block, [asked])[0] as BlockAnswer);
      expect(bytes(joinBlocks(table, question, backwards.reverse()))).toBe(bytes(answerHere(fresh(), question)));
    }
  });

  it('and a facet the cases do not carry is refused as without threads', async () => {
    const pool = createScanPool(2);
    const wrong: Question = { filter: { all: [{ facet: 'regime', in: ['x'] }] }, dimensions: [], measures: 'cases' };
    await expect(createAsker(pool).ask(fresh(), [wrong])).rejects.toMatchObject({ code: 'invalid-input' });
    await pool.close();
  });

  it('and what is cancelled, or asked after locking, is refused', async () => {
    const pool = createScanPool(2);
    const asker = createAsker(pool);
    const controller = new AbortController();
    const shared = fresh();
    const asked = asker.ask(shared, questions, controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect((await asker.ask(shared, questions))[4]?.grouped.total.cases).toBe(70_000);
    const waiting = asker.ask(fresh(), questions);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'not-permitted' });
    await pool.close();
    await refused;
    await expect(asker.ask(fresh(), questions)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
