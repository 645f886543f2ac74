import { CODE_COLUMNS, numberAt, valueAt } from '../../records/columns.ts';
import { isUnreadable, type ReadDb, type WriteDb } from '../connect.ts';
import { originalBytes, originalSize } from './originals.ts';
import { type BlockTotals, blockTotals, createRecordFinder, type RecordBlock, recordBlockAt } from './records.ts';
import { DEPENDENTS } from './remove-import.ts';

type Db = ReadDb | WriteDb;

/** Reads every block of records and of original rows, and says in sentences what does not hold together. Errors of SQLite pass through. */
export function recordFindings(db: Db): string[] {
  return [...blockFindings(db), ...originalFindings(db), ...dependentFindings(db)];
}

function blockFindings(db: Db): string[] {
  const sets = new Set(db.prepare<[], number>('SELECT id FROM code_set').pluck().all());
  const found: string[] = [];
  let last = -1;
  for (const totals of blockTotals(db)) {
    const name = `The block of cases ${totals.firstId} to ${totals.lastId}`;
    if (totals.firstId <= last) found.push(`${name} begins before the one that precedes it ends.`);
    last = totals.lastId;
    const block = unlessPacked(() => recordBlockAt(db, totals.firstId));
    if (!block) found.push(`${name} cannot be unpacked.`);
    else if (!isAsTold(block, totals)) found.push(`${name} does not hold the cases that are told of it.`);
    else if (!hasKnownCodes(block, sets)) found.push(`${name} refers to codes that are not there.`);
  }
  return found;
}

/** Undefined for what cannot be unpacked; errors of SQLite pass through. */
function unlessPacked<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isUnreadable(error)) throw error;
    return undefined;
  }
}

function isAsTold(block: RecordBlock, { firstId, lastId, rows, cases, events }: BlockTotals): boolean {
  const [ids, counts] = [block.column('id'), block.column('events')];
  const sum = { cases: 0, events: 0 };
  let last = firstId - 1;
  for (let row = 0; row < block.rows; row++) {
    const id = numberAt(ids, row);
    if (id < last || (row === 0 && id !== firstId)) return false;
    if (row === 0 || id > last) {
      sum.cases++;
      sum.events += numberAt(counts, row);
    }
    last = id;
  }
  return block.rows === rows && last === lastId && sum.cases === cases && sum.events === events;
}

function hasKnownCodes(block: RecordBlock, sets: ReadonlySet<number>): boolean {
  return CODE_COLUMNS.every((name) => {
    const { values } = block.column(name);
    return Array.from(values).every((_, at) => {
      const set = valueAt({ values, index: null }, at);
      return set === null || sets.has(set as number);
    });
  });
}

function originalFindings(db: Db): string[] {
  const imports = db.prepare<[], number>('SELECT id FROM import ORDER BY id').pluck().all();
  const bytesOf = (id: number): number => {
    let sum = 0;
    for (const bytes of originalBytes(db, id)) sum += bytes.length;
    return sum;
  };
  const isWhole = (id: number): boolean => unlessPacked(() => bytesOf(id) === originalSize(db, id)) ?? false;
  return imports.filter((id) => !isWhole(id)).map((id) => `The original rows of import ${id} cannot be unpacked.`);
}

function dependentFindings(db: Db): string[] {
  const find = createRecordFinder(db);
  return DEPENDENTS.flatMap(([table, column]) => {
    const ids = db.prepare<[], number>(`SELECT DISTINCT ${column} FROM ${table} ORDER BY 1`).pluck().all();
    const lost = ids.filter((id) => unlessPacked(() => find(id)) === undefined).length;
    return lost === 0 ? [] : [`${lost} cases to which ${table} refers are not there.`];
  });
}
