import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../electron/service/context.ts';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { raiseDataVersion } from '../../electron/service/db/queries/meta.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import { signalHandlers } from '../../electron/service/handlers/signal-handlers.ts';
import { type TaskContext, WRITE_TASKS, type WriteTask } from '../../electron/service/jobs/write-tasks.ts';
import { select } from '../../shared/columns/select.ts';
import type { ColumnTable, ReportingBreak } from '../../shared/columns/table.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Area } from '../../shared/rpc.ts';
import { caseDatabase } from '../support/case-database.ts';
import { tableOf } from '../support/column-rows.ts';

/** Invented: two reporters of one kind; in the last month the second has 30 where it had 7 to 9, and the first may report otherwise since October. */
function ofTwo(breaks: ReportingBreak[]): ColumnTable {
  const rows = ['FRA', 'ESP'].flatMap((country) =>
    Array.from({ length: 72 }, (_, month) => month).flatMap((month) =>
      Array.from({ length: country === 'ESP' && month === 71 ? 30 : 7 + (month % 3) }, () => ({
        date: new Date(Date.UTC(2009, month, 15)).toISOString().slice(0, 10),
        precision: 0,
        kg: 1,
        codes: {
          transport: ['T4.1'],
          concealment: ['C2.1'],
          drug: ['G2.1'],
          country: [country],
          source: ['Made up'],
          repeat: ['first'],
        },
      })),
    ),
  );
  return { ...tableOf(rows, ['transport', 'concealment', 'drug', 'country', 'source', 'repeat']), breaks };
}

/** Invented: six years of steady seizures, and in the last month so many of a kind not seen before. */
function invented(fresh: number): ColumnTable {
  const kinds: [string, (month: number) => number][] = [
    ['T1.1', (month) => 7 + (month % 3)],
    ['T3.1', (month) => 5 + (month % 2)],
    ['T4.1', (month) => (month === 71 ? fresh : 0)],
  ];
  const rows = kinds.flatMap(([transport, count]) =>
    Array.from({ length: 72 }, (_, month) => month).flatMap((month) =>
      Array.from({ length: count(month) }, () => ({
        date: new Date(Date.UTC(2009, month, 15)).toISOString().slice(0, 10),
        precision: 0,
        kg: 1,
        codes: { transport: [transport], concealment: ['C2.1'], drug: ['G2.1'], country: ['FRA'], source: ['Made up'], repeat: ['first'] },
      })),
    ),
  );
  return tableOf(rows, ['transport', 'concealment', 'drug', 'country', 'source', 'repeat']);
}

const KEY = '2014-12|transport=T4|concealment=C2|drug=G2';
const call = { signal: new AbortController().signal, progress: () => undefined };

function openService() {
  const db = caseDatabase([]);
  let table = invented(8);
  const told: Area[][] = [];
  const task = { analyst: 'AB', alive: () => undefined, progress: () => undefined } as unknown as TaskContext;
  const writer = {
    run: async (name: keyof typeof WRITE_TASKS, input: never) => (WRITE_TASKS[name] as WriteTask<never, unknown>)(db, input, task),
  };
  const service = {
    session: () => ({ read: db, columns: () => Promise.resolve(table), writer }),
    changed: (areas: Area[]) => told.push(areas),
    now: () => new Date('2026-03-09T08:30:00Z'),
  } as unknown as ServiceContext;
  const change = (fresh: number): void => {
    table = { ...invented(fresh), dataVersion: raiseDataVersion(db) };
  };
  const put = (next: ColumnTable): void => {
    table = { ...next, dataVersion: raiseDataVersion(db) };
  };
  const scan = () => signalHandlers['signals.scan'](service, { filter: { all: [] }, settings: {} }, call);
  const list = async () => contract['signals.list'].output.parse(await signalHandlers['signals.list'](service, { language: 'en' }, call));
  return { db, service, told, scan, list, change, put };
}

describe('an analyst works through the signals', () => {
  it('which stand there after a scan, with their evidence, and are new', async () => {
    const { scan, list, service } = openService();
    expect((await list()).scan).toBe(null);
    expect(contract['signals.scan'].output.parse(await scan())).toMatchObject({ months: ['2014-12'], tested: 3, signals: 1, added: 1 });
    const { signals, scan: last } = await list();
    expect(signals.map(({ key, kind, state, observed }) => [key, kind, state, observed])).toEqual([[KEY, 'first-seen', 'new', 8]]);
    expect(signals[0]?.evidence.check).toEqual(['No break in reporting lies within the months compared.']);
    expect(last?.caveats.join(' ')).toContain('3 combinations of Transport, Concealment, Drug');
    expect(await signalHandlers['signals.count'](service, {}, call)).toEqual({ waiting: 1 });
  });

  it('and stay as decided when the scan is made again, with who decided and why; the log tells of it without case data', async () => {
    const { scan, list, service, db } = openService();
    await scan();
    await signalHandlers['signals.move'](service, { key: KEY, state: 'under-review', reason: 'ask the port', nested: false }, call);
    await signalHandlers['signals.move'](service, { key: KEY, state: 'confirmed', reason: '', nested: false }, call);
    expect(await scan()).toMatchObject({ signals: 1, added: 0 });
    const [signal] = (await list()).signals;
    expect([signal?.state, signal?.history.map(({ state, reason, by }) => [state, reason, by])]).toEqual([
      'confirmed',
      [
        ['under-review', 'ask the port', 'AB'],
        ['confirmed', '', 'AB'],
      ],
    ]);
    const log = listLog(db, 10).entries.map(({ action, summary }) => `${action} ${summary}`);
    expect(log.filter((line) => line.startsWith('signals.'))).toHaveLength(4);
    expect(log.join(' ')).not.toContain('T4');
  });

  it('and go when the data no longer show them, unless somebody decided on them', async () => {
    const { scan, list, service, change } = openService();
    await scan();
    change(0);
    expect((await list()).scan?.stale).toBe(true);
    await scan();
    expect((await list()).signals).toEqual([]);
    change(8);
    await scan();
    await signalHandlers['signals.move'](
      service,
      { key: KEY, state: 'explained-by-reporting', reason: 'a late file', nested: false },
      call,
    );
    change(0);
    await scan();
    expect((await list()).signals.map(({ key, gone }) => [key, gone])).toEqual([[KEY, true]]);
  });

  it('one change at a time: combinations of fewer fields stand under the surest, and may be moved with it', async () => {
    const { service, list } = openService();
    await signalHandlers['signals.scan'](service, { filter: { all: [] }, settings: { smaller: true } }, call);
    const { signals } = await list();
    // Eight cases by T4 where there were none: alone, and with their one concealment, their one drug, and both.
    const ofT4 = signals.filter(({ parts }) => parts.some(({ code }) => code === 'T4'));
    expect(ofT4).toHaveLength(4);
    const heads = ofT4.filter(({ within }) => within === null);
    expect(heads).toHaveLength(1);
    const head = heads[0]?.key ?? '';
    expect(ofT4.filter(({ within }) => within === head)).toHaveLength(3);
    await signalHandlers['signals.move'](service, { key: head, state: 'confirmed', reason: 'seen', nested: true }, call);
    const states = (await list()).signals.filter(({ parts }) => parts.some(({ code }) => code === 'T4')).map(({ state }) => state);
    expect(states).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
  });

  it('cannot move one that is not there, nor scan with settings that are none', async () => {
    const { service, scan } = openService();
    await scan();
    const none = { key: 'none', state: 'confirmed', reason: '', nested: false } as const;
    await expect(signalHandlers['signals.move'](service, none, call)).rejects.toMatchObject({
      code: 'not-found',
    });
    const wrong = { filter: { all: [] }, settings: { facets: 'colour' } };
    await expect(signalHandlers['signals.scan'](service, wrong, call)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('a reporter turns out to report in another way', () => {
  const otherwise: ReportingBreak[] = [{ source: 'Made up', reporter: 'FRA', at: '2014-10-01', state: 'confirmed' }];

  it('and what was decided on the whole stays with the whole: the signal of the rest is a new one, with the cases of the rest', async () => {
    const { service, scan, list, put } = openService();
    put(ofTwo([]));
    await scan();
    await signalHandlers['signals.move'](service, { key: KEY, state: 'explained-by-reporting', reason: '', nested: false }, call);
    put(ofTwo(otherwise));
    await scan();
    const { signals, scan: last } = await list();
    const ofRest = `${KEY}|without=Made up/FRA`;
    // 71 % 3 is 2: nine cases of France in the last month.
    expect(signals.map(({ key, state, gone, observed }) => [key, state, gone, observed]).sort()).toEqual([
      [KEY, 'explained-by-reporting', true, 39],
      [ofRest, 'new', false, 30],
    ]);
    const rest = signals.find(({ key }) => key === ofRest);
    expect(rest?.rest).toMatch(/^without France \(in another way since October 2014; \d+ per cent of the cases\)$/);
    expect(rest?.text).toContain(`, ${rest?.rest}: 30 cases in December 2014`);
    expect(rest?.evidence.check[0]).toContain('France (Made up; in another way since October 2014; ');
    expect(rest?.within).toBe(null);
    expect(select(ofTwo(otherwise), rest?.filter ?? { all: [] }).count).toBe(30);
    expect(last?.refused).toEqual([expect.objectContaining({ combinations: 0, cases: 0, rests: 1, restCases: 9 })]);
    expect(last?.caveats.join(' ')).toContain('1 combination was tested without reporters that cannot be compared; 9 of their cases');
  });

  it('and a finding kept from the signal of the rest holds, says who is left out, and is checked without it', async () => {
    const { service, scan, put } = openService();
    put(ofTwo(otherwise));
    await scan();
    const { id } = await signalHandlers['signals.toFinding'](service, { key: `${KEY}|without=Made up/FRA` }, call);
    const { findings } = contract['findings.list'].output.parse(await findingHandlers['findings.list'](service, {}, call));
    expect(findings[0]).toMatchObject({ n: 30, settings: { rest: true } });
    expect(findings[0]?.text.es).toContain('sin Francia');
    expect(await findingHandlers['findings.check'](service, { id, language: 'en' }, call)).toMatchObject({ holds: true, now: { n: 30 } });
    put(ofTwo([]));
    expect(await findingHandlers['findings.check'](service, { id, language: 'en' }, call)).toMatchObject({ holds: false, now: null });
  });
});

describe('a colleague opens a workspace whose last scan was made before combinations were tested without some of their reporters', () => {
  /** Takes from what is kept all that did not exist then. */
  function asBefore(db: ReturnType<typeof openService>['db']): void {
    for (const { id, summary } of db.prepare('SELECT id, summary FROM scan').all() as { id: number; summary: string }[]) {
      const { rests: _, settings, groups, ...kept } = JSON.parse(summary);
      const { rest: __, ...former } = settings;
      const old = groups.map(({ rests: _r, restCases: _c, ...group }: Record<string, unknown>) => group);
      db.prepare('UPDATE scan SET summary = ? WHERE id = ?').run(
        JSON.stringify({ ...kept, version: 1, settings: former, groups: old }),
        id,
      );
    }
    for (const { key, card } of db.prepare('SELECT key, card FROM signal').all() as { key: string; card: string }[]) {
      const { leftOut: _, ...kept } = JSON.parse(card);
      db.prepare('UPDATE signal SET card = ? WHERE key = ?').run(JSON.stringify(kept), key);
    }
    for (const { id, settings } of db.prepare('SELECT id, settings FROM finding').all() as { id: number; settings: string }[]) {
      const { rest: _, ...kept } = JSON.parse(settings);
      db.prepare('UPDATE finding SET settings = ? WHERE id = ?').run(JSON.stringify(kept), id);
    }
  }

  it('and reads it with the method it was made by, told that this is an earlier one', async () => {
    const { service, scan, list, db } = openService();
    await scan();
    const { id } = await signalHandlers['signals.toFinding'](service, { key: KEY }, call);
    asBefore(db);
    const { signals, scan: last } = await list();
    expect([last?.older, last?.settings.rest, last?.refused]).toEqual([true, false, []]);
    expect(signals.map(({ key, rest, chart }) => [key, rest, chart.source])).toEqual([
      [KEY, '', 'Data version 1. Method: signals, version 1.'],
    ]);
    expect(await findingHandlers['findings.check'](service, { id, language: 'en' }, call)).toMatchObject({ holds: true });
    const { findings } = contract['findings.list'].output.parse(await findingHandlers['findings.list'](service, {}, call));
    expect(findings[0]?.settings).toMatchObject({ rest: false });
    await scan();
    expect((await list()).scan).toMatchObject({ older: false, settings: { rest: true } });
  });
});

describe('an analyst keeps a finding', () => {
  it('from a signal, in four languages, and sees whether its numbers still hold', async () => {
    const { scan, service, change } = openService();
    await scan();
    const { id } = await signalHandlers['signals.toFinding'](service, { key: KEY }, call);
    const { findings } = contract['findings.list'].output.parse(await findingHandlers['findings.list'](service, {}, call));
    expect(Object.keys(findings[0]?.text ?? {})).toEqual(['en', 'fr', 'ru', 'es']);
    expect(findings[0]).toMatchObject({ analysis: 'signals', n: 8, author: 'AB', state: 'draft' });
    const check = () => findingHandlers['findings.check'](service, { id, language: 'en' }, call);
    expect(await check()).toMatchObject({ holds: true, now: { n: 8 } });
    change(9);
    expect(await check()).toMatchObject({ holds: false, before: { n: 8 }, now: { n: 9 } });
    change(0);
    expect(await check()).toMatchObject({ holds: false, now: null });
  });

  it('from an analysis, says what it is worth, and removes it again', async () => {
    const { service } = openService();
    const wanted = {
      analysis: 'coverage',
      settings: {},
      filter: { all: [] },
      finding: 1,
      caveat: 'one reporter',
      grade: 'B2',
      handling: '',
    };
    const { id } = await findingHandlers['findings.save'](service, wanted, call);
    await findingHandlers['findings.edit'](service, { id, state: 'reviewed' }, call);
    const listed = async () => (await findingHandlers['findings.list'](service, {}, call)).findings;
    expect(await listed()).toMatchObject([{ id, grade: 'B2', state: 'reviewed', caveat: 'one reporter', settings: { top: 15 } }]);
    expect((await listed())[0]?.text.en).toContain('France alone accounts for');
    await findingHandlers['findings.remove'](service, { id }, call);
    expect(await listed()).toEqual([]);
    await expect(findingHandlers['findings.save'](service, { ...wanted, finding: 40 }, call)).rejects.toMatchObject({ code: 'not-found' });
  });
});
