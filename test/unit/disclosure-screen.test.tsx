// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { disclosureHandlers } from '../../electron/service/handlers/disclosure-handlers.ts';
import { useView } from '../../renderer/app/view.ts';
import { DisclosureScreen } from '../../renderer/features/disclosure/disclosure-screen.tsx';
import { splitBy } from '../../renderer/features/disclosure/release-form.tsx';
import { isWeaker } from '../../renderer/features/disclosure/rule-form.tsx';
import { stateOf } from '../../renderer/features/disclosure/today.ts';
import type { Missing, Permission, ToldPack, ToldTable } from '../../shared/contract/disclosure.ts';
import type { StowageContract } from '../../shared/contract/index.ts';
import type { Rule } from '../../shared/disclosure/rules.ts';
import type { Area, Handlers } from '../../shared/rpc.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { mountPiece } from '../support/mount-piece.tsx';

afterEach(cleanup);
configure({ asyncUtilTimeout: 15_000 });

// Sources, texts and cells are made up.
const SOURCE = {
  source: 'Police of Ruritania',
  originator: 'Head office',
  handling: 'ask-originator',
  cases: 160,
  asks: true,
  guarded: true,
};
const MISSING: Missing[] = [
  { kind: 'originator', source: SOURCE.source, templates: ['slides'] },
  {
    kind: 'text',
    about: 'recommendation',
    item: 4,
    wording: 'Seven parcels were found.',
    texts: [{ en: 'Seven parcels were found.', fr: 'Sept colis ont été trouvés.' }],
    mentions: [
      { words: 'Seven', language: 'en' },
      { words: 'Sept', language: 'fr' },
    ],
  },
  { kind: 'agreement', finding: 2, wording: 'Cases rose.' },
  { kind: 'undone', finding: 3, wording: 'Cases fell.', sources: ['Old file'] },
  { kind: 'untold', filter: { all: [] } },
];
const PACK: ToldPack = {
  pack: 2,
  at: '2026-02-03T04:05:06Z',
  by: 'AB',
  template: 'profile',
  tables: 1,
  cells: 2,
  hidden: 1,
  because: ['1'],
  given: [],
};
const TABLE: ToldTable = {
  filter: { all: [] },
  dimensions: ['date:year', 'transport'],
  measure: 'cases',
  count: 2,
  hidden: 1,
  cells: [
    { keys: ['2014', 'T1'], told: [12, 12] },
    { keys: ['2014', null], told: null },
  ],
};

/** Permissions and rules are the service's own, over a database in memory; the rest is made up. */
function mount(tab: string, made: { missing?: Missing[]; packs?: ToldPack[] } = {}) {
  const { service } = memoryService();
  let changed: (areas: Area[]) => void = () => undefined;
  const heard = { ...service, changed: (areas: Area[]) => changed(areas) };
  const bound = Object.fromEntries(
    Object.entries(disclosureHandlers).map(([method, handler]) => [
      method,
      (input: never) => (handler as (service: unknown, input: never, call: unknown) => unknown)(heard, input, call),
    ]),
  ) as Partial<Handlers<StowageContract>>;
  const calls: { method: string; input: unknown }[] = [];
  changed = mountPiece(
    <DisclosureScreen />,
    {
      ...bound,
      'disclosure.sources': () => ({ sources: [SOURCE] }),
      'disclosure.missing': () => ({ missing: made.missing ?? [] }),
      'disclosure.ledger': () => ({ packs: made.packs ?? [] }),
      'disclosure.told': () => ({ tables: [TABLE] }),
      'documents.list': () => ({ documents: [] }),
    },
    calls,
  );
  useView.getState().setSaved('disclosure.tab', tab);
  return { calls, asked: (method: string) => calls.filter((one) => one.method === method).map(({ input }) => input) };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: RegExp, value: string) => fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

describe('what is missing', () => {
  it('is said in a sentence each, with the way to settle it', async () => {
    mount('missing', { missing: MISSING });
    const items = await within(await screen.findByRole('list', { name: 'What is missing' })).findAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'The originator of “Police of Ruritania” has not agreed to: Slides.Record a permission',
      expect.stringMatching(
        /recommendation 4 .*“Seven parcels.*It may speak of figures that are kept back: “Seven”, “Sept”.*Read and release$/,
      ),
      'Finding 2 is not agreed: “Cases rose.”To the findings',
      expect.stringMatching(/^Finding 3 rests on data that were taken back \(Old file\)/),
      expect.stringMatching(/^Not even the number of cases may leave: all cases/),
    ]);
    expect(screen.getByText('5 things keep this from leaving today.')).toBeTruthy();
  });

  it('leads to a permission for the document it is missing for', async () => {
    const { asked } = mount('missing', { missing: MISSING.slice(0, 1) });
    fireEvent.click(await screen.findByRole('button', { name: 'Record a permission' }));
    const dialog = await screen.findByRole('dialog');
    expect((within(dialog).getByRole('combobox', { name: 'For' }) as HTMLSelectElement).value).toBe('slides');
    expect((within(dialog).getByRole('button', { name: 'Record' }) as HTMLButtonElement).disabled).toBe(true);
    type(/^Given by/, 'An office');
    type(/^Reference/, 'Letter 12');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Record' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBe(null));
    expect(asked('permissions.record')).toMatchObject([
      { kind: 'originator', source: SOURCE.source, template: 'slides', grantedBy: 'An office', reference: 'Letter 12', until: null },
    ]);
  });

  it('shows a text in full with what may tell marked, and lets it leave only when it was read', async () => {
    const { asked } = mount('missing', { missing: MISSING.slice(1, 2) });
    fireEvent.click(await screen.findByRole('button', { name: 'Read and release' }));
    const dialog = await screen.findByRole('dialog');
    expect([...dialog.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['Seven', 'Sept']);
    expect(within(dialog).getByText(/colis/).closest('p')?.getAttribute('lang')).toBe('fr');
    type(/^Given by/, 'Rapporteur');
    const release = within(dialog).getByRole('button', { name: 'Release' }) as HTMLButtonElement;
    expect(release.disabled).toBe(true);
    fireEvent.click(within(dialog).getByRole('checkbox'));
    fireEvent.click(release);
    await waitFor(() =>
      expect(asked('permissions.record')).toMatchObject([{ kind: 'text', about: 'recommendation', item: 4, grantedBy: 'Rapporteur' }]),
    );
  });

  it('is nothing where nothing is', async () => {
    mount('missing');
    expect(await screen.findByText('Nothing is missing')).toBeTruthy();
  });
});

describe('permissions', () => {
  it('are recorded, withdrawn with a confirmation, and that is taken back; all stay in the list', async () => {
    mount('permissions');
    expect(await screen.findByText('No permission was recorded yet.')).toBeTruthy();
    press('Record a permission for Police of Ruritania');
    await screen.findByRole('dialog');
    type(/^Given by/, 'An office');
    press('Record');
    expect(await screen.findByText(/^Permission 1 is recorded/)).toBeTruthy();
    expect(await screen.findByText(/one permission stands/)).toBeTruthy();
    press('Withdraw permission 1');
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByText('Withdrawn by AB')).toBeTruthy();
    expect(await screen.findByText(/no permission stands/)).toBeTruthy();
    press('Take back');
    expect(await screen.findByText('Stands')).toBeTruthy();
    expect(screen.getByText('Withdrawn by AB')).toBeTruthy();
  });

  it('stand, have run out, are not yet in force or were withdrawn, by the day', () => {
    const permission = { withdrawnAt: null, grantedOn: '2026-02-01', until: '2026-02-10' } as Permission;
    expect(stateOf(permission, '2026-02-10')).toBe('stands');
    expect(stateOf(permission, '2026-02-11')).toBe('past');
    expect(stateOf(permission, '2026-01-31')).toBe('later');
    expect(stateOf({ ...permission, withdrawnAt: '2026-02-02T00:00:00Z' }, '2026-02-03')).toBe('withdrawn');
  });
});

describe('rules', () => {
  it('are changed with a reason; one that protects less must be confirmed; a change is taken back', async () => {
    const { asked } = mount('rules');
    fireEvent.click(await screen.findByRole('button', { name: 'Change the rule of “Ask the originator”' }));
    const dialog = await screen.findByRole('dialog');
    type(/^Reason/, 'Terms');
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'A figure needs at least' }), { target: { value: '2' } });
    expect(within(dialog).getByRole('alert').textContent).toMatch(/^This protects less/);
    const act = within(dialog).getByRole('button', { name: 'Set the rule' }) as HTMLButtonElement;
    expect(act.disabled).toBe(true);
    fireEvent.click(within(dialog).getByRole('checkbox'));
    fireEvent.click(act);
    expect(await screen.findByText('at least 2 cases')).toBeTruthy();
    press('Take back');
    await waitFor(() => expect(screen.queryByText('at least 2 cases')).toBe(null));
    expect(asked('disclosure.set-rule')).toMatchObject([
      { handling: 'ask-originator', rule: { least: 2, percent: 10, method: 'suppress' }, reason: 'Terms' },
      { handling: 'ask-originator', rule: null },
    ]);
  });

  it('return to the usual one when that was confirmed', async () => {
    const { asked } = mount('rules');
    fireEvent.click(await screen.findByRole('button', { name: 'Change the rule of “Invented data”' }));
    await screen.findByRole('dialog');
    fireEvent.change(screen.getByRole('textbox', { name: 'A figure needs at least' }), { target: { value: '5' } });
    fireEvent.click(screen.getByRole('radio', { name: /^Rounding/ }));
    type(/^Reason/, 'To try it');
    press('Set the rule');
    fireEvent.click(await screen.findByRole('button', { name: 'Back to the usual rule of “Invented data”' }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Back to usual' }));
    await waitFor(() => expect(screen.queryByText('Rounding to base 3')).toBe(null));
    expect(asked('disclosure.set-rule')).toMatchObject([{ rule: { least: 5, method: 'round', base: 3 } }, { rule: null }]);
  });

  it('protect less where threshold, share or contributors are lower', () => {
    const rule: Rule = { least: 3, contributor: 'agency', percent: 10, method: 'suppress', base: 3 };
    expect(isWeaker({ ...rule, least: 2 }, rule)).toBe(true);
    expect(isWeaker({ ...rule, percent: 9 }, rule)).toBe(true);
    expect(isWeaker({ ...rule, contributor: 'case' }, rule)).toBe(true);
    expect(isWeaker({ ...rule, contributor: 'country', method: 'round' }, rule)).toBe(false);
    expect(isWeaker(rule, { ...rule, least: 0, percent: 0 })).toBe(false);
  });
});

describe('what was told', () => {
  it('is listed by pack and table, with what a reader knows of each cell', async () => {
    mount('ledger', { packs: [PACK] });
    const entry = await screen.findByText(/^Pack 2/);
    expect(entry.textContent).toMatch(/Profile · AB · 1 table, 2 cells, 1 of them not exact$/);
    expect(screen.getByText('More was kept back because of pack 1.')).toBeTruthy();
    const [outer] = screen.getAllByRole('group');
    open(outer as HTMLDetailsElement);
    const title = await screen.findByText(/^Cases by year, transport/);
    open(title.closest('details') as HTMLDetailsElement);
    const rows = within(await screen.findByRole('table'))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map((row) => row.textContent)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^2014 × .*12$/), '2014 × allnothing']),
    );
  });

  it('says what it is for while nothing has left', async () => {
    mount('ledger');
    expect(await screen.findByRole('heading', { name: 'No pack with protected records has left yet' })).toBeTruthy();
  });
});

function open(details: HTMLDetailsElement): void {
  details.open = true;
  fireEvent(details, new Event('toggle'));
}

describe('a text with words that may tell', () => {
  it('is cut at whole words only', () => {
    expect(splitBy('Seven of 17 and 7.', ['7', 'Seven'])).toEqual([
      { text: 'Seven', isMarked: true },
      { text: ' of 17 and ', isMarked: false },
      { text: '7', isMarked: true },
      { text: '.', isMarked: false },
    ]);
  });
});
