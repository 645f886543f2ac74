import { describe, expect, it } from 'vitest';
import { atomsOf, rowsOfAtoms } from '../../shared/disclosure/atoms.ts';
import { planTables } from '../../shared/disclosure/plan.ts';
import type { Question } from '../../shared/disclosure/question.ts';
import { type Contributor, isActive, type Rule, strictestRule, usualRule } from '../../shared/disclosure/rules.ts';
import { judgeOf } from '../../shared/disclosure/sensitive.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

// Made-up seizures; what is expected was worked out by hand.

const row = (transport: string, country: string, agency: string, kg: number): PlainRow => ({
  date: '2014-03-09',
  precision: 0,
  kg,
  codes: { transport: [transport], country: [country], agency: [agency] },
});

/** By sea: three countries, 100 + 50 + 4 kg, in six cases of at most 60 kg; two agencies, 150 + 4. */
const BY_SEA = [
  row('T3', 'FRA', 'A1', 60),
  row('T3', 'FRA', 'A1', 40),
  row('T3', 'ESP', 'A1', 30),
  row('T3', 'ESP', 'A1', 20),
  row('T3', 'PRT', 'A2', 2),
  row('T3', 'PRT', 'A2', 2),
];
/** By road: four countries and agencies, one case each. */
const BY_ROAD = ['FRA', 'ESP', 'PRT', 'ITA'].map((country, at) => row('T1', country, `A${at + 1}`, 25));
const ROWS = [...BY_SEA, ...BY_ROAD];
const QUESTION: Question = { filter: { all: [] }, dimensions: [{ facet: 'transport', level: 2 }], measure: 'kg' };

const ruleOf = (contributor: Contributor, change: Partial<Rule> = {}): Rule => ({
  least: 0,
  contributor,
  percent: 10,
  method: 'suppress',
  base: 3,
  ...change,
});

function marginOf(rule: Rule, measure: 'cases' | 'kg', transport = 'T3') {
  const columns = tableOf(ROWS, ['transport', 'country', 'agency']);
  const atoms = atomsOf(columns, [{ question: QUESTION }]);
  return judgeOf(columns, rowsOfAtoms(atoms), rule)(atoms.cell(0, [transport]), measure);
}

describe('the p% rule with what an originator counts as contributors', () => {
  it('by case: beside the two largest (60, 40) 54 kg are left, more than a tenth of 60, so that the mass may be printed', () => {
    expect(marginOf(ruleOf('case'), 'kg')).toBe(null);
  });

  it('by country: beside the two largest (100, 50) 4 kg are left, 6 short of a tenth of 100', () => {
    const margin = marginOf(ruleOf('country'), 'kg');
    expect(margin?.more).toBeCloseTo(6, 9);
    expect(margin?.less).toBeCloseTo(6, 9);
  });

  it('by agency: beside the two largest (150, 4) nothing is left, 15 short of a tenth of 150', () => {
    expect(marginOf(ruleOf('agency'), 'kg')?.more).toBeCloseTo(15, 9);
  });

  it('by road, where four contribute alike, whoever they are', () => {
    for (const contributor of ['case', 'country', 'agency'] as const) expect(marginOf(ruleOf(contributor), 'kg', 'T1')).toBe(null);
  });
});

describe('the threshold with what an originator counts as contributors', () => {
  it('six cases by sea are enough for four; three countries and two agencies are not', () => {
    const rule = (contributor: Contributor) => ruleOf(contributor, { least: 4, percent: 0 });
    expect(marginOf(rule('case'), 'cases')).toBe(null);
    expect(marginOf(rule('country'), 'cases')).toEqual({ more: 1, less: 0 });
    expect(marginOf(rule('agency'), 'cases')).toEqual({ more: 1, less: 0 });
    expect(marginOf(rule('agency'), 'cases', 'T1')).toBe(null);
  });
});

describe('a plan under the p% rule by country', () => {
  it('keeps the mass by sea back, and that by road with it, since the whole is printed; by case both are printed', () => {
    const columns = tableOf(ROWS, ['transport', 'country', 'agency']);
    const cells = [['T1'], ['T3']];
    const statesUnder = (rule: Rule) => {
      const plan = planTables({ columns, rule, asked: [{ question: QUESTION, cells }], earlier: [] });
      return Object.fromEntries((plan.tables[0]?.cells ?? []).map(({ keys, state }) => [keys[0] ?? 'all', state]));
    };
    expect(statesUnder(ruleOf('case'))).toEqual({ all: 'shown', T1: 'shown', T3: 'shown' });
    expect(statesUnder(ruleOf('country'))).toEqual({ all: 'shown', T1: 'secondary', T3: 'primary' });
  });
});

describe('the strictest of several rules', () => {
  it('has the highest threshold and share, and the contributors that group the most', () => {
    const rules = [
      usualRule('invented'),
      ruleOf('agency', { least: 2 }),
      ruleOf('country', { least: 5, percent: 3, method: 'round', base: 5 }),
    ];
    expect(strictestRule(rules)).toEqual({ least: 5, percent: 10, contributor: 'country', method: 'round', base: 5 });
    expect(isActive(usualRule('may-leave'))).toBe(false);
  });
});
