import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDb } from '../../electron/service/db/connect.ts';
import { listAnalysts } from '../../electron/service/db/queries/analysts.ts';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { FLOOR_KDF } from '../../electron/service/workspace/derive.ts';
import { lookAt } from '../../electron/service/workspace/look.ts';
import { addAnalyst, changePassphrase, removeAnalyst } from '../../electron/service/workspace/members.ts';
import { findRing } from '../../electron/service/workspace/ring-store.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import {
  codeOf,
  countInvented,
  fillWithInvented,
  keyOf,
  makeWorkspace,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  type TestWorkspace,
  withOpen,
} from '../support/workspaces.ts';

const NEXT = 'nine buoys off the point';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.remove());

const opens = (passphrase: string) => codeOf(async () => (await unlock(workspace.folder, { passphrase })).release());
const addCD = () => withOpen(workspace.folder, (db, open) => addAnalyst(db, open, { sign: 'CD', passphrase: OTHER_PASSPHRASE }));
const removeCD = () => withOpen(workspace.folder, (db, open) => removeAnalyst(db, open, { sign: 'CD' }));
const lastActions = (count: number) =>
  withOpen(workspace.folder, (db) =>
    listLog(db, count + 1)
      .entries.slice(1)
      .map((entry) => `${entry.analyst} ${entry.action}`),
  );

describe('changing one’s passphrase', () => {
  it('lets only the new one in and re-encrypts nothing: the data key stays', async () => {
    const key = await keyOf(workspace.folder);
    await withOpen(workspace.folder, (db, open) => changePassphrase(db, open, { current: PASSPHRASE, next: NEXT }));
    expect(await opens(PASSPHRASE)).toBe('wrong-passphrase');
    expect(await keyOf(workspace.folder, { passphrase: NEXT })).toEqual(key);
    expect(await withOpen(workspace.folder, (db) => listLog(db, 2).entries[1]?.action, { passphrase: NEXT })).toBe('workspace.unlocked');
    expect(
      await withOpen(workspace.folder, (db) => listLog(db, 9).entries.filter((entry) => entry.action === 'passphrase.changed').length, {
        passphrase: NEXT,
      }),
    ).toBe(1);
  });

  it('is refused with the wrong current one, a short new one, or when the recovery code was used', async () => {
    const before = readFileSync(workspace.paths.keyring);
    await withOpen(workspace.folder, async (db, open) => {
      expect(await codeOf(() => changePassphrase(db, open, { current: OTHER_PASSPHRASE, next: NEXT }))).toBe('wrong-passphrase');
      expect(await codeOf(() => changePassphrase(db, open, { current: PASSPHRASE, next: 'short' }))).toBe('invalid-input');
    });
    const byCode = { recoveryCode: workspace.recoveryCode };
    await withOpen(
      workspace.folder,
      async (db, open) => {
        expect(await codeOf(() => changePassphrase(db, open, { current: PASSPHRASE, next: NEXT }))).toBe('not-permitted');
      },
      byCode,
    );
    expect(readFileSync(workspace.paths.keyring)).toEqual(before);
  });
});

describe('adding an analyst', () => {
  it('lets both in, each under their own sign', async () => {
    await addCD();
    expect(lookAt(workspace.folder).signs).toEqual(['AB', 'CD']);
    expect(await opens(PASSPHRASE)).toBe('none');
    await withOpen(
      workspace.folder,
      (db, _open, unlocked) => {
        expect(unlocked.sign).toBe('CD');
        expect(listAnalysts(db).map((analyst) => analyst.sign)).toEqual(['AB', 'CD']);
      },
      { passphrase: OTHER_PASSPHRASE },
    );
  });

  it('is refused for a sign in use, whatever its case, a short passphrase, or a derivation outside of the limits', async () => {
    await withOpen(workspace.folder, async (db, open) => {
      expect(await codeOf(() => addAnalyst(db, open, { sign: 'ab', passphrase: NEXT }))).toBe('invalid-input');
      expect(await codeOf(() => addAnalyst(db, open, { sign: 'EF', passphrase: NEXT.slice(0, 11) }))).toBe('invalid-input');
      const costly = { ...FLOOR_KDF, memoryKib: 2 * 1024 * 1024 };
      expect(await codeOf(() => addAnalyst(db, open, { sign: 'EF', passphrase: NEXT, kdf: costly }))).toBe('invalid-input');
    });
    expect(lookAt(workspace.folder).signs).toEqual(['AB']);
  });
});

describe('removing an analyst', () => {
  it('re-encrypts: neither the old passphrase nor an old key ring with it opens anything', async () => {
    await addCD();
    const [oldRing, oldKey] = [readFileSync(workspace.paths.keyring), await keyOf(workspace.folder)];
    await removeCD();
    expect(await opens(OTHER_PASSPHRASE)).toBe('wrong-passphrase');
    expect(await codeOf(() => openWriteDb(workspace.paths.database, oldKey))).toBe('database-damaged');
    const newRing = readFileSync(workspace.paths.keyring);
    for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) writeFileSync(file, oldRing);
    expect(await opens(OTHER_PASSPHRASE)).toBe('database-damaged');
    for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) writeFileSync(file, newRing);
    expect(await opens(PASSPHRASE)).toBe('none');
    expect(await keyOf(workspace.folder)).not.toEqual(oldKey);
  });

  it('keeps every row, the remaining analysts and the recovery code, and says so in the log', async () => {
    await addCD();
    await withOpen(workspace.folder, (db, open) => addAnalyst(db, open, { sign: 'EF', passphrase: NEXT }));
    await withOpen(workspace.folder, (db) => fillWithInvented(db, 500));
    await removeCD();
    expect(lookAt(workspace.folder).signs).toEqual(['AB', 'EF']);
    expect(await lastActions(1)).toEqual(['AB analyst.removed']);
    for (const credentials of [{ passphrase: PASSPHRASE }, { passphrase: NEXT }, { recoveryCode: workspace.recoveryCode }]) {
      await withOpen(
        workspace.folder,
        (db) => {
          expect(countInvented(db)).toBe(500);
          expect(verifyWorkspace(db, workspace.folder).problems).toEqual([]);
        },
        credentials,
      );
    }
  });

  it('puts the new key under the passphrase of each who stays, as soon as they unlock', async () => {
    await addCD();
    await removeCD();
    const boxed = () =>
      findRing(workspace.paths)
        .file.ring.slots.filter((slot) => 'ephemeral' in slot.wrapped)
        .map((slot) => slot.sign);
    expect(boxed()).toEqual(['AB', 'recovery']);
    await opens(PASSPHRASE);
    expect(boxed()).toEqual(['recovery']);
    expect(await opens(PASSPHRASE)).toBe('none');
  });

  it('is refused for oneself, for the last analyst and for an unknown sign', async () => {
    const attempt = (sign: string, credentials: object) =>
      withOpen(workspace.folder, (db, open) => codeOf(() => removeAnalyst(db, open, { sign })), credentials);
    expect(await attempt('AB', { passphrase: PASSPHRASE })).toBe('not-permitted');
    expect(await attempt('AB', { recoveryCode: workspace.recoveryCode })).toBe('not-permitted');
    expect(await attempt('recovery', { passphrase: PASSPHRASE })).toBe('not-found');
    expect(await attempt('ZZ', { passphrase: PASSPHRASE })).toBe('not-found');
  });

  it('leads a unit that forgot its passphrase back in: recovery code, new analyst, old one removed', async () => {
    await withOpen(
      workspace.folder,
      async (db, open) => {
        await addAnalyst(db, open, { sign: 'CD', passphrase: OTHER_PASSPHRASE });
        removeAnalyst(db, open, { sign: 'AB' });
      },
      { recoveryCode: workspace.recoveryCode },
    );
    expect(await opens(PASSPHRASE)).toBe('wrong-passphrase');
    expect(await opens(OTHER_PASSPHRASE)).toBe('none');
  });

  it('leaves everything as it was when re-encrypting fails', async () => {
    await addCD();
    await withOpen(workspace.folder, async (db, open) => {
      db.rekey = () => {
        throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      };
      expect(await codeOf(() => removeAnalyst(db, open, { sign: 'CD' }))).toBe('SQLITE_FULL');
    });
    expect(await opens(PASSPHRASE)).toBe('none');
    expect(await opens(OTHER_PASSPHRASE)).toBe('none');
    expect(findRing(workspace.paths).file.ring.pending).toBeNull();
  });
});
