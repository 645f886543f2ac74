import type { WriteDb } from '../connect.ts';

/**
 * The first schema. Facets of a case are interned sets of codes (`code_set`), so that a case may bear several codes
 * and every facet is one small integer in the case's row. Reported text is interned too (`text_value`).
 * Rows of the source stand compressed in `original_block`, as they were in the file.
 */
export function up(db: WriteDb): void {
  db.exec(`
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE analyst (slot TEXT PRIMARY KEY, sign TEXT NOT NULL, added_at TEXT NOT NULL, removed_at TEXT) STRICT;

    CREATE TABLE log (
      seq INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      analyst TEXT NOT NULL,
      action TEXT NOT NULL,
      objects TEXT NOT NULL,
      reason TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE import (
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      layout TEXT NOT NULL,
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      encoding TEXT NOT NULL,
      delimiter TEXT NOT NULL,
      headers TEXT NOT NULL,
      handling TEXT NOT NULL,
      crosswalks TEXT NOT NULL,
      report TEXT NOT NULL,
      imported_at TEXT NOT NULL,
      imported_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX import_sha256 ON import (sha256);

    CREATE TABLE original_block (
      import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
      first_row INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      codec TEXT NOT NULL,
      unpacked_bytes INTEGER NOT NULL,
      offsets BLOB NOT NULL,
      lines BLOB NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (import_id, first_row)
    ) STRICT;

    CREATE TABLE unmapped (
      import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
      field TEXT NOT NULL,
      value TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (import_id, field, value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE code_set (id INTEGER PRIMARY KEY, facet TEXT NOT NULL, codes TEXT NOT NULL, UNIQUE (facet, codes)) STRICT;
    CREATE TABLE text_value (id INTEGER PRIMARY KEY, field TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (field, value)) STRICT;

    CREATE TABLE seizure (
      id INTEGER PRIMARY KEY,
      import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
      row INTEGER NOT NULL,
      date TEXT,
      date_precision INTEGER NOT NULL,
      place_text INTEGER NOT NULL,
      division_text INTEGER NOT NULL,
      country INTEGER NOT NULL,
      seizure_place INTEGER NOT NULL,
      transport INTEGER NOT NULL,
      concealment INTEGER NOT NULL,
      delivery INTEGER NOT NULL,
      detection INTEGER NOT NULL,
      agency INTEGER NOT NULL,
      produced INTEGER NOT NULL,
      departed INTEGER NOT NULL,
      transited INTEGER NOT NULL,
      destined INTEGER NOT NULL,
      repeat_of INTEGER
    ) STRICT;

    CREATE TABLE drug_line (
      seizure_id INTEGER NOT NULL REFERENCES seizure (id) ON DELETE CASCADE,
      line INTEGER NOT NULL,
      drug INTEGER NOT NULL,
      drug_text INTEGER NOT NULL,
      form INTEGER NOT NULL,
      amount_text INTEGER NOT NULL,
      unit_text INTEGER NOT NULL,
      amount REAL,
      kg REAL,
      kg_low REAL,
      kg_high REAL,
      units REAL,
      factor INTEGER,
      conversion INTEGER NOT NULL,
      PRIMARY KEY (seizure_id, line)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE identifier (
      seizure_id INTEGER NOT NULL REFERENCES seizure (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      valid INTEGER NOT NULL,
      PRIMARY KEY (seizure_id, kind, value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE column_block (name TEXT PRIMARY KEY, data_version INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE view_value (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE pack (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      by TEXT NOT NULL,
      template TEXT NOT NULL,
      settings TEXT NOT NULL,
      data_version INTEGER NOT NULL,
      files TEXT NOT NULL
    ) STRICT;
  `);
}
