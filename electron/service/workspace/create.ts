import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StowageError } from '../../../shared/errors.ts';
import { createDb, type WriteDb } from '../db/connect.ts';
import { migrate } from '../db/migrations/index.ts';
import { appendLog } from '../db/queries/log.ts';
import { setMeta } from '../db/queries/meta.ts';
import { DEFAULT_KDF, type KdfParameters, refuseWeakPassphrase } from './derive.ts';
import { syncFolder } from './files.ts';
import { workspacePaths } from './paths.ts';
import { commitRing } from './record.ts';
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts';
import type { Ring } from './ring.ts';
import { refuseBadSign } from './signs.ts';
import { createSlot, RECOVERY_SIGN } from './slots.ts';

export interface NewWorkspace {
  /** The workspace folder itself; it must not exist, its parent must. */
  folder: string;
  /** Shown once unlocked; kept only inside the database. */
  name: string;
  sign: string;
  passphrase: string;
  kdf?: KdfParameters;
}

/** Makes a workspace as a whole or not at all: built beside its place, then renamed. The recovery code is kept nowhere. */
export async function createWorkspace(input: NewWorkspace): Promise<{ recoveryCode: string }> {
  const folder = resolve(input.folder);
  refuseBadSign(input.sign, []);
  refuseWeakPassphrase(input.passphrase);
  refuseLongName(folder);
  refuseTakenPlace(folder);
  const building = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString('hex')}.new`);
  try {
    mkdirSync(building, { mode: 0o700 });
    const recoveryCode = await build(building, input);
    refuseTakenPlace(folder);
    renameSync(building, folder);
    syncFolder(dirname(folder));
    return { recoveryCode };
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw error;
  }
}

function refuseTakenPlace(folder: string): void {
  if (existsSync(folder)) {
    throw new StowageError(
      'invalid-input',
      'There is a file or folder of this name already. Nothing was created and nothing in it was changed. Choose another name.',
    );
  }
  if (!existsSync(dirname(folder))) {
    throw new StowageError(
      'not-found',
      'The folder to create the workspace in does not exist. Nothing was created. Make it first or choose another.',
    );
  }
  if (!statSync(dirname(folder)).isDirectory()) {
    throw new StowageError(
      'invalid-input',
      'The place to create the workspace in is a file, not a folder. Nothing was created. Choose a folder.',
    );
  }
}

/** Bytes in UTF-8: most disks allow 255, and the folder's name is longer while it is built. */
const NAME_BYTES = 200;
const SUFFIX = '.stowage';

function refuseLongName(folder: string): void {
  if (Buffer.byteLength(basename(folder, SUFFIX), 'utf8') <= NAME_BYTES) return;
  throw new StowageError(
    'invalid-input',
    `The name is longer than ${NAME_BYTES} bytes, which many disks do not allow; letters outside English take two to four each. Nothing was created. Choose a shorter name.`,
  );
}

async function build(folder: string, input: NewWorkspace): Promise<string> {
  const paths = workspacePaths(folder);
  const dataKey = randomBytes(32);
  const recoveryCode = newRecoveryCode();
  const ring = await firstRing(input, readRecoveryCode(recoveryCode), dataKey);
  const db = createDb(paths.database, dataKey);
  try {
    migrate(db);
    db.transaction(() => describe(db, ring, input))();
    commitRing(db, paths, ring, dataKey, { analyst: input.sign });
  } finally {
    db.close();
    dataKey.fill(0);
  }
  return recoveryCode;
}

async function firstRing(input: NewWorkspace, recoverySecret: string, dataKey: Buffer): Promise<Ring> {
  const workspaceId = randomUUID();
  const kdf = input.kdf ?? DEFAULT_KDF;
  const analyst = await createSlot(workspaceId, { sign: input.sign, kind: 'analyst', secret: input.passphrase, kdf }, dataKey);
  const recovery = await createSlot(workspaceId, { sign: RECOVERY_SIGN, kind: 'recovery', secret: recoverySecret, kdf }, dataKey);
  return { format: 'stowage-keyring', version: 1, cipher: 'sqlcipher-4', workspaceId, seq: 1, slots: [analyst, recovery], pending: null };
}

function describe(db: WriteDb, ring: Ring, input: NewWorkspace): void {
  setMeta(db, 'workspace_id', ring.workspaceId);
  setMeta(db, 'name', input.name);
  setMeta(db, 'data_version', '0');
  appendLog(db, { analyst: input.sign, action: 'workspace.created', objects: { workspace: ring.workspaceId } });
}
