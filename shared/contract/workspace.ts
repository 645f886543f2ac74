import { command, job, query } from '../rpc.ts';
import { done, nothing, token, z } from './schema.ts';

const sign = z.string().regex(/^[\p{L}\p{N}._-]{1,16}$/u, 'a sign is 1 to 16 letters, digits, dots or dashes, such as initials');
const passphrase = z.string().min(1).max(1024);

const state = z.object({
  open: z.boolean(),
  name: z.string().nullable(),
  /** The sign of the analyst who unlocked. */
  analyst: z.string().nullable(),
  cases: z.number().int(),
  dataVersion: z.number().int(),
  idleMinutes: z.number().int(),
});

const problem = z.object({ code: z.string(), message: z.string() });

export const workspaceContract = {
  'workspace.state': query(nothing, state),
  /** Reads only the key ring: the signs of its analysts, without any passphrase. */
  'workspace.look': query(z.object({ folder: token }), z.object({ name: z.string(), signs: z.array(z.string()), bytes: z.number() })),
  /** `folder` names the parent; the workspace becomes `<name>.stowage` in it. The recovery code is shown this once. */
  'workspace.create': command(
    z.object({ folder: token, name: z.string().regex(/^[^\\/:*?"<>|\p{Cc}]{1,80}$/u), sign, passphrase: passphrase.min(12) }),
    z.object({ recoveryCode: z.string(), state }),
  ),
  /** By passphrase (of the named sign, or of any slot it fits) or by recovery code. */
  'workspace.unlock': command(
    z.object({ folder: token, sign: sign.optional(), passphrase: passphrase.optional(), recoveryCode: z.string().max(200).optional() }),
    state,
  ),
  /** Checkpoints, closes, forgets the keys and ends the service. */
  'workspace.lock': command(nothing, done),
  'workspace.settings': command(z.object({ idleMinutes: z.number().int().min(1).max(60) }), state),
  'passphrase.change': command(z.object({ current: passphrase, next: passphrase.min(12) }), done),
  'analysts.list': query(nothing, z.object({ analysts: z.array(z.object({ sign: z.string(), addedAt: z.string() })) })),
  'analysts.add': command(z.object({ sign, passphrase: passphrase.min(12) }), done),
  /** Removes the slot and re-encrypts everything with a new key; cannot be cancelled. */
  'analysts.remove': job(z.object({ sign }), done),
  /** Checks every page, the structure and the log; cannot be cancelled. */
  'workspace.verify': job(nothing, z.object({ ok: z.boolean(), problems: z.array(problem) })),
  'log.list': query(
    z.object({ limit: z.number().int().min(1).max(1000).default(200) }),
    z.object({
      total: z.number().int(),
      entries: z.array(z.object({ seq: z.number().int(), at: z.string(), analyst: z.string(), action: z.string(), summary: z.string() })),
    }),
  ),
};
