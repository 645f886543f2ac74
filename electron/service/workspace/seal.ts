import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto';
import { expand } from './derive.ts';

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM with a random nonce; base64 of nonce, tag and ciphertext. `bound` is authenticated and not stored. */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** The plain bytes, or undefined where key, text or `bound` is not the one sealed. */
export function unseal(key: Uint8Array, sealed: string, bound: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Sealed to the holder of an X25519 key, by somebody who does not know that holder's passphrase. */
export interface Boxed {
  /** Public key of the one-time pair, SPKI in base64. */
  ephemeral: string;
  box: string;
}

export function boxTo(exchangeKey: string, plain: Uint8Array, bound: string): Boxed {
  const pair = generateKeyPairSync('x25519');
  const ephemeral = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const shared = diffieHellman({ privateKey: pair.privateKey, publicKey: publicKeyFrom(exchangeKey) });
  return { ephemeral, box: seal(boxKey(shared, ephemeral, exchangeKey), plain, bound) };
}

/** `privateKey` is PKCS #8; `exchangeKey` the public half of it. */
export function openBox(privateKey: Buffer, exchangeKey: string, boxed: Boxed, bound: string): Buffer | undefined {
  try {
    const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
    const shared = diffieHellman({ privateKey: key, publicKey: publicKeyFrom(boxed.ephemeral) });
    return unseal(boxKey(shared, boxed.ephemeral, exchangeKey), boxed.box, bound);
  } catch {
    return undefined;
  }
}

function boxKey(shared: Buffer, ephemeral: string, exchangeKey: string): Buffer {
  const key = expand(shared, `stowage box 1 ${ephemeral} ${exchangeKey}`);
  shared.fill(0);
  return key;
}

function publicKeyFrom(base64: string) {
  return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
}
