import { StowageError } from '../../../shared/errors.ts';
import type { Slot } from './ring.ts';
import { RECOVERY_SIGN } from './slots.ts';

const SIGN = /^[\p{L}\p{N}._-]{1,16}$/u;

/** Throws `invalid-input` for a sign that is malformed, reserved or in use; case does not tell signs apart. */
export function refuseBadSign(sign: string, slots: readonly Slot[]): void {
  if (!SIGN.test(sign)) throw refusal('is not allowed: a sign is 1 to 16 letters, digits, dots or dashes, such as initials');
  if (sameSign(sign, RECOVERY_SIGN)) throw refusal('is reserved for the recovery code');
  if (slots.some((slot) => sameSign(slot.sign, sign))) throw refusal('is used by another analyst of this workspace');
}

export function sameSign(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

function refusal(why: string): StowageError {
  return new StowageError('invalid-input', `This sign ${why}. Nothing was changed. Choose another.`);
}
