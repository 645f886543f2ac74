import { type BigramIndex, createBigramIndex } from '../reconcile/bigrams.ts';
import { editSimilarity, jaroWinkler } from '../reconcile/distance.ts';
import { fold } from '../reconcile/fold.ts';
import { skeleton } from '../reconcile/transliterate.ts';
import { COUNTRIES } from './country.ts';
import type { KnownCodes } from './identifier.ts';
import { missingWord } from './missing-words.ts';

/** The lists as they lie in `resources/places` and `resources/aliases/place.json`; a row's parts are divided by `|`. */
export interface PlaceData {
  /** UN/LOCODE, name, latitude, longitude, other names. */
  ports: readonly string[];
  /** IATA or nothing, ICAO or nothing, alpha-2, name, latitude, longitude. */
  airports: readonly string[];
  /** ISO 3166-2, name, another name. */
  subdivisions: readonly string[];
  aliases: readonly { to: string; from: readonly string[] }[];
}

export type PlaceKind = 'port' | 'airport' | 'subdivision';

export interface Place {
  kind: PlaceKind;
  /** UN/LOCODE of a port; null for airports and regions. */
  locode: string | null;
  /** IATA, else ICAO code. */
  airport: string | null;
  /** ISO 3166-2 code of a region. */
  subdivision: string | null;
  name: string;
  /** Alpha-3. */
  country: string;
  latitude: number | null;
  longitude: number | null;
}

export interface FoundPlace extends Place {
  /** 0 to 1. */
  score: number;
  how: 'code' | 'name' | 'transliteration' | 'spelling';
}

export interface Places extends KnownCodes {
  /** Best first; `country` (alpha-3) leaves out other countries. */
  find(text: string, options?: { country?: string; limit?: number }): FoundPlace[];
  /**
   * The one country of whose regions nearly all distinct values are names (or the tails of their codes, as Brazil's `SP`). `share` is that
   * of the values that are neither missing nor names of countries. Undefined below three values, or when a second country fits as well.
   */
  subdivisionCountry(values: readonly string[]): { country: string; share: number } | undefined;
  /** True for the name, or the last part of the code, of a subdivision of that country. */
  isSubdivision(text: string, country: string): boolean;
}

interface Named {
  folded: string;
  skeleton: string;
  place: number;
}

const ALPHA3 = new Map(COUNTRIES.flatMap(({ code, alpha2, status }) => (alpha2 && status === 'current' ? [[alpha2, code]] : [])));
const COUNTRY_NAMES = new Set(COUNTRIES.flatMap(({ label }) => Object.values(label).map(fold)));

function degrees(text: string | undefined): number | null {
  return text ? Number(text) : null;
}

const BLANK = { locode: null, airport: null, subdivision: null, latitude: null, longitude: null };

interface Listed {
  place: Place;
  code: string[];
  names: string[];
}

function portOf(row: string): Listed[] {
  const [locode = '', name = '', latitude, longitude, ...others] = row.split('|');
  const country = ALPHA3.get(locode.slice(0, 2));
  if (!country) return [];
  const place = { ...BLANK, kind: 'port' as const, locode, name, country, latitude: degrees(latitude), longitude: degrees(longitude) };
  return [{ place, code: [locode], names: [name, ...others] }];
}

function airportOf(row: string): Listed[] {
  const [iata = '', icao = '', alpha2 = '', name = '', latitude, longitude] = row.split('|');
  const country = ALPHA3.get(alpha2);
  if (!country) return [];
  const position = { latitude: degrees(latitude), longitude: degrees(longitude) };
  const place = { ...BLANK, kind: 'airport' as const, airport: iata || icao, name, country, ...position };
  const short = name.replace(/\s+(?:International|Regional|Municipal)?\s*(?:Airport|Airfield|Aerodrome)$/, '');
  const parts = short.split(/\s*[-–/()]\s*/).filter((part) => part.length > 3);
  return [{ place, code: [iata, icao].filter((code) => code !== ''), names: [...new Set([name, short, ...parts])] }];
}

/** `Respublika`, `oblast'`, `Departamento`… stand before or after the name in some lists and not in others. */
const KINDS_OF_REGION =
  /^(?:departamento|provincia|estado|region|regiao|distrito|province|departement|republic|republic of|respublika|oblast|kraj|krai)(?: (?:de|del|do|da|of|d))? | (?:oblast|kraj|krai|respublika|province|region|state|department|departamento|provincia|oblysy|county|oblasti)$/;

function subdivisionOf(row: string): Listed[] {
  const [subdivision = '', ...names] = row.split('|');
  const country = ALPHA3.get(subdivision.slice(0, 2));
  if (!country) return [];
  return [{ place: { ...BLANK, kind: 'subdivision', subdivision, name: names[0] ?? '', country }, code: [subdivision], names }];
}

function writings(name: string): string[] {
  const folded = fold(name);
  const bare = folded.replace(KINDS_OF_REGION, '');
  return bare === folded || bare === '' ? [folded] : [folded, bare];
}

/** Region words of Russian tables, read in Latin as the lists have them. */
const RUSSIAN_KINDS: readonly (readonly [RegExp, string])[] = [
  [/(?:^| )(?:область|обл)(?= |$)/u, ' oblast'],
  [/(?:^| )край(?= |$)|(?:^| )краи(?= |$)/u, ' kraj'],
  [/(?:^| )(?:республика|респ)(?= |$)/u, ' respublika'],
  [/^(?:г|гор|город|с|п|пос) /u, ''],
];

function asked(text: string): string {
  return RUSSIAN_KINDS.reduce((form, [pattern, to]) => form.replace(pattern, to), fold(text)).trim();
}

const SIMILAR = 0.82;

interface PlaceIndex {
  listed: readonly Listed[];
  byCode: ReadonlyMap<string, number[]>;
  byName: ReadonlyMap<string, number[]>;
  bySkeleton: ReadonlyMap<string, number[]>;
  /** Countries by the tail of a region's code. */
  tails: ReadonlyMap<string, ReadonlySet<string>>;
  named: readonly Named[];
  /** Built when a name is first looked for by its spelling. */
  similar(): BigramIndex;
}

function indexPlaces(data: PlaceData): PlaceIndex {
  const listed = [...data.subdivisions.flatMap(subdivisionOf), ...data.ports.flatMap(portOf), ...data.airports.flatMap(airportOf)];
  const byCode = grouped(listed.flatMap(({ code }, place) => code.map((each) => [each, place] as const)));
  const others = data.aliases.flatMap(({ to, from }) => (byCode.get(to) ?? []).flatMap((place) => from.map((name) => ({ name, place }))));
  const all = [...listed.flatMap(({ names }, place) => names.map((name) => ({ name, place }))), ...others];
  const named = all.flatMap(({ name, place }) => writings(name).map((folded) => ({ folded, skeleton: skeleton(folded), place })));
  let similar: BigramIndex | undefined;
  return {
    listed,
    byCode,
    byName: grouped(named.map(({ folded, place }) => [folded, place] as const)),
    bySkeleton: grouped(named.map((item) => [item.skeleton, item.place] as const)),
    tails: tailsOf(listed),
    named,
    similar: () => {
      similar ??= createBigramIndex(named.map((item) => item.skeleton));
      return similar;
    },
  };
}

function exactPlaces({ byCode, byName, bySkeleton }: PlaceIndex, text: string): Map<number, FoundPlace['how']> {
  const found = new Map<number, FoundPlace['how']>();
  const note = (places: readonly number[] | undefined, how: FoundPlace['how']) => {
    for (const place of places ?? []) if (!found.has(place)) found.set(place, how);
  };
  note(byCode.get(text.toUpperCase().replace(/\s/g, '')), 'code');
  for (const form of new Set([fold(text), asked(text), ...writings(text)])) note(byName.get(form), 'name');
  for (const form of new Set([asked(text), ...writings(asked(text))])) note(bySkeleton.get(skeleton(form)), 'transliteration');
  return found;
}

function similarPlaces({ named, similar }: PlaceIndex, text: string): { place: number; score: number }[] {
  const form = skeleton(asked(text));
  return similar()
    .nearest(form, 40)
    .flatMap((number) => {
      const item = named[number];
      const score = item ? (jaroWinkler(form, item.skeleton) + editSimilarity(form, item.skeleton)) / 2 : 0;
      return item && score >= SIMILAR ? [{ place: item.place, score: score * 0.95 }] : [];
    });
}

/** Countries that have a region of that name, or whose region's code ends so. */
function countriesOfRegion(index: PlaceIndex, text: string): Set<string> {
  const regions = [...exactPlaces(index, text).keys()].flatMap((number) => {
    const place = index.listed[number]?.place;
    return place?.kind === 'subdivision' ? [place.country] : [];
  });
  return new Set([...regions, ...(index.tails.get(text.trim().toUpperCase()) ?? [])]);
}

function countryOfRegions(index: PlaceIndex, values: readonly string[]): { country: string; share: number } | undefined {
  const told = [...new Set(values.map((value) => value.trim()))].filter((value) => !missingWord(value) && !isCountry(value));
  if (told.length < 3) return undefined;
  const counts = new Map<string, number>();
  for (const value of told) for (const country of countriesOfRegion(index, value)) counts.set(country, (counts.get(country) ?? 0) + 1);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first || (second && second[1] >= first[1] * 0.9)) return undefined;
  return { country: first[0], share: first[1] / told.length };
}

function findPlaces(index: PlaceIndex, text: string, country: string | undefined): FoundPlace[] {
  const answers: FoundPlace[] = [];
  const add = (number: number, score: number, how: FoundPlace['how']) => {
    const place = index.listed[number]?.place;
    if (place && (country === undefined || place.country === country)) answers.push({ ...place, score, how });
  };
  for (const part of partsOf(text)) for (const [place, how] of exactPlaces(index, part.text)) add(place, part.weight * SCORES[how], how);
  if (answers.length === 0) for (const { place, score } of similarPlaces(index, text)) add(place, score, 'spelling');
  return unique(answers.sort((a, b) => b.score - a.score || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)));
}

/** Builds the indexes once; some 21,000 places take a few tenths of a second. */
export function createPlaces(data: PlaceData): Places {
  const index = indexPlaces(data);
  const isOfKind = (code: string, kind: PlaceKind) =>
    (index.byCode.get(code) ?? []).some((number) => index.listed[number]?.place.kind === kind);
  return {
    isAirport: (code) => isOfKind(code, 'airport'),
    isLocode: (code) => isOfKind(code, 'port'),
    find: (text, { country, limit = 8 } = {}) =>
      text.trim() === '' || text.length > 200 ? [] : findPlaces(index, text, country).slice(0, limit),
    subdivisionCountry: (values) => countryOfRegions(index, values),
    isSubdivision: (text, country) => countriesOfRegion(index, text).has(country),
  };
}

const SCORES: Readonly<Record<FoundPlace['how'], number>> = { code: 1, name: 0.98, transliteration: 0.93, spelling: 0.9 };
const KINDS: readonly PlaceKind[] = ['subdivision', 'port', 'airport'];

function isCountry(value: string): boolean {
  return COUNTRY_NAMES.has(fold(value));
}

/** `Porto /Matosinhos` is a path: the whole, then its parts, the narrowest last. */
function partsOf(text: string): { text: string; weight: number }[] {
  const parts = text.split(/\s*[/>|]\s*/).filter((part) => part.trim() !== '');
  return parts.length < 2
    ? [{ text, weight: 1 }]
    : [{ text, weight: 1 }, ...parts.map((part, i) => ({ text: part, weight: 0.9 - 0.05 * i }))];
}

function unique(places: FoundPlace[]): FoundPlace[] {
  const seen = new Set<string>();
  return places.filter(({ locode, airport, subdivision }) => {
    const key = `${locode}|${airport}|${subdivision}`;
    return !seen.has(key) && seen.add(key);
  });
}

function grouped(pairs: readonly (readonly [string, number])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [key, place] of pairs) {
    const group = groups.get(key);
    if (!group) groups.set(key, [place]);
    else if (!group.includes(place)) group.push(place);
  }
  return groups;
}

/** Countries by the tail of a region's code. Tails of digits only are too common to tell. */
function tailsOf(listed: readonly Listed[]): Map<string, Set<string>> {
  const tails = new Map<string, Set<string>>();
  for (const { place } of listed) {
    const tail = place.subdivision?.slice(3);
    if (!tail || /^\d+$/.test(tail)) continue;
    tails.set(tail, (tails.get(tail) ?? new Set()).add(place.country));
  }
  return tails;
}
