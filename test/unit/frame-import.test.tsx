// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { countByField } from '../../renderer/features/import/report.tsx';
import { StowageError } from '../../shared/errors.ts';
import { FAKE_REPORT, type FakeService } from '../support/fake-service.ts';
import { mountPage } from '../support/mount-page.tsx';

afterEach(cleanup);

async function openImport(): Promise<FakeService> {
  const fake = mountPage({ open: true });
  await screen.findByRole('navigation', { name: 'Screens' });
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'i' });
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  await screen.findByRole('heading', { level: 2, name: 'invented.csv' });
  return fake;
}

const startImport = () => fireEvent.click(within(screen.getByRole('main')).getByRole('button', { name: 'Import' }));

describe('an analyst who imports a file', () => {
  it('sees each column, its field and its crosswalk before anything is stored', async () => {
    const fake = await openImport();
    const mapping = screen.getByRole('region', { name: 'How each column will be read' });
    expect(within(mapping).getByRole('row', { name: 'HIDING_PLACE Concealment unodc-ids-hiding_place' })).toBeTruthy();
    expect(within(mapping).getByRole('row', { name: 'AMOUNT Amount as it stands' })).toBeTruthy();
    expect(screen.getAllByText('Freedonia')).toHaveLength(1);
    expect(fake.calls.some((call) => call.method === 'imports.run')).toBe(false);
  });

  it('reads what was accepted, rejected and repeated, and the values without a code, most frequent first', async () => {
    await openImport();
    startImport();
    await screen.findByRole('heading', { level: 2, name: 'invented.csv is imported' });
    const figure = (name: string) => screen.getAllByText(name)[0]?.parentElement?.querySelector('dd')?.textContent;
    expect(['Rows read', 'Accepted', 'Rejected', 'Exact repeats'].map(figure)).toEqual(['12', '11', '1', '2']);
    const table = screen.getByRole('table', { name: 'Values that have no code' });
    const counts = () =>
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.lastElementChild?.textContent);
    expect(counts()).toEqual(['9', '3', '1']);
    fireEvent.click(within(table).getByRole('button', { name: 'Cases' }));
    expect(counts()).toEqual(['1', '3', '9']);
    expect(within(table).getByRole('columnheader', { name: 'Cases' }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('follows the progress and cancels the work', async () => {
    const fake = await openImport();
    fake.onImport(
      (_input, call) =>
        new Promise((_resolve, reject) => {
          call.progress({ fraction: 0.62, step: 'import-read' });
          call.signal.addEventListener('abort', () => reject(call.signal.reason));
        }),
    );
    startImport();
    const tray = screen.getByRole('region', { name: 'Work under way' });
    expect(await within(tray).findByText('62%')).toBeTruthy();
    expect(within(tray).getByRole('progressbar', { name: 'Importing invented.csv' }).getAttribute('aria-valuenow')).toBe('62');
    fireEvent.click(within(tray).getByRole('button', { name: 'Cancel' }));
    const alert = await screen.findByRole('alert');
    expect(alert.dataset.error).toBe('cancelled');
    expect(alert.textContent).toContain('Nothing was changed.');
  });

  it('is asked before the same file is imported a second time', async () => {
    const fake = await openImport();
    fake.onImport(({ again }) => {
      if (!again)
        throw new StowageError(
          'already-imported',
          'This file was imported before. Nothing was stored. Import it again only if you mean to.',
        );
      return FAKE_REPORT;
    });
    startImport();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('would count every case twice');
    fireEvent.click(screen.getByRole('button', { name: 'Import a second time' }));
    await screen.findByRole('heading', { level: 2, name: 'invented.csv is imported' });
    expect(fake.calls.filter((call) => call.method === 'imports.run').map((call) => call.input)).toEqual([
      { file: 'file-00001', again: false, dryRun: false },
      { file: 'file-00001', again: true, dryRun: false },
    ]);
  });

  it('reads the row and the reason where a file is bad', async () => {
    const fake = await openImport();
    fake.onImport(() => {
      throw new StowageError(
        'unreadable-file',
        'A quoted cell that begins in row 7 never ends. Nothing was stored. Export the file again.',
        { row: 7 },
      );
    });
    startImport();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('(row 7)');
    expect(alert.textContent).toContain('A quoted cell that begins in row 7 never ends.');
    await waitFor(() => expect(alert.querySelector('details')?.open).toBe(true));
  });
});

describe('values without a code by field', () => {
  it('are counted as distinct values and as the cases they stand in', () => {
    // By hand: concealment has two values in 3 + 9 cases, unit one value in one.
    expect(countByField(FAKE_REPORT.unmapped)).toEqual([
      { field: 'concealment', values: 2, count: 12 },
      { field: 'unit', values: 1, count: 1 },
    ]);
  });
});
