import type { WriteDb } from '../connect.ts';

/** Records taken out with one statement, so that a cancel is heard in between. */
const AT_ONCE = 4000;

const NEXT = 'SELECT id FROM seizure WHERE import_id = ? AND id > ? ORDER BY id LIMIT ?';

/**
 * Takes out every record of an import with its drug lines, identifiers and places in merges; answers how many there were.
 * `alive` is called between statements and may throw. The caller holds the transaction.
 */
export function removeRecords(db: WriteDb, importId: number, alive: () => void): number {
  const next = db.prepare<[number, number, number], number>(NEXT).pluck();
  const remove = db.prepare<[number]>('DELETE FROM seizure WHERE id = ?');
  let removed = 0;
  let last = -1;
  for (;;) {
    alive();
    const ids = next.all(importId, last, AT_ONCE);
    for (const id of ids) remove.run(id);
    removed += ids.length;
    if (ids.length < AT_ONCE) return removed;
    last = ids.at(-1) as number;
  }
}

/** Takes out the import's row; its original rows and reports go with it. */
export function removeImport(db: WriteDb, importId: number): void {
  db.prepare('DELETE FROM import WHERE id = ?').run(importId);
}

const UNUSED_TEXTS = `DELETE FROM text_value WHERE id NOT IN (
    SELECT place_text FROM seizure UNION SELECT division_text FROM seizure
    UNION SELECT drug_text FROM drug_line UNION SELECT amount_text FROM drug_line UNION SELECT unit_text FROM drug_line
    UNION SELECT factor FROM drug_line WHERE factor IS NOT NULL)`;

/** Reported texts that no record bears any more: what was taken back leaves no case data behind. */
export function removeUnusedTexts(db: WriteDb): void {
  db.exec(UNUSED_TEXTS);
}
