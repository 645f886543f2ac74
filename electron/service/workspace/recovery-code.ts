import { createHash, randomBytes } from 'node:crypto';
import { mistypedRecoveryCode } from './refusals.ts';

/** Crockford's Base32: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET_BYTES = 20;
const SECRET_LETTERS = 32;
const CHECK_LETTERS = 4;
const WELL_FORMED = /^[0-9A-HJKMNP-TV-Z]{36}$/;

/** 160 random bits and 20 bits of check, as nine groups of four: `7K2M-…`. */
export function newRecoveryCode(): string {
  const letters = lettersOf(randomBytes(SECRET_BYTES));
  return (letters + checkOf(letters)).match(/.{4}/g)?.join('-') ?? '';
}

/** The 32 letters that are the secret, from what a person typed: any case, spaces or dashes, O for 0, I or L for 1. */
export function readRecoveryCode(typed: string): string {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}−]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const letters = text.slice(0, SECRET_LETTERS);
  if (!WELL_FORMED.test(text) || checkOf(letters) !== text.slice(SECRET_LETTERS)) throw mistypedRecoveryCode();
  return letters;
}

function checkOf(letters: string): string {
  return lettersOf(createHash('sha256').update(`stowage recovery 1 ${letters}`).digest()).slice(0, CHECK_LETTERS);
}

/** Five bits a letter, most significant first. */
function lettersOf(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((group) => ALPHABET[Number.parseInt(group, 2)]).join('');
}
