import agency from '../../resources/vocabularies/definitions/agency.json' with { type: 'json' };
import concealment from '../../resources/vocabularies/definitions/concealment.json' with { type: 'json' };
import delivery from '../../resources/vocabularies/definitions/delivery.json' with { type: 'json' };
import detection from '../../resources/vocabularies/definitions/detection.json' with { type: 'json' };
import drug from '../../resources/vocabularies/definitions/drug.json' with { type: 'json' };
import form from '../../resources/vocabularies/definitions/form.json' with { type: 'json' };
import general from '../../resources/vocabularies/definitions/general.json' with { type: 'json' };
import handling from '../../resources/vocabularies/definitions/handling.json' with { type: 'json' };
import repeat from '../../resources/vocabularies/definitions/repeat.json' with { type: 'json' };
import seizurePlace from '../../resources/vocabularies/definitions/seizure-place.json' with { type: 'json' };
import transport from '../../resources/vocabularies/definitions/transport.json' with { type: 'json' };
import type { Language } from '../report/wording.ts';
import { missingKind } from './missing.ts';
import type { Labels } from './vocabulary.ts';

/** Definitions stand apart from labels, so that a page that only labels its marks need not load them. */
const DEFINITIONS: Readonly<Record<string, Readonly<Record<string, Labels>>>> = {
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

const GENERAL: Readonly<Record<string, Labels>> = general;

/** What a code includes, in one sentence; undefined for countries and unknown codes. */
export function definitionOf(facet: string, code: string, language: Language): string | undefined {
  const own = Object.hasOwn(DEFINITIONS, facet) ? DEFINITIONS[facet] : undefined;
  return (own?.[code] ?? GENERAL[missingKind(code) ?? code])?.[language];
}
