import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../electron/service/context.ts';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { raiseDataVersion } from '../../electron/service/db/queries/meta.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import { signalHandlers } from '../../electron/service/handlers/signal-handlers.ts';
import { type TaskContext, WRITE_TASKS, type WriteTask } from '../../electron/service/jobs/write-tasks.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Area } from '../../shared/rpc.ts';
import { caseDatabase } from '../support/case-database.ts';
import { tableOf } from '../support/column-rows.ts';

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
  const scan = () => signalHandlers['signals.scan'](service, { filter: { all: [] }, settings: {} }, call);
  const list = async () => contract['signals.list'].output.parse(await signalHandlers['signals.list'](service, { language: 'en' }, call));
  return { db, service, told, scan, list, change };
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
