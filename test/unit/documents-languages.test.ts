import { describe, expect, it } from 'vitest';
import { insertRecommendation } from '../../electron/service/db/queries/recommendations.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { TEMPLATES, type Template } from '../../shared/document/composition.ts';
import type { Paper } from '../../shared/document/paper.ts';
import type { Language } from '../../shared/report/wording.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { madeUpCases } from '../support/pack-cases.ts';

// All cases are made up. What is looked for is written down here, not taken from the messages.

const TABLE = madeUpCases(2000);

async function pageOf(template: Template, language: Language): Promise<Paper> {
  const { db, service } = memoryService('AB', TABLE);
  const text = { en: 'A', fr: 'A', ru: 'А', es: 'A' };
  const fields = { meeting: text, adopted: null, reference: '3 (a)', issue: text, addressee: '', theme: '', text, state: 'open' } as const;
  insertRecommendation(db, fields, { at: '2026-01-01T00:00:00Z', by: 'AB' });
  const { id } = await documentHandlers['documents.create'](service, { template }, call);
  return (await documentHandlers['documents.page'](service, { id, language }, call)).paper;
}

/** Keys that hold codes and colours, not text for people. */
const CODES = ['key', 'code', 'kind', 'type', 'colour', 'from', 'to', 'part', 'template', 'language', 'sheet', 'unit', 'pageNumbers'];

/** Every text of a document that a person reads, of runs in their own language only. */
function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return CODES.includes(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  if ('text' in value && 'language' in value && !('template' in value)) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, name));
}

/** Full tables hold columns of codes; their labels are read. */
function wordsOf(paper: Paper): string[] {
  const tables = paper.tables.map(({ table, notes }) => {
    const shown = table.columns.flatMap((column, at) => (column.code ? [] : [at]));
    return [
      table.title,
      table.note ?? '',
      ...notes,
      ...shown.map((at) => table.columns[at]?.label ?? ''),
      ...table.rows.flatMap((row) => shown.map((at) => row[at])),
    ];
  });
  const texts = textsOf([{ ...paper, tables: [] }, tables]);
  return texts.join(' ').match(/[\p{L}\p{M}’'-]+/gu) ?? [];
}

/** Words that English has and neither French nor Spanish; 'a', 'on', 'are' and the like stand in others too. */
const ENGLISH = /^(the|of|and|with|which|cases?|from|this|that|was|were|by|for|reported|counted|month|year|share|without|between)$/i;
/** In Russian documents: the name of the invented source, roman numerals of chapters, letters of points and headings, symbols of method, units. */
const LATIN =
  /^(Invented|seizures|SHA|[IVX]+|[A-K]|[a-z]|aa|n|Fisher|Cramér|Shannon|Hill|Wilson|Jaccard|Farrington|EARS|CUSUM|C[123]|p|q|m|UNODC|Chao|Noufaily|-Q|G-критерий)$/;

describe('documents in other languages hold no English', () => {
  it.each(TEMPLATES)('%s in French and Spanish', async (template) => {
    for (const language of ['fr', 'es'] as const)
      expect(
        wordsOf(await pageOf(template, language)).filter((word) => ENGLISH.test(word)),
        language,
      ).toEqual([]);
  });

  it.each(TEMPLATES)('%s in Russian: Latin letters stand in names and symbols only', async (template) => {
    const words = wordsOf(await pageOf(template, 'ru'));
    expect(words.some((word) => /\p{Script=Cyrillic}/u.test(word))).toBe(true);
    const latin = words.filter((word) => /\p{Script=Latin}/u.test(word) && !LATIN.test(word));
    expect([...new Set(latin)].sort()).toEqual([]);
  });
});
