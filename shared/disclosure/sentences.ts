/** Years, and months and days in dates, are no figures. */
const YEAR = /^(19|20)\d{2}$/;

/** Whether every number of a sentence is one of those that are printed, in the form in which they are. Percentages are not. */
export function saysOnly(text: string, printed: ReadonlySet<string>): boolean {
  const numbers = text.match(/\d(?:[\d.,\u00a0\u202f ]*\d)?/gu) ?? [];
  return !text.includes('%') && numbers.every((number) => YEAR.test(number) || printed.has(number));
}
