import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAnalyst, changePassphrase, removeAnalyst } from '../../electron/service/workspace/members.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import { toErrorShape } from '../../shared/errors.ts';
import { countInvented, fillWithInvented, makeWorkspace, OTHER_PASSPHRASE, PASSPHRASE, withOpen } from '../support/workspaces.ts';

/** A drive of six megabytes in memory; only root on Linux may mount one. */
function mountSmall(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const drive = mkdtempSync(join(tmpdir(), 'stowage-small-'));
const mounted = mountSmall(drive);
if (!mounted) rmSync(drive, { recursive: true, force: true });

describe.skipIf(!mounted)('a drive that is full (needs the right to mount one)', () => {
  const folder = join(drive, 'Full.stowage');

  beforeAll(async () => {
    const workspace = await makeWorkspace();
    await withOpen(workspace.folder, async (db, open) => {
      fillWithInvented(db, 60_000);
      await addAnalyst(db, open, { sign: 'CD', passphrase: OTHER_PASSPHRASE });
    });
    cpSync(workspace.folder, folder, { recursive: true });
    workspace.remove();
  });
  afterAll(() => {
    execFileSync('umount', [drive]);
    rmSync(drive, { recursive: true, force: true });
  });

  it('refuses a removal by name; both analysts still get in, nothing is lost, and work goes on', async () => {
    const ring = readFileSync(join(folder, 'keyring.json'));
    await withOpen(folder, async (db, open) => {
      expect(codeOfThrown(() => removeAnalyst(db, open, { sign: 'CD' }))).toBe('disk-full');
      await changePassphrase(db, open, { current: PASSPHRASE, next: PASSPHRASE });
      expect(verifyWorkspace(db, folder).problems).toEqual([]);
    });
    expect(readFileSync(join(folder, 'keyring.json'))).not.toEqual(ring);
    for (const passphrase of [PASSPHRASE, OTHER_PASSPHRASE]) {
      const rows = await withOpen(folder, (db) => countInvented(db), { passphrase });
      expect(rows).toBe(60_000);
    }
  });
});

function codeOfThrown(attempt: () => unknown): string {
  try {
    attempt();
    return 'none';
  } catch (error) {
    return toErrorShape(error).code;
  }
}
