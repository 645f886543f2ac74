import type { ToldPack, ToldTable } from '../../../../shared/contract/disclosure.ts';
import type { Earlier } from '../../../../shared/disclosure/figures.ts';
import { type LedgerTable, ledgerTable, type Population } from '../../../../shared/disclosure/question.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

/** Where the records of one import stood when a pack left. */
export interface Origin {
  import: number;
  sha256: string;
  first: number;
  last: number;
}

const ORIGINS = `SELECT i.id AS import, i.sha256, min(b.first_id) AS first, max(b.last_id) AS last FROM import i
  JOIN record_block b ON b.import_id = i.id WHERE i.sha256 <> '' GROUP BY i.id ORDER BY i.id`;

function originsOf(db: ReadDb | WriteDb): Origin[] {
  return db.prepare<[], Origin>(ORIGINS).all();
}

/** Remembers what left with a pack. */
export function keepLedger(db: WriteDb, pack: number, tables: readonly LedgerTable[]): void {
  if (tables.length === 0) return;
  const origin = JSON.stringify(originsOf(db));
  const insert = db.prepare('INSERT INTO disclosure_ledger (pack, json, origin) VALUES (?, ?, ?)');
  for (const table of tables) insert.run(pack, JSON.stringify(table), origin);
}

const ROWS = `SELECT l.pack, l.json, l.origin FROM disclosure_ledger l WHERE l.pack < ? ORDER BY l.id`;

/**
 * Every table that left before, or before another pack, of records as they are numbered now: those of a file that was taken back and imported
 * again are found again.
 */
export function earlierTables(db: ReadDb | WriteDb, before = Number.MAX_SAFE_INTEGER): Earlier[] {
  const now = originsOf(db);
  return db
    .prepare<[number], { pack: number; json: string; origin: string }>(ROWS)
    .all(before)
    .map(({ pack, json, origin }) => {
      const table = ledgerTable.parse(JSON.parse(json));
      return { pack: String(pack), table: { ...table, population: moved(table.population, JSON.parse(origin) as Origin[], now) } };
    });
}

/** Grows with every table that leaves. */
export function ledgerEnd(db: ReadDb | WriteDb): number {
  return db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM disclosure_ledger').pluck().get() ?? 0;
}

const PACKS = `SELECT p.id AS pack, p.at, p.by, p.template, p.settings FROM pack p
  WHERE EXISTS (SELECT 1 FROM disclosure_ledger l WHERE l.pack = p.id) ORDER BY p.id DESC`;

/** How much each pack told, the newest first. */
export function ledgerRows(db: ReadDb | WriteDb): ToldPack[] {
  const rows = db.prepare<[], { pack: number; at: string; by: string; template: string; settings: string }>(PACKS).all();
  return rows.map(({ settings, ...row }) => {
    const tables = tablesOf(db, row.pack);
    const { because = [], given = [] } = (JSON.parse(settings) as { disclosure?: Pick<ToldPack, 'because' | 'given'> }).disclosure ?? {};
    const cells = tables.flatMap((table) => table.cells);
    return { ...row, tables: tables.length, cells: cells.length, hidden: cells.filter(isHidden).length, because, given };
  });
}

const MOST_CELLS = 500;

/** What a pack told, table by table; of long tables the first cells. */
export function toldTables(db: ReadDb | WriteDb, pack: number): ToldTable[] {
  return tablesOf(db, pack).map(({ question: { filter, dimensions, measure }, cells }) => ({
    filter,
    dimensions: dimensions.map((one) => (one.facet === 'date' ? `date:${one.by}` : one.facet)),
    measure,
    count: cells.length,
    hidden: cells.filter(isHidden).length,
    cells: cells.slice(0, MOST_CELLS).map(({ keys, told }) => ({ keys, told: told && ([...told] as [number, number]) })),
  }));
}

const TWINS = `SELECT id FROM pack WHERE json_extract(settings, '$.disclosure.asked') = ? ORDER BY id LIMIT 1`;

/** The first pack that asked the same of the same records under the same rules. */
export function packAsking(db: ReadDb | WriteDb, asked: string): number | undefined {
  return db.prepare<[string], number>(TWINS).pluck().get(asked);
}

/** What a pack told, as it was remembered. */
export function tablesOf(db: ReadDb | WriteDb, pack: number): LedgerTable[] {
  const rows = db.prepare<[number], string>('SELECT json FROM disclosure_ledger WHERE pack = ? ORDER BY id').pluck();
  return rows.all(pack).map((json) => ledgerTable.parse(JSON.parse(json)));
}

function isHidden({ told }: LedgerTable['cells'][number]): boolean {
  return told === null || told[0] < told[1];
}

/** Record numbers of then as record numbers of now; of imports that are gone and did not come back, none. */
export function moved(population: Population, then: readonly Origin[], now: readonly Origin[]): Population {
  const ranges = then.flatMap((origin) => {
    const heir =
      now.find((one) => one.import === origin.import && one.sha256 === origin.sha256) ?? now.find(({ sha256 }) => sha256 === origin.sha256);
    if (!heir) return [];
    const by = heir.first - origin.first;
    return population.flatMap(([from, to]): [number, number][] => {
      const [first, last] = [Math.max(from, origin.first), Math.min(to, origin.last)];
      return first <= last ? [[first + by, last + by]] : [];
    });
  });
  return ranges.sort((a, b) => a[0] - b[0]);
}
