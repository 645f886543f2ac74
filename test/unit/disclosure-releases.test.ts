import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disclosureHandlers } from '../../electron/service/handlers/disclosure-handlers.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import { recommendationHandlers } from '../../electron/service/handlers/recommendation-handlers.ts';
import type { Composition } from '../../shared/document/composition.ts';
import { call, type DisclosureDesk, openDisclosureDesk, SOURCE } from '../support/disclosure-desk.ts';

// Everything here is invented. The day is 2026-02-03, as the service says.

const GUARDED = { least: 5, contributor: 'case', percent: 0, method: 'suppress', base: 3 };
let desk: DisclosureDesk;
beforeEach(async () => {
  desk = await openDisclosureDesk();
});
afterEach(() => desk.close());

const text = (change: object) => desk.permit({ kind: 'text', source: null, ...change });

/** A composed profile with a paragraph in a language. */
async function compose(language: string, paragraph: string): Promise<number> {
  const context = desk.service.context;
  const { id } = await documentHandlers['documents.create'](context, { template: 'profile' }, call);
  const found = await documentHandlers['documents.get'](context, { id }, call);
  await rewrite(id, found.composition, language, paragraph);
  return id;
}

async function rewrite(id: number, composition: Composition, language: string, paragraph: string): Promise<void> {
  const context = desk.service.context;
  const { version } = await documentHandlers['documents.get'](context, { id }, call);
  const own = { kind: 'paragraph', id: 'own', role: 'text', text: { [language]: paragraph }, points: [], findings: [] } as const;
  const parts = [...composition.parts.filter(({ id: part }) => part !== 'own'), { ...own, points: [], findings: [] }];
  await documentHandlers['documents.save'](context, { id, version, composition: { ...composition, parts } }, call);
}

/** A count that is kept back under the rule, and its word in a language. */
const SMALL = { en: 'three', fr: 'trois', ru: 'три', es: 'tres' } as const;

describe('free text leaves when a person has released it', () => {
  it('the title of a draft, which another title does not stand for', async () => {
    await desk.importCases('ask-originator');
    await desk.permit();
    const title = 'What the police of Ruritania saw';
    await expect(desk.build({ title })).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining(title) });
    await text({ about: 'title', title: 'Another title' });
    await expect(desk.build({ title })).rejects.toMatchObject({ code: 'not-permitted' });
    await text({ about: 'title', title });
    await desk.build({ title });
  });

  it('a recommendation with what was done about it, until it is edited', async () => {
    await desk.importCases('ask-originator');
    await desk.permit();
    const context = desk.service.context;
    const fields = { meeting: {}, adopted: null, reference: '3 (a)', issue: {}, addressee: '', theme: '', state: 'done' as const };
    const { id } = await recommendationHandlers['recommendations.save'](context, { ...fields, text: { en: 'Look at parcels.' } }, call);
    await expect(desk.build({ template: 'questionnaire' })).rejects.toMatchObject({
      message: expect.stringContaining(`recommendation ${id}`),
    });
    expect(await desk.missing({ template: 'questionnaire' })).toMatchObject([
      { kind: 'text', about: 'recommendation', item: id, wording: 'Look at parcels.', mentions: [] },
    ]);
    await text({ about: 'recommendation', item: id });
    await desk.build({ template: 'questionnaire' });
    await recommendationHandlers['recommendations.save'](context, { id, ...fields, text: { en: 'Look at all parcels.' } }, call);
    await expect(desk.build({ template: 'questionnaire' })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it.each(['en', 'fr', 'ru', 'es'] as const)(
    'a text in %s that names a count which is kept back, though nobody must be asked',
    async (language) => {
      await desk.importCases('aggregates-may-leave');
      await desk.choose('aggregates-may-leave', GUARDED);
      const id = await compose(language, `${SMALL[language]} …`);
      await expect(desk.build({ documents: [id] })).rejects.toMatchObject({
        code: 'not-permitted',
        message: expect.stringContaining(`“${SMALL[language]}”`),
      });
      expect(await desk.missing({ documents: [id] })).toMatchObject([
        { kind: 'text', about: 'document', item: id, mentions: expect.arrayContaining([{ words: SMALL[language], language }]) },
      ]);
      await text({ document: id });
      await desk.build({ documents: [id] });
      const { composition } = await documentHandlers['documents.get'](desk.service.context, { id }, call);
      await rewrite(id, composition, language, `${SMALL[language]} !`);
      await expect(desk.build({ documents: [id] })).rejects.toMatchObject({ code: 'not-permitted' });
      await rewrite(id, composition, language, '…');
      await desk.build({ documents: [id] });
    },
  );

  it('a finding that was agreed, where its sentence names a count which is kept back', async () => {
    await desk.importCases('aggregates-may-leave');
    const id = await keepFinding();
    await desk.choose('aggregates-may-leave', { ...GUARDED, least: 100 });
    const report = { template: 'working-group-report' } as const;
    await expect(desk.build(report)).rejects.toMatchObject({ message: expect.stringContaining(`finding ${id}`) });
    await text({ about: 'finding', item: id });
    await desk.build(report);
  });

  it('what was released stands in the list with the wording that was read', async () => {
    await desk.importCases('ask-originator');
    await text({ about: 'title', title: 'A title', reference: 'Entry 7' });
    const { permissions } = await disclosureHandlers['permissions.list'](desk.service.context, {}, call);
    expect(permissions).toMatchObject([
      { kind: 'text', about: 'title', wording: 'A title', reference: 'Entry 7', textSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    await expect(text({ about: 'finding', item: 99 })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(text({ about: 'title' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

async function keepFinding(): Promise<number> {
  const wish = { analysis: 'cases-by-month', settings: {}, filter: { all: [] }, finding: 0, caveat: '', grade: '', handling: '' };
  const { id } = await findingHandlers['findings.save'](desk.service.context, wish, call);
  await findingHandlers['findings.edit'](desk.service.context, { id, state: 'reviewed' }, call);
  await findingHandlers['findings.edit'](desk.service.context, { id, state: 'agreed' }, call);
  return id;
}

describe('a finding whose data were taken back', () => {
  it('does not leave, whoever agreed to it, until the data are there again', async () => {
    const report = { template: 'working-group-report' } as const;
    const first = await desk.importCases('may-leave', { name: 'First' });
    await desk.importCases('may-leave', { name: 'Second', seed: 4 });
    const id = await keepFinding();
    await desk.build(report);
    await desk.service.undo(first);
    await expect(desk.build(report)).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining(`Finding ${id}`) });
    expect(await desk.missing(report)).toMatchObject([{ kind: 'undone', finding: id, sources: ['First'] }]);
    await desk.importCases('may-leave', { name: 'First' });
    await desk.build(report);
  });
});

describe('how many records a protected source gave', () => {
  it('is not printed in a document, nor told in the manifest; of others it is', async () => {
    await desk.importCases('ask-originator', { cases: 157 });
    await desk.importCases('may-leave', { name: 'Open records', cases: 143, seed: 9 });
    await desk.permit();
    const { manifest, file } = await desk.build();
    const xml = strFromU8(unzipSync(file('profile.en.docx'))['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ');
    expect(xml).not.toContain('157 records');
    expect(xml).toContain(`${SOURCE}. SHA-256`);
    expect(xml).toContain('143 records');
    expect(manifest.sources.map(({ source, rows }) => [source, rows])).toEqual([
      [SOURCE, null],
      ['Open records', 143],
    ]);
  });
});
