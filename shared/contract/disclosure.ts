import { CONTRIBUTORS, METHODS, ruleShape } from '../disclosure/rules.ts';
import { TEMPLATES } from '../document/composition.ts';
import { command, query } from '../rpc.ts';
import { done, nothing, z } from './schema.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is YYYY-MM-DD');

/**
 * `originator`: the originator of a source lets figures from it leave, in documents of one template or of any, up to a day.
 * `text`: a person has read the text of a composed document, as it stands, and lets it leave. An edit afterwards needs another.
 */
const grant = {
  kind: z.enum(['originator', 'text']),
  /** Name of the source, for `originator`. */
  source: z.string().min(1).max(200).nullable().default(null),
  /** Number of the document, for `text`. */
  document: z.number().int().positive().nullable().default(null),
  /** Who gave it: office or function. */
  grantedBy: z.string().trim().min(1).max(300),
  grantedOn: day,
  /** Null: documents of every template. */
  template: z.enum(TEMPLATES).nullable().default(null),
  /** The last day on which it holds; null: until it is withdrawn. */
  until: day.nullable().default(null),
  note: z.string().max(2000).default(''),
};

const newPermission = z.strictObject(grant);
export type NewPermission = z.output<typeof newPermission>;

const permission = z.object({
  ...grant,
  id: z.number().int(),
  /** The version of the document that was read. */
  documentVersion: z.number().int().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
});
export type Permission = z.output<typeof permission>;

const shownRule = z.object({
  handling: z.string(),
  least: z.number(),
  contributor: z.enum(CONTRIBUTORS),
  percent: z.number(),
  method: z.enum(METHODS),
  base: z.number(),
  /** False where it is the usual one of the handling code. */
  chosen: z.boolean(),
});

export const disclosureContract = {
  'permissions.list': query(nothing, z.object({ permissions: z.array(permission) })),
  'permissions.record': command(newPermission, z.object({ id: z.number().int() })),
  'permissions.withdraw': command(z.strictObject({ id: z.number().int().positive(), reason: z.string().max(2000).default('') }), done),
  'disclosure.rules': query(nothing, z.object({ rules: z.array(shownRule) })),
  /** Null: back to the usual rule of the handling code. */
  'disclosure.set-rule': command(
    z.strictObject({ handling: z.string().min(1).max(60), rule: ruleShape.nullable(), reason: z.string().max(2000).default('') }),
    done,
  ),
  'disclosure.ledger': query(
    nothing,
    z.object({
      packs: z.array(z.object({ pack: z.number().int(), tables: z.number().int(), cells: z.number().int(), hidden: z.number().int() })),
    }),
  ),
};
