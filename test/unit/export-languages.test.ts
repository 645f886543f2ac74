import { describe, expect, it, vi } from 'vitest';
import { TEMPLATES } from '../../shared/document/composition.ts';
import type { Language } from '../../shared/report/wording.ts';
import { documentTexts } from '../support/document-text.ts';
import { enginePapers } from '../support/engine-papers.ts';

const TEST_TIME = 120_000;

// Pictures hold no text that a reader's program finds; a dot stands for each, so that the tests take seconds.
vi.mock(import('../../electron/service/export/chart-png.ts'), async (original) => ({
  ...(await original()),
  chartPng: () => Promise.resolve(DOT),
}));
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** What may stand in Latin letters in every language. */
const ALLOWED = new Set([
  // The name of the invented source, and the line that documents of the United Nations keep in English.
  ...['Invented', 'seizures', 'Original', 'English'],
  // Roman numerals of chapters, and a hash by its name.
  ...['II', 'III', 'IV', 'SHA-'],
  // Codes in columns of their own in workbooks: countries, stages of a way, what is not stated, everything.
  ...['PRT', 'ESP', 'DEU', 'GBR', 'RUS', 'BOL', 'VEN', 'COL', 'BRA', 'NLD'],
  ...['country', 'produced', 'departed', 'transited', 'destined', 'unstated', 'all'],
  // Names of methods and of those who gave them.
  ...['Chao', 'Noufaily', 'EARS'],
]);

/** Words that carry an English sentence and are words of neither French nor Spanish. */
const ENGLISH = [
  ...[
    'the',
    'of',
    'and',
    'with',
    'which',
    'were',
    'was',
    'from',
    'that',
    'this',
    'these',
    'have',
    'been',
    'are',
    'is',
    'by',
    'for',
    'not',
    'to',
    'than',
    'only',
  ],
  ...[
    'cases',
    'case',
    'reported',
    'shown',
    'figures',
    'table',
    'sheet',
    'data',
    'month',
    'months',
    'year',
    'years',
    'share',
    'drug',
    'seized',
    'value',
    'rows',
    'draft',
    'handling',
    'method',
    'reporter',
    'reporters',
  ],
];

async function textsOf(language: Language): Promise<[string, string][]> {
  const { papers } = enginePapers(language);
  const found: [string, string][] = [];
  for (const template of TEMPLATES) {
    for (const [format, text] of await documentTexts(papers[template]))
      found.push([`${template}.${format}`, text.replace(/\b[0-9a-f]{64}\b/g, '')]);
  }
  return found;
}

describe('a reader who has no English', () => {
  it(
    'finds in every Russian document no word in Latin letters but names and codes, in text, notes, descriptions and charts',
    async () => {
      for (const [name, text] of await textsOf('ru')) {
        const latin = text.match(/(?<!\p{L})[A-Za-z][A-Za-z-]+(?!\p{L})/gu) ?? [];
        expect(
          [...new Set(latin)].filter((word) => !ALLOWED.has(word)),
          name,
        ).toEqual([]);
      }
    },
    TEST_TIME,
  );

  it.each(['fr', 'es'] as const)(
    'finds in every document in %s no word that only English has',
    async (language) => {
      for (const [name, text] of await textsOf(language)) {
        const words = new Set(text.toLowerCase().match(/(?<!\p{L})\p{L}+(?!\p{L})/gu) ?? []);
        expect(
          ENGLISH.filter((word) => words.has(word)),
          name,
        ).toEqual([]);
      }
    },
    TEST_TIME,
  );

  it(
    'would be told: the same words are in the English documents',
    async () => {
      const all = (await textsOf('en')).map(([, text]) => text.toLowerCase()).join(' ');
      for (const word of ENGLISH) expect(all, word).toMatch(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u'));
    },
    TEST_TIME,
  );
});
