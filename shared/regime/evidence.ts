/** One thing that is otherwise from a day on. `code` is a key under `regimes.evidence`; `values` are its figures, raw. */
export interface Evidence {
  code: EvidenceCode;
  /** `before` and `after`: cases a day, kilograms, or shares of one; `field` and `value`: a facet and a code of it. */
  values: Record<string, string | number>;
  /** How far the change stands out, as a t statistic, and the probability of so much in a series without a break. */
  score: number;
  p: number;
}

export const EVIDENCE_CODES = ['cases', 'size', 'small', 'not-stated', 'share'] as const;
export type EvidenceCode = (typeof EVIDENCE_CODES)[number];
