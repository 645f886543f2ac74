// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { countByField } from '../../renderer/features/import/report.tsx';
import { StowageError } from '../../shared/errors.ts';
import { FAKE_REPORT, type FakeService } from '../support/fake-service.ts';
import { MESSY_RECIPE, messyUnderstanding } from '../support/fake-understanding.ts';
import { mountPage } from '../support/mount-page.tsx';

afterEach(cleanup);

async function openImport(prepare: (fake: FakeService) => void = () => undefined, title = 'invented.csv'): Promise<FakeService> {
  const fake = mountPage({ open: true });
  prepare(fake);
  await screen.findByRole('navigation', { name: 'Screens' });
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'i' });
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  await screen.findByRole('heading', { level: 2, name: title });
  // The panes are drawn one after another.
  await screen.findByRole('region', { name: 'The records as they will be' });
  return fake;
}

/** A file whose date order is asked until it is answered, and whose drugs follow the recipe. */
const messy = (fake: FakeService) =>
  fake.onUnderstand(({ recipe, decisions }) => messyUnderstanding(recipe ?? MESSY_RECIPE, !('date-order:Date' in decisions)));

const importButton = () => within(screen.getByRole('main')).getByRole('button', { name: 'Import' });
const startImport = () => fireEvent.click(importButton());
const pane = (name: string) => screen.getByRole('region', { name });
const understood = (fake: FakeService) => fake.calls.filter((call) => call.method === 'imports.understand');
const lastInput = (fake: FakeService) =>
  understood(fake).at(-1)?.input as { recipe?: typeof MESSY_RECIPE; decisions: Record<string, string> };

describe('an analyst who imports a file of a known layout', () => {
  it('sees each column and its field, and imports it with one button before anything is stored', async () => {
    const fake = await openImport();
    const columns = screen.getByRole('list', { name: 'Columns of the file' });
    expect(within(columns).getByRole('button', { name: /HIDING_PLACE.*Concealment/ })).toBeTruthy();
    expect(screen.getByText('Ready to import')).toBeTruthy();
    expect(fake.calls.some((call) => call.method === 'imports.run')).toBe(false);
    startImport();
    await screen.findByRole('heading', { level: 2, name: 'invented.csv is imported' });
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
    fireEvent.click(await screen.findByRole('button', { name: 'Import a second time' }));
    await screen.findByRole('heading', { level: 2, name: 'invented.csv is imported' });
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

describe('an analyst who imports a file made by hand', () => {
  const openMessy = () => openImport(messy, 'messy.csv');

  it('sees the part of every row, and cannot import while a question is open', async () => {
    await openMessy();
    const rows = pane('The file as it is');
    for (const name of ['Row 1 above', 'Row 3 header', 'Row 4 data', 'Row 6 total', 'Row 7 note'])
      expect(within(rows).getByRole('button', { name })).toBeTruthy();
    expect(screen.getByText('1 question to answer')).toBeTruthy();
    expect((importButton() as HTMLButtonElement).disabled).toBe(true);
  });

  it('answers the question in its place, and takes the answer back and forth with the keyboard', async () => {
    const fake = await openMessy();
    const mapping = pane('What each column becomes');
    const [answer] = within(within(mapping).getByRole('region', { name: /In which order/ })).getAllByRole('button');
    fireEvent.click(answer as HTMLElement);
    await screen.findByText('Ready to import');
    expect(lastInput(fake).decisions).toEqual({ 'date-order:Date': 'day-month-year' });
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    await screen.findByText('1 question to answer');
    expect(lastInput(fake).decisions).toEqual({});
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true, shiftKey: true });
    await screen.findByText('Ready to import');
  });

  it('keeps an unanswered question although the recipe that was edited says a value for it', async () => {
    const fake = await openMessy();
    fake.onUnderstand(({ recipe }) => messyUnderstanding(recipe ?? MESSY_RECIPE, recipe === undefined));
    fireEvent.click(screen.getByRole('switch', { name: 'note (1 row)' }));
    await waitFor(() => expect(lastInput(fake).recipe?.table.leaveOut).toContainEqual({ kind: 'note', off: true }));
    await screen.findByText('1 question to answer');
    expect((importButton() as HTMLButtonElement).disabled).toBe(true);
  });

  it('places a misspelt value and all that are written alike, and the row shows it before the file is read again', async () => {
    const fake = await openMessy();
    fireEvent.click(screen.getByRole('button', { name: /^Drug.*Drug/ }));
    const values = await screen.findByRole('list', { name: 'What every value becomes' });
    fireEvent.click(within(values).getByRole('button', { name: /^Cocain3/ }));
    fireEvent.click(await screen.findByRole('checkbox', { name: 'And 1 value written alike' }));
    fireEvent.click(await screen.findByRole('button', { name: /Cocaine hydrochloride.*spelt like cocaine/ }));
    expect(within(values).getByRole('button', { name: /^Kokain2Cocaine hydrochloride/ })).toBeTruthy();
    await waitFor(() =>
      expect(lastInput(fake).recipe?.columns[1]?.values).toEqual([
        { from: 'Cocain', to: ['G2.1'] },
        { from: 'Kokain', to: ['G2.1'] },
      ]),
    );
  });

  it('takes only clear suggestions in bulk', async () => {
    const fake = await openMessy();
    fireEvent.click(screen.getByRole('button', { name: /^Drug.*Drug/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Take 1 clear suggestion' }));
    await waitFor(() => expect(lastInput(fake).recipe?.columns[1]?.values).toEqual([{ from: 'Cocain', to: ['G2.1'] }]));
  });

  it('says that a value is missing, by its kind', async () => {
    const fake = await openMessy();
    fireEvent.click(screen.getByRole('button', { name: /^Drug.*Drug/ }));
    fireEvent.click(await screen.findByRole('button', { name: /^Kokain2/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'not known' }));
    await waitFor(() => expect(lastInput(fake).recipe?.columns[1]?.values).toEqual([{ from: 'Kokain', to: [], missing: 'not-known' }]));
  });

  it('moves through the columns with the arrows', async () => {
    await openMessy();
    const columns = screen.getByRole('list', { name: 'Columns of the file' });
    const [first] = within(columns).getAllByRole('button');
    (first as HTMLElement).focus();
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    expect(document.activeElement?.getAttribute('data-column')).toBe('Drug');
    expect(await screen.findByRole('region', { name: 'Column Drug' })).toBeTruthy();
    fireEvent.keyDown(document.activeElement as Element, { key: 'End' });
    expect(document.activeElement?.getAttribute('data-column')).toBe('Remarks');
  });

  it('goes from a problem to the place where it is decided', async () => {
    await openMessy();
    fireEvent.click(screen.getByRole('button', { name: 'Drug: 2 values have no code' }));
    await waitFor(() => expect(document.activeElement?.getAttribute('data-value')).toBe('Cocain'));
  });

  it('disagrees about a row', async () => {
    const fake = await openMessy();
    fireEvent.click(screen.getByRole('button', { name: 'Row 6 total' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'This row is data: keep it' }));
    await waitFor(() => expect(lastInput(fake).recipe?.table.keep).toEqual([3]));
  });

  it('switches a step of the recipe off', async () => {
    const fake = await openMessy();
    fireEvent.click(screen.getByRole('button', { name: 'Recipe' }));
    fireEvent.click(await screen.findByRole('switch', { name: /Drug → Drug/ }));
    await waitFor(() => expect(lastInput(fake).recipe?.columns[1]?.off).toBe(true));
  });

  it('sees the former figures and the reason when the file cannot be read by the new decision, which is taken back', async () => {
    const fake = await openMessy();
    fake.onUnderstand(() => {
      throw new StowageError('unreadable-file', 'The file holds no such row. Nothing was changed. Choose another.', { row: 3 });
    });
    fireEvent.click(screen.getByRole('button', { name: 'Row 4 data' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'The header is here' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The file holds no such row.');
    // By hand: three records stand above the row under the header.
    expect(lastInput(fake)).toEqual({ file: 'file-00001', decisions: { 'header-row': '3' } });
    expect(within(pane('The file as it is')).getByRole('button', { name: 'Row 3 header' })).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Undo the last decision' }) as HTMLButtonElement).disabled).toBe(true);
  });
});

describe('an analyst who looks back at an import', () => {
  async function openList(): Promise<FakeService> {
    const fake = mountPage({ open: true, imported: true });
    await screen.findByRole('navigation', { name: 'Screens' });
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'i' });
    fireEvent.click(await screen.findByRole('button', { name: 'Actions for invented.csv' }));
    return fake;
  }

  it('takes it back after reading what is lost, in numbers', async () => {
    const fake = await openList();
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Undo the import…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Take back the import of invented.csv?' });
    // By hand: the made-up report counts 12 rows read, the import holds 11 cases.
    expect(dialog.textContent).toContain('11 cases and 12 original rows leave the workspace');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take it back' }));
    await waitFor(() => expect(fake.calls.find((call) => call.method === 'imports.undo')?.input).toEqual({ id: 1 }));
  });

  it('places values in the recipe of a re-run, and sees the differences before they are applied', async () => {
    const fake = await openList();
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Re-run with…' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Inside invented parcel3/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'not known' }));
    fireEvent.click(screen.getByRole('button', { name: 'Show the differences' }));
    expect(await screen.findByText('This is what would change. Nothing has been changed yet.')).toBeTruthy();
    const reruns = () => fake.calls.filter((call) => call.method === 'imports.rerun').map((call) => call.input as { dryRun: boolean });
    expect(reruns().map(({ dryRun }) => dryRun)).toEqual([true]);
    fireEvent.click(screen.getByRole('button', { name: 'Apply the differences' }));
    expect(await screen.findByText('Applied.')).toBeTruthy();
    expect(reruns().map(({ dryRun }) => dryRun)).toEqual([true, false]);
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
