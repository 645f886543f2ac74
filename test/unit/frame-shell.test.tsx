// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useView } from '../../renderer/app/view.ts';
import { FAKE_PASSPHRASE } from '../support/fake-service.ts';
import { mountPage } from '../support/mount-page.tsx';

afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const navigation = () => screen.findByRole('navigation', { name: 'Screens' });
const press = (key: string, more: object = {}) => fireEvent.keyDown(document.body, { key, ...more });

describe('a person in an open workspace', () => {
  it('goes to a screen by `g` and its letter, and finds the focus on its title', async () => {
    mountPage({ open: true });
    await navigation();
    press('g');
    press('w');
    const title = await screen.findByRole('heading', { level: 1, name: 'Workspace Atlantic desk' });
    await waitFor(() => expect(document.activeElement).toBe(title));
    expect(
      within(await navigation())
        .getByRole('button', { name: 'Workspace' })
        .getAttribute('aria-current'),
    ).toBe('page');
    expect(document.title).toBe('Workspace · Stowage');
  });

  it('does not leave a text field by typing letters that are keys elsewhere', async () => {
    mountPage({ open: true });
    await navigation();
    press('g');
    press('h');
    const search = await screen.findByRole('searchbox', { name: 'Search name or licence' });
    fireEvent.keyDown(search, { key: 'g' });
    fireEvent.keyDown(search, { key: 'w' });
    expect(useView.getState().screen).toBe('about');
  });

  it('finds an action in the palette by a part of its name and does it with Enter', async () => {
    mountPage({ open: true });
    await navigation();
    press('k', { ctrlKey: true });
    // The very next key is typed into it.
    const box = screen.getByRole('combobox', { name: 'Actions' });
    expect(document.activeElement).toBe(box);
    fireEvent.change(box, { target: { value: 'licences' } });
    expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(['Go to about and licencesGH']);
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(await screen.findByRole('heading', { level: 1, name: 'About Stowage' })).toBeTruthy();
  });

  it('sees nothing of the content once it is locked, and unlocks where it was', async () => {
    const fake = mountPage({ open: true, imported: true });
    await navigation();
    press('g');
    press('i');
    await screen.findByText('invented.csv');
    fireEvent.click(screen.getByRole('button', { name: 'Lock the workspace' }));
    expect(screen.queryByText('invented.csv')).toBeNull();
    expect(await screen.findByRole('heading', { level: 1, name: 'Locked' })).toBeTruthy();
    expect((within(await navigation()).getByRole('button', { name: 'Cases' }) as HTMLButtonElement).disabled).toBe(true);
    expect(fake.calls.some((call) => call.method === 'workspace.lock')).toBe(true);
    await screen.findByRole('option', { name: 'AB' });
    fireEvent.change(screen.getByLabelText(/^Passphrase/), { target: { value: FAKE_PASSPHRASE } });
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByText('invented.csv')).toBeTruthy();
  });

  it('sees nothing of the content when the service ends by itself', async () => {
    const fake = mountPage({ open: true, imported: true });
    await navigation();
    press('g');
    press('i');
    await screen.findByText('invented.csv');
    fake.state = { ...fake.state, open: false };
    act(() => fake.drop());
    await screen.findByRole('heading', { level: 1, name: 'Locked' });
    expect(screen.queryByText('invented.csv')).toBeNull();
    expect(document.querySelector('main')?.textContent).toContain('What had been saved is safe.');
  });

  it('finds the last screen, filter and language again after opening', async () => {
    const first = mountPage({ open: true });
    await navigation();
    act(() => {
      useView.getState().setFilter({ all: [{ facet: 'transport', in: ['T4'] }] });
      useView.getState().setScreen('workspace');
    });
    await waitFor(() =>
      expect(first.calls.filter((call) => call.method === 'view.set').map((call) => call.input)).toEqual([
        { key: 'filter', value: { all: [{ facet: 'transport', in: ['T4'] }] } },
        { key: 'screen', value: 'workspace' },
      ]),
    );
    fireEvent.click(screen.getAllByRole('button', { name: 'Lock the workspace' })[0] as HTMLElement);
    await screen.findByRole('option', { name: 'AB' });
    expect(useView.getState().filter).toEqual({ all: [] });
    fireEvent.change(screen.getByLabelText(/^Passphrase/), { target: { value: FAKE_PASSPHRASE } });
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    await screen.findByRole('heading', { level: 1, name: 'Workspace Atlantic desk' });
    expect(useView.getState().filter).toEqual({ all: [{ facet: 'transport', in: ['T4'] }] });
  });

  it('is warned twenty seconds before the idle lock and may stay', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'Date'] });
    const fake = mountPage({ open: true });
    await navigation();
    await act(() => vi.advanceTimersByTimeAsync(10 * 60_000 - 19_000));
    expect((await screen.findByRole('timer')).textContent).toMatch(/It locks in (19|18|17) seconds\./);
    fireEvent.click(screen.getByRole('button', { name: 'Stay unlocked' }));
    await waitFor(() => expect(screen.queryByRole('timer')).toBeNull());
    expect(fake.calls.some((call) => call.method === 'workspace.lock')).toBe(false);
    await act(() => vi.advanceTimersByTimeAsync(10 * 60_000 + 2000));
    await screen.findByRole('heading', { level: 1, name: 'Locked' });
    expect(fake.calls.filter((call) => call.method === 'workspace.lock').length).toBeGreaterThan(0);
  });

  it('is told, before a colleague is removed, what that does', async () => {
    const fake = mountPage({ open: true, imported: true });
    await navigation();
    press('g');
    press('w');
    fireEvent.click(await screen.findByRole('button', { name: 'Remove CD' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove CD?' });
    expect(dialog.textContent).toContain('11 cases');
    expect(dialog.textContent).toContain('cannot be cancelled');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove CD' })).toBeNull());
    expect(fake.calls.find((call) => call.method === 'analysts.remove')?.input).toEqual({ sign: 'CD' });
  });
});
