import { describe, expect, it } from 'vitest';
import { advance, redo, startHistory, undo } from '../../renderer/app/history.ts';
import { afterEdit, openQuestions, UNTOUCHED } from '../../renderer/features/import/draft.ts';
import {
  answered,
  edited,
  marks,
  withChoices,
  withField,
  withKind,
  withoutChoices,
  withRow,
} from '../../renderer/features/import/edits.ts';
import { lostOf, placedNow } from '../../renderer/features/import/outcomes.ts';
import { problemsOf } from '../../renderer/features/import/problems.ts';
import { stepsOf } from '../../renderer/features/import/recipe-steps.ts';
import { MESSY_RECIPE, messyUnderstanding } from '../support/fake-understanding.ts';

// Expected values are read off the made-up file of fake-understanding.ts by hand.
const column = (recipe: typeof MESSY_RECIPE, header: string) => recipe.columns.find((one) => one.header === header);

describe('decisions taken back and forth', () => {
  it('return to the same draft, and a new decision forgets what was undone', () => {
    const one = { ...UNTOUCHED, decisions: { unit: 'kg' } };
    const two = { ...UNTOUCHED, decisions: { unit: 'g' } };
    const history = advance(advance(startHistory(UNTOUCHED), one), two);
    expect(undo(history).now).toEqual(one);
    expect(redo(undo(history))).toEqual(history);
    expect(redo(advance(undo(history), two)).future).toEqual([]);
    expect(undo(startHistory(UNTOUCHED)).now).toEqual(UNTOUCHED);
  });
});

describe('an answer to a question', () => {
  it('about sums or blank labels is said by an edited recipe too', () => {
    const base = { ...MESSY_RECIPE, table: { ...MESSY_RECIPE.table, leaveOut: [{ kind: 'totals' as const }] } };
    const table = (id: string, value: string) => answered(edited(UNTOUCHED, base), base, id, value).recipe?.table;
    expect(table('totals:Drug', 'leave-out')?.leaveOut).toEqual([{ kind: 'totals', within: ['Drug'] }]);
    expect(table('periods:Month', 'leave-out')?.leaveOut).toEqual([{ kind: 'totals', periods: ['Month'] }]);
    expect(table('totals:Drug', 'keep')?.leaveOut).toEqual([{ kind: 'totals', within: [] }]);
    expect(table('totals', 'keep')?.leaveOut).toEqual([{ kind: 'totals', off: true }]);
    expect(table('fill-down:Drug', 'fill')?.fillDown).toEqual(['Drug']);
    expect(table('fill-down:Drug', 'blank')?.fillDown).toEqual([]);
  });

  it('about ditto marks or running totals is said by an edited recipe too', () => {
    const unpivot = { columns: [{ header: 'Jan', value: '1' }], name: 'Month', measure: 'Quantity' };
    const base = { ...MESSY_RECIPE, table: { ...MESSY_RECIPE.table, unpivot, ditto: [{ header: 'Drug' }] } };
    const table = (id: string, value: string) => answered(edited(UNTOUCHED, base), base, id, value).recipe?.table;
    expect(table('ditto:Place', 'same')?.ditto).toEqual([{ header: 'Drug' }, { header: 'Place' }]);
    expect(table('ditto:Place', 'text')?.ditto).toEqual([{ header: 'Drug' }]);
    expect(table('ditto:Drug', 'text')?.ditto).toEqual([{ header: 'Drug', off: true }]);
    expect(table('running', 'running')?.unpivot?.running).toEqual({});
    expect(table('running', 'each')?.unpivot?.running).toEqual({ off: true });
  });

  it('about marked columns lets the columns be found anew, and is asked until then', () => {
    expect(answered(edited(UNTOUCHED, MESSY_RECIPE), MESSY_RECIPE, 'marks:Air', 'transport')).toEqual({
      recipe: null,
      decisions: { 'marks:Air': 'transport' },
      settled: [],
      isLoaded: false,
    });
    const asked = messyUnderstanding();
    const question = { id: 'marks:Air', options: [], evidence: { code: 'marks-open', values: {} }, examples: [] };
    const silent = { ...asked, questions: [] };
    expect(openQuestions([question], silent, edited(UNTOUCHED, MESSY_RECIPE)).map(({ id }) => id)).toEqual(['marks:Air']);
  });

  it('about headings between the rows lets the columns be found anew', () => {
    expect(answered(edited(UNTOUCHED, MESSY_RECIPE), MESSY_RECIPE, 'sections', 'one')).toEqual({
      recipe: null,
      decisions: { sections: 'one' },
      settled: [],
      isLoaded: false,
    });
  });

  it('is a step of the recipe that can be switched off, where headings or measures were read', () => {
    const sections = { names: ['Section'] };
    const measures = { header: 'Indicator', value: 'Value', columns: [{ name: 'Cases', of: ['Seizures'] }] };
    const recipe = { ...MESSY_RECIPE, table: { ...MESSY_RECIPE.table, sections, measures } };
    const off = (kind: string) =>
      stepsOf(recipe)
        .find((step) => step.kind === kind)
        ?.set?.(recipe, true).table;
    expect(off('sections')?.leaveOut).toContainEqual({ kind: 'heading', off: true });
    expect(off('measures')?.measures?.off).toBe(true);
  });

  it('is a step of the recipe that can be switched off, where ditto marks, marked columns or running totals were read', () => {
    const unpivot = { columns: [{ header: 'Jan', value: '1' }], name: 'Month', measure: 'Quantity', running: {} };
    const marked = [{ name: 'Transport', columns: [{ header: 'Air', value: 'Air' }], applies: ['x'], not: [] }];
    const recipe = { ...MESSY_RECIPE, table: { ...MESSY_RECIPE.table, unpivot, ditto: [{ header: 'Drug' }], marks: marked } };
    const off = (id: string) =>
      stepsOf(recipe)
        .find((step) => step.id === id)
        ?.set?.(recipe, true).table;
    expect(off('ditto Drug')?.ditto).toEqual([{ header: 'Drug', off: true }]);
    expect(off('marks Transport')?.marks?.map((own) => own.off)).toEqual([true]);
    expect(off('running')?.unpivot?.running).toEqual({ off: true });
  });

  it('is left to the service until the recipe is edited, and is said by the recipe from then on', () => {
    const before = answered(UNTOUCHED, MESSY_RECIPE, 'date-order:Date', 'month-day-year');
    expect(before).toEqual({ ...UNTOUCHED, decisions: { 'date-order:Date': 'month-day-year' } });
    const after = answered(edited(UNTOUCHED, MESSY_RECIPE), MESSY_RECIPE, 'date-order:Date', 'month-day-year');
    expect(after.decisions).toEqual({});
    expect(after.settled).toEqual(['date-order:Date']);
    expect(after.recipe && column(after.recipe, 'Date')?.read).toEqual({ as: 'date', order: 'mdy' });
  });

  it('about the bytes draws the columns anew and drops answers about the former ones', () => {
    const draft = { ...UNTOUCHED, recipe: MESSY_RECIPE, decisions: { 'decimal:Quantity': 'comma', sheet: 'One' } };
    expect(answered(draft, MESSY_RECIPE, 'encoding', 'windows-1252')).toEqual({
      ...UNTOUCHED,
      decisions: { sheet: 'One', encoding: 'windows-1252' },
    });
  });

  it('about the unit stands for every row, once', () => {
    const first = answered(edited(UNTOUCHED, MESSY_RECIPE), MESSY_RECIPE, 'unit', 'kg');
    const second = answered(first, first.recipe ?? MESSY_RECIPE, 'unit', 'g');
    expect(second.recipe?.constants).toEqual([{ field: 'unit', value: 'g' }]);
  });
});

describe('an open question', () => {
  const [question] = messyUnderstanding().questions;
  const silent = messyUnderstanding(MESSY_RECIPE, false);

  it('stays although an edited recipe makes the service silent about it, and goes with its answer or its column', () => {
    const open = question ? [question] : [];
    const draft = edited(UNTOUCHED, MESSY_RECIPE);
    expect(openQuestions(open, silent, draft)).toEqual(open);
    expect(openQuestions(open, silent, { ...draft, settled: ['date-order:Date'] })).toEqual([]);
    const unmapped = messyUnderstanding(withField(MESSY_RECIPE, 'Date', null), false);
    expect(openQuestions(open, unmapped, draft)).toEqual([]);
    expect(openQuestions(open, silent, UNTOUCHED)).toEqual([]);
  });
});

describe('what an edited recipe says of its own file', () => {
  it('keeps the findings, while a recipe that was loaded says what does not fit', () => {
    const note = { code: 'date-iso', values: {} };
    const misfit = { code: 'misfit-new', values: {} };
    const before = { ...messyUnderstanding(), notes: [note] };
    const after = { ...messyUnderstanding(), misfits: [misfit] };
    expect(afterEdit(before, after, edited(UNTOUCHED, MESSY_RECIPE))).toMatchObject({ notes: [note], misfits: [] });
    expect(afterEdit(before, after, { ...edited(UNTOUCHED, MESSY_RECIPE), isLoaded: true })).toBe(after);
  });
});

describe('edits of a recipe', () => {
  it('replace a former choice for the same value, and take it back', () => {
    const first = withChoices(MESSY_RECIPE, 'Drug', [{ values: ['Cocain', 'Kokain'], target: { codes: ['G2'] } }]);
    const second = withChoices(first, 'Drug', [{ values: ['Cocain'], target: { codes: [], missing: 'not-known' } }]);
    expect(column(second, 'Drug')?.values).toEqual([
      { from: 'Kokain', to: ['G2'] },
      { from: 'Cocain', to: [], missing: 'not-known' },
    ]);
    expect(column(withoutChoices(second, 'Drug', ['Cocain', 'Kokain']), 'Drug')?.values).toEqual([]);
  });

  it('give a column another way of reading with another field', () => {
    expect(column(withField(MESSY_RECIPE, 'Remarks', 'latitude'), 'Remarks')?.read).toEqual({ as: 'number', decimal: '.', thousands: '' });
    expect(column(withField(MESSY_RECIPE, 'Quantity', 'remarks'), 'Quantity')?.read).toEqual({ as: 'text' });
  });

  it('keep or leave a row, never both', () => {
    expect(withRow(withRow(MESSY_RECIPE, 3, 'keep'), 3, 'leave').table).toMatchObject({ keep: [], leave: [3] });
    expect(withKind(MESSY_RECIPE, 'note', true).table.leaveOut).toEqual([{ kind: 'totals' }, { kind: 'note', off: true }]);
  });

  it('never take one sign for the decimal and the thousands mark', () => {
    const quantity = column(MESSY_RECIPE, 'Quantity');
    const pointed = quantity && { ...quantity, read: { as: 'number' as const, decimal: ',' as const, thousands: '.' as const } };
    expect(pointed && marks(pointed, '.')).toEqual({ decimal: '.', thousands: ',' });
  });
});

describe('what is left to look at', () => {
  it('is first what is asked, then what would be lost, then what was left out', () => {
    const found = messyUnderstanding();
    expect(problemsOf(found, MESSY_RECIPE, found.questions).map(({ id, count }) => [id, count])).toEqual([
      ['question date-order:Date', 0],
      ['unplaced Drug', 5],
      ['left-out totals', 1],
      ['left-out note', 1],
    ]);
  });

  it('shrinks with a choice before the file is read again', () => {
    const recipe = withChoices(MESSY_RECIPE, 'Drug', [{ values: ['Cocain'], target: { codes: ['G2.1'] } }]);
    const drug = messyUnderstanding().columns.find(({ header }) => header === 'Drug');
    expect(drug && lostOf(placedNow(drug, column(recipe, 'Drug')))).toEqual({ values: 1, rows: 2 });
  });
});

describe('the steps of a recipe', () => {
  it('can be switched off and on again without a trace', () => {
    const chosen = withChoices(MESSY_RECIPE, 'Drug', [{ values: ['Cocain'], target: { codes: ['G2'] } }]);
    for (const step of stepsOf(chosen).filter(({ set }) => set !== undefined)) {
      const off = step.set?.(chosen, true) ?? chosen;
      expect([step.id, stepsOf(off).find(({ id }) => id === step.id)?.isOff]).toEqual([step.id, true]);
      const on = step.set?.(off, false) ?? off;
      expect(stepsOf(on).find(({ id }) => id === step.id)?.isOff).toBe(false);
    }
  });
});
