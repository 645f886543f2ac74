import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { migrate } from '../../electron/service/db/migrations/index.ts';
import { appendLog, listLog, verifyLog } from '../../electron/service/db/queries/log.ts';
import { seeded } from '../support/workspaces.ts';

const ENTRIES = 60;

function logged(): WriteDb {
  const db = new Database(':memory:') as WriteDb;
  migrate(db);
  db.transaction(() => {
    for (let n = 1; n <= ENTRIES; n++)
      appendLog(db, { analyst: 'AB', action: 'import.stored', objects: { import: n }, reason: `invented ${n}` });
  })();
  return db;
}

/** What somebody with the key might do; each returns the entry at which it first shows. */
const TAMPERINGS: Record<string, (db: WriteDb, pick: (from: number, to: number) => number) => number> = {
  'edits an entry': (db, pick) => {
    const seq = pick(1, ENTRIES);
    const column = ['at', 'analyst', 'action', 'objects', 'reason'][pick(0, 4)];
    db.prepare(`UPDATE log SET ${column} = ${column} || 'x' WHERE seq = ?`).run(seq);
    return seq;
  },
  'deletes an entry': (db, pick) => {
    const seq = pick(1, ENTRIES - 1);
    db.prepare('DELETE FROM log WHERE seq = ?').run(seq);
    return seq;
  },
  'deletes an entry and closes the gap': (db, pick) => {
    const seq = pick(1, ENTRIES - 1);
    db.prepare('DELETE FROM log WHERE seq = ?').run(seq);
    for (let next = seq + 1; next <= ENTRIES; next++) db.prepare('UPDATE log SET seq = ? WHERE seq = ?').run(next - 1, next);
    return seq;
  },
  'exchanges two entries': (db, pick) => {
    const seq = pick(1, ENTRIES - 1);
    const move = db.prepare('UPDATE log SET seq = ? WHERE seq = ?');
    for (const [to, from] of [
      [-1, seq],
      [seq, seq + 1],
      [seq + 1, -1],
    ])
      move.run(to, from);
    return seq;
  },
  'inserts an entry with a hash of its own': (db, pick) => {
    const seq = pick(2, ENTRIES);
    for (let last = ENTRIES; last >= seq; last--) db.prepare('UPDATE log SET seq = ? WHERE seq = ?').run(last + 1, last);
    insertForged(db, seq);
    return seq + 1;
  },
  'adds an entry at the end': (db) => {
    insertForged(db, ENTRIES + 1);
    return ENTRIES + 1;
  },
  'cuts the end off': (db, pick) => {
    const seq = pick(1, ENTRIES);
    db.prepare('DELETE FROM log WHERE seq >= ?').run(seq);
    return seq;
  },
};

/** A row whose own hash is right and follows from the row before. */
function insertForged(db: WriteDb, seq: number): void {
  const previous = db
    .prepare<[number], string>('SELECT hash FROM log WHERE seq = ?')
    .pluck()
    .get(seq - 1);
  const row = [seq, '2020-01-01T00:00:00.000Z', 'XX', 'forged', '{}', ''];
  const hash = createHash('sha256')
    .update(`stowage-log-1\n${previous}\n${JSON.stringify(row)}`)
    .digest('hex');
  db.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(...row, previous, hash);
}

describe('the audit log', () => {
  it('follows from its start: the first hash is SHA-256 over domain, zeros and the row, as computed by hand here', () => {
    const db = logged();
    const row = db.prepare<[], Record<string, string | number>>('SELECT * FROM log WHERE seq = 1').get();
    const text = `stowage-log-1\n${'0'.repeat(64)}\n[1,"${row?.at}","AB","import.stored","{\\"import\\":1}","invented 1"]`;
    expect(row?.hash).toBe(createHash('sha256').update(text).digest('hex'));
    expect(verifyLog(db)).toEqual([]);
  });

  it('shows at the first wrong entry what somebody edited, deleted, moved, inserted, added or cut off, 210 times of 210', () => {
    const random = seeded(11);
    const pick = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
    for (let round = 0; round < 30; round++) {
      for (const [name, tamper] of Object.entries(TAMPERINGS)) {
        const db = logged();
        const expected = tamper(db, pick);
        expect(
          verifyLog(db).map((problem) => problem.seq),
          `${name}, round ${round}`,
        ).toEqual([expected]);
        db.close();
      }
    }
  });

  it('undoes an entry with the change it belongs to, and refuses one without a change', () => {
    const db = logged();
    const change = db.transaction(() => {
      appendLog(db, { analyst: 'AB', action: 'import.stored' });
      throw new Error('undone');
    });
    expect(() => change()).toThrow('undone');
    expect(listLog(db, 1).total).toBe(ENTRIES);
    expect(verifyLog(db)).toEqual([]);
    expect(() => appendLog(db, { analyst: 'AB', action: 'import.stored' })).toThrow(/transaction/);
  });

  it('lists the newest first with what it was about', () => {
    const { total, entries } = listLog(logged(), 2);
    expect(total).toBe(ENTRIES);
    expect(entries.map(({ seq, summary }) => [seq, summary])).toEqual([
      [60, 'import 60, invented 60'],
      [59, 'import 59, invented 59'],
    ]);
  });
});
