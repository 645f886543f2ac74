import { FARRINGTON_DEFAULTS } from '../statistics/farrington.ts';
import { CLASSIC_FARRINGTON_DEFAULTS } from '../statistics/farrington-classic.ts';
import { z } from './schema.ts';

/** Bare series of counts, as a statistician hands them over. Null counts were not reported. */
export const detectInput = z.strictObject({
  /** First month (`2012-01`, with frequency 12) or ISO week (`1990-W01`, with frequency 52). */
  start: z.string().regex(/^\d{4}-(0[1-9]|1[0-2]|W(0[1-9]|[1-4]\d|5[0-3]))$/, 'start is YYYY-MM or YYYY-Www'),
  frequency: z.union([z.literal(12), z.literal(52)]),
  series: z
    .array(z.strictObject({ id: z.string().max(300), counts: z.array(z.number().min(0).nullable()).min(1).max(100_000) }))
    .min(1)
    .max(100_000),
});
export type DetectInput = z.output<typeof detectInput>;

const probability = z.number().gt(0).lt(1);
const limit54 = z.tuple([z.number().min(0), z.number().int().min(1)]);
const powertrans = z.enum(['2/3', '1/2', 'none']);
const years = z.number().int().min(1).max(30);
const halfWindow = z.number().int().min(0).max(26);
const { b, w, noPeriods, weightsThreshold, reweight, trend, pThresholdTrend, thresholdMethod, alpha } = FARRINGTON_DEFAULTS;

const ears = (level: number) =>
  z.strictObject({
    baseline: z.number().int().min(3).max(520).default(7),
    minSigma: z.number().min(0).default(0),
    alpha: probability.default(level),
  });

/** Settings of each detector; the names of the Farrington options are those of R's `farringtonFlexible`. */
export const DETECTORS = {
  'farrington-flexible': z.strictObject({
    b: years.default(b),
    w: halfWindow.default(w),
    noPeriods: z.number().int().min(1).max(52).default(noPeriods),
    /** Default: w. */
    pastWeeksNotIncluded: z.number().int().min(0).max(520).optional(),
    weightsThreshold: z.number().positive().default(weightsThreshold),
    reweight: z.boolean().default(reweight),
    trend: z.boolean().default(trend),
    pThresholdTrend: z.number().min(0).max(1).default(pThresholdTrend),
    thresholdMethod: z.enum(['delta', 'nbPlugin', 'muan']).default(thresholdMethod),
    alpha: probability.default(alpha),
    powertrans: powertrans.default('2/3'),
    limit54: limit54.default([5, 4]),
    /** Known to R and without effect here. */
    glmWarnings: z.boolean().optional(),
  }),
  farrington: z.strictObject({
    b: years.default(CLASSIC_FARRINGTON_DEFAULTS.b),
    w: halfWindow.default(CLASSIC_FARRINGTON_DEFAULTS.w),
    reweight: z.boolean().default(true),
    trend: z.boolean().default(true),
    alpha: probability.default(CLASSIC_FARRINGTON_DEFAULTS.alpha),
    powertrans: powertrans.default('2/3'),
    limit54: limit54.default([5, 4]),
  }),
  'ears-c1': ears(0.001),
  'ears-c2': ears(0.001),
  'ears-c3': ears(0.025),
  cusum: z.strictObject({
    k: z.number().min(0).default(1.04),
    h: z.number().positive().default(2.26),
    /** A mean, or `glm` for a fitted yearly wave; default: the mean before the first period. */
    m: z
      .union([z.number().positive(), z.literal('glm')])
      .nullable()
      .default(null),
    trans: z.enum(['standard', 'rossi', 'anscombe', 'anscombe2nd', 'pearsonNegBin', 'none']).default('standard'),
    alpha: z.number().min(0).default(0.1),
  }),
};

export type DetectorId = keyof typeof DETECTORS;
export type DetectorSettings<M extends DetectorId> = z.output<(typeof DETECTORS)[M]>;
export const DETECTOR_IDS = Object.keys(DETECTORS) as DetectorId[];
