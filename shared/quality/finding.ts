/** Kinds of problems, in the order in which they are listed. */
export const PROBLEM_KINDS = [
  'value-thousandfold',
  'value-hundredfold',
  'value-tenfold',
  'value-extreme',
  'reporter-off',
  'date-future',
  'date-early',
  'date-unread',
  'date-placeholder',
  'coordinates-zero',
  'coordinates-swapped',
  'coordinates-outside',
  'amount-unread',
  'amount-zero',
  'amount-blank',
  'control-characters',
  'unplaced',
  'round-numbers',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** `error`: figures are probably wrong. `warning`: figures may be wrong. `note`: known of the data, to be said with a figure. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SEVERITY: Record<ProblemKind, Severity> = {
  'value-thousandfold': 'error',
  'value-hundredfold': 'warning',
  'value-tenfold': 'warning',
  'value-extreme': 'error',
  'reporter-off': 'warning',
  'date-future': 'error',
  'date-early': 'error',
  'date-unread': 'warning',
  'date-placeholder': 'note',
  'coordinates-zero': 'error',
  'coordinates-swapped': 'error',
  'coordinates-outside': 'warning',
  'amount-unread': 'warning',
  'amount-zero': 'warning',
  'amount-blank': 'note',
  'control-characters': 'note',
  unplaced: 'warning',
  'round-numbers': 'note',
};

/** A key of the `quality` wording and what stands in it. */
export interface Reason {
  code: string;
  values: Record<string, string | number>;
}

/** One case, or one reporter's habit, that was found. Nothing is changed by it. */
export interface Finding {
  kind: ProblemKind;
  /** Case ids; a habit names all cases it is seen in. */
  cases: number[];
  reason: Reason;
  /** 0 to 1: how probable the fault is, by the formula of its check; 1 where the fault is certain. */
  score: number;
}
