// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { recommendationHandlers } from '../../electron/service/handlers/recommendation-handlers.ts';
import { useView } from '../../renderer/app/view.ts';
import { BriefingScreen } from '../../renderer/features/briefing/briefing-screen.tsx';
import type { Finding } from '../../shared/contract/findings.ts';
import type { StowageContract } from '../../shared/contract/index.ts';
import { makePaper } from '../../shared/document/make-paper.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Area, Handlers } from '../../shared/rpc.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { mountPiece } from '../support/mount-piece.tsx';

afterEach(cleanup);
configure({ asyncUtilTimeout: 15_000 });

// The finding, the documents and the recommendations are made up.
const FINDING: Finding = {
  wording: null,
  id: 1,
  text: {
    en: 'Cases rose by a third.',
    fr: 'Les cas ont augmenté d’un tiers.',
    ru: 'Число случаев выросло на треть.',
    es: 'Los casos aumentaron un tercio.',
  },
  analysis: 'cases-by-month',
  settings: {},
  filter: { all: [] },
  dataVersion: 1,
  n: 40,
  of: 100,
  caveat: '',
  grade: '',
  handling: '',
  author: 'AB',
  state: 'draft',
  madeAt: '2026-03-09T08:30:00Z',
  stale: true,
  undone: [],
};
const SCOPE = { filter: { all: [] }, n: 100, of: 100, repeats: 0, undated: 0, from: '2014', to: '2015', dataVersion: 2 };

/** Documents and recommendations are the service's own, over a database in memory; findings and pages are made up. */
function mountBriefing(tab: string) {
  const { service } = memoryService();
  let changed: (areas: Area[]) => void = () => undefined;
  const heard = { ...service, changed: (areas: Area[]) => changed(areas) };
  const bound = Object.fromEntries(
    Object.entries({ ...documentHandlers, ...recommendationHandlers }).map(([method, handler]) => [
      method,
      (input: never) => (handler as (service: unknown, input: never, call: unknown) => unknown)(heard, input, call),
    ]),
  ) as Partial<Handlers<StowageContract>>;
  let finding = FINDING;
  const calls: { method: string; input: unknown }[] = [];
  changed = mountPiece(
    <BriefingScreen />,
    {
      ...bound,
      'documents.page': async ({ id, language }) => {
        const { composition, version } = await documentHandlers['documents.get'](service, { id }, call);
        const material = { scope: SCOPE, sources: [], handling: null, results: [], findings: [finding], recommendations: [] };
        return { version, paper: makePaper(composition, material, createWording(language)), checks: [] };
      },
      'findings.list': () => ({ findings: [finding] }),
      'findings.edit': ({ id: _, ...edit }) => {
        finding = { ...finding, ...JSON.parse(JSON.stringify(edit)) };
        changed(['findings']);
        return { done: true };
      },
      'findings.check': () => ({
        holds: false,
        dataVersion: 2,
        before: { text: FINDING.text.en ?? '', n: 40, of: 100 },
        now: { text: 'Cases rose by a fifth.', n: 36, of: 120 },
        changes: [
          { what: 'words', from: 'third', to: 'fifth' },
          { what: 'n', from: '40', to: '36' },
        ],
        undone: [],
      }),
    },
    calls,
  );
  useView.getState().setSaved('briefing.tab', tab);
  return { calls, saved: () => calls.filter(({ method }) => method === 'documents.save').length };
}

async function beginReport() {
  const mounted = mountBriefing('documents');
  fireEvent.click(await screen.findByRole('button', { name: 'New document' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: /^Working-group report/ }));
  await screen.findByRole('textbox', { name: 'Title of the document' });
  return mounted;
}

const type = (name: string, value: string) => fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const written = (name: string) => (screen.getByRole('textbox', { name }) as HTMLTextAreaElement).value;
const names = (pattern: RegExp) => screen.queryAllByRole('textbox', { name: pattern }).map((box) => box.getAttribute('aria-label'));

describe('a rapporteur composes the report of a working group', () => {
  it('from a draft with numbered paragraphs and lettered points, and what is written is saved', async () => {
    const { saved } = await beginReport();
    expect(names(/^Paragraph \d$/)).toEqual(['Paragraph 1', 'Paragraph 2', 'Paragraph 3']);
    type('Paragraph 1', 'The group observed:');
    await waitFor(() => expect(saved()).toBe(1));
    expect(await screen.findByText('Saved')).toBeTruthy();
  });

  it('by keys alone: Alt and the arrows move a point, Alt Enter adds one, Alt Backspace takes it out, Ctrl Z takes that back', async () => {
    await beginReport();
    type('Paragraph 2 (a)', 'First');
    type('Paragraph 2 (b)', 'Second');
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Paragraph 2 (a)' }), { key: 'ArrowDown', altKey: true });
    expect(written('Paragraph 2 (a)')).toBe('Second');
    const before = names(/^Paragraph 2 \(/).length;
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Paragraph 2 (a)' }), { key: 'Enter', altKey: true });
    expect(names(/^Paragraph 2 \(/)).toHaveLength(before + 1);
    expect(written('Paragraph 2 (b)')).toBe('');
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Paragraph 2 (a)' }), { key: 'Backspace', altKey: true });
    expect(written('Paragraph 2 (b)')).toBe('First');
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    expect(written('Paragraph 2 (a)')).toBe('Second');
  });

  it('in four languages: French lets letters stand as a), shows the English text to write from, and lists what is missing', async () => {
    await beginReport();
    type('Paragraph 2 (a)', 'Only in English');
    fireEvent.click(screen.getByRole('radio', { name: 'FR' }));
    expect(await screen.findByRole('textbox', { name: 'Paragraph 2 a)' })).toBeTruthy();
    type('Paragraph 2 a)', '');
    expect(await screen.findByText('Only in English')).toBeTruthy();
    const checks = screen.getByRole('region', { name: 'Checks' });
    expect(within(checks).getByRole('button', { name: /Not written in this language\s*Paragraph 2 a\)/ })).toBeTruthy();
  });

  it('sees that the evidence changed, and settles a bracket', async () => {
    await beginReport();
    type('Paragraph 2 (a)', 'Cases [rose | grew] in July;');
    fireEvent.focus(screen.getByRole('textbox', { name: 'Paragraph 2 (a)' }));
    fireEvent.click(screen.getByRole('tab', { name: 'Evidence' }));
    fireEvent.change(await screen.findByRole('combobox', { name: 'Link a finding…' }), { target: { value: '1' } });
    expect(await screen.findByText('The numbers changed. Now: Cases rose by a fifth.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'grew' }));
    expect(written('Paragraph 2 (a)')).toBe('Cases grew in July;');
  });

  it('sees the pages, of which the first bears no number, as in meeting documents', async () => {
    await beginReport();
    fireEvent.click(screen.getByRole('radio', { name: 'Pages' }));
    const page = await screen.findByRole('document', { name: /^Document/ });
    expect(page.querySelectorAll('[data-sheet]')).toHaveLength(1);
    expect(within(page).queryByText('1/1')).toBeNull();
    expect(page.querySelector('div[style*="top: 23mm"]')?.shadowRoot?.textContent).toMatch(/Original: English/);
  });

  it('finds the document in the list again, and removes it only when asked twice', async () => {
    await beginReport();
    fireEvent.click(screen.getByRole('button', { name: 'All documents' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Remove the document:/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Remove the document' }));
    expect(await screen.findByText('No document yet')).toBeTruthy();
  });
});

describe('an analyst keeps findings', () => {
  it('is told that the data changed, and what the sentence would be now', async () => {
    mountBriefing('findings');
    fireEvent.click(await screen.findByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('The numbers changed. Now: Cases rose by a fifth.')).toBeTruthy();
    expect(screen.getByText('“third” became “fifth”')).toBeTruthy();
  });

  it('moves one on and grades it', async () => {
    const { calls } = mountBriefing('findings');
    fireEvent.change(await screen.findByRole('combobox', { name: 'State' }), { target: { value: 'agreed' } });
    const grade = screen.getByRole('textbox', { name: 'Grading' });
    fireEvent.change(grade, { target: { value: 'B2' } });
    fireEvent.blur(grade);
    await waitFor(() =>
      expect(calls.filter(({ method }) => method === 'findings.edit').map(({ input }) => input)).toEqual([
        { id: 1, state: 'agreed' },
        { id: 1, grade: 'B2' },
      ]),
    );
  });
});

describe('a delegation follows recommendations', () => {
  it('enters one, notes an action with its evidence, and sees that nothing more is needed', async () => {
    mountBriefing('recommendations');
    fireEvent.click(await screen.findByRole('button', { name: 'New recommendation' }));
    fireEvent.change(await screen.findByRole('textbox', { name: 'Recommendation EN' }), {
      target: { value: 'Governments should look at parcels.' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('1 of 1 recommendations has no answer yet for the next questionnaire.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Note an action' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'What was done EN' }), {
      target: { value: Array.from({ length: 201 }, () => 'word').join(' ') },
    });
    expect(screen.getByText('201 words, at most 200')).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: 'What was done EN' }), { target: { value: 'A unit was set up.' } });
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Cases rose by a third.' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Every recommendation has an answer for the next questionnaire.')).toBeTruthy();
    expect(screen.getByText('(1 finding)')).toBeTruthy();
  });
});
