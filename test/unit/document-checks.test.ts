import { describe, expect, it } from 'vitest';
import { checkDocument, countWords, wordsOf } from '../../shared/document/checks.ts';
import type { Composition, Part } from '../../shared/document/composition.ts';

// The document is made up; what must be found was written down by hand.

const observations: Part = {
  kind: 'paragraph',
  id: 'a',
  role: 'observations',
  text: { en: 'The group observed:', fr: 'Le groupe a constaté :' },
  points: [
    { id: 'a1', text: { en: 'Cases [rose | grew];' }, findings: [1], agreed: true },
    { id: 'a2', text: {}, findings: [], agreed: false },
  ],
  findings: [],
};
const document: Composition = {
  template: 'working-group-report',
  title: { en: 'Report' },
  masthead: null,
  parts: [observations, { kind: 'finding', id: 'b', finding: 2 }, { kind: 'finding', id: 'c', finding: 9 }],
};
const findings = [
  { id: 1, stale: false },
  { id: 2, stale: true },
];
const short = (language: 'en' | 'fr') =>
  checkDocument(document, language, findings).map(({ kind, part, point, n }) => [kind, part, point, n].join(' '));

describe('before a document leaves', () => {
  it('the check list names open wording, empty points, evidence that is old, gone or missing, and what is not agreed', () => {
    expect(short('en')).toEqual([
      'open-wording a a1 1',
      'empty a a2 0',
      'stale-evidence b  2',
      'gone-finding c  9',
      'no-evidence a a2 0',
      'not-agreed a  1',
    ]);
  });

  it('and in another language what is not written in it', () => {
    expect(short('fr').slice(0, 3)).toEqual(['untranslated   1', 'untranslated a a1 1', 'empty a a2 0']);
  });

  it('a statement of more words than three minutes hold is too long', () => {
    const text = Array.from({ length: 401 }, () => 'mot').join(' ');
    const statement: Composition = {
      template: 'country-statement',
      title: {},
      masthead: null,
      parts: [{ kind: 'paragraph', id: 'a', role: 'text', text: { fr: text }, points: [], findings: [] }],
    };
    expect(checkDocument(statement, 'fr', [])).toEqual([{ kind: 'over-length', part: null, point: null, n: 401, of: 400 }]);
    expect(wordsOf(statement, 'en')).toBe(0);
  });
});

describe('words are counted between spaces, a dash alone not', () => {
  it.each([
    ['', 0],
    ['  One  two\nthree ', 3],
    ['l’année 2014 – 23 pour cent', 5],
    ['В 2014 году – 23 процента', 5],
    ['rip-on rip-off (12)', 3],
  ])('%j', (text, expected) => {
    expect(countWords(text)).toBe(expected);
  });
});
