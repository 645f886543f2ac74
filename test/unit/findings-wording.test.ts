import { describe, expect, it } from 'vitest';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import { contract } from '../../shared/contract/index.ts';
import { checkDocument } from '../../shared/document/checks.ts';
import type { Composition } from '../../shared/document/composition.ts';
import type { PaperBlock } from '../../shared/document/paper.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { madeUpCases } from '../support/pack-cases.ts';

// All cases are made up.

const EVIDENCE = { analysis: 'cases-by-month', settings: {}, filter: { all: [] }, finding: 0, caveat: '', grade: '', handling: '' };

async function openDesk() {
  const { db, service } = memoryService('AB', madeUpCases(600));
  const { id } = await findingHandlers['findings.save'](service, EVIDENCE, call);
  const finding = async () => {
    const [found] = contract['findings.list'].output.parse(await findingHandlers['findings.list'](service, {}, call)).findings;
    if (!found) throw new Error('the finding is gone');
    return found;
  };
  const said = (await finding()).text;
  const reword = async (language: 'en' | 'fr', text: string, tracked = true) => {
    const from = (await finding()).wording?.number ?? 0;
    return findingHandlers['findings.reword'](service, { id, from, language, text, tracked }, call);
  };
  const settle = async (change: number | null, accept: boolean) => {
    const from = (await finding()).wording?.number ?? 0;
    return findingHandlers['findings.settle'](service, { id, from, language: 'en', change, accept }, call);
  };
  const history = async () =>
    contract['findings.wordings'].output.parse(await findingHandlers['findings.wordings'](service, { id }, call)).wordings;
  return { db, service, id, finding, said, reword, settle, history };
}

describe('the sentence of a finding', () => {
  it('is worded anew with its changes kept, by whom and when, while what the analysis said stays its evidence', async () => {
    const { service, id, finding, said, reword } = await openDesk();
    await reword('en', `${said.en} More than ever.`);
    const found = await finding();
    expect([found.text.en, found.text.fr]).toEqual([`${said.en} More than ever.`, said.fr]);
    expect(found.wording?.changes?.en).toEqual([{ text: said.en }, { text: ' More than ever.', inserted: { by: 'AB', on: '2026-03-09' } }]);
    const check = await findingHandlers['findings.check'](service, { id, language: 'en' }, call);
    expect([check.holds, check.before.text]).toEqual([true, said.en]);
  });

  it('takes over or turns down one change or all, each a wording of its own, and an earlier one comes back', async () => {
    const { service, id, finding, said, reword, settle, history } = await openDesk();
    await reword('en', `Note: ${said.en} More than ever.`);
    await settle(0, true);
    expect((await finding()).text.en).toBe(`Note: ${said.en} More than ever.`);
    await settle(0, false);
    expect([(await finding()).text.en, (await finding()).wording?.changes]).toEqual([`Note: ${said.en}`, undefined]);
    await expect(settle(0, true)).rejects.toMatchObject({ code: 'not-found' });
    expect((await history()).map(({ number, text }) => [number, text.en])).toEqual([
      [3, `Note: ${said.en}`],
      [2, `Note: ${said.en} More than ever.`],
      [1, `Note: ${said.en} More than ever.`],
      [0, said.en],
    ]);
    await findingHandlers['findings.restore'](service, { id, from: 3, wording: 0 }, call);
    expect([(await finding()).text, (await finding()).wording?.number]).toEqual([said, 4]);
  });

  it('is agreed no more once it reads otherwise, and what another worded meanwhile is not overwritten', async () => {
    const { service, id, finding, reword } = await openDesk();
    await findingHandlers['findings.edit'](service, { id, state: 'agreed' }, call);
    await reword('en', 'Cases rose.', false);
    expect((await finding()).state).toBe('reviewed');
    const late = { id, from: 0, language: 'en' as const, text: 'Cases fell.', tracked: false };
    await expect(findingHandlers['findings.reword'](service, late, call)).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await finding()).text.en).toBe('Cases rose.');
  });

  it('tells which translations are of an earlier wording, until they are written anew or found right', async () => {
    const { service, id, finding, said, reword } = await openDesk();
    await reword('en', 'Cases rose.', false);
    expect((await finding()).wording?.earlier).toEqual({ fr: said.en, ru: said.en, es: said.en });
    await reword('fr', 'Les cas ont augmenté.', false);
    await findingHandlers['findings.still-right'](service, { id, from: 2, language: 'ru' }, call);
    expect((await finding()).wording?.earlier).toEqual({ es: said.en });
  });

  it('stands in a document with its open changes, which the checks of the document name', async () => {
    const { service, id, finding, said, reword } = await openDesk();
    await reword('en', `${said.en} [More | Less] than ever.`);
    const composition: Composition = {
      template: 'trend-brief',
      title: { en: 'Brief' },
      masthead: null,
      parts: [{ kind: 'finding', id: 'p1', finding: id }],
    };
    const made = await documentHandlers['documents.create'](service, { template: 'trend-brief', composition }, call);
    const { paper } = await documentHandlers['documents.page'](service, { id: made.id, language: 'en' }, call);
    const [block] = paper.blocks as Extract<PaperBlock, { kind: 'paragraph' }>[];
    expect(block?.text).toEqual([{ text: said.en }, { text: ' [More | Less] than ever.', inserted: { by: 'AB', on: '2026-03-09' } }]);
    expect(paper.draft).not.toBeNull();
    const kinds = checkDocument(composition, 'en', [await finding()]).map(({ kind, part }) => [kind, part]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['tracked', 'p1'],
        ['open-wording', 'p1'],
      ]),
    );
  });

  it('takes its wordings with it when it is removed', async () => {
    const { db, service, id, reword } = await openDesk();
    await reword('en', 'Cases rose.');
    await findingHandlers['findings.remove'](service, { id }, call);
    expect(db.prepare('SELECT count(*) FROM finding_wording').pluck().get()).toBe(0);
  });
});
