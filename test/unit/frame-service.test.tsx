// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { restoreView } from '../../renderer/app/keep-view.ts';
import { strokeOf } from '../../renderer/app/keyboard.ts';
import { createReconnectingClient } from '../../renderer/app/reconnect.ts';
import { createQueryClient, ServiceProvider, useQueryOf } from '../../renderer/app/service.tsx';
import { useView } from '../../renderer/app/view.ts';
import { createFakeService, FAKE_PASSPHRASE } from '../support/fake-service.ts';

afterEach(cleanup);

function Probe({ method }: { method: 'imports.list' | 'view.get' }) {
  const answer = useQueryOf(method, {}, { areas: method === 'imports.list' ? ['imports'] : [] });
  return <output>{answer.data ? 'here' : 'nothing'}</output>;
}

describe('a screen that asks the service', () => {
  it('asks again when a change names one of its areas, and only then', async () => {
    const fake = createFakeService({ open: true });
    const client = createReconnectingClient(fake.connect);
    render(
      <ServiceProvider client={client} native={fake.native} cache={createQueryClient()}>
        <Probe method="imports.list" />
      </ServiceProvider>,
    );
    await screen.findByText('here');
    const asked = () => fake.calls.filter((call) => call.method === 'imports.list').length;
    expect(asked()).toBe(1);
    await act(async () => fake.changed(['log', 'packs']));
    await act(async () => fake.changed(['imports', 'cases']));
    await waitFor(() => expect(asked()).toBe(2));
  });
});

describe('a client whose service ends', () => {
  it('rejects what was under way as disconnected and asks the next service afterwards', async () => {
    const fake = createFakeService();
    const client = createReconnectingClient(fake.connect);
    fake.onImport(() => new Promise(() => undefined));
    await client.call('workspace.unlock', { folder: 'recent-0001', passphrase: FAKE_PASSPHRASE });
    const underWay = client.call('imports.run', { file: 'file-00001' });
    const refusal = expect(underWay).rejects.toMatchObject({ code: 'disconnected' });
    await client.call('workspace.state', {});
    fake.drop();
    await refusal;
    expect((await client.call('workspace.state', {})).open).toBe(true);
  });
});

describe('the filter of the workspace', () => {
  it('is undone and redone step by step, and a new change ends the redoing', () => {
    const view = useView.getState;
    view().reset();
    const [one, two, three] = ['T1', 'T2', 'T3'].map((code) => ({ all: [{ facet: 'transport' as const, in: [code] }] }));
    if (!one || !two || !three) throw new Error('three filters');
    view().setFilter(one);
    view().setFilter(two);
    view().setFilter(structuredClone(two));
    view().undo();
    expect(view().filter).toEqual(one);
    view().undo();
    expect(view().filter).toEqual({ all: [] });
    view().redo();
    expect(view().filter).toEqual(one);
    view().setFilter(three);
    view().redo();
    expect(view().filter).toEqual(three);
    view().undo();
    expect(view().filter).toEqual(one);
  });

  it('is not restored from a stored value of the wrong shape', () => {
    restoreView({ filter: { all: 'T4' }, screen: 'nowhere', split: 7, language: 'xx', 'cases.columns': { date: 90 } });
    expect(useView.getState()).toMatchObject({
      filter: { all: [] },
      screen: 'overview',
      split: 'drug',
      saved: { 'cases.columns': { date: 90 } },
    });
  });
});

describe('a key stroke', () => {
  it('is named as the actions write it', () => {
    const named = (init: KeyboardEventInit) => strokeOf(new KeyboardEvent('keydown', init));
    expect(named({ key: 'K', ctrlKey: true, shiftKey: true })).toBe('mod+shift+k');
    expect(named({ key: 'k', metaKey: true })).toBe('mod+k');
    expect(named({ key: '?', shiftKey: true })).toBe('?');
    expect(named({ key: 'F6', shiftKey: true })).toBe('shift+F6');
    expect(named({ key: 'g' })).toBe('g');
  });
});
