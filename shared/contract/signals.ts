import type { TimeChart } from '../report/chart.ts';
import { command, job, query } from '../rpc.ts';
import { SIGNAL_KINDS } from '../signals/judge-series.ts';
import { scanSettings } from '../signals/settings.ts';
import { done, filter, language, z } from './schema.ts';

/** In the order in which a signal usually moves. */
export const SIGNAL_STATES = ['new', 'under-review', 'explained-by-reporting', 'confirmed', 'briefed'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

/** Names the combination and everybody left out of it. */
const key = z.string().max(20_000);

const state = z.enum(SIGNAL_STATES);
const lines = z.array(z.string());

/** A signal in words. */
const card = z.object({
  key: z.string(),
  /** `2014-03`. */
  month: z.string(),
  kind: z.enum(SIGNAL_KINDS),
  kindLabel: z.string(),
  combination: z.string(),
  /** Who is left out of it, in words; empty where the whole was tested. */
  rest: z.string(),
  parts: z.array(z.object({ facet: z.string(), code: z.string() })),
  observed: z.number(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  q: z.number(),
  text: z.string(),
  sure: z.string(),
  evidence: z.object({ method: lines, check: lines, missing: lines, vanish: lines }),
  /** The cases it speaks of. */
  filter,
  chart: z.custom<TimeChart>((value) => typeof value === 'object' && value !== null && 'type' in value),
  state,
  /** Key of the surest signal of the same change; null for that one itself. */
  within: z.string().nullable(),
  /** The last scan did not find it; it is kept for what was decided. */
  gone: z.boolean(),
  history: z.array(z.object({ state, reason: z.string(), at: z.string(), by: z.string() })),
});
export type SignalCard = z.output<typeof card>;

const scanned = z.object({
  at: z.string(),
  by: z.string(),
  dataVersion: z.number().int(),
  /** Another version of the data is there now. */
  stale: z.boolean(),
  /** An earlier version of the method made the scan. */
  older: z.boolean(),
  months: z.array(z.string()),
  settings: scanSettings,
  summary: z.string(),
  caveats: lines,
  /** Why combinations could not be compared, most cases first. */
  refused: z.array(
    z.object({
      text: z.string(),
      /** Not tested for it, and their cases in the tested months. */
      combinations: z.number().int(),
      cases: z.number(),
      /** Tested without the reporter, and its cases left out so. */
      rests: z.number().int(),
      restCases: z.number(),
    }),
  ),
});

export const signalsContract = {
  /** Tests every combination and takes over what was found; decisions stay. */
  'signals.scan': job(
    z.object({ filter: filter.default({ all: [] }), settings: z.record(z.string(), z.unknown()).default({}) }),
    z.object({ months: z.array(z.string()), tested: z.number().int(), signals: z.number().int(), added: z.number().int() }),
  ),
  /** All signals, the surest first, and the last scan; null before the first. */
  'signals.list': query(z.object({ language }), z.object({ scan: scanned.nullable(), signals: z.array(card) })),
  /** How many wait for somebody to look at them. */
  'signals.count': query(z.object({}), z.object({ waiting: z.number().int() })),
  /** `nested`: those that are part of the same change move with it. */
  'signals.move': command(
    z.object({ key: key, state, reason: z.string().max(2000).default(''), nested: z.boolean().default(false) }),
    done,
  ),
  /** Keeps the signal as a finding, worded in every language. */
  'signals.toFinding': command(z.object({ key }), z.object({ id: z.number().int() })),
};
