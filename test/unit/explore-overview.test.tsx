// @vitest-environment jsdom
/// <reference types="vite/client" />
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useView } from '../../renderer/app/view.ts';
import { firstFindings } from '../../renderer/features/overview/findings.tsx';
import type { ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { isUnder } from '../../shared/domain/facets.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { mountProfile } from '../support/mount-profile.tsx';

afterEach(cleanup);
// A machine under load must not decide what a test finds.
configure({ asyncUtilTimeout: 15_000 });

const panel = (name: string) => {
  const found = document.querySelector<HTMLElement>(`[data-panel="${name}"]`);
  if (!found) throw new Error(`There is no panel ${name}.`);
  return found;
};
const bars = (name: string) =>
  [...panel(name).querySelectorAll<SVGElement>('[data-mark="bar"]')].map(({ dataset }) => [dataset.key, Number(dataset.value)]);
const bar = (name: string, key: string) => {
  const mark = panel(name).querySelector(`[data-mark="bar"][data-key="${key}"]`)?.closest('[role="button"]');
  if (!mark) throw new Error(`There is no bar ${key}.`);
  return mark;
};

/** Counted case by case, without the column engine. */
function countPlainly(table: ColumnTable, holds: Partial<Record<CodeFacet, string>>): number {
  let count = 0;
  for (let row = 0; row < table.rows; row++) {
    const fits = Object.entries(holds).every(([facet, wanted]) => {
      const column = table.codes[facet as CodeFacet];
      return (column?.sets[column.values[row] ?? 0] ?? []).some((at) => isUnder(column?.codes[at] ?? '', wanted));
    });
    if (fits) count++;
  }
  return count;
}

async function openOverview() {
  const fake = mountProfile('overview');
  await screen.findByRole('heading', { level: 1, name: 'Overview' });
  // The panels are drawn one after another; quality is the last.
  await waitFor(() => expect(panel('quality')).toBeTruthy());
  return fake;
}

describe('a person on the overview', () => {
  it('clicks a drug and every other panel follows, while the drugs stay to choose from', async () => {
    const { table } = await openOverview();
    const drugs = bars('drug');
    fireEvent.click(bar('drug', 'G2'));
    const spain = countPlainly(table, { drug: 'G2', country: 'ESP' });
    await waitFor(() => expect(bars('country')).toContainEqual(['ESP', spain]));
    expect(bars('drug')).toEqual(drugs);
    expect(bar('drug', 'G2').getAttribute('aria-pressed')).toBe('true');
    expect(useView.getState().filter).toEqual({ all: [{ facet: 'drug', in: ['G2'] }] });
  });

  it('clicks it again and everything is back', async () => {
    const { table } = await openOverview();
    fireEvent.click(bar('drug', 'G2'));
    await waitFor(() => expect(bars('country')).toContainEqual(['ESP', countPlainly(table, { drug: 'G2', country: 'ESP' })]));
    fireEvent.click(bar('drug', 'G2'));
    await waitFor(() => expect(bars('country')).toContainEqual(['ESP', countPlainly(table, { country: 'ESP' })]));
    expect(useView.getState().filter).toEqual({ all: [] });
  });

  it('clicks a cell of the heat map and filters concealment and transport at once', async () => {
    const { table } = await openOverview();
    const cell = panel('heat').querySelector('[data-series="C8"][data-key="T4"]');
    expect(Number((cell as HTMLElement).dataset.value)).toBe(countPlainly(table, { concealment: 'C8', transport: 'T4' }));
    fireEvent.click(cell as HTMLElement);
    const cannabis = countPlainly(table, { concealment: 'C8', transport: 'T4', drug: 'G1' });
    await waitFor(() => expect(bars('drug')).toContainEqual(['G1', cannabis]));
    expect(panel('heat').querySelector('[data-series="C8"][data-key="T4"]')?.getAttribute('aria-pressed')).toBe('true');
    expect(within(panel('heat')).getAllByRole('button', { pressed: true })).toHaveLength(1);
  });

  it('clicks a series of the months and filters by it', async () => {
    await openOverview();
    fireEvent.click(within(panel('time')).getByRole('button', { name: /Opioids/ }));
    expect(useView.getState().filter).toEqual({ all: [{ facet: 'drug', in: ['G3'] }] });
  });

  it('chooses a year in the data-quality strip and sees shares counted from the cases', async () => {
    const { table } = await openOverview();
    const quality = within(panel('quality'));
    const row = quality.getByRole('button', { name: '2014' }).closest('tr') as HTMLElement;
    const inYear = [...table.day].filter((day) => new Date(day * 86_400_000).getUTCFullYear() === 2014).length;
    expect(within(row).getAllByRole('cell')[0]?.textContent).toBe(String(inYear));
    fireEvent.click(quality.getByRole('button', { name: '2014' }));
    expect(useView.getState().filter).toEqual({ all: [{ facet: 'date', from: '2014', to: '2014' }] });
  });

  it('opens the table behind a chart, the method and the caveats', async () => {
    await openOverview();
    const drug = within(panel('drug'));
    fireEvent.click(drug.getByRole('button', { name: 'Show the table' }));
    expect(drug.getByRole('columnheader', { name: /cases/ })).toBeTruthy();
    fireEvent.click(drug.getByRole('button', { name: 'Method and settings' }));
    expect(await screen.findByText(/Data version: 3/)).toBeTruthy();
    fireEvent.click(drug.getByRole('button', { name: 'Caveats' }));
    expect(await screen.findByText(/Exact repeats of an earlier row/)).toBeTruthy();
  });

  it('goes from a panel to the cases behind it', async () => {
    await openOverview();
    fireEvent.click(within(panel('country')).getByRole('button', { name: 'Show the cases' }));
    expect(useView.getState().screen).toBe('cases');
  });

  it('asks for mass instead of cases and reads kilograms', async () => {
    await openOverview();
    fireEvent.click(screen.getByRole('radio', { name: 'Mass' }));
    await waitFor(() => expect(within(panel('drug')).getByText(/Mass by drug, kg/)).toBeTruthy());
  });
});

describe('the filter bar', () => {
  it('says what is filtered in words, counts before and after, and undoes', async () => {
    const { table } = await openOverview();
    fireEvent.click(bar('drug', 'G2'));
    const left = countPlainly(table, { drug: 'G2' });
    expect(await screen.findByText(`${left} of 600 cases selected`)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Drug: Cocaine-type' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo the filter' }));
    expect(await screen.findByText('600 of 600 cases selected')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Redo the filter' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Remove: Drug: Cocaine-type' }));
    expect(await screen.findByText('600 of 600 cases selected')).toBeTruthy();
  });

  it('opens with the slash key, searches the values of a field and filters by one', async () => {
    const { table } = await openOverview();
    fireEvent.keyDown(window, { key: '/' });
    fireEvent.click(await screen.findByRole('button', { name: 'Transport' }));
    fireEvent.change(await screen.findByRole('textbox', { name: /Search the values of: Transport/ }), { target: { value: 'lorry' } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Lorry or truck' }));
    const left = countPlainly(table, { transport: 'T3.4' });
    expect(await screen.findByText(`${left} of 600 cases selected`)).toBeTruthy();
  });

  it('leaves out exact repeats with one switch', async () => {
    const { table } = await openOverview();
    fireEvent.click(screen.getByRole('switch', { name: 'Leave out exact repeats' }));
    expect(await screen.findByText(`${countPlainly(table, { repeat: 'first' })} of 600 cases selected`)).toBeTruthy();
  });

  it('refuses a date that is on no calendar and says what to write', async () => {
    await openOverview();
    fireEvent.keyDown(window, { key: '/' });
    fireEvent.click(await screen.findByRole('button', { name: 'Date' }));
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2015-02-30' } });
    fireEvent.click(screen.getByRole('button', { name: 'Apply' }));
    expect((await screen.findByRole('alert')).textContent).toContain('no date on the calendar');
    expect(useView.getState().filter).toEqual({ all: [] });
  });
});

describe('a screen in each language', () => {
  it.each(
    LANGUAGES.flatMap((language) => (['overview', 'analyses', 'briefing', 'cases'] as const).map((name) => [name, language] as const)),
  )('has words for everything it shows: %s in %s', async (name, language) => {
    mountProfile(name, language, 200);
    await waitFor(() => expect(document.querySelector('main h1')?.textContent).toBeTruthy());
    if (name === 'overview') await waitFor(() => expect(document.querySelectorAll('[data-panel]').length).toBe(5));
    if (name === 'analyses') await waitFor(() => expect(document.querySelector('[data-block="finding"]')).toBeTruthy());
    expect(document.querySelector('[role="alert"]')).toBeNull();
    expect(document.body.textContent).not.toMatch(/(explore|filter|cases|briefing)\.[a-z]+\.?[a-z]*\b(?!\.(docx|xlsx|csv))/);
  });
});

describe('the sentences at the top', () => {
  it('take the first of each analysis in turn, then the second, four in all', () => {
    const finding = (text: string) => ({ kind: 'finding' as const, text, n: 1, of: 2 });
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(finding);
    const chosen = firstFindings([[a, d], [b], [c, e]] as never);
    expect(chosen.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
  });
});
