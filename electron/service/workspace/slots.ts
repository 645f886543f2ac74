import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { deriveKey, type KdfParameters } from './derive.ts';
import type { Ring, Slot } from './ring.ts';
import { boxTo, openBox, seal, unseal } from './seal.ts';

/** What a passphrase or recovery code opens. `passphraseKey` wraps; wipe it with `forget` when done. */
export interface OpenSlot {
  slot: Slot;
  dataKey: Buffer;
  passphraseKey: Buffer;
  /** Both private keys: X25519 then Ed25519, PKCS #8 of 48 bytes each. */
  privateKeys: Buffer;
}

type SlotSeed = Pick<Slot, 'id' | 'sign' | 'kind' | 'kdf' | 'salt' | 'signingKey' | 'exchangeKey'>;

const PKCS8_BYTES = 48;
export const RECOVERY_SIGN = 'recovery';

export async function createSlot(
  workspaceId: string,
  owner: { sign: string; kind: Slot['kind']; secret: string; kdf: KdfParameters },
  dataKey: Uint8Array,
): Promise<Slot> {
  const exchange = generateKeyPairSync('x25519');
  const signing = generateKeyPairSync('ed25519');
  const privateKeys = Buffer.concat([privateBytes(exchange.privateKey), privateBytes(signing.privateKey)]);
  const publicKeys = { signingKey: publicText(signing.publicKey), exchangeKey: publicText(exchange.publicKey) };
  const slot = await lockSlot(
    workspaceId,
    { id: randomUUID(), sign: owner.sign, kind: owner.kind, ...publicKeys },
    owner,
    privateKeys,
    dataKey,
  );
  privateKeys.fill(0);
  return slot;
}

/** The same slot under another passphrase: new salt, same keys. */
export async function relockSlot(workspaceId: string, open: OpenSlot, secret: string, kdf: KdfParameters): Promise<Slot> {
  return lockSlot(workspaceId, open.slot, { secret, kdf }, open.privateKeys, open.dataKey);
}

async function lockSlot(
  workspaceId: string,
  fixed: Omit<SlotSeed, 'kdf' | 'salt'>,
  lock: { secret: string; kdf: KdfParameters },
  privateKeys: Uint8Array,
  dataKey: Uint8Array,
): Promise<Slot> {
  const { id, sign, kind, signingKey, exchangeKey } = fixed;
  const seed: SlotSeed = { id, sign, kind, kdf: lock.kdf, salt: randomBytes(16).toString('base64'), signingKey, exchangeKey };
  const key = await passphraseKey(workspaceId, seed, lock.secret);
  const sealed = seal(key, privateKeys, boundOf(workspaceId, seed, 'private keys'));
  const slot = { ...seed, sealed, wrapped: { box: seal(key, dataKey, boundOf(workspaceId, seed, 'data key')) } };
  key.fill(0);
  return slot;
}

/** Undefined when the secret does not fit, or the slot was altered. */
export async function openSlot(workspaceId: string, slot: Slot, secret: string): Promise<OpenSlot | undefined> {
  const key = await passphraseKey(workspaceId, slot, secret);
  const privateKeys = unseal(key, slot.sealed, boundOf(workspaceId, slot, 'private keys'));
  if (!privateKeys) return undefined;
  const dataKey = unwrap(workspaceId, slot, slot.wrapped, key, privateKeys);
  return dataKey && { slot, dataKey, passphraseKey: key, privateKeys };
}

function unwrap(workspaceId: string, slot: Slot, wrapped: Slot['wrapped'], key: Buffer, privateKeys: Buffer): Buffer | undefined {
  if ('ephemeral' in wrapped)
    return openBox(exchangePart(privateKeys), slot.exchangeKey, wrapped, boundOf(workspaceId, slot, 'new data key'));
  return unseal(key, wrapped.box, boundOf(workspaceId, slot, 'data key'));
}

/** Hands a new data key to a slot whose passphrase is not known. */
export function boxForSlot(workspaceId: string, slot: Slot, dataKey: Uint8Array) {
  return boxTo(slot.exchangeKey, dataKey, boundOf(workspaceId, slot, 'new data key'));
}

/** The new data key of a removal under way, as handed to this slot. */
export function openPendingKey(ring: Ring, open: OpenSlot): Buffer | undefined {
  const handed = ring.pending?.keys.find((each) => each.slot === open.slot.id);
  return handed && unwrap(ring.workspaceId, open.slot, handed.wrapped, open.passphraseKey, open.privateKeys);
}

/** The slot with the data key under its own passphrase again, instead of boxed to it. */
export function rewrapSlot(workspaceId: string, open: OpenSlot, dataKey: Uint8Array): Slot {
  const box = seal(open.passphraseKey, dataKey, boundOf(workspaceId, open.slot, 'data key'));
  return { ...open.slot, wrapped: { box } };
}

export function signingPart(privateKeys: Buffer): Buffer {
  return privateKeys.subarray(PKCS8_BYTES);
}

/** Wipes what only opening needed; the data key stays with the caller. */
export function forget(open: OpenSlot): void {
  open.passphraseKey.fill(0);
  open.privateKeys.fill(0);
}

function exchangePart(privateKeys: Buffer): Buffer {
  return privateKeys.subarray(0, PKCS8_BYTES);
}

function passphraseKey(workspaceId: string, slot: SlotSeed, secret: string): Promise<Buffer> {
  return deriveKey(secret, Buffer.from(slot.salt, 'base64'), slot.kdf, `stowage slot 1 ${workspaceId} ${slot.id}`);
}

/** Binds a sealed text to everything readable in its slot, so that none of it can be altered or moved. */
function boundOf(workspaceId: string, slot: SlotSeed, what: string): string {
  const { memoryKib, passes, lanes } = slot.kdf;
  const fields = [slot.id, slot.sign, slot.kind, memoryKib, passes, lanes, slot.salt, slot.signingKey, slot.exchangeKey];
  return JSON.stringify(['stowage slot 1', what, workspaceId, ...fields]);
}

function privateBytes(key: KeyObject): Buffer {
  return key.export({ type: 'pkcs8', format: 'der' });
}

function publicText(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}
