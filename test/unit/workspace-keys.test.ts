import { argon2Sync, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CEILING_KDF,
  DEFAULT_KDF,
  deriveKey,
  expand,
  FLOOR_KDF,
  isAcceptable,
  refuseWeakPassphrase,
} from '../../electron/service/workspace/derive.ts';
import { newRecoveryCode, readRecoveryCode } from '../../electron/service/workspace/recovery-code.ts';
import { boxTo, openBox, seal, unseal } from '../../electron/service/workspace/seal.ts';
import { codeOf } from '../support/workspaces.ts';

describe('keys from secrets', () => {
  it('expands as RFC 5869, appendix A.3 (no salt, no info) does', () => {
    const key = expand(Buffer.alloc(22, 0x0b), '');
    expect(key.toString('hex')).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d');
  });

  it('stretches a passphrase as the Argon2id of OpenSSL does, after NFC', async () => {
    const salt = Buffer.alloc(16, 3);
    const parameters = { nonce: salt, parallelism: 4, tagLength: 32, memory: FLOOR_KDF.memoryKib, passes: 3 };
    const stretched = argon2Sync('argon2id', { message: Buffer.from('caf\u00e9 au port du nord'), ...parameters });
    expect(await deriveKey('cafe\u0301 au port du nord', salt, FLOOR_KDF, 'slot')).toEqual(expand(stretched, 'slot'));
  });

  it('refuses a derivation below the floor or above what a hostile file might ask for', () => {
    expect([DEFAULT_KDF, FLOOR_KDF, CEILING_KDF].map(isAcceptable)).toEqual([true, true, true]);
    const outside = [
      { memoryKib: 65535 },
      { memoryKib: 1048577 },
      { passes: 2 },
      { passes: 11 },
      { lanes: 0 },
      { lanes: 9 },
      { passes: 3.5 },
      { memoryKib: Number.NaN },
    ];
    for (const change of outside) expect(isAcceptable({ ...DEFAULT_KDF, ...change }), JSON.stringify(change)).toBe(false);
  });

  it('counts the characters of a passphrase as a person sees them', async () => {
    expect(await codeOf(() => refuseWeakPassphrase('e\u0301'.repeat(11)))).toBe('invalid-input');
    expect(await codeOf(() => refuseWeakPassphrase('\u{1f6a2}'.repeat(12)))).toBe('none');
  });
});

describe('sealed keys', () => {
  const key = Buffer.alloc(32, 1);

  it('open only with the same key, text and binding', () => {
    const sealed = seal(key, Buffer.from('data key'), 'slot 1');
    expect(unseal(key, sealed, 'slot 1')?.toString()).toBe('data key');
    expect(unseal(key, sealed, 'slot 2')).toBeUndefined();
    expect(unseal(Buffer.alloc(32, 2), sealed, 'slot 1')).toBeUndefined();
    expect(unseal(key, 'AAAA', 'slot 1')).toBeUndefined();
  });

  it('never open after any single bit was changed', () => {
    const bytes = Buffer.from(seal(key, Buffer.alloc(32, 9), 'slot 1'), 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unseal(key, changed.toString('base64'), 'slot 1')).toBeUndefined();
    }
  });

  it('handed to a public key open with its private half only', () => {
    const [own, other] = [generateKeyPairSync('x25519'), generateKeyPairSync('x25519')];
    const publicText = own.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const privateBytes = (pair: typeof own) => pair.privateKey.export({ type: 'pkcs8', format: 'der' });
    expect(createPrivateKey({ key: privateBytes(own), format: 'der', type: 'pkcs8' }).asymmetricKeyType).toBe('x25519');
    const boxed = boxTo(publicText, Buffer.from('new key'), 'slot 1');
    expect(openBox(privateBytes(own), publicText, boxed, 'slot 1')?.toString()).toBe('new key');
    expect(openBox(privateBytes(other), publicText, boxed, 'slot 1')).toBeUndefined();
    expect(openBox(privateBytes(own), publicText, boxed, 'slot 2')).toBeUndefined();
    expect(openBox(privateBytes(own), publicText, { ...boxed, ephemeral: 'AAAA' }, 'slot 1')).toBeUndefined();
  });
});

describe('a recovery code', () => {
  it('carries 160 random bits in 32 of its 36 letters', () => {
    const code = newRecoveryCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readRecoveryCode(code)).toBe(code.replaceAll('-', '').slice(0, 32));
    expect(new Set(Array.from({ length: 500 }, newRecoveryCode)).size).toBe(500);
  });

  it('is read in any case, with spaces or dashes anywhere, and with the letters people mistake for digits', () => {
    const code = newRecoveryCode();
    const typed = code.toLowerCase().replaceAll('-', ' \u2013 ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readRecoveryCode(`  ${typed}\n`)).toBe(readRecoveryCode(code));
    expect(readRecoveryCode(code.replaceAll('-', ''))).toBe(readRecoveryCode(code));
  });

  it('is refused after any one letter was mistyped, left out or exchanged with its neighbour', async () => {
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const property = fc.asyncProperty(fc.nat(35), fc.nat(31), async (at, other) => {
      const code = newRecoveryCode().replaceAll('-', '');
      const wrong = letters[other] ?? '0';
      const swapped = code.slice(0, at) + code.slice(at + 1, at + 2) + code.slice(at, at + 1) + code.slice(at + 2);
      const attempts = [code.slice(0, at) + wrong + code.slice(at + 1), code.slice(0, at) + code.slice(at + 1), swapped];
      for (const typed of attempts.filter((each) => each !== code))
        expect(await codeOf(() => readRecoveryCode(typed))).toBe('wrong-passphrase');
    });
    await fc.assert(property, { seed: 5, numRuns: 300 });
  });
});
