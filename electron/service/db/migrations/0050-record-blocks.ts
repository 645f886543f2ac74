import { RECORD_COLUMNS, type RecordColumnName, type RecordValue, recordColumns } from '../../records/columns.ts';
import type { WriteDb } from '../connect.ts';
import { insertRecords } from '../queries/records.ts';

/**
 * Records stand packed in blocks of columns in place of a row each, and reported texts stand in the blocks. What hangs on a case by its
 * id is taken out with it by whoever takes out the case.
 */
export function up(db: WriteDb): void {
  db.exec(TABLES);
  moveRecords(db);
  db.exec('DROP TABLE drug_line; DROP TABLE seizure; DROP TABLE text_value');
}

/** Tables that referred to a case by a foreign key are made anew without it. */
const TABLES = `
  CREATE TABLE record_block (
    first_id INTEGER PRIMARY KEY,
    last_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    rows INTEGER NOT NULL,
    cases INTEGER NOT NULL,
    events INTEGER NOT NULL,
    codec TEXT NOT NULL,
    unpacked_bytes INTEGER NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX record_block_import ON record_block (import_id);

  ALTER TABLE identifier RENAME TO identifier_before;
  CREATE TABLE identifier (
    seizure_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    valid INTEGER NOT NULL,
    PRIMARY KEY (seizure_id, kind, value)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO identifier SELECT seizure_id, kind, value, valid FROM identifier_before;
  DROP TABLE identifier_before;

  ALTER TABLE merge_member RENAME TO merge_member_before;
  CREATE TABLE merge_member (
    merge_id INTEGER NOT NULL REFERENCES merge (id) ON DELETE CASCADE,
    seizure_id INTEGER NOT NULL UNIQUE,
    role TEXT NOT NULL,
    PRIMARY KEY (merge_id, seizure_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO merge_member SELECT merge_id, seizure_id, role FROM merge_member_before;
  DROP TABLE merge_member_before;

  DROP INDEX merge_dismissed_second;
  ALTER TABLE merge_dismissed RENAME TO merge_dismissed_before;
  CREATE TABLE merge_dismissed (
    first INTEGER NOT NULL,
    second INTEGER NOT NULL,
    dismissed_at TEXT NOT NULL,
    dismissed_by TEXT NOT NULL,
    PRIMARY KEY (first, second)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO merge_dismissed SELECT first, second, dismissed_at, dismissed_by FROM merge_dismissed_before;
  DROP TABLE merge_dismissed_before;
  CREATE INDEX merge_dismissed_second ON merge_dismissed (second);`;

const text = (column: string): string => `(SELECT value FROM text_value WHERE text_value.id = ${column})`;

/** Of each column of a block, what it was before. */
const BEFORE: Record<RecordColumnName, string> = {
  id: 's.id',
  row: 's.row',
  repeat_of: 'coalesce(s.repeat_of, 0)',
  part: 's.part',
  date: 's.date',
  date_precision: 's.date_precision',
  place_text: text('s.place_text'),
  division_text: text('s.division_text'),
  grain: 's.grain',
  events: 's.events',
  line: 'l.line',
  drug_text: text('l.drug_text'),
  amount_text: text('l.amount_text'),
  unit_text: text('l.unit_text'),
  factor: text('l.factor'),
  conversion: 'l.conversion',
  country: 's.country',
  'seizure-place': 's.seizure_place',
  transport: 's.transport',
  concealment: 's.concealment',
  delivery: 's.delivery',
  detection: 's.detection',
  agency: 's.agency',
  produced: 's.produced',
  departed: 's.departed',
  transited: 's.transited',
  destined: 's.destined',
  drug: 'l.drug',
  form: 'l.form',
  latitude: 's.latitude',
  longitude: 's.longitude',
  amount: 'l.amount',
  kg: 'l.kg',
  kg_low: 'l.kg_low',
  kg_high: 'l.kg_high',
  units: 'l.units',
};

const CASES = 'SELECT id, import_id FROM seizure WHERE id > ? ORDER BY id LIMIT ?';
const LINES = `SELECT ${RECORD_COLUMNS.map((name) => BEFORE[name]).join(', ')}
  FROM seizure s LEFT JOIN drug_line l ON l.seizure_id = s.id WHERE s.id > ? AND s.id <= ? ORDER BY s.id, l.line`;
const PLACE = new Map(RECORD_COLUMNS.map((name, at) => [name, at]));
const CASES_AT_ONCE = 4096;

/** Takes cases of one import at a time, as they follow one another. */
function moveRecords(db: WriteDb): void {
  const cases = db.prepare<[number, number], [number, number]>(CASES).raw();
  const lines = db.prepare<[number, number], RecordValue[]>(LINES).raw();
  for (let last = -1; ; ) {
    const next = cases.all(last, CASES_AT_ONCE);
    if (next.length === 0) return;
    const [, importId] = next[0] as [number, number];
    const others = next.findIndex(([, other]) => other !== importId);
    const [upTo] = next.at(others < 0 ? -1 : others - 1) as [number, number];
    const rows = lines.all(last, upTo);
    const columns = recordColumns((name) => ({ values: rows.map((row) => row[PLACE.get(name) ?? -1] ?? null), index: null }));
    insertRecords(db, importId, columns, rows.length);
    last = upTo;
  }
}
