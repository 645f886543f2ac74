import { hkdfSync } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { StowageError } from '../../../shared/errors.ts';
import { letGo } from '../jobs/let-go.ts';

/** Cost of turning a passphrase into a key with Argon2id (RFC 9106). */
export interface KdfParameters {
  /** Kibibytes. */
  memoryKib: number;
  passes: number;
  lanes: number;
}

export const DEFAULT_KDF: KdfParameters = { memoryKib: 256 * 1024, passes: 3, lanes: 4 };
/** The second recommended option of RFC 9106, section 4; nothing cheaper is made or accepted. */
export const FLOOR_KDF: KdfParameters = { memoryKib: 64 * 1024, passes: 3, lanes: 4 };
/** What a key ring may ask for at most, so that a hostile file cannot take the machine down. */
export const CEILING_KDF: KdfParameters = { memoryKib: 1024 * 1024, passes: 10, lanes: 8 };

const MIN_PASSPHRASE = 12;

export function isAcceptable(kdf: KdfParameters): boolean {
  const within = (value: number, low: number, high: number) => Number.isInteger(value) && value >= low && value <= high;
  return (
    within(kdf.memoryKib, FLOOR_KDF.memoryKib, CEILING_KDF.memoryKib) &&
    within(kdf.passes, FLOOR_KDF.passes, CEILING_KDF.passes) &&
    within(kdf.lanes, 1, CEILING_KDF.lanes)
  );
}

/** Kibibytes times passes: what trying one slot costs. */
export function workOf(kdf: KdfParameters): number {
  return kdf.memoryKib * kdf.passes;
}

export function totalWork(kdfs: readonly KdfParameters[]): number {
  return kdfs.reduce((sum, kdf) => sum + workOf(kdf), 0);
}

/** 32 bytes from a secret; `purpose` keeps keys of different slots apart. */
export async function deriveKey(secret: string, salt: Uint8Array, kdf: KdfParameters, purpose: string): Promise<Buffer> {
  if (!isAcceptable(kdf)) throw new Error('Key derivation outside of its limits.');
  const stretching = hashRaw(Buffer.from(secret.normalize('NFC'), 'utf8'), {
    memoryCost: kdf.memoryKib,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt,
  });
  // Other threads fill the memory meanwhile.
  letGo('all');
  const stretched = await stretching;
  const key = expand(stretched, purpose);
  stretched.fill(0);
  return key;
}

/** HKDF-SHA-256 (RFC 5869) without salt, 32 bytes. */
export function expand(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), purpose, 32));
}

/** Length is counted in characters after NFC, as the person sees them. */
export function refuseWeakPassphrase(passphrase: string): void {
  if (Array.from(passphrase.normalize('NFC')).length >= MIN_PASSPHRASE) return;
  throw new StowageError(
    'invalid-input',
    `The passphrase is too short: it needs at least ${MIN_PASSPHRASE} characters. Nothing was changed. Four words make a good one.`,
  );
}
