// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import { recommendationHandlers } from '../../electron/service/handlers/recommendation-handlers.ts';
import { useView } from '../../renderer/app/view.ts';
import { BriefingScreen } from '../../renderer/features/briefing/briefing-screen.tsx';
import type { StowageContract } from '../../shared/contract/index.ts';
import { StowageError } from '../../shared/errors.ts';
import type { Area, Handlers } from '../../shared/rpc.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { mountPiece } from '../support/mount-piece.tsx';
import { madeUpCases } from '../support/pack-cases.ts';

afterEach(cleanup);
configure({ asyncUtilTimeout: 15_000 });

// The cases, the documents and the recommendations are made up.

const EVIDENCE = { analysis: 'cases-by-month', settings: {}, filter: { all: [] }, finding: 0, caveat: '', grade: '', handling: '' };

/** Everything is the service's own, over a database in memory; saving a document fails as often as is asked. */
async function mountBriefing(tab: string, failing = 0) {
  const { service } = memoryService('AB', madeUpCases(600));
  let changed: (areas: Area[]) => void = () => undefined;
  const heard = { ...service, changed: (areas: Area[]) => changed(areas) };
  const bound = Object.fromEntries(
    Object.entries({ ...documentHandlers, ...recommendationHandlers, ...findingHandlers }).map(([method, handler]) => [
      method,
      (input: never) => (handler as (service: unknown, input: never, call: unknown) => unknown)(heard, input, call),
    ]),
  ) as Partial<Handlers<StowageContract>>;
  let left = failing;
  await findingHandlers['findings.save'](service, EVIDENCE, call);
  changed = mountPiece(
    <BriefingScreen />,
    {
      ...bound,
      'workspace.state': () => ({ open: true, name: 'Desk', analyst: 'AB', cases: 600, dataVersion: 1, idleMinutes: 10 }),
      'documents.page': async (input) => documentHandlers['documents.page'](service, input, call),
      'documents.save': async (input) => {
        if (left-- > 0) throw new StowageError('disk-full', 'The disk is full.');
        return documentHandlers['documents.save'](heard, input, call);
      },
    },
    [],
  );
  useView.getState().setSaved('briefing.tab', tab);
  return { service };
}

async function beginReport(failing = 0) {
  const mounted = await mountBriefing('documents', failing);
  fireEvent.click(await screen.findByRole('button', { name: 'New document' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: /^Working-group report/ }));
  await screen.findByRole('textbox', { name: 'Title of the document' });
  return mounted;
}

const type = (name: string, value: string) => fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const written = (name: string) => (screen.getByRole('textbox', { name }) as HTMLTextAreaElement).value;
const changes = () => [...document.querySelectorAll<HTMLElement>('[data-change]')];
const shown = () => document.querySelector('fieldset p')?.innerHTML.replace(/ class="[^"]*"/g, '') ?? '';

describe('a rapporteur drafts with tracked changes', () => {
  it('sees what was struck out and put in, by whom, and decides each by one key', async () => {
    await beginReport();
    type('Paragraph 2 (a)', 'Cases rose in July.');
    fireEvent.click(screen.getByRole('switch', { name: 'Track changes' }));
    type('Paragraph 2 (a)', 'Cases grew in July and August.');
    expect(changes().map((change) => change.getAttribute('aria-label'))).toEqual([
      expect.stringMatching(/^AB, .*: “rose” replaced by “grew”$/),
      expect.stringMatching(/^AB, .*: “ and August” put in$/),
    ]);
    expect(shown()).toContain('<del>rose</del><ins>grew</ins>');
    fireEvent.keyDown(changes()[0] as HTMLElement, { code: 'KeyR', key: 'r' });
    expect(written('Paragraph 2 (a)')).toBe('Cases rose in July and August.');
    await waitFor(() => expect(document.activeElement).toBe(changes()[0]));
    fireEvent.keyDown(changes()[0] as HTMLElement, { code: 'KeyA', key: 'ф' });
    expect([changes(), written('Paragraph 2 (a)')]).toEqual([[], 'Cases rose in July and August.']);
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    expect(changes()).toHaveLength(1);
  });

  it('turns tracking on by keys, finds what is open among the checks, and decides by the menu; all of it is stored', async () => {
    const { service } = await beginReport();
    fireEvent.keyDown(document.body, { key: 'E', ctrlKey: true, shiftKey: true });
    type('Title of the document', '');
    type('Title of the document', 'Parcels');
    type('Paragraph 2 (a)', 'Cases rose.');
    const checks = screen.getByRole('region', { name: 'Checks' });
    expect(within(checks).getAllByRole('button', { name: /tracked changes? still open/ })).toHaveLength(2);
    fireEvent.click(changes()[0] as HTMLElement);
    fireEvent.click(await screen.findByRole('menuitem', { name: /^Accept/ }));
    await waitFor(() => expect(within(checks).getAllByRole('button', { name: /tracked change/ })).toHaveLength(1));
    await screen.findByText('Saved');
    const stored = await documentHandlers['documents.get'](service, { id: 1 }, call);
    expect([stored.composition.tracking, stored.composition.tracks?.map(({ place }) => place)]).toEqual([true, ['p2-1']]);
  });

  it('reads that a translation is of an earlier wording and what changed since, and finds it right', async () => {
    await beginReport();
    type('Paragraph 2 (a)', 'Cases rose.');
    fireEvent.click(screen.getByRole('radio', { name: 'FR' }));
    type('Paragraph 2 a)', 'Les cas ont augmenté.');
    fireEvent.click(screen.getByRole('radio', { name: 'EN' }));
    type('Paragraph 2 (a)', 'Cases fell.');
    expect(screen.queryByRole('note')).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'FR' }));
    const note = await screen.findByRole('note');
    expect([note.querySelector('del')?.textContent, note.querySelector('ins')?.textContent]).toEqual(['rose', 'fell']);
    expect(screen.getByRole('button', { name: /^Translated from an earlier wording of the original/ })).toBeTruthy();
    expect(screen.getAllByText('1 text of an earlier wording')).toHaveLength(3);
    fireEvent.click(within(note).getByRole('button', { name: 'The translation is still right' }));
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('is asked to try again when a save failed, and loses nothing', async () => {
    const { service } = await beginReport(1);
    type('Paragraph 2 (a)', 'Cases rose.');
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('Saved');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(JSON.stringify((await documentHandlers['documents.get'](service, { id: 1 }, call)).composition)).toContain('Cases rose.');
  });

  it('takes a wording out of the phrase book, and takes that back', async () => {
    await beginReport();
    type('Paragraph 2 (a)', 'As was noted before;');
    fireEvent.focus(screen.getByRole('textbox', { name: 'Paragraph 2 (a)' }));
    fireEvent.click(screen.getByRole('tab', { name: 'Phrases' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Keep this wording' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Remove from the phrase book: As was noted before;' }));
    expect(await screen.findByText('Removed from the phrase book.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Remove from the phrase book/ })).toBeNull());
    fireEvent.click(
      within(screen.getByText('Removed from the phrase book.').parentElement as HTMLElement).getByRole('button', { name: 'Undo' }),
    );
    expect(await screen.findByRole('button', { name: /^Remove from the phrase book/ })).toBeTruthy();
    expect(screen.queryByText('Removed from the phrase book.')).toBeNull();
  });
});

describe('an analyst words the sentence of a finding', () => {
  it('in a language, with its change kept until it is decided, and takes an earlier wording up again', async () => {
    await mountBriefing('findings');
    fireEvent.click(await screen.findByRole('button', { name: 'Reword…' }));
    const field = screen.getByRole('textbox', { name: 'Wording, EN' });
    const said = (field as HTMLTextAreaElement).value;
    fireEvent.change(field, { target: { value: `${said} It lasts.` } });
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(changes().map(({ textContent }) => textContent)).toEqual([' It lasts.']));
    expect(screen.getByText('Translated from an earlier wording: FR, RU, ES')).toBeTruthy();
    fireEvent.keyDown(changes()[0] as HTMLElement, { code: 'KeyA', key: 'a' });
    await waitFor(() => expect(changes()).toEqual([]));
    fireEvent.click(screen.getByRole('button', { name: 'Wordings (3)' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Restore wording 0' }));
    await waitFor(() => expect((screen.getByRole('textbox', { name: 'Wording, EN' }) as HTMLTextAreaElement).value).toBe(said));
  });
});

describe('an analyst removes an action of a recommendation', () => {
  it('and takes that back', async () => {
    const { service } = await mountBriefing('findings');
    const fields = {
      meeting: {},
      adopted: null,
      reference: '',
      issue: {},
      addressee: '',
      theme: '',
      text: { en: 'Look at parcels.' },
      state: 'open' as const,
    };
    const { id } = await recommendationHandlers['recommendations.save'](service, fields, call);
    const act = {
      recommendation: id,
      date: '2026-03-01',
      text: { en: 'A unit was set up.' },
      legislation: {},
      obstacles: {},
      findings: [1],
    };
    await recommendationHandlers['recommendations.act'](service, act, call);
    useView.getState().setSaved('briefing.tab', 'recommendations');
    fireEvent.click(await screen.findByRole('button', { name: 'Remove: A unit was set up.' }));
    expect(await screen.findByText('Action removed.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/A unit was set up/)).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('button', { name: 'Remove: A unit was set up.' })).toBeTruthy();
    const { recommendations } = await recommendationHandlers['recommendations.list'](service, {}, call);
    expect(recommendations[0]?.actions[0]).toMatchObject(act);
  });
});
