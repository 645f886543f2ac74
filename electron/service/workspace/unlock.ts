import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { StowageError } from '../../../shared/errors.ts';
import { damagedDatabase, isUnreadable } from '../db/connect.ts';
import { takeLock } from './lock-file.ts';
import { type WorkspacePaths, workspacePaths } from './paths.ts';
import { readRecoveryCode } from './recovery-code.ts';
import { keyringTampered, notAWorkspace, unknownSign, wrongPassphrase, wrongRecoveryCode } from './refusals.ts';
import { isGenuine, type Ring, type Slot } from './ring.ts';
import { findRing } from './ring-store.ts';
import { settle } from './settle.ts';
import { sameSign } from './signs.ts';
import { forget, type OpenSlot, openSlot, signingPart } from './slots.ts';

export interface Credentials {
  /** Tries this analyst's slot only; without it every analyst's. */
  sign?: string | undefined;
  passphrase?: string | undefined;
  recoveryCode?: string | undefined;
}

export interface Unlocked {
  folder: string;
  workspaceId: string;
  /** The name inside the workspace. */
  name: string;
  /** `recovery` where the recovery code was used. */
  sign: string;
  slotId: string;
  /** 32 bytes; replace it after an analyst was removed. `release` wipes whatever stands here. */
  dataKey: Buffer;
  /** Ed25519 signature by the analyst who unlocked. */
  signAs(message: Uint8Array): Buffer;
  /** Wipes the key and frees the workspace. Close every connection first. */
  release(): void;
}

/**
 * Opens a workspace: lock, key ring, passphrase, and only then the database. Finishes what a crash interrupted
 * (a migration, a removal, a half-written key ring), brings the schema up to date and logs the unlocking.
 * Holds no connection when it returns.
 */
export async function unlock(folder: string, credentials: Credentials): Promise<Unlocked> {
  const paths = workspacePaths(folder);
  if (!statSync(paths.folder, { throwIfNoEntry: false })?.isDirectory()) throw notAWorkspace();
  findRing(paths);
  const lock = takeLock(paths.lock);
  try {
    const opened = await openHeld(paths, credentials);
    const unlocked: Unlocked = {
      ...opened,
      release: () => {
        unlocked.dataKey.fill(0);
        lock.release();
      },
    };
    return unlocked;
  } catch (error) {
    lock.release();
    throw isUnreadable(error) ? damagedDatabase() : error;
  }
}

async function openHeld(paths: WorkspacePaths, credentials: Credentials): Promise<Omit<Unlocked, 'release'>> {
  const found = findRing(paths);
  const { ring } = found.file;
  const open = await openRing(ring, credentials);
  try {
    if (!isGenuine(found.file, open.dataKey)) throw keyringTampered();
    const signingKey = createPrivateKey({ key: Buffer.from(signingPart(open.privateKeys)), format: 'der', type: 'pkcs8' });
    return {
      folder: paths.folder,
      workspaceId: ring.workspaceId,
      sign: open.slot.sign,
      slotId: open.slot.id,
      ...settle(paths, found, open),
      signAs: (message) => signBytes(null, message, signingKey),
    };
  } finally {
    forget(open);
  }
}

async function openRing(ring: Ring, credentials: Credentials): Promise<OpenSlot> {
  if (credentials.recoveryCode !== undefined) {
    const secret = readRecoveryCode(credentials.recoveryCode);
    return (await openFirst(ring, (slot) => slot.kind === 'recovery', secret)) ?? refuse(wrongRecoveryCode());
  }
  if (credentials.passphrase === undefined) {
    throw new StowageError('invalid-input', 'Neither a passphrase nor a recovery code was given. Nothing was opened. Give one of them.');
  }
  const { sign } = credentials;
  const candidates = (slot: Slot) => slot.kind === 'analyst' && (sign === undefined || sameSign(slot.sign, sign));
  if (sign !== undefined && !ring.slots.some(candidates)) throw unknownSign(sign);
  return (await openFirst(ring, candidates, credentials.passphrase)) ?? refuse(wrongPassphrase());
}

async function openFirst(ring: Ring, candidates: (slot: Slot) => boolean, secret: string): Promise<OpenSlot | undefined> {
  for (const slot of ring.slots.filter(candidates)) {
    const open = await openSlot(ring.workspaceId, slot, secret);
    if (open) return open;
  }
  return undefined;
}

function refuse(error: StowageError): never {
  throw error;
}
