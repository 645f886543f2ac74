import { CONTRIBUTORS, METHODS } from '../disclosure/rules.ts';
import { TEMPLATES } from '../document/composition.ts';
import type { Filter } from '../domain/filter.ts';
import { LANGUAGES } from '../report/wording.ts';
import { command, query } from '../rpc.ts';
import { texts } from './composition.ts';
import { PACK_TEMPLATES } from './packs.ts';
import { done, filter, nothing, z } from './schema.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is YYYY-MM-DD');
const number = z.number().int();

/** What a text that leaves is: all of a composed document, the title given to a draft, a recommendation with its actions, a finding. */
export const TEXTS_ABOUT = ['document', 'title', 'recommendation', 'finding'] as const;

/**
 * `originator`: the originator of a source lets figures from it leave, in documents of one template or of any, up to a day.
 * `text`: a person has read a text, as it stands, and lets it leave. An edit afterwards needs another.
 */
const grant = {
  kind: z.enum(['originator', 'text']),
  /** Name of the source, for `originator`. */
  source: z.string().min(1).max(200).nullable().default(null),
  /** What was read, for `text`. */
  about: z.enum(TEXTS_ABOUT).default('document'),
  /** Number of the document. */
  document: number.positive().nullable().default(null),
  /** Number of the recommendation or finding. */
  item: number.positive().nullable().default(null),
  /** Who gave it: office or function. */
  grantedBy: z.string().trim().min(1).max(300),
  grantedOn: day,
  /** Null: documents of every template. */
  template: z.enum(TEMPLATES).nullable().default(null),
  /** The last day on which it holds; null: until it is withdrawn. */
  until: day.nullable().default(null),
  /** The letter or entry by which it can be found again. */
  reference: z.string().trim().max(300).default(''),
  note: z.string().max(2000).default(''),
};

/** `title`: the title of a draft that was read. */
const newPermission = z.strictObject({ ...grant, title: z.string().trim().max(200).nullable().default(null) });
export type NewPermission = z.output<typeof newPermission>;

const permission = z.object({
  ...grant,
  id: number,
  /** The version of the document that was read. */
  documentVersion: number.nullable(),
  /** Of any other text: SHA-256 of what was read, and how it began. */
  textSha256: z.string().nullable(),
  wording: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
});
export type Permission = z.output<typeof permission>;

const rule = {
  least: number.min(0).max(100),
  contributor: z.enum(CONTRIBUTORS),
  percent: z.number().min(0).max(100),
  method: z.enum(METHODS),
  base: z.union([z.literal(3), z.literal(5)]),
};

const shownRule = z.object({
  handling: z.string(),
  ...rule,
  /** False where it is the usual one of the handling code. */
  chosen: z.boolean(),
  /** Cases of the workspace under the handling code. */
  cases: number,
});
export type ShownRule = z.output<typeof shownRule>;

const source = z.object({
  source: z.string(),
  /** As the import names it; empty where it does not. */
  originator: z.string(),
  handling: z.string(),
  cases: number,
  /** Whether its originator must be asked before figures leave. */
  asks: z.boolean(),
  /** Whether a rule keeps figures of it back. */
  guarded: z.boolean(),
});
export type ListedSource = z.output<typeof source>;

/** What in a text speaks of a figure that is kept back: the words, and in which language they stand. */
const mention = z.object({ words: z.string(), language: z.enum(LANGUAGES) });
export type Mention = z.output<typeof mention>;

const missing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('originator'), source: z.string(), templates: z.array(z.enum(TEMPLATES)) }),
  z.object({
    kind: z.literal('text'),
    about: z.enum(TEXTS_ABOUT),
    /** Number of the document, recommendation or finding; null for a title. */
    item: number.nullable(),
    /** How it begins. */
    wording: z.string(),
    /** All of it, as it was written in each language. */
    texts: z.array(texts),
    mentions: z.array(mention),
  }),
  z.object({ kind: z.literal('agreement'), finding: number, wording: z.string() }),
  z.object({ kind: z.literal('undone'), finding: number, wording: z.string(), sources: z.array(z.string()) }),
  /** Not even the number of cases may be told. */
  z.object({
    kind: z.literal('untold'),
    filter: z.custom<Filter>((value) => typeof value === 'object' && value !== null && 'all' in value),
  }),
]);
export type Missing = z.output<typeof missing>;

const toldPack = z.object({
  pack: number,
  at: z.string(),
  by: z.string(),
  template: z.string(),
  tables: number,
  cells: number,
  hidden: number,
  /** Earlier packs set against which more of its figures were kept back. */
  because: z.array(z.string()),
  /** Earlier packs that had given away what the rule protects. */
  given: z.array(z.string()),
});
export type ToldPack = z.output<typeof toldPack>;

const toldTable = z.object({
  filter: z.custom<Filter>((value) => typeof value === 'object' && value !== null && 'all' in value),
  /** `country`, or `date:month`. */
  dimensions: z.array(z.string()),
  measure: z.enum(['cases', 'kg']),
  count: number,
  hidden: number,
  /** The first of them: keys (null: the sum over all), and the bounds within which a reader knows the figure; null: nothing. */
  cells: z.array(z.object({ keys: z.array(z.string().nullable()), told: z.tuple([z.number(), z.number()]).nullable() })),
});
export type ToldTable = z.output<typeof toldTable>;

export const disclosureContract = {
  'permissions.list': query(nothing, z.object({ permissions: z.array(permission) })),
  'permissions.record': command(newPermission, z.object({ id: number })),
  'permissions.withdraw': command(z.strictObject({ id: number.positive(), reason: z.string().max(2000).default('') }), done),
  /** Sources of the workspace, each once for each handling. */
  'disclosure.sources': query(nothing, z.object({ sources: z.array(source) })),
  /** What keeps a pack from leaving today; nothing is written. */
  'disclosure.missing': query(
    z.strictObject({
      template: z.enum(PACK_TEMPLATES),
      filter: filter.default({ all: [] }),
      title: z.string().max(200).optional(),
      documents: z.array(number).max(40).default([]),
    }),
    z.object({ missing: z.array(missing) }),
  ),
  'disclosure.rules': query(nothing, z.object({ rules: z.array(shownRule) })),
  /** Null: back to the usual rule of the handling code. */
  'disclosure.set-rule': command(
    z.strictObject({
      handling: z.string().min(1).max(60),
      rule: z.strictObject(rule).nullable(),
      reason: z.string().max(2000).default(''),
    }),
    done,
  ),
  /** What each pack told, the newest first. */
  'disclosure.ledger': query(nothing, z.object({ packs: z.array(toldPack) })),
  'disclosure.told': query(z.strictObject({ pack: number.positive() }), z.object({ tables: z.array(toldTable) })),
};
