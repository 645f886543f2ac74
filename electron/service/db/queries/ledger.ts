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

const ROWS = `SELECT l.pack, l.json, l.origin FROM disclosure_ledger l ORDER BY l.id`;

/** Every table that left before, of records as they are numbered now: those of a file that was taken back and imported again are found again. */
export function earlierTables(db: ReadDb | WriteDb): Earlier[] {
  const now = originsOf(db);
  return db
    .prepare<[], { pack: number; json: string; origin: string }>(ROWS)
    .all()
    .map(({ pack, json, origin }) => {
      const table = ledgerTable.parse(JSON.parse(json));
      return { pack: String(pack), table: { ...table, population: moved(table.population, JSON.parse(origin) as Origin[], now) } };
    });
}

export interface LedgerRow {
  pack: number;
  tables: number;
  cells: number;
  hidden: number;
}

/** How much each pack told, the newest first. */
export function ledgerRows(db: ReadDb | WriteDb): LedgerRow[] {
  const byPack = Map.groupBy(earlierTables(db), ({ pack }) => pack);
  const rows = [...byPack].map(([pack, tables]) => {
    const cells = tables.flatMap(({ table }) => table.cells);
    const hidden = cells.filter(({ told }) => told === null || told[0] < told[1]).length;
    return { pack: Number(pack), tables: tables.length, cells: cells.length, hidden };
  });
  return rows.toReversed();
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
