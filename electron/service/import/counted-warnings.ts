/** Warnings that are told once for an import, with the number of rows. */
export const COUNTED_WARNINGS = {
  'zero-amount': (count: number) => `${rows(count, 'states', 'state')} an amount of zero. It was kept as zero.`,
  'blank-amount': (count: number) => `${rows(count, 'states', 'state')} no amount. Nothing was put in its place.`,
  'negative-amount': (count: number) => `${rows(count, 'states', 'state')} an amount below zero. It was kept, and no mass was made of it.`,
  'unstated-events': (count: number) =>
    `${rows(count, 'does', 'do')} not say readably for how many events the sum stands. Such sums count in masses, and in no number of cases.`,
} as const;
export type CountedWarning = keyof typeof COUNTED_WARNINGS;

function rows(count: number, one: string, many: string): string {
  return count === 1 ? `1 row ${one}` : `${count.toLocaleString('en')} rows ${many}`;
}
