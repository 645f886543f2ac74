import { describe, expect, it } from 'vitest';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Composition } from '../../shared/document/composition.ts';
import { call, memoryService } from '../support/memory-service.ts';

// Everything in these documents is made up.

const STATEMENT: Composition = {
  template: 'country-statement',
  title: { en: 'Statement of Ruritania' },
  masthead: null,
  parts: [
    { kind: 'heading', id: 'a', level: 1, text: { en: 'Situation' } },
    {
      kind: 'paragraph',
      id: 'b',
      role: 'text',
      text: { en: 'Cases [rose | grew].' },
      points: [{ id: 'c', text: {}, findings: [3], agreed: false }],
      findings: [],
    },
  ],
};

function openDesk() {
  const { db, service, told } = memoryService();
  const get = async (id: number) => contract['documents.get'].output.parse(await documentHandlers['documents.get'](service, { id }, call));
  const save = (id: number, version: number, composition: Composition) =>
    documentHandlers['documents.save'](service, { id, version, composition }, call);
  const list = async () => contract['documents.list'].output.parse(await documentHandlers['documents.list'](service, {}, call)).documents;
  const create = () => documentHandlers['documents.create'](service, { template: 'country-statement', composition: STATEMENT }, call);
  const keep = (text: Composition['title']) => documentHandlers['phrases.keep'](service, { text }, call);
  const phrases = async (language?: 'en' | 'fr') =>
    contract['phrases.list'].output.parse(await documentHandlers['phrases.list'](service, { language }, call)).phrases;
  return { db, service, told, get, save, list, create, keep, phrases };
}

describe('a rapporteur writes a document', () => {
  it('and finds every part again as it was written', async () => {
    const desk = openDesk();
    const { id } = await desk.create();
    expect(await desk.get(id)).toEqual({
      id,
      template: 'country-statement',
      title: { en: 'Statement of Ruritania' },
      version: 1,
      editedAt: '2026-03-09T08:30:00.000Z',
      editedBy: 'AB',
      composition: STATEMENT,
    });
    expect((await desk.list()).map(({ title }) => title.en)).toEqual(['Statement of Ruritania']);
  });

  it('saves while writing, and the version counts on', async () => {
    const desk = openDesk();
    const { id } = await desk.create();
    expect(await desk.save(id, 1, { ...STATEMENT, title: { en: 'Second' } })).toEqual({ version: 2 });
    expect(await desk.save(id, 2, { ...STATEMENT, title: { en: 'Third' } })).toEqual({ version: 3 });
    expect((await desk.get(id)).title).toEqual({ en: 'Third' });
    expect(listLog(desk.db, 10).entries.map(({ action }) => action)).toEqual(['documents.created']);
  });

  it('is refused where somebody saved another version meanwhile, and theirs stands', async () => {
    const desk = openDesk();
    const { id } = await desk.create();
    await desk.save(id, 1, { ...STATEMENT, title: { en: 'Theirs' } });
    await expect(desk.save(id, 1, { ...STATEMENT, title: { en: 'Mine' } })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('saved by AB meanwhile'),
    });
    expect((await desk.get(id)).title).toEqual({ en: 'Theirs' });
  });

  it('cannot turn a statement into slides by saving over it', async () => {
    const desk = openDesk();
    const { id } = await desk.create();
    await expect(desk.save(id, 1, { ...STATEMENT, template: 'slides' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('removes it, and is told when it is gone', async () => {
    const desk = openDesk();
    const { id } = await desk.create();
    await documentHandlers['documents.remove'](desk.service, { id }, call);
    await expect(desk.get(id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(desk.save(id, 1, STATEMENT)).rejects.toMatchObject({ code: 'not-found' });
    expect(await desk.list()).toEqual([]);
    expect(desk.told).toEqual([
      ['documents', 'log'],
      ['documents', 'log'],
    ]);
  });
});

describe('what crosses the border as a document', () => {
  const parse = (change: object) =>
    contract['documents.create'].input.safeParse({ template: 'country-statement', composition: { ...STATEMENT, ...change } });

  it('is taken as it is made', () => {
    expect(parse({}).data?.composition).toEqual(STATEMENT);
  });

  it.each([
    ['a part of an unknown kind', { parts: [{ kind: 'script', id: 'a' }] }],
    ['a word too much', { parts: [{ kind: 'method', id: 'a', onclick: 'x' }] }],
    ['a language that is not one of the four', { title: { de: 'Bericht' } }],
    ['a day that is none', { masthead: { date: 'yesterday' } }],
    ['more parts than a document may have', { parts: Array.from({ length: 2001 }, (_, at) => ({ kind: 'method', id: `m${at}` })) }],
  ])('is refused with %s', (_, change) => {
    expect(parse(change).success).toBe(false);
  });
});

describe('a rapporteur keeps wordings that recur', () => {
  it('once each: the same wording gains the languages it did not have', async () => {
    const desk = openDesk();
    const first = await desk.keep({ en: 'Governments should …' });
    const second = await desk.keep({ en: ' Governments should … ', fr: 'Les gouvernements devraient …' });
    expect(second).toEqual(first);
    await desk.keep({ en: 'There was a need to …' });
    expect((await desk.phrases()).map(({ text }) => text)).toEqual([
      { en: ' Governments should … ', fr: 'Les gouvernements devraient …' },
      { en: 'There was a need to …' },
    ]);
    expect(await desk.phrases('fr')).toHaveLength(1);
  });

  it('and takes one out', async () => {
    const desk = openDesk();
    const { id } = await desk.keep({ en: 'One' });
    await documentHandlers['phrases.remove'](desk.service, { id }, call);
    expect(await desk.phrases()).toEqual([]);
    await expect(documentHandlers['phrases.remove'](desk.service, { id }, call)).rejects.toMatchObject({ code: 'not-found' });
  });
});
