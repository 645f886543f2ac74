/** Whom a figure must not give away. */
export const CONTRIBUTORS = ['case', 'agency', 'country'] as const;
export type Contributor = (typeof CONTRIBUTORS)[number];

/** What takes the place of a figure that must not be printed; `collapse` takes groups one level up before it hides anything. */
export const METHODS = ['suppress', 'collapse', 'interval', 'round'] as const;

/**
 * When a figure must not be printed. Threshold: fewer than `least` contributors (0 and 1: none). Share rule for masses: what is left beside
 * the two largest contributors is less than `percent` per cent of the largest (0: none). Zeros are printed.
 */
export interface Rule {
  least: number;
  contributor: Contributor;
  percent: number;
  method: (typeof METHODS)[number];
  base: 3 | 5;
}

const NONE: Rule = { least: 0, contributor: 'case', percent: 0, method: 'suppress', base: 3 };
const USUAL: Rule = { ...NONE, least: 3, percent: 10 };

/**
 * The rule of records under a handling code when nobody chose another. Records their originator has published one by one (`may-leave`), or
 * gives to the public as statistics (`aggregates-may-leave`), and invented ones have none; all others have the usual rule.
 */
export function usualRule(handling: string): Rule {
  return ['may-leave', 'aggregates-may-leave', 'invented'].includes(handling) ? NONE : USUAL;
}

export function isActive({ least, percent }: Rule): boolean {
  return least > 1 || percent > 0;
}

/** The strictest of several: the highest threshold and share; of contributors the one that groups the most. */
export function strictestRule(rules: readonly Rule[]): Rule {
  return rules.reduce(
    (all, rule) => ({
      least: Math.max(all.least, rule.least),
      percent: Math.max(all.percent, rule.percent),
      contributor: CONTRIBUTORS[Math.max(CONTRIBUTORS.indexOf(all.contributor), CONTRIBUTORS.indexOf(rule.contributor))] as Contributor,
      method: isActive(rule) ? rule.method : all.method,
      base: Math.max(all.base, rule.base) as 3 | 5,
    }),
    NONE,
  );
}
