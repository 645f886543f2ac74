import { describe, expect, it } from 'vitest';
import { insertPermission } from '../../electron/service/db/queries/permissions.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import { recommendationHandlers } from '../../electron/service/handlers/recommendation-handlers.ts';
import { contract } from '../../shared/contract/index.ts';
import { type Composition, TEMPLATES } from '../../shared/document/composition.ts';
import type { Paper } from '../../shared/document/paper.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { madeUpCases } from '../support/pack-cases.ts';

// All cases are made up.

const TABLE = madeUpCases(3000);

function openDesk() {
  const { service } = memoryService('AB', TABLE);
  const page = async (composition: Composition, language: Language): Promise<Paper> => {
    const { id } = await documentHandlers['documents.create'](service, { template: composition.template, composition }, call);
    const made = await documentHandlers['documents.page'](service, { id, language }, call);
    return contract['documents.page'].output.parse(made).paper;
  };
  const draft = async (template: Composition['template'], language: Language): Promise<Paper> => {
    const { id } = await documentHandlers['documents.create'](service, { template }, call);
    return (await documentHandlers['documents.page'](service, { id, language }, call)).paper;
  };
  return { service, page, draft };
}

function numbersIn(paper: Paper): (number | null)[] {
  return paper.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.number] : []));
}

function textIn(paper: Paper): string {
  return JSON.stringify([paper.blocks, paper.slides]);
}

describe('an analyst looks at the draft of a document', () => {
  it.each(TEMPLATES)('%s: in every language with the same parts and paragraph numbers, marked draft', async (template) => {
    const { draft } = openDesk();
    const papers = await Promise.all(LANGUAGES.map((language) => draft(template, language)));
    for (const paper of papers) {
      expect(paper.draft).not.toBeNull();
      expect(paper.blocks.length + paper.slides.length).toBeGreaterThan(0);
      expect(numbersIn(paper)).toEqual(numbersIn(papers[0] as Paper));
      expect(paper.blocks.map(({ kind, part }) => [kind, part])).toEqual((papers[0] as Paper).blocks.map(({ kind, part }) => [kind, part]));
    }
    expect(new Set(papers.map(textIn)).size).toBe(LANGUAGES.length);
  });

  it('finds the sentences of the findings kept in the workspace in place of what the analyses say', async () => {
    const { service, draft } = openDesk();
    const evidence = { analysis: 'cases-by-month', settings: {}, filter: { all: [] }, caveat: '', grade: '', handling: '' };
    await findingHandlers['findings.save'](service, { ...evidence, finding: 0 }, call);
    const [kept] = (await findingHandlers['findings.list'](service, {}, call)).findings;
    const report = await draft('working-group-report', 'fr');
    const [observed] = report.blocks.filter((block) => block.kind === 'paragraph');
    expect(observed?.points).toHaveLength(1);
    expect(observed?.points[0]?.text[0]?.text).toBe(`${kept?.text.fr?.replace(/\.$/, '')}.`);
  });

  it('is told where a finding is gone, and that an analysis of another version shows nothing', async () => {
    const { page } = openDesk();
    const paper = await page(
      {
        template: 'trend-brief',
        title: {},
        masthead: null,
        parts: [
          { kind: 'finding', id: 'a', finding: 99 },
          { kind: 'figure', id: 'b', analysis: 'once-there-was', settings: {}, block: 'chart', at: 0 },
          { kind: 'figure', id: 'c', analysis: 'trends', settings: { nonsense: 1 }, block: 'chart', at: 77 },
        ],
      },
      'en',
    );
    expect(paper.blocks).toEqual([
      {
        kind: 'paragraph',
        number: 1,
        text: [{ text: '[The finding that stood here is no longer in the workspace.]' }],
        points: [],
        part: 'a',
      },
    ]);
  });
});

describe('a document rests on cases whose originator must be asked', () => {
  const composition: Composition = {
    template: 'trend-brief',
    title: { en: 'Brief' },
    masthead: null,
    parts: [{ kind: 'paragraph', id: 'a', role: 'text', text: { en: 'A sentence.' }, points: [], findings: [] }],
  };
  const { handling } = TABLE.codes;
  if (!handling) throw new Error('The made-up cases have a handling code');
  const asking = { ...TABLE, codes: { ...TABLE.codes, handling: { ...handling, codes: ['ask-originator'] } } };

  it('and the check list names that the permission is missing, until one was recorded that holds on the day', async () => {
    const { service, db } = memoryService('AB', asking);
    const { id } = await documentHandlers['documents.create'](service, { template: 'trend-brief', composition }, call);
    const kinds = async () =>
      (await documentHandlers['documents.page'](service, { id, language: 'en' }, call)).checks.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['no-permission', 'protected']);
    const permission = {
      kind: 'originator' as const,
      source: 'Invented seizures',
      template: null,
      document: null,
      documentVersion: null,
      about: 'document' as const,
      item: null,
      textSha256: null,
      wording: '',
      grantedBy: 'An invented office',
      reference: '',
      note: '',
    };
    insertPermission(
      db,
      { ...permission, grantedOn: '2026-01-01', until: '2026-02-01' },
      {
        at: '2026-01-01T00:00:00Z',
        by: 'AB',
      },
    );
    expect(await kinds()).toEqual(['no-permission', 'protected']);
    insertPermission(db, { ...permission, grantedOn: '2026-03-09', until: null }, { at: '2026-01-01T00:00:00Z', by: 'AB' });
    expect(await kinds()).toEqual(['protected']);
  });
});

describe('a delegation replies to the questionnaire of the next meeting', () => {
  it('and finds each recommendation answered from the tracker: done or not, what, by which law, with which figures, against which obstacles', async () => {
    const { service } = memoryService('AB', TABLE);
    const meeting = { en: 'Thirteenth Invented Meeting', fr: 'Treizième Réunion fictive' };
    const fields = { meeting, adopted: '2024-07-05', issue: { en: 'Issue (b): Parcels' }, addressee: 'Governments', theme: 'mail' };
    const save = (reference: string, text: string) =>
      recommendationHandlers['recommendations.save'](service, { ...fields, reference, text: { en: text }, state: 'done' }, call);
    const { id } = await save('3 (a)', 'Governments should look at parcels.');
    await save('3 (b)', 'Governments should share.');
    const evidence = { analysis: 'coverage', settings: {}, filter: { all: [] }, caveat: '', grade: '', handling: '' };
    const finding = await findingHandlers['findings.save'](service, { ...evidence, finding: 1 }, call);
    const action = { recommendation: id, date: '2025-03-09', text: { en: 'A unit was set up.' }, legislation: { en: 'Act 12 of 2025.' } };
    await recommendationHandlers['recommendations.act'](service, { ...action, obstacles: { en: 'Means.' }, findings: [finding.id] }, call);
    const [kept] = (await findingHandlers['findings.list'](service, {}, call)).findings;

    const made = await documentHandlers['documents.create'](service, { template: 'questionnaire' }, call);
    const { paper, checks } = await documentHandlers['documents.page'](service, { id: made.id, language: 'en' }, call);
    expect(paper.title).toContain('Thirteenth Invented Meeting');
    const forms = paper.blocks.flatMap((block) =>
      block.kind === 'form' ? [block.rows.map(({ value }) => value.map(({ text }) => text).join(''))] : [],
    );
    expect(forms.at(-2)).toEqual(['☒ Yes   ☐ No', '9 March 2025: A unit was set up.', 'Act 12 of 2025.', kept?.text.en, 'Means.']);
    expect(forms.at(-1)?.slice(1)).toEqual(['', '', '', '']);
    expect(checks.map(({ kind }) => kind)).toEqual(['no-answer']);
  });
});
