import { describe, expect, it } from 'vitest';
import lists from '../../resources/lists.json' with { type: 'json' };
import { definitionOf } from '../../shared/domain/definition.ts';
import { CODE_FACETS, parentCode } from '../../shared/domain/facets.ts';
import { isMissing, MISSING_KINDS, missingCode } from '../../shared/domain/missing.ts';
import { COUNTRY_FACETS, codesOf, facetLetter, labelOf, UNPLACED, vocabularyOf } from '../../shared/domain/vocabulary.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';

const LETTERED = ['transport', 'concealment', 'delivery', 'drug', 'form', 'detection', 'agency', 'seizure-place'];
const all = (facet: string) => [...codesOf(facet, 1), ...codesOf(facet, 2)];

describe.each([...LETTERED, 'repeat', 'handling'])('the vocabulary of %s', (facet) => {
  it('has a label and a definition for each code in four languages, and no label twice', () => {
    for (const language of LANGUAGES) {
      const labels = all(facet).map((code) => labelOf(facet, code, language));
      for (const [i, code] of all(facet).entries()) {
        expect(labels[i], `${code} ${language}`).not.toBe(code);
        expect(labels[i]?.trim().length, `${code} ${language}`).toBeGreaterThan(1);
        expect(definitionOf(facet, code, language)?.length, `${code} ${language}`).toBeGreaterThan(2);
      }
      const folded = labels.map((label) => label.toLowerCase());
      expect(
        folded.filter((label, i) => folded.indexOf(label) !== i),
        language,
      ).toEqual([]);
    }
  });

  it('Russian is written in Cyrillic and the others in Latin letters', () => {
    for (const code of all(facet)) {
      const russian = labelOf(facet, code, 'ru');
      if (!/NBOMe|DOx/.test(russian)) expect(russian, code).toMatch(/^[«А-ЯЁZ]/);
      for (const language of ['en', 'fr', 'es'] as const) expect(labelOf(facet, code, language), code).not.toMatch(/[А-Яа-яЁё]/);
    }
  });

  it('gives each code once, under a group that exists', () => {
    const codes = vocabularyOf(facet)?.codes ?? [];
    const known = new Set(codes.map(({ code }) => code));
    expect(known.size).toBe(codes.length);
    for (const { code, validFrom } of codes) {
      const parent = parentCode(code);
      if (parent !== undefined) expect(known.has(parent), code).toBe(true);
      expect(validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});

describe.each(LETTERED)('missing values of %s', (facet) => {
  it('each kind has its own code and label', () => {
    const letter = facetLetter(facet);
    expect(letter).toMatch(/^[A-Z]$/);
    for (const language of LANGUAGES) {
      const labels = MISSING_KINDS.map((kind) => labelOf(facet, missingCode(letter, kind), language));
      expect(new Set(labels).size).toBe(4);
    }
    for (const { code } of vocabularyOf(facet)?.codes ?? []) expect(code.startsWith(letter)).toBe(true);
  });
});

describe('an analyst meets a value without a place', () => {
  it('it has a label of its own on every facet and is not missing', () => {
    expect(isMissing(UNPLACED)).toBe(false);
    for (const facet of CODE_FACETS) expect(labelOf(facet, UNPLACED, 'en')).toBe('Value not yet placed');
  });

  it('an unknown code is shown as it is', () => {
    expect(labelOf('transport', 'T77', 'fr')).toBe('T77');
    expect(labelOf('place', 'CO BOG', 'fr')).toBe('CO BOG');
    expect(labelOf('__proto__', 'constructor', 'fr')).toBe('constructor');
    expect(definitionOf('transport', 'T77', 'fr')).toBeUndefined();
    expect(vocabularyOf('toString')).toBeUndefined();
  });
});

describe('levels', () => {
  it('groups and missing values stand on the first, codes with a dot on the second', () => {
    expect(codesOf('transport', 1)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'TX', 'T9', 'T0', 'T0.1', 'T0.2', 'T0.3']);
    expect(codesOf('transport', 2)).toContain('T4.0');
    expect(codesOf('transport', 2).every((code) => parentCode(code) !== undefined)).toBe(true);
    expect(codesOf('source', 1)).toEqual([]);
  });

  it('country facets share one list', () => {
    for (const facet of COUNTRY_FACETS) {
      expect(codesOf(facet, 1)).toEqual(codesOf('country', 1));
      expect(labelOf(facet, 'BOL', 'en')).toBe('Bolivia (Plurinational State of)');
      expect(labelOf(facet, '0.2', 'en')).toBe('Not reported');
      expect(facetLetter(facet)).toBe('');
    }
    expect(codesOf('country', 2)).toEqual([]);
  });
});

it('the about page can name edition, licence and source of every vocabulary', () => {
  const ids = lists.lists.map(({ id }) => id);
  for (const facet of [...LETTERED, 'repeat', 'handling', 'countries', 'factors']) expect(ids).toContain(facet);
  for (const { edition, licence, source } of lists.lists) expect([edition, licence, source].every((text) => text.length > 0)).toBe(true);
});
