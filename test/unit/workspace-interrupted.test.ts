import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rekeyDb, type WriteDb } from '../../electron/service/db/connect.ts';
import { listLog, verifyLog } from '../../electron/service/db/queries/log.ts';
import { addAnalyst, changePassphrase, type OpenWorkspace, removeAnalyst } from '../../electron/service/workspace/members.ts';
import { ringAfterRekey, ringWithPending } from '../../electron/service/workspace/rekey.ts';
import { findRing, writeRing } from '../../electron/service/workspace/ring-store.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import {
  codeOf,
  countInvented,
  fillWithInvented,
  makeWorkspace,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  type TestWorkspace,
  withOpen,
} from '../support/workspaces.ts';
import { killRemovals } from '../torture/removals.ts';

const NEXT = 'nine buoys off the point';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
  await withOpen(workspace.folder, async (db, open) => {
    fillWithInvented(db, 300);
    await addAnalyst(db, open, { sign: 'CD', passphrase: OTHER_PASSPHRASE });
  });
});
afterEach(() => workspace.remove());

/** The steps of a removal, each as a crash right after it leaves the folder. */
function removeUpTo(step: number, db: WriteDb, open: OpenWorkspace): void {
  const { ring } = findRing(workspace.paths).file;
  const removed = ring.slots.find((slot) => slot.sign === 'CD');
  if (!removed) throw new Error('CD has no slot.');
  const newKey = randomBytes(32);
  const pending = ringWithPending(ring, removed, newKey, 'AB');
  writeRing(workspace.paths, pending, open.dataKey);
  if (step >= 2) rekeyDb(db, newKey);
  if (step >= 3) writeRing(workspace.paths, ringAfterRekey(pending), newKey);
}

async function expectRemovalFinished(credentials: object): Promise<void> {
  await withOpen(
    workspace.folder,
    (db) => {
      expect(countInvented(db)).toBe(300);
      expect(verifyWorkspace(db, workspace.folder).problems).toEqual([]);
      expect(verifyLog(db)).toEqual([]);
      expect(listLog(db, 50).entries.filter((entry) => entry.action === 'analyst.removed').length).toBe(1);
    },
    credentials,
  );
  expect(await codeOf(() => unlock(workspace.folder, { passphrase: OTHER_PASSPHRASE }))).toBe('wrong-passphrase');
  expect(findRing(workspace.paths).file.ring.pending).toBeNull();
}

describe('a removal that was cut off', () => {
  for (const [step, name] of [
    [1, 'before the first page was re-encrypted'],
    [2, 'after re-encrypting, with both keys in the ring'],
    [3, 'after the old key was dropped'],
  ] as const) {
    it(`${name} is finished and logged when an analyst opens the workspace`, async () => {
      await withOpen(workspace.folder, (db, open) => removeUpTo(step, db, open));
      await expectRemovalFinished({ passphrase: PASSPHRASE });
    });

    it(`${name} is finished by the recovery code as well`, async () => {
      await withOpen(workspace.folder, (db, open) => removeUpTo(step, db, open));
      await expectRemovalFinished({ recoveryCode: workspace.recoveryCode });
      await withOpen(workspace.folder, () => undefined);
    });
  }

  it('refuses further changes of the key ring until the workspace was opened again', async () => {
    await withOpen(workspace.folder, async (db, open) => {
      removeUpTo(1, db, open);
      expect(await codeOf(() => addAnalyst(db, open, { sign: 'EF', passphrase: NEXT }))).toBe('busy');
      expect(await codeOf(() => removeAnalyst(db, open, { sign: 'CD' }))).toBe('busy');
    });
  });
});

describe('a process that is killed while it removes an analyst', () => {
  it('leaves a workspace that opens by itself with every row, with the analyst wholly in or wholly out, 5 times of 5', async () => {
    const figures = await killRemovals(5, 4);
    expect(figures.faults).toEqual([]);
    expect(figures.untouched + figures.finished).toBe(5);
  }, 60_000);
});

describe('a change of passphrase that was cut off', () => {
  it('between file and database opens with the new one and is logged then', async () => {
    const database = await withOpen(workspace.folder, (db) => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      return readFileSync(workspace.paths.database);
    });
    await withOpen(workspace.folder, (db, open) => changePassphrase(db, open, { current: PASSPHRASE, next: NEXT }));
    writeFileSync(workspace.paths.database, database);
    expect(await codeOf(() => unlock(workspace.folder, { passphrase: PASSPHRASE }))).toBe('wrong-passphrase');
    await withOpen(
      workspace.folder,
      (db) => {
        const entry = listLog(db, 10).entries.find((each) => each.action === 'passphrase.changed');
        expect([entry?.analyst, entry?.summary.includes('recorded when the workspace was next opened')]).toEqual(['AB', true]);
      },
      { passphrase: NEXT },
    );
  });

  it('between the two copies opens with the new one and writes the other copy again', async () => {
    const old = readFileSync(workspace.paths.keyringCopy);
    await withOpen(workspace.folder, (db, open) => changePassphrase(db, open, { current: PASSPHRASE, next: NEXT }));
    writeFileSync(workspace.paths.keyringCopy, old);
    writeFileSync(`${workspace.paths.keyringCopy}.tmp`, old.subarray(0, 100));
    expect(await codeOf(() => unlock(workspace.folder, { passphrase: PASSPHRASE }))).toBe('wrong-passphrase');
    await withOpen(workspace.folder, () => undefined, { passphrase: NEXT });
    expect(readFileSync(workspace.paths.keyringCopy)).toEqual(readFileSync(workspace.paths.keyring));
    expect(existsSync(`${workspace.paths.keyringCopy}.tmp`)).toBe(false);
  });
});
