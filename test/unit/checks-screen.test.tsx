// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useView } from '../../renderer/app/view.ts';
import { RegimesTab } from '../../renderer/features/quality/regimes/regimes-tab.tsx';
import { logAxis, meanShares, monthPlace, runs } from '../../renderer/features/quality/regimes/strip.ts';
import { RepeatsTab } from '../../renderer/features/quality/repeats-tab.tsx';
import { ReportTab } from '../../renderer/features/quality/report-tab.tsx';
import { faultOf } from '../../renderer/features/workspace/factor-form.tsx';
import { mountChecks } from '../support/fake-checks.tsx';

afterEach(cleanup);
// A machine under load must not decide what a test finds.
configure({ asyncUtilTimeout: 15_000 });

const press = (key: string) => fireEvent.keyDown(document.body, { key });
const asked = (fake: ReturnType<typeof mountChecks>, method: string) =>
  fake.calls.filter((call) => call.method === method).map(({ input }) => input);

describe('an analyst who reads the quality report', () => {
  it('opens a problem to its cases with the reason, and a case to its original row', async () => {
    const fake = mountChecks(<ReportTab />);
    fireEvent.click(await screen.findByRole('button', { name: /^Probably wrong.*Dates before 1961/ }));
    expect(await screen.findByText(/9 March 1914 is before 1961\./)).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Case 3' }));
    const original = await screen.findByRole('table', { name: 'The row as it stands in the file' });
    expect(within(original).getByRole('row', { name: 'AMOUNT 3' })).toBeTruthy();
    expect(asked(fake, 'quality.compare')).toEqual([{ ids: [3] }]);
  });

  it('takes the cases of a problem to the Cases screen by the filter of the workspace', async () => {
    mountChecks(<ReportTab />);
    fireEvent.click(await screen.findByRole('button', { name: 'Filter to these cases: Dates before 1961' }));
    expect(useView.getState().filter).toEqual({ all: [{ facet: 'date', to: '1960' }] });
    expect(useView.getState().screen).toBe('cases');
  });

  it('sees the states of a field as shares that were counted by hand (1 and 3 of 4), and a value of the file as text only', async () => {
    mountChecks(<ReportTab />);
    const line = await screen.findByRole('row', { name: /^Transport.*25\.0%.*75\.0%/ });
    expect(
      within(line)
        .getAllByRole('cell')
        .slice(1)
        .map((cell) => cell.textContent),
    ).toEqual(['25.0%', '75.0%']);
    expect(screen.getByText('<b>invented</b>')).toBeTruthy();
  });
});

describe('an analyst who works through repeats with the keyboard', () => {
  it('steps with j and k, merges with m, dismisses with d, and takes both back with u', async () => {
    const fake = mountChecks(<RepeatsTab />);
    await screen.findByRole('button', { name: 'Merge under case 1 (M)' });
    press('j');
    await screen.findByRole('button', { name: 'Merge under case 3 (M)' });
    press('m');
    await screen.findByRole('button', { name: 'Merge under case 5 (M)' });
    expect(fake.merges.map(({ members }) => members.map(({ caseId }) => caseId))).toEqual([[3, 4]]);
    press('k');
    await screen.findByRole('button', { name: 'Merge under case 1 (M)' });
    press('d');
    await waitFor(() => expect(fake.candidates.map(({ members }) => members)).toEqual([[5, 6]]));
    await waitFor(() => expect((screen.getByRole('button', { name: /Take back/ }) as HTMLButtonElement).disabled).toBe(false));
    await waitFor(() => expect(screen.queryByText(/Merge under case 1 /)).toBeNull());
    press('u');
    await screen.findByRole('button', { name: 'Merge under case 1 (M)' });
    press('u');
    await waitFor(() =>
      expect(fake.candidates.map(({ members }) => members)).toEqual([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    );
    expect(fake.merges).toEqual([]);
  });

  it('lets another case lead, and marks what differs', async () => {
    const fake = mountChecks(<RepeatsTab />);
    fireEvent.click(await screen.findByRole('radio', { name: 'Case 2 leads' }));
    const record = screen.getByRole('table', { name: 'The record' });
    const differing = within(record)
      .getAllByRole('row')
      .filter((line) => line.dataset.differs);
    expect(differing.map((line) => line.textContent)).toEqual(['Amount (differs)12']);
    press('m');
    await waitFor(() => expect(asked(fake, 'quality.merge')).toMatchObject([{ kind: 'exact', lead: 2, members: [1, 2] }]));
  });

  it('merges many only after the number was shown, and says that number', async () => {
    const fake = mountChecks(<RepeatsTab />);
    fireEvent.click(await screen.findByRole('button', { name: 'Merge many' }));
    expect(await screen.findByText(/3 candidates with 6 cases will be merged/)).toBeTruthy();
    expect(asked(fake, 'quality.merge-all')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Merge 3 candidates' }));
    await waitFor(() => expect(asked(fake, 'quality.merge-all')).toEqual([{ kind: 'exact', leastScore: 0.9, expected: 3 }]));
  });
});

describe('an analyst who judges breaks in reporting', () => {
  it('reads what changed, dismisses it only with a reason, and reopens it', async () => {
    const fake = mountChecks(<RegimesTab />);
    expect(await screen.findByText('Cases a day: 0.05 before, 1.00 after.')).toBeTruthy();
    const dismiss = screen.getByRole('button', { name: 'Dismiss' }) as HTMLButtonElement;
    expect(dismiss.disabled).toBe(true);
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'a new law' } });
    fireEvent.click(dismiss);
    fireEvent.click(await screen.findByRole('button', { name: 'Reopen' }));
    await screen.findByRole('button', { name: 'Confirm' });
    expect(asked(fake, 'regimes.decide')).toMatchObject([
      { at: '2014-01-01', state: 'dismissed', reason: 'a new law' },
      { at: '2014-01-01', state: 'found' },
    ]);
  });

  it('declares a regime with a threshold for a drug', async () => {
    const fake = mountChecks(<RegimesTab />);
    fireEvent.click(await screen.findByRole('button', { name: 'Declare a regime' }));
    const form = within(await screen.findByRole('form', { name: 'Declare a regime' }));
    fireEvent.change(form.getByLabelText('Originator'), { target: { value: 'Invented ministry' } });
    fireEvent.change(form.getByLabelText('First day'), { target: { value: '2014-01-01' } });
    fireEvent.click(form.getByRole('button', { name: 'Save the regime' }));
    await waitFor(() =>
      expect(asked(fake, 'regimes.save')).toMatchObject([
        { source: 'invented', reporter: 'KEN', from: '2014-01-01', to: null, terms: { originator: 'Invented ministry' } },
      ]),
    );
  });
});

describe('the strips of a timeline', () => {
  it('place powers of ten evenly: 100 stands in the middle of 1 to 10,000', () => {
    const axis = logAxis([3, 8000, null, 0]);
    expect(axis.ticks).toEqual([1, 100, 10_000]);
    expect(axis.place(100)).toBeCloseTo(0.5, 12);
    expect(logAxis([]).ticks).toEqual([1, 10]);
  });

  it('break a line where a month says nothing, and place a day among the months', () => {
    expect(runs([1, null, 2, 3])).toEqual([
      [{ at: 0, value: 1 }],
      [
        { at: 2, value: 2 },
        { at: 3, value: 3 },
      ],
    ]);
    expect(monthPlace(['2013-11', '2013-12', '2014-01'], '2014-01-01')).toBe(2);
    expect(monthPlace(['2013-11', '2013-12', '2014-01'], '2020-01-01')).toBe(3);
    expect(meanShares([{ shares: [0, null] }, { shares: [0.5, null] }], 2)).toEqual([0.25, null]);
  });
});

describe('the form of a factor', () => {
  const good = { id: 'tablet-x', counts: ['tablet'], drugs: ['G4.1'], low: 0.0001, kg: 0.0002, high: 0.0003, text: 'a', source: 'b' };
  const draft = { ...good, countries: [], regions: [], from: '', to: '' };

  it('refuses what would make a mass nobody can defend', () => {
    expect(faultOf(draft, [])).toBeNull();
    expect(faultOf({ ...draft, low: 0.00021 }, [])).toBe('mass');
    expect(faultOf({ ...draft, low: 0 }, [])).toBe('mass');
    expect(faultOf({ ...draft, source: ' ' }, [])).toBe('words');
    expect(faultOf({ ...draft, id: 'Tablet X' }, [])).toBe('id');
    expect(faultOf(draft, ['tablet-x'])).toBe('taken');
    expect(faultOf({ ...draft, from: '2015-01-01', to: '2014-01-01' }, [])).toBe('period');
  });
});
