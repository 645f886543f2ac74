import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../electron/parser/held-source.ts';
import { readSource } from '../../electron/parser/read-source.ts';
import { shapeOf } from '../../electron/service/import/file-shape.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { draftRecipe } from '../../shared/understand/draft.ts';
import type { Survey } from '../../shared/understand/survey.ts';
import { parseSurvey } from '../support/parse-file.ts';

/* A survey made while rows are read says what a survey of the file says, or nothing. All tables are made up. */

const plain = () => ({ decisions: {}, remembered: () => [] });

async function along(content: string, shape: FileShape, surveyed: FileShape): Promise<Survey | undefined> {
  const told: Survey[] = [];
  const listener = { header: () => {}, progress: () => {}, batch: async () => {}, survey: (survey: Survey) => void told.push(survey) };
  await readSource(memorySource([Buffer.from(content)]), 'made-up.csv', listener, shape, surveyed);
  return told[0];
}

const HEADER = 'Nº;Date;Country;Drug;Place;Quantity (kg);Note';
const CELL = fc.constantFrom(
  '',
  ' ',
  '1',
  '12,5',
  '1.234',
  'x',
  '"a;b"',
  '"two\nlines"',
  'Lima',
  'cocaine',
  'é',
  'Total',
  '14/03/2019',
  '03/04/2019',
  '""""',
  '-"-',
  'idem',
);
const ROW = fc.array(CELL, { minLength: 5, maxLength: 7 }).map((cells) => cells.join(';'));
const ODD = fc.constantFrom(HEADER, ';;;;;;', 'Total;;;;;7,5;', 'Source: nobody at all;;;;;;', 'Lima;;;;;;', '');
const rowOf = (at: number) => `A-${at};${1 + (at % 28)}/03/2019;Peru;cocaine;Place ${at % 90};${at % 70},${at % 9}5;`;

describe('a survey in passing', () => {
  it.each([
    ['few rows', 3],
    ['as many rows as are shown first', 59],
    ['one row more', 60],
    ['more than a batch, with more values than are counted', 45_000],
  ])('of %s is that of the file', async (_, count) => {
    const rows = Array.from({ length: count }, (_row, at) => rowOf(at));
    const content = `${['Made-up register;;;;;;', HEADER, ...rows, 'Total;;;;;99,5;'].join('\n')}\n`;
    const survey = await parseSurvey(content);
    const shape = shapeOf(draftRecipe(survey, plain()).recipe);
    expect(await along(content, shape, {})).toEqual(survey);
  });

  it('of any rows is that of the file, or is not made', async () => {
    let made = 0;
    const tables = fc.record({
      rows: fc.array(
        fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 99 }).map(rowOf) }, { weight: 1, arbitrary: ROW }, { weight: 1, arbitrary: ODD }),
        {
          minLength: 1,
          maxLength: 150,
        },
      ),
      ends: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(tables, async ({ rows, ends }) => {
        const content = `${[HEADER, ...rows].join('\n')}${ends ? '\n' : ''}`;
        const survey = await parseSurvey(content).catch(() => undefined);
        if (!survey) return;
        const shape = shapeOf(draftRecipe(survey, plain()).recipe);
        const told = await along(content, shape, {}).catch(() => undefined);
        if (told) made++;
        if (told) expect(told).toEqual(survey);
      }),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(100);
  });

  it('is not made where the guess leaves out other rows, or takes another row for the header', async () => {
    const content = `${[HEADER, ...Array.from({ length: 80 }, (_, at) => rowOf(at))].join('\n')}\n`;
    const shape = shapeOf(draftRecipe(await parseSurvey(content), plain()).recipe);
    expect(await along(content, shape, {})).toBeDefined();
    expect(await along(content, { ...shape, table: { ...shape.table, leaveOut: [{ kind: 'blank' }] } }, {})).toBeUndefined();
    expect(await along(content, { ...shape, table: { ...shape.table, keep: [3] } }, {})).toBeUndefined();
    expect(await along(content, { ...shape, table: { ...shape.table, headerAt: 1 } }, {})).toBeUndefined();
    expect(await along(content, { ...shape, table: { ...shape.table, fillDown: ['Place'] } }, {})).toBeUndefined();
    expect(await along(content, { ...shape, table: { ...shape.table, ditto: [{ header: 'Place' }] } }, {})).toBeUndefined();
    const marks = [{ name: 'Transport', columns: [{ header: 'Note', value: 'Air' }], applies: ['x'], not: [] }];
    expect(await along(content, { ...shape, table: { ...shape.table, marks } }, {})).toBeUndefined();
  });
});
