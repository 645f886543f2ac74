import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { expand, isAcceptable, totalWork } from './derive.ts';

/** More analysts than any unit has on one workspace. */
export const MAX_SLOTS = 32;
/** Kibibytes times passes over all slots: 32 slots of 256 MiB and three passes. Bounds what one attempt to unlock can cost. */
export const MAX_WORK = 32 * 3 * 256 * 1024;
const MAX_BYTES = 256 * 1024;

const base64 = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);
const id = z.uuid();
const boxed = z.strictObject({ ephemeral: base64, box: base64 });
const kdf = z.strictObject({ memoryKib: z.number().int(), passes: z.number().int(), lanes: z.number().int() });

const slot = z.strictObject({
  id,
  /** The only thing about a person that is readable while the workspace is locked. */
  sign: z.string().regex(/^[\p{L}\p{N}._-]{1,16}$/u),
  kind: z.enum(['analyst', 'recovery']),
  kdf,
  salt: base64,
  /** Ed25519 public key, SPKI. */
  signingKey: base64,
  /** X25519 public key, SPKI: lets another analyst hand a new data key to this slot. */
  exchangeKey: base64,
  /** Both private keys under the key derived from the passphrase. */
  sealed: base64,
  /** The data key: under the key derived from the passphrase, or boxed to `exchangeKey` until the next unlock of this slot. */
  wrapped: z.union([z.strictObject({ box: base64 }), boxed]),
});

/** A removal under way: the new data key for every slot that stays, kept beside the old one until the database is known to use it. */
const pending = z.strictObject({
  removed: slot,
  by: z.string().max(16),
  keys: z.array(z.strictObject({ slot: id, wrapped: boxed })).max(MAX_SLOTS),
});

const ring = z.strictObject({
  format: z.literal('stowage-keyring'),
  version: z.literal(1),
  cipher: z.literal('sqlcipher-4'),
  workspaceId: id,
  /** Raised with every change. */
  seq: z.number().int().min(1),
  slots: z.array(slot).min(1).max(MAX_SLOTS),
  pending: pending.nullable(),
});

export type Slot = z.infer<typeof slot>;
export type Ring = z.infer<typeof ring>;

/** A ring as it stood in a file: the bytes that its MAC covers are kept as they were. */
export interface RingFile {
  ring: Ring;
  body: string;
  mac: string;
  /** SHA-256 of the body, hexadecimal. */
  hash: string;
}

/** `damaged` by accident (its checksum is wrong), `tampered` (whole, but nothing this program writes), or of a `newer` version. */
export type RingReading = { state: 'whole'; file: RingFile } | { state: 'damaged' | 'tampered' | 'newer' };

/** Three lines: the ring as JSON, its MAC under the data key, and a plain SHA-256 of both against accidents. */
export function encodeRing(next: Ring, dataKey: Uint8Array): Buffer {
  const body = JSON.stringify(next);
  const lines = `${body}\n${macOf(body, dataKey)}\n`;
  return Buffer.from(`${lines}${sha256(lines)}\n`);
}

export function decodeRing(bytes: Uint8Array): RingReading {
  const text = bytes.length <= MAX_BYTES ? Buffer.from(bytes).toString('utf8') : '';
  const [body, mac, sum, ...rest] = text.split('\n');
  if (body === undefined || mac === undefined || sum !== sha256(`${body}\n${mac}\n`) || rest.length !== 1 || rest[0] !== '')
    return { state: 'damaged' };
  const value = parseJson(body);
  if (versionOf(value) > 1) return { state: 'newer' };
  const parsed = ring.safeParse(value);
  if (!parsed.success || !isAffordable(parsed.data)) return { state: 'tampered' };
  return { state: 'whole', file: { ring: parsed.data, body, mac, hash: sha256(body) } };
}

/** Whether somebody who held this data key wrote the ring. */
export function isGenuine(file: RingFile, dataKey: Uint8Array): boolean {
  const expected = Buffer.from(macOf(file.body, dataKey));
  const found = Buffer.from(file.mac);
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** Every slot within its limits, all together too, and no slot twice. */
function isAffordable(candidate: Ring): boolean {
  const { slots } = candidate;
  const ids = new Set(slots.map((each) => each.id));
  return ids.size === slots.length && slots.every((each) => isAcceptable(each.kdf)) && totalWork(slots.map((each) => each.kdf)) <= MAX_WORK;
}

function macOf(body: string, dataKey: Uint8Array): string {
  const key = expand(dataKey, 'stowage keyring mac 1');
  return createHmac('sha256', key).update(body).digest('base64');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function versionOf(value: unknown): number {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : 0;
  return typeof version === 'number' ? version : 0;
}
