import { describe, expect, it } from 'vitest';
import type { ServiceContext, Writer } from '../../electron/service/context.ts';
import { listBreaks } from '../../electron/service/db/queries/regimes.ts';
import type { TaskContext } from '../../electron/service/jobs/write-tasks.ts';
import { findRegimeBreaks } from '../../electron/service/regime/find.ts';
import { storeBreaks } from '../../electron/service/regime/tasks.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Area, Progress } from '../../shared/rpc.ts';
import { caseDatabase } from '../support/case-database.ts';
import { type Reporting, simulateReporting } from '../support/simulate-reporting.ts';

// The reporter and the break planted in its fourth year are invented.

const REPORTING: Reporting = {
  months: 60,
  mean: 40,
  size: 12,
  seasonality: 0.2,
  trend: 0,
  wave: 0,
  rho: 0.3,
  shock: 0.1,
  medianKg: 1,
  spread: 1.2,
  sizeTrend: 0,
  blank: { transport: -2, concealment: -1, 'seizure-place': -1 },
  blankTrend: 0,
  wander: 0.1,
};

function openService() {
  const db = caseDatabase([]);
  const table = simulateReporting(REPORTING, 21, { at: 36, changed: { mean: 400 } });
  const told: Area[][] = [];
  const task = { analyst: 'AB' } as TaskContext;
  const writer = { run: (_name: string, input: Parameters<typeof storeBreaks>[1]) => Promise.resolve(storeBreaks(db, input, task)) };
  const service = {
    session: () => ({ read: db, columns: () => Promise.resolve(table), writer: writer as unknown as Writer }),
    changed: (areas: Area[]) => told.push(areas),
    now: () => new Date('2026-03-09T08:30:00Z'),
  } as unknown as ServiceContext;
  return { service, db, told };
}

describe('an analyst has the workspace searched for breaks', () => {
  it('and is told how many, once; a second search adds none', async () => {
    const { service, db, told } = openService();
    const steps: Progress[] = [];
    const call = { signal: new AbortController().signal, progress: (progress: Progress) => steps.push(progress) };
    const output = await findRegimeBreaks(service, call);
    expect(contract['regimes.find'].output.parse(output)).toEqual({ reporters: 1, tested: 1, breaks: 1, added: 1 });
    expect(listBreaks(db)).toMatchObject([{ source: 'invented', reporter: 'AAA', at: '2004-01-01', state: 'found' }]);
    expect([steps.at(-1)?.fraction, told]).toEqual([1, [['cases', 'log']]]);
    expect(await findRegimeBreaks(service, call)).toMatchObject({ breaks: 1, added: 0 });
    expect(told).toHaveLength(1);
  });

  it('and can cancel, with nothing changed', async () => {
    const { service, db } = openService();
    const call = { signal: AbortSignal.abort(), progress: () => undefined };
    await expect(findRegimeBreaks(service, call)).rejects.toMatchObject({ code: 'cancelled' });
    expect(listBreaks(db)).toEqual([]);
  });
});
