import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../electron/service/context.ts';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { contract } from '../../shared/contract/index.ts';
import { sentenceChanges } from '../../shared/document/sentence-changes.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { madeUpCases } from '../support/pack-cases.ts';

// All cases are made up.

const SOURCE = 'Invented seizures';
const EVIDENCE = { analysis: 'cases-by-month', settings: {}, filter: { all: [] }, finding: 0, caveat: '', grade: '', handling: '' };

function insertImport(db: WriteDb, source: string, sha256: string): void {
  const insert = db.prepare(
    `INSERT INTO import (source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by)
      VALUES (?, 'made-up', 'x.csv', ?, 1, 'utf-8', ';', '[]', 'invented', '{}', '{}', '2020-01-01T00:00:00Z', 'AB')`,
  );
  insert.run(source, sha256);
}

function openDesk() {
  let table: ColumnTable = madeUpCases(3000);
  const { db, service: base } = memoryService('AB', table);
  insertImport(db, SOURCE, 'aa');
  insertImport(db, 'A source of other cases', 'bb');
  const session = { ...base.session(), columns: () => Promise.resolve(table) };
  const service: ServiceContext = { ...base, session: () => session };
  const save = async (change: Partial<typeof EVIDENCE> = {}) =>
    (await findingHandlers['findings.save'](service, { ...EVIDENCE, ...change }, call)).id;
  const check = async (id: number, language: (typeof LANGUAGES)[number] = 'en') =>
    contract['findings.check'].output.parse(await findingHandlers['findings.check'](service, { id, language }, call));
  const list = async () => contract['findings.list'].output.parse(await findingHandlers['findings.list'](service, {}, call)).findings;
  const become = (next: ColumnTable) => {
    table = { ...next, dataVersion: table.dataVersion + 1 };
  };
  const undo = (sha256: string) => db.prepare('DELETE FROM import WHERE sha256 = ?').run(sha256);
  return { service, save, check, list, become, undo };
}

describe('an analyst opens a finding again', () => {
  it('and reads that it holds while the data are as they were', async () => {
    const { save, check } = openDesk();
    const id = await save();
    for (const language of LANGUAGES) expect(await check(id, language)).toMatchObject({ holds: true, changes: [], undone: [] });
  });

  it('and reads which figure changed, from what to what, in each language', async () => {
    const { save, check, become } = openDesk();
    const id = await save();
    become(madeUpCases(3100));
    const { holds, before, now, changes } = await check(id);
    expect([holds, before.of, now?.of]).toEqual([false, 3000, 3100]);
    expect(changes.find(({ what }) => what === 'of')).toEqual({ what: 'of', from: '3,000', to: '3,100' });
    const french = (await check(id, 'fr')).changes;
    expect(french.find(({ what }) => what === 'of')).toEqual({ what: 'of', from: '3\u00a0000', to: '3\u00a0100' });
    for (const { what, from, to } of changes.filter((one) => one.what === 'words')) {
      expect(before.text, what).toContain(from);
      expect(now?.text, what).toContain(to);
    }
  });

  it('and reads that nothing is left of it once all its cases are gone', async () => {
    const { save, check, become } = openDesk();
    const id = await save({ filter: { all: [{ facet: 'country', in: ['ESP'] }] } as never });
    const { country: _, ...others } = madeUpCases(3000).codes;
    become({ ...madeUpCases(3000), codes: others });
    expect(await check(id)).toMatchObject({ holds: false, now: null, changes: [] });
  });
});

describe('an import that a finding rests on is taken back', () => {
  it('and the finding names its source, not one that it never rested on', async () => {
    const { save, check, list, undo } = openDesk();
    const id = await save();
    undo('bb');
    expect((await list())[0]?.undone).toEqual([]);
    undo('aa');
    expect((await list())[0]?.undone).toEqual([SOURCE]);
    expect((await check(id)).undone).toEqual([SOURCE]);
  });

  it('and a document says so in its place in every language, under the same number, without the figures', async () => {
    const { service, save, undo, list } = openDesk();
    const id = await save();
    const parts = [{ kind: 'finding' as const, id: 'a', finding: id }];
    const composition = { template: 'trend-brief' as const, title: {}, masthead: null, parts };
    const made = await documentHandlers['documents.create'](service, { template: 'trend-brief', composition }, call);
    undo('aa');
    const [finding] = await list();
    for (const language of LANGUAGES) {
      const { paper } = await documentHandlers['documents.page'](service, { id: made.id, language }, call);
      expect(paper.blocks).toMatchObject([{ kind: 'paragraph', number: 1, text: [{ text: expect.stringContaining(SOURCE) }] }]);
      expect(JSON.stringify(paper.blocks)).not.toContain(finding?.text[language] ?? '');
    }
  });
});

describe('what changed between two wordings of a sentence', () => {
  // By hand.
  it.each([
    ['nothing', 'Cases rose.', 'Cases rose.', []],
    [
      'a figure with its thousands',
      'Of 12,345 cases, 7 were at sea.',
      'Of 12,400 cases, 7 were at sea.',
      [{ from: '12,345', to: '12,400' }],
    ],
    ['one figure of several', '1 234,5 kg in 2015', '1 234,7 kg in 2015', [{ from: '234,5', to: '234,7' }]],
    [
      'a word and a figure apart',
      'Spain led with 40 cases.',
      'Portugal led with 41 cases.',
      [
        { from: 'Spain', to: 'Portugal' },
        { from: '40', to: '41' },
      ],
    ],
    ['words that are new', 'Cases rose.', 'Cases rose sharply.', [{ from: '', to: 'sharply' }]],
    ['Cyrillic letters', 'Рост на 5 процентов', 'Спад на 5 процентов', [{ from: 'Рост', to: 'Спад' }]],
  ])('is %s', (_, before, after, changes) => {
    expect(sentenceChanges(before, after)).toEqual(changes);
  });
});
