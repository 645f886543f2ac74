import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadColumns } from '../../electron/service/columns/load.ts';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { verifyLog } from '../../electron/service/db/queries/log.ts';
import { listMergeRows, mergeMembers } from '../../electron/service/db/queries/merges.ts';
import { dataVersion } from '../../electron/service/db/queries/meta.ts';
import { removeRecords } from '../../electron/service/db/queries/remove-import.ts';
import type { TaskContext } from '../../electron/service/jobs/write-tasks.ts';
import { dismissTask, mergeAllTask, mergeTask, unmergeTask } from '../../electron/service/quality/merge-tasks.ts';
import { pruneMerges } from '../../electron/service/quality/prune-merges.ts';
import { totals } from '../../shared/columns/group-by.ts';
import { select } from '../../shared/columns/select.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { REPEAT_KINDS, type RepeatKind } from '../../shared/quality/candidate.ts';
import { addImport, caseDatabase } from '../support/case-database.ts';
import { changeRecords, storedRecords } from '../support/records.ts';

const AT = '2026-01-02T03:04:05Z';
const task: TaskContext = {
  analyst: 'TT',
  folder: '',
  alive: () => undefined,
  progress: () => undefined,
  receive: () => Promise.reject(new Error('fed by nobody')),
  reply: () => undefined,
};

/** Cases with 1, 2, 4, 8… kilograms, so that every total names its cases. */
function powersOfTwo(count: number, events?: number): WriteDb {
  return caseDatabase(
    Array.from({ length: count }, (_, at) => ({
      date: '2014-03-09',
      codes: { country: ['ESP'] },
      lines: [{ drug: [`G${at + 1}`], kg: 2 ** at }],
      ...(events === undefined ? {} : { events }),
    })),
  );
}

function figures(db: WriteDb): { cases: number; kg: number } {
  const table = loadColumns(db);
  const selection = select(table, EVERYTHING);
  return { cases: selection.count, kg: totals(table, selection).kg };
}

function merge(db: WriteDb, kind: RepeatKind, members: number[], lead = members[0] as number): number {
  return mergeTask(db, { kind, lead, members, reasons: [{ code: 'lines-adjacent', values: {} }], score: 0.9, at: AT }, task).id;
}

/** Every row of the records, as text: what no merge may touch. */
function records(db: WriteDb): string {
  return JSON.stringify(storedRecords(db));
}

describe('an analyst merges repeats', () => {
  it('duplicates leave the figures, and the lead keeps its own', () => {
    const db = powersOfTwo(4);
    merge(db, 'exact', [1, 3]);
    // 1 + 2 + 8: the four kilograms of case 3 are counted once with case 1.
    expect(figures(db)).toEqual({ cases: 3, kg: 11 });
  });

  it('rows of one case become lines of the lead: fewer cases, the same mass, all drugs', () => {
    const db = powersOfTwo(4);
    merge(db, 'lines', [2, 4]);
    expect(figures(db)).toEqual({ cases: 3, kg: 15 });
    const table = loadColumns(db);
    expect(select(table, { all: [{ facet: 'drug', in: ['G4'] }] }).count).toBe(1);
    expect(select(table, { all: [{ facet: 'drug', in: ['G2'] }] }).bits).toEqual(
      select(table, { all: [{ facet: 'drug', in: ['G4'] }] }).bits,
    );
  });

  it('and takes it back: every figure is as it was, and the log tells both', () => {
    const db = powersOfTwo(5);
    const [before, kept] = [figures(db), records(db)];
    const id = merge(db, 'two-units', [5, 1, 2]);
    expect(figures(db)).not.toEqual(before);
    unmergeTask(db, { ids: [id] }, task);
    expect([figures(db), records(db)]).toEqual([before, kept]);
    const actions = db.prepare('SELECT action FROM log ORDER BY seq').pluck().all();
    expect(actions).toEqual(['cases.merged', 'cases.unmerged']);
    expect(verifyLog(db)).toEqual([]);
  });

  it('raises the data version each time, so that no figure is shown from before', () => {
    const db = powersOfTwo(3);
    const first = dataVersion(db);
    const id = merge(db, 'exact', [1, 2]);
    expect(dataVersion(db)).toBe(first + 1);
    unmergeTask(db, { ids: [id] }, task);
    expect(dataVersion(db)).toBe(first + 2);
  });

  it('is refused one case, a lead that is no member, a case that is gone and one in another merge; nothing changes', () => {
    const db = powersOfTwo(4);
    merge(db, 'exact', [1, 2]);
    const before = [figures(db), dataVersion(db), db.prepare('SELECT count(*) FROM log').pluck().get()];
    expect(() => merge(db, 'exact', [3])).toThrow('at least two cases');
    expect(() => merge(db, 'exact', [3, 3])).toThrow('at least two cases');
    expect(() => merge(db, 'exact', [3, 4], 1)).toThrow('one of them leads');
    expect(() => merge(db, 'exact', [3, 99])).toThrow('no longer in the workspace');
    expect(() => merge(db, 'exact', [2, 3])).toThrow('stands in another merge');
    expect(() => unmergeTask(db, { ids: [1, 99] }, task)).toThrow('There is no merge 99');
    expect([figures(db), dataVersion(db), db.prepare('SELECT count(*) FROM log').pluck().get()]).toEqual(before);
  });

  it('is refused aggregated rows, but for the same row imported again', () => {
    const db = powersOfTwo(3, 12);
    expect(() => merge(db, 'lines', [1, 2])).toThrow('several events');
    expect(merge(db, 'exact', [1, 2])).toBe(1);
  });

  it('merges many at once, leaving out what overlaps and saying so', () => {
    const db = powersOfTwo(6);
    const one = (members: number[]) => ({ kind: 'exact' as const, lead: members[0] as number, members, reasons: [], score: 0.9 });
    const done = mergeAllTask(db, { merges: [one([1, 2]), one([2, 3]), one([4, 5, 6])], kind: 'exact', leastScore: 0.5, at: AT }, task);
    expect(done).toMatchObject({ merges: 2, cases: 5, skipped: 1 });
    expect(figures(db)).toEqual({ cases: 3, kg: 1 + 4 + 8 });
  });

  it('says that two cases are not the same, and may think again; no figure changes', () => {
    const db = powersOfTwo(3);
    const before = figures(db);
    dismissTask(db, { members: [3, 1], back: false, at: AT }, task);
    expect(db.prepare('SELECT first, second FROM merge_dismissed').all()).toEqual([{ first: 1, second: 3 }]);
    dismissTask(db, { members: [1, 3], back: true, at: AT }, task);
    expect(db.prepare('SELECT count(*) FROM merge_dismissed').pluck().get()).toBe(0);
    expect(() => dismissTask(db, { members: [1, 99], back: false, at: AT }, task)).toThrow('no longer in the workspace');
    expect(figures(db)).toEqual(before);
  });
});

describe('an import that is taken back', () => {
  it('leaves no merge of one case, and names a new lead where the lead is gone', () => {
    const db = powersOfTwo(6);
    const second = addImport(db);
    changeRecords(db, (record) => (record.id === 1 || record.id === 3 ? { ...record, importId: second } : record));
    merge(db, 'exact', [1, 2]);
    merge(db, 'exact', [3, 5, 4]);
    expect(removeRecords(db, second, () => undefined)).toBe(2);
    expect(pruneMerges(db)).toEqual({ removed: 1, appointed: 1 });
    expect(listMergeRows(db, 0, 10).map(({ id }) => mergeMembers(db, id))).toEqual([
      [
        { caseId: 4, role: 'lead' },
        { caseId: 5, role: 'duplicate' },
      ],
    ]);
    // 2 + 8 + 32: the 16 kg of case 5 are a duplicate of case 4.
    expect(figures(db)).toEqual({ cases: 3, kg: 42 });
  });
});

type Step = { take: 'merge'; kind: RepeatKind; members: number[] } | { take: 'unmerge'; which: number };

const CASES = 8;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    take: fc.constant('merge' as const),
    kind: fc.constantFrom(...REPEAT_KINDS),
    members: fc.uniqueArray(fc.integer({ min: 1, max: CASES }), { minLength: 2, maxLength: 4 }),
  }),
  fc.record({ take: fc.constant('unmerge' as const), which: fc.nat(5) }),
);

/** Does the step if it is allowed. */
function perform(db: WriteDb, each: Step): void {
  const merges = listMergeRows(db, 0, 100);
  try {
    if (each.take === 'merge') merge(db, each.kind, each.members);
    else if (merges.length > 0) unmergeTask(db, { ids: [merges[each.which % merges.length]?.id ?? 0] }, task);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('another merge')) throw error;
  }
}

describe('whatever is merged and taken back', () => {
  it('no record is lost or altered, the figures are those of a plain count, and taking all back gives the first figures', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const db = powersOfTwo(CASES);
        const [before, kept] = [figures(db), records(db)];
        for (const each of steps) perform(db, each);
        expect(records(db)).toBe(kept);
        const away = db
          .prepare<[], { id: number; role: string }>(`SELECT seizure_id AS id, role FROM merge_member WHERE role <> 'lead'`)
          .all();
        const duplicates = away.filter(({ role }) => role === 'duplicate');
        const expected = { cases: CASES - away.length, kg: 2 ** CASES - 1 - duplicates.reduce((sum, { id }) => sum + 2 ** (id - 1), 0) };
        expect(figures(db)).toEqual(expected);
        const ids = listMergeRows(db, 0, 100).map(({ id }) => id);
        if (ids.length > 0) unmergeTask(db, { ids }, task);
        expect([figures(db), records(db)]).toEqual([before, kept]);
        db.close();
      }),
      { numRuns: 60 },
    );
  });
});
