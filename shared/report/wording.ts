export const LANGUAGES = ['en', 'fr', 'ru', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Everything that turns codes and numbers into words of one language. Made by `createWording(language)`. */
export interface Wording {
  language: Language;
  /** A message of the locale file by its path, with ICU plurals. Throws on an unknown key. */
  text(key: string, values?: Record<string, string | number>): string;
  /** The label of a vocabulary code on a facet; the code itself when it is unknown. */
  label(facet: string, code: string): string;
  /** By UN editorial rules: no-break space for thousands in fr, ru, es; comma in en. `decimals` fixes the digits after the mark. */
  number(value: number, decimals?: number): string;
  /** For prose: "12.3 per cent". One digit after the mark unless told otherwise. */
  percent(share: number, decimals?: number): string;
  /** For tables and charts: "12.3%". */
  percentSign(share: number, decimals?: number): string;
  /** `2014`, `2014-03`, `2014-03-09` as the language writes it: "9 March 2014", "mars 2014", "9 марта 2014 года". */
  date(date: string): string;
  /** Kilograms with a unit that reads well: 12 g, 3.4 kg, 1,200 t. */
  mass(kg: number): string;
  compare(a: string, b: string): number;
}
