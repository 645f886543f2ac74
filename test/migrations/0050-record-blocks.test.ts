import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../electron/service/db/migrations/index.ts';
import { recordFindings } from '../../electron/service/db/queries/check-records.ts';
import { createRandom } from '../../electron/service/sample/random.ts';
import { schemaOf } from '../../electron/service/workspace/verify.ts';
import { storedRecords } from '../support/records.ts';

/** Written by this test when STOWAGE_WRITE_GOLDEN is set, then read by a person against the migration. */
const GOLDEN = new URL('../golden/schema-0050.json', import.meta.url);
const upTo = (number: number) => MIGRATIONS.filter((migration) => migration.number <= number);

const CASES = 20_000;
const IMPORT = `INSERT INTO import (source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by)
  VALUES ('Made up', 'made-up', 'old.csv', 'ab', 1, 'utf-8', ';', '[]', 'invented', '{}', '{}', '2026-01-01T00:00:00Z', 'AB')`;

/** A workspace of the version before, filled by plain SQL: three imports, one of which was read again after the others; cases of no, one and three drug lines. */
function olderWorkspace(): WriteDb {
  const db = new Database(':memory:') as WriteDb;
  migrate(db, upTo(40));
  const random = createRandom(41);
  const pick = <T>(of: readonly T[]): T => of[random.below(of.length)] as T;
  for (let at = 0; at < 3; at++) db.exec(IMPORT);
  for (let id = 1; id <= 60; id++) db.prepare('INSERT INTO code_set VALUES (?, ?, ?)').run(id, 'any', `["X${id}"]`);
  const text = db.prepare('INSERT INTO text_value VALUES (?, ?, ?)');
  for (let id = 1; id <= 900; id++) text.run(id, 'any', `text ${id}${pick(['', '\n', ' "q"', ' Ñandú', ' порт'])}`);
  const set = () => 1 + random.below(60);
  const word = () => 1 + random.below(900);
  const real = () => pick([null, 0, 1, 2.5, random.logNormal(1, 2)]);
  const seizure =
    db.prepare(`INSERT INTO seizure (id, import_id, row, date, date_precision, place_text, division_text, country, seizure_place, transport,
      concealment, delivery, detection, agency, produced, departed, transited, destined, repeat_of, part, grain, events, latitude, longitude)
    VALUES (${Array.from({ length: 24 }, () => '?').join()})`);
  const line =
    db.prepare(`INSERT INTO drug_line (seizure_id, line, drug, drug_text, form, amount_text, unit_text, amount, kg, kg_low, kg_high, units, factor, conversion)
    VALUES (${Array.from({ length: 14 }, () => '?').join()})`);
  db.transaction(() => {
    for (let at = 0; at < CASES; at++) {
      const id = at < 12_000 ? at + 1 : at + 4001;
      const importId = at < 9000 ? 1 : at < 15_000 ? 2 : at < 15_500 ? 1 : 3;
      const sets = Array.from({ length: 11 }, set);
      const date = pick([null, '2014-03-09', '2011-12-01', `20${10 + random.below(9)}-0${1 + random.below(9)}-11`]);
      const repeat = at > 0 && random.below(7) === 0 ? 1 : null;
      const events = pick([1, 1, 1, 12, 40_000]);
      seizure.run(
        id,
        importId,
        at + 1,
        date,
        random.below(4),
        word(),
        word(),
        ...sets,
        repeat,
        random.below(3),
        events > 1 ? 1 : 0,
        events,
        real(),
        real(),
      );
      for (let own = 0; own < pick([0, 1, 1, 1, 3]); own++) {
        const factor = pick([null, word()]);
        line.run(id, own, set(), word(), set(), word(), word(), real(), real(), real(), real(), real(), factor, random.below(4));
      }
    }
  })();
  db.exec(`INSERT INTO identifier VALUES (7, 'container', 'CSQU3054383', 1), (8, 'mmsi', '1', 0);
    INSERT INTO merge VALUES (1, 'same-event', '[]', 0.9, '2026-01-01T00:00:00Z', 'AB');
    INSERT INTO merge_member VALUES (1, 7, 'lead'), (1, 9, 'line');
    INSERT INTO merge_dismissed VALUES (3, 4, '2026-01-01T00:00:00Z', 'AB')`);
  return db;
}

const DEPENDENTS = ['identifier', 'merge', 'merge_member', 'merge_dismissed'];
const dependents = (db: WriteDb) => DEPENDENTS.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all());

const word = (column: string) => `(SELECT value FROM text_value WHERE id = ${column})`;
/** Each record of the version before with the names that a block has for its values, written by hand from both schemas. */
const OLD_RECORDS = `SELECT s.id, s.row, coalesce(s.repeat_of, 0) AS repeat_of, s.part, s.date, s.date_precision, ${word('s.place_text')} AS place_text,
    ${word('s.division_text')} AS division_text, s.grain, s.events, l.line, ${word('l.drug_text')} AS drug_text, ${word('l.amount_text')} AS amount_text,
    ${word('l.unit_text')} AS unit_text, ${word('l.factor')} AS factor, l.conversion, s.country, s.seizure_place AS "seizure-place", s.transport,
    s.concealment, s.delivery, s.detection, s.agency, s.produced, s.departed, s.transited, s.destined, l.drug, l.form, s.latitude, s.longitude, l.amount,
    l.kg, l.kg_low, l.kg_high, l.units, s.import_id AS importId
  FROM seizure s LEFT JOIN drug_line l ON l.seizure_id = s.id ORDER BY s.id, l.line`;

describe('migration 0050', () => {
  it('makes the schema that was read and kept, name by name', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(50));
    const schema = Object.fromEntries(schemaOf(db));
    const { STOWAGE_WRITE_GOLDEN } = process.env;
    if (STOWAGE_WRITE_GOLDEN) writeFileSync(GOLDEN, `${JSON.stringify(schema, null, 2)}\n`);
    expect(schema).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    expect(schemaVersion(db)).toBe(50);
  });

  it('keeps every record of the version before, value by value, and what hangs on it', () => {
    const db = olderWorkspace();
    const [before, others] = [db.prepare(OLD_RECORDS).all(), dependents(db)];
    expect(before.length).toBeGreaterThan(CASES);
    migrate(db, upTo(50));
    const after = storedRecords(db);
    expect(after.length).toBe(before.length);
    for (const [at, record] of after.entries()) expect(record).toEqual(before[at]);
    expect(dependents(db)).toEqual(others);
    expect(recordFindings(db)).toEqual([]);
    const left = db
      .prepare("SELECT name FROM sqlite_master WHERE name IN ('seizure', 'drug_line', 'text_value') OR name LIKE '%before%'")
      .all();
    expect(left).toEqual([]);
  });

  it('keeps a workspace without records', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(40));
    migrate(db, upTo(50));
    expect([storedRecords(db), recordFindings(db)]).toEqual([[], []]);
  });
});
