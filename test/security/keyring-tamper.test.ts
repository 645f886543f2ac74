import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FLOOR_KDF } from '../../electron/service/workspace/derive.ts';
import { addAnalyst, changePassphrase, removeAnalyst } from '../../electron/service/workspace/members.ts';
import { decodeRing, type Ring } from '../../electron/service/workspace/ring.ts';
import { findRing } from '../../electron/service/workspace/ring-store.ts';
import { createSlot } from '../../electron/service/workspace/slots.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import { codeOf, makeWorkspace, OTHER_PASSPHRASE, PASSPHRASE, type TestWorkspace, withOpen } from '../support/workspaces.ts';
import { flipKeyring } from '../torture/flips.ts';

/** An attacker who can write to the folder but knows no passphrase: the plain checksum is made to fit, the MAC cannot be. */

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
  await withOpen(workspace.folder, (db, open) => addAnalyst(db, open, { sign: 'CD', passphrase: OTHER_PASSPHRASE }));
});
afterEach(() => workspace.remove());

const attempt = (passphrase = PASSPHRASE) => codeOf(async () => (await unlock(workspace.folder, { passphrase })).release());

function rewrite(edit: (ring: Ring) => unknown): void {
  const [body = '', mac = ''] = readFileSync(workspace.paths.keyring, 'utf8').split('\n');
  const ring = JSON.parse(body);
  const lines = `${JSON.stringify(edit(ring) ?? ring)}\n${mac}\n`;
  const sum = createHash('sha256').update(lines).digest('hex');
  for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) writeFileSync(file, `${lines}${sum}\n`);
}

function first(ring: Ring): Ring['slots'][number] {
  const [slot] = ring.slots;
  if (!slot) throw new Error('The ring has no slot.');
  return slot;
}

describe('somebody who rewrites the key ring', () => {
  const EDITS: [string, (ring: Ring) => unknown, string][] = [
    ['removes an analyst', (ring) => ({ ...ring, slots: ring.slots.filter((slot) => slot.sign !== 'CD') }), 'keyring-tampered'],
    ['raises the sequence', (ring) => ({ ...ring, seq: ring.seq + 5 }), 'keyring-tampered'],
    ['exchanges the order of the slots', (ring) => ({ ...ring, slots: ring.slots.toReversed() }), 'keyring-tampered'],
    ['gives another workspace id', (ring) => ({ ...ring, workspaceId: first(ring).id }), 'wrong-passphrase'],
    [
      'gives a slot the sign of somebody else',
      (ring) => ({ ...ring, slots: [{ ...first(ring), sign: 'XX' }, ...ring.slots.slice(1)] }),
      'wrong-passphrase',
    ],
    [
      'puts their own public key into somebody’s slot',
      (ring) => ({
        ...ring,
        slots: [first(ring), ...ring.slots.slice(1).map((slot) => ({ ...slot, exchangeKey: first(ring).exchangeKey }))],
      }),
      'keyring-tampered',
    ],
    [
      'makes the derivation dearer',
      (ring) => ({ ...ring, slots: [{ ...first(ring), kdf: { ...first(ring).kdf, memoryKib: 70_000 } }, ...ring.slots.slice(1)] }),
      'wrong-passphrase',
    ],
    [
      'lowers the derivation below its floor',
      (ring) => ({ ...ring, slots: [{ ...first(ring), kdf: { memoryKib: 8, passes: 1, lanes: 1 } }] }),
      'keyring-tampered',
    ],
    [
      'asks for four terabytes',
      (ring) => ({ ...ring, slots: [{ ...first(ring), kdf: { memoryKib: 2 ** 32 - 1, passes: 3, lanes: 4 } }] }),
      'keyring-tampered',
    ],
    [
      'asks for a billion passes',
      (ring) => ({ ...ring, slots: [{ ...first(ring), kdf: { memoryKib: 65_536, passes: 1e9, lanes: 4 } }] }),
      'keyring-tampered',
    ],
    ['adds a thousand slots', (ring) => ({ ...ring, slots: Array.from({ length: 1000 }, () => first(ring)) }), 'keyring-damaged'],
    [
      'adds thirty costly slots',
      (ring) => ({
        ...ring,
        slots: Array.from({ length: 30 }, (_, n) => ({
          ...first(ring),
          id: `00000000-0000-4000-8000-0000000000${10 + n}`,
          kdf: { memoryKib: 1_048_576, passes: 10, lanes: 4 },
        })),
      }),
      'keyring-tampered',
    ],
    ['names a slot twice', (ring) => ({ ...ring, slots: [first(ring), first(ring)] }), 'keyring-tampered'],
    ['adds a field', (ring) => ({ ...ring, note: 'x' }), 'keyring-tampered'],
    ['writes markup as a sign', (ring) => ({ ...ring, slots: [{ ...first(ring), sign: '<b>' }] }), 'keyring-tampered'],
    ['claims a newer version', (ring) => ({ ...ring, version: 2 }), 'newer-version'],
    ['writes a number', () => 7, 'keyring-tampered'],
  ];
  for (const [name, edit, code] of EDITS) {
    it(`${name}: ${code}`, async () => {
      rewrite(edit);
      expect(await attempt()).toBe(code);
    });
  }

  it('puts a slot with a passphrase of their own into it: nobody gets in', async () => {
    const owner = { sign: 'EV', kind: 'analyst', secret: 'the attacker made this', kdf: FLOOR_KDF } as const;
    const slot = await createSlot(findRing(workspace.paths).file.ring.workspaceId, owner, randomBytes(32));
    rewrite((ring) => ({ ...ring, slots: [...ring.slots, slot] }));
    expect(await attempt(owner.secret)).toBe('keyring-tampered');
    expect(await attempt()).toBe('keyring-tampered');
  });

  it('gives a large or endless file', () => {
    expect(decodeRing(Buffer.alloc(5_000_000, 0x20)).state).toBe('damaged');
    expect(decodeRing(Buffer.from(`${'['.repeat(100_000)}\n\n\n`)).state).toBe('damaged');
  });
});

describe('a removed analyst who kept a copy of the whole folder', () => {
  it('cannot make the ring of a change before the removal count again', async () => {
    const old = readFileSync(workspace.paths.keyring);
    await withOpen(workspace.folder, (db, open) => changePassphrase(db, open, { current: PASSPHRASE, next: 'nine buoys off the point' }));
    for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) writeFileSync(file, old);
    expect(await attempt(OTHER_PASSPHRASE)).toBe('keyring-tampered');
  });

  it('does not open what was written after the removal', async () => {
    await withOpen(workspace.folder, (db, open) => removeAnalyst(db, open, { sign: 'CD' }));
    expect(await attempt(OTHER_PASSPHRASE)).toBe('wrong-passphrase');
  });
});

describe('single bits that flip in the key ring', () => {
  it('are repaired from the other copy, or refused by name when both are hit, 30 times of 30', async () => {
    expect(await flipKeyring(30, 3)).toEqual({ flips: 30, opened: 30, repaired: 30, refusals: { 'keyring-damaged': 30 } });
  }, 60_000);
});
