import { describe, expect, it } from 'vitest';
import { loadColumns } from '../../electron/service/columns/load.ts';
import { packColumns, unpackColumns } from '../../electron/service/columns/pack.ts';
import { dataVersion } from '../../electron/service/db/queries/meta.ts';
import { listBreaks, listRegimes } from '../../electron/service/db/queries/regimes.ts';
import type { TaskContext } from '../../electron/service/jobs/write-tasks.ts';
import { decideBreak, dropRegime, saveRegime, storeBreaks } from '../../electron/service/regime/tasks.ts';
import { timeline } from '../../electron/service/regime/timeline.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { select } from '../../shared/columns/select.ts';
import { contract } from '../../shared/contract/index.ts';
import type { RegimeTerms } from '../../shared/contract/regimes.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { comparable, comparableWithin } from '../../shared/regime/comparable.ts';
import type { FoundBreak } from '../../shared/regime/find-breaks.ts';
import { parseRegimeCode, regimeCode } from '../../shared/regime/regime-code.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { caseDatabase, type PlainCase } from '../support/case-database.ts';

// Cases are made up; regimes, counts and days are worked out by hand.

const NOW = '2026-03-09T08:30:00Z';
const task = { analyst: 'AB', alive: () => undefined } as TaskContext;
const TERMS: RegimeTerms = {
  originator: 'Made-up office',
  thresholds: [{ drug: 'G1.1', kg: 0.1 }],
  agencies: '',
  places: '',
  codingList: '',
  note: '',
};

const one = (date: string | null, country = 'COL'): PlainCase => ({
  date,
  codes: { country: [country] },
  lines: [{ drug: ['G1.1'], kg: 1 }],
});
const CASES = [one('2013-12-31'), one('2014-01-01'), one('2015-06-01'), one(null), one('2014-05-05', 'PER')];

const found = (at: string, after = 240): FoundBreak => ({
  source: 'unodc-ids',
  reporter: 'COL',
  at,
  evidence: [{ code: 'cases', values: { before: 23, after }, score: 9, p: 0.00001 }],
});

function regimesOf(db: ReturnType<typeof caseDatabase>): (string | undefined)[] {
  const column = loadColumns(db).codes.regime;
  return [...(column?.values ?? [])].map((set) => (column?.sets[set] ?? []).map((code) => column?.codes[code]).join('+'));
}

describe('an analyst decides about breaks in reporting', () => {
  it('and a confirmed one parts the cases into regimes; a found one does not', () => {
    const db = caseDatabase(CASES);
    expect(regimesOf(db)).toEqual(['0.1', '0.1', '0.1', '0.1', '0.1']);
    storeBreaks(db, { found: [found('2014-01-01')], at: NOW }, task);
    expect(regimesOf(db)).toEqual(['0.1', '0.1', '0.1', '0.1', '0.1']);
    decideBreak(
      db,
      { source: 'unodc-ids', reporter: 'COL', at: '2014-01-01', state: 'confirmed', reason: 'All are reported now.', now: NOW },
      task,
    );
    decideBreak(db, { source: 'unodc-ids', reporter: 'COL', at: '2015-02-01', state: 'confirmed', reason: '', now: NOW }, task);
    expect(regimesOf(db)).toEqual(['unodc-ids|COL|1', 'unodc-ids|COL|2', 'unodc-ids|COL|3', '0.3', '0.1']);
    const table = loadColumns(db);
    expect(select(table, { all: [{ facet: 'regime', in: ['unodc-ids|COL|2'] }] }).count).toBe(1);
  });

  it('and the decision stays when the data grow and the break moves, or is found no more', () => {
    const db = caseDatabase(CASES);
    storeBreaks(db, { found: [found('2014-01-01'), found('2015-02-01')], at: NOW }, task);
    decideBreak(
      db,
      { source: 'unodc-ids', reporter: 'COL', at: '2014-01-01', state: 'dismissed', reason: 'A new office.', now: NOW },
      task,
    );
    expect(storeBreaks(db, { found: [found('2014-02-01', 260)], at: NOW }, task)).toEqual({ added: 0, changed: true });
    expect(listBreaks(db)).toMatchObject([
      { at: '2014-01-01', state: 'dismissed', reason: 'A new office.', decidedBy: 'AB', evidence: [{ values: { after: 260 } }] },
    ]);
    storeBreaks(db, { found: [], at: NOW }, task);
    expect(listBreaks(db)).toMatchObject([{ at: '2014-01-01', state: 'dismissed' }]);
  });

  it('and the same finding twice changes nothing', () => {
    const db = caseDatabase(CASES);
    storeBreaks(db, { found: [found('2014-01-01')], at: NOW }, task);
    const version = dataVersion(db);
    expect(storeBreaks(db, { found: [found('2014-01-01')], at: NOW }, task)).toEqual({ added: 0, changed: false });
    expect([dataVersion(db), listBreaks(db).length]).toEqual([version, 1]);
  });

  it('and can take a decision back; one that was only declared goes with it', () => {
    const db = caseDatabase(CASES);
    storeBreaks(db, { found: [found('2014-01-01')], at: NOW }, task);
    const decide = (at: string, state: 'found' | 'confirmed') =>
      decideBreak(db, { source: 'unodc-ids', reporter: 'COL', at, state, reason: '', now: NOW }, task);
    for (const at of ['2014-01-01', '2015-02-01']) decide(at, 'confirmed');
    for (const at of ['2014-01-01', '2015-02-01']) decide(at, 'found');
    expect(listBreaks(db)).toMatchObject([{ at: '2014-01-01', state: 'found' }]);
  });

  it('and is refused a day that is none, and a break that nobody knows', () => {
    const db = caseDatabase(CASES);
    const decide = (at: string, state: 'confirmed' | 'dismissed') => () =>
      decideBreak(db, { source: 'unodc-ids', reporter: 'COL', at, state, reason: '', now: NOW }, task);
    expect(decide('2014-02-30', 'confirmed')).toThrow(/not a day of the calendar/);
    expect(decide('2014-02-01', 'dismissed')).toThrow(/no longer in the workspace/);
    expect(listBreaks(db)).toEqual([]);
  });

  it('and each decision stands in the log with who and why', () => {
    const db = caseDatabase(CASES);
    decideBreak(
      db,
      { source: 'unodc-ids', reporter: 'COL', at: '2014-01-01', state: 'confirmed', reason: 'Letter of 3 May.', now: NOW },
      task,
    );
    expect(db.prepare('SELECT action, analyst, reason FROM log').all()).toEqual([
      { action: 'regimes.confirmed', analyst: 'AB', reason: 'Letter of 3 May.' },
    ]);
  });
});

describe('an analyst writes down how a source is reported', () => {
  it('for all its reporters or for one, and the regimes begin and end where they say', () => {
    const db = caseDatabase(CASES);
    saveRegime(db, { source: 'unodc-ids', reporter: '', from: '2014-02-01', to: null, terms: TERMS, now: NOW }, task);
    const { id } = saveRegime(db, { source: 'unodc-ids', reporter: 'COL', from: null, to: '2013-12-31', terms: TERMS, now: NOW }, task);
    // Colombia: up to 2013-12-31, January 2014, from 2014-02-01 on; Peru only before and after 2014-02-01.
    expect(regimesOf(db)).toEqual(['unodc-ids|COL|1', 'unodc-ids|COL|2', 'unodc-ids|COL|3', '0.3', 'unodc-ids|PER|2']);
    dropRegime(db, { id }, task);
    expect(regimesOf(db)).toEqual(['unodc-ids|COL|1', 'unodc-ids|COL|1', 'unodc-ids|COL|2', '0.3', 'unodc-ids|PER|2']);
  });

  it('and is refused one that ends before it begins', () => {
    const db = caseDatabase(CASES);
    const save = () => saveRegime(db, { source: 's', reporter: '', from: '2014-02-01', to: '2013-01-01', terms: TERMS, now: NOW }, task);
    expect(save).toThrow(/end before it begins/);
    expect(listRegimes(db)).toEqual([]);
  });
});

describe('figures across a break', () => {
  const confirmed = () => {
    const db = caseDatabase([
      ...Array.from({ length: 40 }, (_, at) => one(`2013-01-${String((at % 28) + 1).padStart(2, '0')}`)),
      ...Array.from({ length: 40 }, (_, at) => one(`2015-01-${String((at % 28) + 1).padStart(2, '0')}`)),
      one('2012-01-01', 'PER'),
    ]);
    decideBreak(db, { source: 'unodc-ids', reporter: 'COL', at: '2014-01-01', state: 'confirmed', reason: '', now: NOW }, task);
    return loadColumns(db);
  };

  it('are told apart by period: a break on the first day parts nothing', () => {
    const table = confirmed();
    expect(comparable(table, '2013', '2015').comparable).toBe(false);
    expect(comparable(table, '2013', '2013-12-31').comparable).toBe(true);
    expect(comparable(table, '2014', '2016').comparable).toBe(true);
    expect(comparableWithin(table, select(table, { all: [{ facet: 'country', in: ['PER'] }] })).comparable).toBe(true);
    expect(comparableWithin(table, select(table, EVERYTHING)).confirmed).toHaveLength(1);
  });

  it('are not compared from year to year; the reader is told why in each language, and sees the rule in the chart', () => {
    const table = confirmed();
    for (const language of LANGUAGES) {
      const words = createWording(language);
      const { blocks } = runAnalysis('cases-by-month', {}, { table, filter: EVERYTHING, words });
      const said = blocks.flatMap((block) => (block.kind === 'finding' || block.kind === 'caveat' ? [block.text] : []));
      const when = words.date('2014-01');
      expect(said.filter((text) => text.includes(when) && text.includes(words.label('country', 'COL')))).toHaveLength(2);
      const chart = blocks.find((block) => block.kind === 'chart')?.chart;
      expect(chart?.type === 'line' || chart?.type === 'stacked' ? chart.rules : undefined).toEqual([
        { key: '2014-01', label: words.label('country', 'COL') },
      ]);
    }
  });

  it('carry the breaks through the saved columns', () => {
    const table = confirmed();
    expect(unpackColumns(packColumns(table))).toEqual(table);
    expect(table.breaks).toEqual([{ source: 'unodc-ids', reporter: 'COL', at: '2014-01-01', state: 'confirmed' }]);
  });
});

describe('the timeline of reporting', () => {
  it('shows each reporter by month with breaks in words, and fits the contract', () => {
    const db = caseDatabase(CASES);
    storeBreaks(db, { found: [found('2014-01-01')], at: NOW }, task);
    const lanes = timeline(loadColumns(db), db, {}, createWording('en'));
    expect(lanes.map(({ reporter, total }) => [reporter, total])).toEqual([
      ['COL', 3],
      ['PER', 1],
    ]);
    expect(lanes[0]?.breaks[0]?.evidence[0]?.text).toBe('Cases a day: 23 before, 240 after.');
    expect(contract['regimes.timeline'].output.parse({ lanes })).toEqual({ lanes });
    expect(timeline(loadColumns(db), db, { reporter: 'PER' }, createWording('en'))).toHaveLength(1);
  });
});

describe('the code of a regime', () => {
  it('says source, reporter and number, also where the name of a source holds a stroke', () => {
    expect(parseRegimeCode(regimeCode('north|south', 'COL', 2))).toEqual({ source: 'north|south', reporter: 'COL', n: 2 });
    expect(parseRegimeCode('0.1')).toBeUndefined();
    expect(createWording('en').label('regime', 'desk|COL|2')).toBe('Colombia to desk, regime 2');
    expect(createWording('en').label('regime', '0.1')).toBe(createWording('en').label('country', '0.1'));
  });
});
