import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../electron/service/db/migrations/index.ts';
import { listPermissions } from '../../electron/service/db/queries/permissions.ts';
import { schemaOf } from '../../electron/service/workspace/verify.ts';

/** Written by this test when STOWAGE_WRITE_GOLDEN is set, then read by a person against the migration. */
const GOLDEN = new URL('../golden/schema-0070.json', import.meta.url);
const upTo = (number: number) => MIGRATIONS.filter((migration) => migration.number <= number);

/** A made-up agreement and a made-up release as the version before stored them. */
const OLD = `INSERT INTO permission (kind, source, document, document_version, granted_by, granted_on, template, until, note, recorded_at, recorded_by)
  VALUES ('originator', 'Made up', NULL, NULL, 'An office', '2026-01-01', 'slides', NULL, 'By letter', '2026-01-01T00:00:00Z', 'AB'),
         ('text', NULL, 4, 2, 'A rapporteur', '2026-01-02', NULL, NULL, '', '2026-01-02T00:00:00Z', 'AB');`;

describe('migration 0070', () => {
  it('makes the schema that was read and kept, name by name', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(70));
    const schema = Object.fromEntries(schemaOf(db));
    if (process.env.STOWAGE_WRITE_GOLDEN) writeFileSync(GOLDEN, `${JSON.stringify(schema, null, 2)}\n`);
    expect(schema).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    expect(schemaVersion(db)).toBe(70);
  });

  it('keeps every permission as it was: an agreement without a reference, a release of a document', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(60));
    db.exec(OLD);
    migrate(db, upTo(70));
    expect(listPermissions(db)).toMatchObject([
      { kind: 'text', about: 'document', document: 4, documentVersion: 2, item: null, textSha256: null, wording: '', reference: '' },
      { kind: 'originator', source: 'Made up', template: 'slides', note: 'By letter', reference: '' },
    ]);
  });
});
