// @vitest-environment jsdom
/// <reference types="vite/client" />
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { profilePanels } from '../../electron/service/profile/panels.ts';
import { useView } from '../../renderer/app/view.ts';
import { initialValues, settingsOf } from '../../renderer/features/analyses/settings.ts';
import { packChecks } from '../../renderer/features/briefing/checks.tsx';
import { kilogramsText } from '../../renderer/features/cases/case-columns.ts';
import { windowSort } from '../../renderer/features/cases/case-source.ts';
import { caseDate } from '../../renderer/ui/format.ts';
import type { select } from '../../shared/columns/select.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { inventedTable } from '../support/fake-profile.ts';
import { mountProfile } from '../support/mount-profile.tsx';

afterEach(cleanup);
// A machine under load must not decide what a test finds.
configure({ asyncUtilTimeout: 15_000 });

const words = createWording('en');

describe('a person on the cases screen', () => {
  it('gets windows of a hundred rows, never all of them', async () => {
    const fake = mountProfile('cases', 'en', 900);
    await waitFor(() =>
      expect(fake.calls.some(({ method, input }) => method === 'cases.window' && (input as { limit: number }).limit === 100)).toBe(true),
    );
    const limits = fake.calls.filter(({ method }) => method === 'cases.window').map(({ input }) => (input as { limit: number }).limit);
    expect(Math.max(...limits)).toBe(100);
    expect((await screen.findAllByRole('row')).length).toBeLessThan(120);
  });

  it('opens a case beside its original row and steps to the next with a key', async () => {
    const fake = mountProfile('cases', 'en', 300);
    const cells = await screen.findAllByRole('gridcell', { name: /20\d\d/ });
    fireEvent.click(cells[0] as HTMLElement);
    const detail = within(await screen.findByRole('complementary', { name: 'One case and its original row' }));
    expect(await detail.findByText('Case 1')).toBeTruthy();
    expect(await detail.findByText('=1+1')).toBeTruthy();
    expect(detail.getByText('ab'.repeat(32))).toBeTruthy();
    fireEvent.keyDown(window, { key: 'j' });
    expect(await detail.findByText('Case 2')).toBeTruthy();
    fireEvent.keyDown(window, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByText('Case 2')).toBeNull());
    expect(fake.calls.filter(({ method }) => method === 'cases.get').map(({ input }) => (input as { id: number }).id)).toEqual([1, 2]);
  });

  it('filters by a column with the filter of the workspace', async () => {
    mountProfile('cases', 'en', 300);
    fireEvent.click(await screen.findByRole('button', { name: 'Filter: Transport' }));
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Air' }));
    expect(useView.getState().filter).toEqual({ all: [{ facet: 'transport', in: ['T4'] }] });
  });
});

describe('a case in words', () => {
  it.each([
    ['day', '9 March 2014'],
    ['month', 'March 2014'],
    ['year', '2014'],
  ])('has a date as precise as it is known: %s', (datePrecision, expected) => {
    expect(caseDate(words, { date: '2014-03-09', datePrecision })).toBe(expected);
  });

  it('has a mass with the digits a small amount needs', () => {
    expect([0, 0.00125, 2.5, 1234.56].map((kg) => kilogramsText(words, kg))).toEqual(['0', '0.0013', '2.50', '1,234.6']);
  });

  it('is sorted by what the service can sort by, and by number otherwise', () => {
    expect(windowSort([{ colId: 'mass', sort: 'desc' }] as never)).toEqual({ sort: 'mass', descending: true });
    expect(windowSort([{ colId: '__proto__', sort: 'desc' }] as never)).toEqual({ sort: 'id', descending: false });
  });
});

describe('the form of an analysis', () => {
  it('is made from its schema: choices, whole numbers with limits, yes or no', () => {
    const settings = settingsOf({
      type: 'object',
      properties: {
        split: { type: 'string', enum: ['none', 'drug'], default: 'drug' },
        top: { type: 'integer', minimum: 1, maximum: 20, default: 6 },
        free: { type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 },
        repeats: { type: 'boolean', default: true },
      },
    });
    expect(settings).toEqual([
      { kind: 'choice', name: 'split', options: ['none', 'drug'], initial: 'drug' },
      { kind: 'number', name: 'top', whole: true, least: 1, most: 20, initial: 6 },
      { kind: 'number', name: 'free', whole: true, least: undefined, most: undefined, initial: undefined },
      { kind: 'truth', name: 'repeats', initial: true },
    ]);
    expect(initialValues(settings)).toEqual({ split: 'drug', top: 6, repeats: true });
  });
});

describe('the checks before a pack leaves', () => {
  const table = inventedTable(400);
  const checksFor = (filter: Parameters<typeof select>[1]) => packChecks(profilePanels(table, filter, 'none', words), words);

  it('say how many cases it rests on and that repeats are counted', () => {
    const checks = checksFor({ all: [] });
    expect(checks.find(({ id }) => id === 'cases')).toEqual({ id: 'cases', tone: 'good', text: 'The pack rests on 400 cases.' });
    expect(checks.find(({ id }) => id === 'repeats')?.tone).toBe('note');
  });

  it('warn when so few cases are left that a figure points at one', () => {
    const few = checksFor({
      all: [
        { facet: 'mass', from: 49 },
        { facet: 'country', in: ['KEN'] },
      ],
    }).find(({ id }) => id === 'cases');
    expect(few?.tone).toBe('warn');
    const none = checksFor({ all: [{ facet: 'country', in: ['ZZZ'] }] }).find(({ id }) => id === 'cases');
    expect(none?.text).toContain('No case is selected');
  });
});
