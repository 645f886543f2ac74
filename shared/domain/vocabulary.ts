import agency from '../../resources/vocabularies/agency.json' with { type: 'json' };
import concealment from '../../resources/vocabularies/concealment.json' with { type: 'json' };
import delivery from '../../resources/vocabularies/delivery.json' with { type: 'json' };
import detection from '../../resources/vocabularies/detection.json' with { type: 'json' };
import drug from '../../resources/vocabularies/drug.json' with { type: 'json' };
import form from '../../resources/vocabularies/form.json' with { type: 'json' };
import general from '../../resources/vocabularies/general.json' with { type: 'json' };
import handling from '../../resources/vocabularies/handling.json' with { type: 'json' };
import repeat from '../../resources/vocabularies/repeat.json' with { type: 'json' };
import seizurePlace from '../../resources/vocabularies/seizure-place.json' with { type: 'json' };
import transport from '../../resources/vocabularies/transport.json' with { type: 'json' };
import type { Language } from '../report/wording.ts';
import { COUNTRY_CODES, countryLabel } from './country.ts';
import { parentCode } from './facets.ts';
import { isMissing, missingKind } from './missing.ts';

export type Labels = Record<Language, string>;

export interface VocabularyCode {
  code: string;
  label: Labels;
  /** First day on which the code may be used, `YYYY-MM-DD`. */
  validFrom: string;
}

/** One controlled vocabulary: two levels, codes are stable and never used again for something else. */
export interface Vocabulary {
  id: string;
  /** First character of every code; empty for lists without one. */
  letter: string;
  version: string;
  title: Labels;
  codes: VocabularyCode[];
}

/** Code of a value that was reported but stands in no crosswalk yet; not one of the four kinds of missing. */
export const UNPLACED = 'unplaced';

/** Facets whose codes are countries and areas. */
export const COUNTRY_FACETS: readonly string[] = ['country', 'produced', 'departed', 'transited', 'destined'];

const VOCABULARIES: Readonly<Record<string, Vocabulary>> = {
  transport,
  concealment,
  delivery,
  drug,
  form,
  detection,
  agency,
  'seizure-place': seizurePlace,
  repeat,
  handling,
};

function labelMap(codes: { code: string; label: Labels }[]): ReadonlyMap<string, Labels> {
  return new Map(codes.map(({ code, label }) => [code, label]));
}

const LABELS = new Map(Object.entries(VOCABULARIES).map(([facet, vocabulary]) => [facet, labelMap(vocabulary.codes)]));
const GENERAL = labelMap(general.codes);

/** The vocabulary of a facet; undefined for countries and for facets without a list (place, source, regime). */
export function vocabularyOf(facet: string): Vocabulary | undefined {
  return Object.hasOwn(VOCABULARIES, facet) ? VOCABULARIES[facet] : undefined;
}

/** The letter that codes of a facet begin with; empty for countries and other lists without one. */
export function facetLetter(facet: string): string {
  return vocabularyOf(facet)?.letter ?? '';
}

function ownLabels(facet: string, code: string): Labels | undefined {
  return COUNTRY_FACETS.includes(facet) ? countryLabel(code) : LABELS.get(facet)?.get(code);
}

function generalLabels(code: string): Labels | undefined {
  const kind = missingKind(code);
  return GENERAL.get(kind ?? code);
}

/** The label of a code on a facet, of a missing value, or of a value not yet placed; the code itself when it is unknown. */
export function labelOf(facet: string, code: string, language: Language): string {
  return (ownLabels(facet, code) ?? generalLabels(code))?.[language] ?? code;
}

/**
 * Codes of a facet in the vocabulary's own order, missing values last. Level 1 holds the groups, level 2 what stands under them.
 * Countries are all on level 1. The codes of missing values (`T0.1`, `0.1`) belong to level 1: they have no group.
 */
export function codesOf(facet: string, level: 1 | 2): string[] {
  const vocabulary = vocabularyOf(facet);
  if (!vocabulary) return level === 1 && COUNTRY_FACETS.includes(facet) ? [...COUNTRY_CODES, '0.1', '0.2', '0.3', '0.4'] : [];
  return vocabulary.codes.map(({ code }) => code).filter((code) => levelOf(code) === level);
}

/** 1 for groups, countries and missing values; 2 for codes under a group. */
export function levelOf(code: string): 1 | 2 {
  return isMissing(code) || parentCode(code) === undefined ? 1 : 2;
}
