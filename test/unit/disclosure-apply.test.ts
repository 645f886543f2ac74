import { describe, expect, it } from 'vitest';
import type { AnalysisResult } from '../../shared/analysis/run.ts';
import { applyDecision } from '../../shared/disclosure/apply.ts';
import { decide } from '../../shared/disclosure/publication.ts';
import { type Rule, usualRule } from '../../shared/disclosure/rules.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Block, TableBlock } from '../../shared/report/block.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

// Made-up seizures: nine by sea, eight by road, one by air, seven by mail. Under a threshold of three the one by air is kept back.

const WORDS = createWording('en');
const HIDDEN = WORDS.text('disclosure.cell');
const COUNTS: [string, number][] = [
  ['T3', 9],
  ['T1', 8],
  ['T5', 7],
  ['T4', 1],
];
const ROWS = COUNTS.flatMap(([code, count]) =>
  Array.from(
    { length: count },
    (): PlainRow => ({ date: '2014-03-09', precision: 0, kg: 1, codes: { transport: [code], handling: ['ask-originator'] } }),
  ),
);
const TABLE: TableBlock = {
  kind: 'table',
  title: 'The 25 cases by transport',
  columns: [
    { key: 'transport', label: 'Transport', code: true },
    { key: 'transportLabel', label: 'Transport' },
    { key: 'cases', label: 'Cases', numeric: true },
    { key: 'share', label: 'Share', numeric: true, unit: '%' },
  ],
  rows: COUNTS.map(([code, count]) => [code, code, count, (100 * count) / 25]),
  note: 'Shares are of the 24 cases with a value, out of 25.',
};

function leaving(blocks: Block[], rule: Rule = usualRule('ask-originator')): Block[] {
  const table = tableOf(ROWS, ['transport', 'handling']);
  const result: AnalysisResult = { analysis: 'cases-by-month', version: 1, settings: { level: 2 }, blocks } as never;
  const decision = decide({ table, results: [{ filter: EVERYTHING, result }], ruleOf: () => rule, earlier: [] });
  if (!decision) throw new Error('Nothing is protected.');
  return applyDecision(decision, result, EVERYTHING, WORDS).result.blocks;
}

const tableIn = (blocks: Block[]) => blocks.find((block) => block.kind === 'table') as TableBlock;

describe('a table of which figures are kept back', () => {
  const left = tableIn(leaving([TABLE]));

  it('has words in their place, and no column that is not made of cells', () => {
    expect(left.columns.map(({ key }) => key)).toEqual(['transport', 'transportLabel', 'cases']);
    const cases = left.rows.map((row) => row[2]);
    expect(cases.filter((one) => one === HIDDEN)).toHaveLength(2);
    expect(left.rows.find(([code]) => code === 'T4')?.[2]).toBe(HIDDEN);
  });

  it('has them last and by code, since a place among ranked rows would tell between which they lie', () => {
    const hidden = left.rows.filter((row) => row[2] === HIDDEN).map(([code]) => String(code));
    expect(left.rows.slice(-hidden.length).map(([code]) => code)).toEqual(hidden.toSorted());
    const shown = left.rows.slice(0, -hidden.length).map((row) => Number(row[2]));
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  });

  it('has no title and note that name figures which are not printed', () => {
    expect(left.title).toBe(WORDS.text('analyses.cases-by-month.title'));
    expect(left.note).toBe(undefined);
  });

  it('keeps a note that names none', () => {
    expect(tableIn(leaving([{ ...TABLE, note: 'As they were reported.' }])).note).toBe('As they were reported.');
  });
});

describe('sentences beside a table', () => {
  const say = (text: string): Block => ({ kind: 'finding', text, n: 9, of: 25 });

  it('leave when each of their numbers is printed, and are told to be withheld otherwise', () => {
    const shown = Number(tableIn(leaving([TABLE])).rows[0]?.[2]);
    const texts = leaving([
      TABLE,
      say(`There were ${shown} cases by sea.`),
      say('There was 1 case by air.'),
      say('4% were by air.'),
    ]).flatMap((block) => (block.kind === 'finding' ? [block.text] : []));
    expect(texts).toEqual([`There were ${shown} cases by sea.`, WORDS.text('disclosure.sentence'), WORDS.text('disclosure.sentence')]);
  });
});
