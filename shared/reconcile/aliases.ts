import agency from '../../resources/aliases/agency.json' with { type: 'json' };
import concealment from '../../resources/aliases/concealment.json' with { type: 'json' };
import country from '../../resources/aliases/country.json' with { type: 'json' };
import countryNames from '../../resources/aliases/country-names.json' with { type: 'json' };
import delivery from '../../resources/aliases/delivery.json' with { type: 'json' };
import detection from '../../resources/aliases/detection.json' with { type: 'json' };
import drug from '../../resources/aliases/drug.json' with { type: 'json' };
import form from '../../resources/aliases/form.json' with { type: 'json' };
import general from '../../resources/aliases/general.json' with { type: 'json' };
import seizurePlace from '../../resources/aliases/seizure-place.json' with { type: 'json' };
import transport from '../../resources/aliases/transport.json' with { type: 'json' };
import unit from '../../resources/aliases/unit.json' with { type: 'json' };
import type { CodeField } from '../contract/recipe.ts';
import { COUNTRIES } from '../domain/country.ts';
import { CROSSWALKS } from '../domain/crosswalks.ts';
import { MISSING_KINDS, type MissingKind, missingKind } from '../domain/missing.ts';
import { UNITS } from '../domain/quantity.ts';
import { COUNTRY_FACETS, vocabularyOf } from '../domain/vocabulary.ts';

/** One way of writing what a set of codes, or a kind of missing, stands for. */
export interface Entry {
  text: string;
  codes: string[];
  missing?: MissingKind;
  how: 'same' | 'alias';
}

interface AliasRow {
  to: string[];
  from: string[];
}

const OWN: Readonly<Record<string, AliasRow[]>> = {
  agency: agency.aliases,
  concealment: concealment.aliases,
  country: [...country.aliases, ...countryNames.aliases],
  delivery: delivery.aliases,
  detection: detection.aliases,
  drug: drug.aliases,
  form: form.aliases,
  'seizure-place': seizurePlace.aliases,
  transport: transport.aliases,
  unit: unit.aliases,
};

/** Crosswalks whose values mean the same in any file. That of hiding places rests on what else stands in its own. */
const SHARED_CROSSWALKS: Readonly<Record<string, string>> = {
  country: 'unodc-ids-2011-2016/country',
  drug: 'unodc-ids-2011-2016/drug-name',
  unit: 'unodc-ids-2011-2016/drug-unit',
  transport: 'unodc-ids-2011-2016/transport',
  'seizure-place': 'unodc-ids-2011-2016/installation',
};

/** The list a field is read by: all fields of countries share one. */
export function listOf(field: CodeField): string {
  return COUNTRY_FACETS.includes(field) ? 'country' : field;
}

function aliasEntries(list: string): Entry[] {
  return (OWN[list] ?? []).flatMap(({ to, from }) => from.map((text) => ({ text, codes: to, how: 'alias' as const })));
}

/** A code of a missing value stands for its kind; `T9` is both. The group `G0` names none of the four kinds and is left out. */
function labelEntry(code: string, text: string): Entry[] {
  const missing = missingKind(code);
  if (/^[A-Z]0$/.test(code)) return [];
  const codes = missing && code !== 'T9' ? [] : [code];
  return [{ text, codes, how: 'same', ...(missing ? { missing } : {}) }];
}

function countryEntries(): Entry[] {
  return COUNTRIES.flatMap(({ code, alpha2, numeric, label }) =>
    [code, alpha2, numeric, ...Object.values(label)].flatMap((text) => (text ? [{ text, codes: [code], how: 'same' as const }] : [])),
  );
}

function ownEntries(list: string): Entry[] {
  if (list === 'country') return countryEntries();
  if (list === 'unit')
    return UNITS.flatMap(({ id, name }) => [id, ...Object.values(name)].map((text) => ({ text, codes: [id], how: 'same' })));
  const codes = vocabularyOf(list)?.codes ?? [];
  return codes.flatMap(({ code, label }) => [code, ...Object.values(label)].flatMap((text) => labelEntry(code, text)));
}

function missingEntries(): Entry[] {
  return general.missing.flatMap(({ kind, from }) => {
    const missing = MISSING_KINDS.find((each) => each === kind);
    return missing ? from.map((text) => ({ text, codes: [], missing, how: 'alias' as const })) : [];
  });
}

function otherEntries(list: string): Entry[] {
  const codes = general.otherCodes.find(({ field }) => field === list)?.to;
  return codes ? general.other.map((text) => ({ text, codes, how: 'alias' })) : [];
}

function crosswalkEntries(list: string): Entry[] {
  const id = SHARED_CROSSWALKS[list];
  const rows = CROSSWALKS.find((crosswalk) => crosswalk.id === id)?.rows ?? [];
  return rows.flatMap(({ from, to, missing }) =>
    to.length > 0 && from ? [{ text: from, codes: to, how: 'alias' as const, ...(missing ? { missing } : {}) }] : [],
  );
}

/** Everything a list can be written as, in the order of authority: what stands earlier decides, equals become a set. */
export function entryTiers(list: string): Entry[][] {
  return [aliasEntries(list), ownEntries(list), [...missingEntries(), ...otherEntries(list)], crosswalkEntries(list)];
}
