import { describe, expect, it } from 'vitest';
import { listLog } from '../../electron/service/db/queries/log.ts';
import type { NewAction, NewRecommendation } from '../../electron/service/db/queries/recommendations.ts';
import { recommendationHandlers } from '../../electron/service/handlers/recommendation-handlers.ts';
import { contract } from '../../shared/contract/index.ts';
import { call, memoryService } from '../support/memory-service.ts';

// Meetings, recommendations and actions are made up.

const RECOMMENDATION: NewRecommendation = {
  meeting: { en: 'First Meeting', fr: 'Première Réunion' },
  adopted: '2025-07-04',
  reference: '3 (a)',
  issue: { en: 'Issue (a): Parcels' },
  addressee: 'Governments',
  theme: 'mail',
  text: { en: 'Governments should look at parcels.' },
  state: 'open',
};

const action = (recommendation: number, date: string | null, text: string): NewAction => ({
  recommendation,
  date,
  text: { en: text },
  legislation: {},
  obstacles: {},
  findings: [7],
});

function openTracker() {
  const { db, service } = memoryService();
  const save = (fields: NewRecommendation, id?: number) => recommendationHandlers['recommendations.save'](service, { ...fields, id }, call);
  const act = (fields: NewAction, id?: number) => recommendationHandlers['recommendations.act'](service, { ...fields, id }, call);
  const list = async () =>
    contract['recommendations.list'].output.parse(await recommendationHandlers['recommendations.list'](service, {}, call)).recommendations;
  return { db, service, save, act, list };
}

describe('a delegation follows the recommendations of earlier meetings', () => {
  it('in the order of meetings and of their reports, each with what was done by date', async () => {
    const { save, act, list } = openTracker();
    const { id } = await save(RECOMMENDATION);
    await save({ ...RECOMMENDATION, reference: '3 (b)' });
    await save({ ...RECOMMENDATION, adopted: '2026-01-15' });
    await save({ ...RECOMMENDATION, adopted: null, reference: '1' });
    await act(action(id, '2026-02-01', 'later'));
    await act(action(id, null, 'some day'));
    await act(action(id, '2025-09-01', 'first'));
    const found = await list();
    expect(found.map(({ adopted, reference }) => [adopted, reference])).toEqual([
      ['2026-01-15', '3 (a)'],
      ['2025-07-04', '3 (a)'],
      ['2025-07-04', '3 (b)'],
      [null, '1'],
    ]);
    expect(found.map(({ actions }) => actions.map(({ text }) => text.en))).toEqual([[], ['first', 'later', 'some day'], [], []]);
    expect(found[1]).toMatchObject({ ...RECOMMENDATION, id, editedBy: 'AB', editedAt: '2026-03-09T08:30:00.000Z' });
  });

  it('and looks at those of one meeting, addressee, theme or language', async () => {
    const { service, save } = openTracker();
    await save(RECOMMENDATION);
    await save({ ...RECOMMENDATION, reference: '3 (b)', addressee: 'UNODC', theme: 'routes', text: { fr: 'Regarder.' } });
    await save({ ...RECOMMENDATION, reference: '3 (c)', meeting: { en: 'Second Meeting' } });
    const found = async (wanted: object) => {
      const { recommendations } = await recommendationHandlers['recommendations.list'](service, wanted, call);
      return recommendations.map(({ reference }) => reference);
    };
    expect(await found({ meeting: 'Première Réunion' })).toEqual(['3 (a)', '3 (b)']);
    expect(await found({ addressee: 'UNODC' })).toEqual(['3 (b)']);
    expect(await found({ theme: 'mail', meeting: 'First Meeting' })).toEqual(['3 (a)']);
    expect(await found({ language: 'fr' })).toEqual(['3 (b)']);
    expect(await found({})).toHaveLength(3);
  });

  it('changes one in place, and the log says who', async () => {
    const { db, save, list } = openTracker();
    const { id } = await save(RECOMMENDATION);
    expect(await save({ ...RECOMMENDATION, state: 'done' }, id)).toEqual({ id });
    expect((await list()).map(({ state }) => state)).toEqual(['done']);
    expect(listLog(db, 10).entries.map((entry) => [entry.analyst, entry.action])).toEqual([
      ['AB', 'recommendations.saved'],
      ['AB', 'recommendations.saved'],
    ]);
  });

  it('removes a recommendation together with what was done about it', async () => {
    const { db, service, save, act, list } = openTracker();
    const { id } = await save(RECOMMENDATION);
    await act(action(id, null, 'something'));
    await recommendationHandlers['recommendations.remove'](service, { id }, call);
    expect(await list()).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM recommendation_action').pluck().get()).toBe(0);
  });

  it('is told when what it changes is gone, and nothing is changed', async () => {
    const { service, save, act } = openTracker();
    await expect(save(RECOMMENDATION, 9)).rejects.toMatchObject({ code: 'not-found' });
    await expect(act(action(9, null, 'x'))).rejects.toMatchObject({ code: 'not-found' });
    const { id } = await save(RECOMMENDATION);
    await expect(act(action(id, null, 'x'), 9)).rejects.toMatchObject({ code: 'not-found' });
    await expect(recommendationHandlers['recommendations.drop-action'](service, { id: 9 }, call)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
