import data from '../../resources/countries.json' with { type: 'json' };
import type { Language } from '../report/wording.ts';

type Labels = Record<Language, string>;

/**
 * A country or area. `status`: `current` is an official ISO 3166-1 code; `former` was one; `user` is from the range that
 * ISO 3166-1 leaves to its users (XAA to XZZ), here for Kosovo under UNSCR 1244 and for answers that name no single country.
 */
export interface Country {
  /** Alpha-3, the code of the country facets. */
  code: string;
  alpha2: string | null;
  /** Three digits, as in UN M49; null where none was ever given. */
  numeric: string | null;
  status: 'current' | 'former' | 'user';
  /** M49 code of the region and of the (intermediate or sub-) region; null where M49 places it in none. */
  region: string | null;
  subregion: string | null;
  validFrom: string | null;
  validTo: string | null;
  label: Labels;
}

function statusOf(text: string): Country['status'] {
  if (text === 'former' || text === 'user') return text;
  return 'current';
}

export const COUNTRIES: readonly Country[] = data.countries.map((country) => ({ ...country, status: statusOf(country.status) }));
export const COUNTRY_CODES: readonly string[] = COUNTRIES.map(({ code }) => code);

const BY_CODE = new Map(COUNTRIES.map((country) => [country.code, country]));
const REGIONS = new Map(data.regions.map((region) => [region.code, region.label]));

export function countryByCode(code: string): Country | undefined {
  return BY_CODE.get(code);
}

/** Names in the style of the United Nations. */
export function countryLabel(code: string): Labels | undefined {
  return BY_CODE.get(code)?.label;
}

/** Name of an M49 region or subregion, by its three digits. */
export function regionLabel(code: string): Labels | undefined {
  return REGIONS.get(code);
}
