import type { ListedFactor } from '../../../shared/contract/factors.ts';
import { COUNTRY_CODES, countryByCode, regionLabel } from '../../../shared/domain/country.ts';
import { NEVER_MASS, UNITS } from '../../../shared/domain/quantity.ts';
import type { Wording } from '../../../shared/report/wording.ts';

/** Things that are counted and may become mass, named as their unit is. */
export const COUNTED = [...new Set(UNITS.flatMap(({ counts }) => (counts && !NEVER_MASS.includes(counts) ? [counts] : [])))];

/** M49 codes of regions and subregions that hold a country. */
export const REGION_CODES = [
  ...new Set(
    COUNTRY_CODES.flatMap((code) => {
      const country = countryByCode(code);
      return [country?.region, country?.subregion].filter((region): region is string => Boolean(region));
    }),
  ),
].sort();

export function countedText(words: Wording, counts: readonly string[]): string {
  return counts.map((one) => UNITS.find((unit) => unit.counts === one && unit.size === 1)?.name[words.language] ?? one).join('; ');
}

export function regionText(words: Wording, code: string): string {
  return regionLabel(code)?.[words.language] ?? code;
}

/** Where and when a factor holds. */
export function placesText(words: Wording, { countries, regions, from, to }: ListedFactor): string {
  const places = [...regions.map((code) => regionText(words, code)), ...countries.map((code) => words.label('country', code))];
  const where = places.length > 0 ? places.join('; ') : words.text('checks.factors.anywhere');
  if (!from && !to) return where;
  return `${where}, ${from ? words.date(from) : '…'} – ${to ? words.date(to) : '…'}`;
}
