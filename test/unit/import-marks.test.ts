import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tickOf } from '../../shared/domain/tick-mark.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { parseRows, parseSurvey } from '../support/parse-file.ts';
import { fileOf, takeImport } from '../support/take-import.ts';
import { makeWorkbook, textSheet } from '../support/workbook-file.ts';

/** Every table here is made up; what is expected follows by hand from its cells and the codes of the vocabulary (air T4.0, sea T1.0, land T3.0, mail T5.0). */
let service: ImportService;

beforeAll(async () => {
  service = await openImportService();
});

afterAll(async () => {
  await service.close();
});

type Told = Record<string, unknown>;

const importOf = (content: string | Uint8Array, decisions: Record<string, string> = {}, fileName = 'table.csv'): Promise<Told[]> =>
  takeImport(service, fileOf(content, fileName), decisions);

const shown = (records: Told[], ...fields: string[]) => records.map((record) => fields.map((field) => record[field]));
const understand = (content: string | Uint8Array, decisions: Record<string, string> = {}) =>
  service.understand(fileOf(content), { decisions });
const asked = async (content: string) => {
  const { questions, recipe } = await understand(content);
  return { ids: questions.map(({ id }) => id), marks: recipe.table.marks, codes: questions.map(({ evidence }) => evidence.code) };
};

const HEADER = ['Date', 'Country', 'Drug', 'Quantity (kg)', 'Air', 'Sea', 'Land', 'Mail'];
const ROWS = [
  ['2019-03-14', 'Peru', 'cocaine', '2.5', 'x', '', '', ''],
  ['2019-03-15', 'Peru', 'cocaine', '1', '', 'X', '', ''],
  ['2019-03-16', 'Chile', 'heroin', '0.5', '', 'х', 'x', ''],
  ['2019-03-17', 'Chile', 'heroin', '4', '', '', '', ''],
  ['2019-03-18', 'Chile', 'heroin', '3', '', '', '✓', ''],
];
const READ = [['["T4.0"]'], ['["T1.0"]'], ['["T1.0","T3.0"]'], ['["TX.N1"]'], ['["T3.0"]']];
const csv = (...rows: string[][]) => `${rows.map((row) => row.join(',')).join('\n')}\n`;

/** Rows of four columns, each marked by one and not by three others in turn. */
const turns = (
  header: string[],
  rows: number,
  yes: string,
  no: string,
  first = (at: number) => [`2019-03-${10 + at}`, 'Peru', 'heroin', `${at + 1}`],
) => csv(header, ...Array.from({ length: rows }, (_, at) => [...first(at), ...[0, 1, 2, 3].map((place) => (at % 4 === place ? yes : no))]));

describe('columns that are named for categories and marked where a row has them', () => {
  it.each([
    ['separated values', csv(HEADER, ...ROWS), 'table.csv'],
    ['a workbook', makeWorkbook({ sheets: [{ name: 'A', body: textSheet([HEADER, ...ROWS]) }] }), 'table.xlsx'],
    [
      'a list of objects',
      JSON.stringify(ROWS.map((row) => Object.fromEntries(row.map((cell, at) => [HEADER[at] as string, cell])))),
      'table.json',
    ],
  ])('become one column of codes, of which a row may have several or none, in %s', async (_kind, content, fileName) => {
    const records = await importOf(content, {}, fileName);
    expect(records.map(({ transport }) => JSON.parse(String(transport)) as string[])).toEqual(
      READ.map(([codes]) => (codes === '["TX.N1"]' ? expect.any(Array) : (JSON.parse(codes as string) as string[]))),
    );
    expect(records.map(({ kg }) => kg)).toEqual([2.5, 1, 0.5, 4, 3]);
  });

  it('state nothing where nothing is marked', async () => {
    const blank = csv(['Date', 'Country', 'Drug', 'Quantity (kg)', 'Transport'], ['2019-03-17', 'Chile', 'heroin', '4', '']);
    const [none] = shown(await importOf(blank, { grain: 'case' }), 'transport');
    expect(shown(await importOf(csv(HEADER, ...ROWS)), 'transport')[3]).toEqual(none);
  });

  it('are told in notes, stand in the recipe, and are left apart where that is switched off', async () => {
    const { recipe, notes, columns } = await understand(csv(HEADER, ...ROWS));
    expect(recipe.table.marks).toEqual([
      {
        name: 'Transport',
        columns: ['Air', 'Sea', 'Land', 'Mail'].map((header) => ({ header, value: header })),
        applies: ['x', 'х', '✓'],
        not: [],
      },
    ]);
    expect(notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['marks-read', 'marks-several']));
    expect(columns.find(({ header }) => header === 'Transport')).toMatchObject({ field: 'transport', filled: 4, blank: 1 });
    const report = await service.run(fileOf(csv(HEADER, ...ROWS)), { dryRun: true });
    expect([report.unmapped, report.notes?.some(({ code }) => code === 'marks-read')]).toEqual([[], true]);
    const off = { ...recipe, table: { ...recipe.table, marks: recipe.table.marks?.map((own) => ({ ...own, off: true })) } };
    await service.run(fileOf(csv(HEADER, ...ROWS)), { recipe: off });
    const records = service.records();
    expect(new Set(records.map(({ transport }) => transport)).size).toBe(1);
    await service.undo(Number(records[0]?.import));
  });

  it.each([
    ['yes and no', 'Air,Sea,Land,Mail', 'Yes', 'No'],
    ['oui et non', 'Avion,Bateau,Camion,Courrier', 'oui', 'non'],
    ['sí y no', 'Aéreo,Marítimo,Terrestre,Correo', 'sí', 'no'],
    ['да и нет', 'Воздушный,Морской,Железнодорожный,Почта', 'да', 'нет'],
    ['plus and minus', 'Air,Sea,Land,Mail', '+', '-'],
  ])('are read by %s', async (_words, names, yes, no) => {
    const { recipe, questions } = await understand(turns([...HEADER.slice(0, 4), ...names.split(',')], 8, yes, no));
    expect(questions.map(({ id }) => id)).toEqual([]);
    expect(recipe.table.marks).toMatchObject([{ name: 'Transport', applies: [yes.toLowerCase()], not: [no.toLowerCase()] }]);
  });

  it('are read under a heading of their own over two rows', async () => {
    const content = csv(
      ['Date', 'Country', 'Drug', 'Quantity (kg)', 'Means of transport', '', ''],
      ['', '', '', '', 'Air', 'Sea', 'Land'],
      ...ROWS.map((row) => row.slice(0, 7)),
    );
    const records = await importOf(content);
    expect(shown(records, 'transport').slice(0, 3)).toEqual(READ.slice(0, 3));
  });

  it('are read by ones where enough rows have exactly one, and asked where they may be numbers of seizures', async () => {
    expect((await asked(turns(HEADER, 16, '1', '0'))).marks).toMatchObject([{ name: 'Transport', applies: ['1'], not: ['0'] }]);
    expect((await asked(turns(HEADER, 16, '1', ''))).marks).toMatchObject([{ name: 'Transport', applies: ['1'], not: [] }]);
    expect(await asked(turns(HEADER, 6, '1', '0'))).toEqual({ ids: ['marks:Air'], marks: undefined, codes: ['marks-open-numbers'] });
    const counts = csv(
      ['Month', 'Country', 'Drug', 'Air', 'Sea', 'Land', 'Mail'],
      ...Array.from({ length: 24 }, (_, at) => [
        `2019-${String((at % 12) + 1).padStart(2, '0')}`,
        'Peru',
        at < 12 ? 'heroin' : 'cocaine',
        `${at % 2}`,
        `${at % 3 === 0 ? 1 : 0}`,
        '0',
        '1',
      ]),
    );
    expect((await asked(counts)).ids).toContain('marks:Air');
    expect((await understand(counts, { marks: 'columns' })).recipe.table.unpivot?.name).toBe('Transport');
  });

  it('are numbers where one of them holds another number', async () => {
    const content = turns(HEADER, 16, '1', '0').replace(/0,1\n$/u, '2,1\n');
    expect((await asked(content)).marks).toBeUndefined();
    expect((await asked(content)).ids.filter((id) => id.startsWith('marks'))).toEqual([]);
  });

  it('are asked where a sign is written for yes by some and for no by others', async () => {
    const content = csv(HEADER, ...ROWS.map((row) => row.map((cell) => (/^[xX]$/u.test(cell) ? '✗' : cell))));
    expect(await asked(content)).toEqual({ ids: ['marks:Air'], marks: undefined, codes: ['marks-open-sign'] });
    expect(shown(await importOf(content, { 'marks:Air': 'transport' }), 'transport')[0]).toEqual(['["T4.0"]']);
  });

  it('are asked where their names are put as questions', async () => {
    const content = turns([...HEADER.slice(0, 4), 'Police?', 'Customs?', 'Coast guard?', 'Army?'], 16, 'Yes', 'No');
    expect(await asked(content)).toMatchObject({ ids: ['marks:Police?'], marks: undefined, codes: ['marks-open'] });
  });

  it('of drugs beside one amount neither split nor double it: several in one row are asked', async () => {
    const header = ['Date', 'Country', 'Quantity (kg)', 'Cocaine', 'Heroin', 'Cannabis'];
    const single = [
      ['2019-03-14', 'Peru', '2.5', 'x', '', ''],
      ['2019-03-15', 'Peru', '1', '', 'x', ''],
      ['2019-03-16', 'Chile', '0.5', '', '', 'x'],
    ];
    expect(shown(await importOf(csv(header, ...single), { grain: 'case' }), 'drug', 'drugText', 'kg')).toEqual([
      ['["G2.5"]', 'Cocaine', 2.5],
      ['["G3.1"]', 'Heroin', 1],
      ['["G1.0"]', 'Cannabis', 0.5],
    ]);
    const several = csv(header, ...single, ['2019-03-17', 'Chile', '7', 'x', 'x', '']);
    expect(await asked(several)).toMatchObject({
      ids: expect.arrayContaining(['marks:Cocaine']),
      codes: expect.arrayContaining(['marks-open-drugs']),
    });
    const records = await importOf(several, { 'marks:Cocaine': 'drug', grain: 'case' });
    expect([records.length, ...(shown(records, 'drug', 'kg')[3] ?? [])]).toEqual([4, '["G2.5","G3.1"]', 7]);
  });

  it('are read by their recipe on the next file: what is no mark there is told, and so is a column that is gone', async () => {
    const { recipe } = await understand(csv(HEADER, ...ROWS));
    const next = csv(
      HEADER,
      ['2020-01-02', 'Peru', 'cocaine', '1', 'perhaps', '', '', ''],
      ['2020-01-03', 'Peru', 'cocaine', '1', '', 'x', '', ''],
    );
    const report = await service.run(fileOf(next), { recipe, dryRun: true });
    expect(report.warnings.filter(({ code }) => code === 'mark-unread').map(({ row, column }) => [row, column])).toEqual([[1, 'Air']]);
    const { misfits } = await service.understand(fileOf(next), { recipe });
    expect(misfits.filter(({ code }) => code === 'misfit-marks').map(({ values }) => values)).toEqual([
      { header: 'Air', rows: 1, example: 'perhaps' },
    ]);
    const without = csv(HEADER.slice(0, 7), ...ROWS.map((row) => row.slice(0, 7)));
    await expect(service.run(fileOf(without), { recipe, dryRun: true })).rejects.toMatchObject({
      code: 'unreadable-file',
      where: { column: 'Mail' },
    });
    expect((await service.understand(fileOf(without), { recipe })).misfits).toContainEqual({
      code: 'misfit-gone',
      values: { columns: 1, list: 'Mail' },
    });
  });
});

describe('what only looks like columns of marks', () => {
  it.each([
    ['answers to questions', ['Arrested?', 'Confirmed?', 'Reported', 'Followed up']],
    ['coordinates', ['X', 'Y', 'Z', 'W']],
    ['months', ['Jan', 'Feb', 'Mar', 'Apr']],
  ])('is left alone: %s', async (_what, names) => {
    for (const [yes, no] of [
      ['Yes', 'No'],
      ['1', '0'],
      ['x', ''],
    ] as const) {
      const { marks, ids } = await asked(turns([...HEADER.slice(0, 4), ...names], 16, yes, no));
      expect([marks, ids.filter((id) => id.startsWith('marks'))]).toEqual([undefined, []]);
    }
  });

  it.each(['2', '10', 'xx', 'x (2 kg)', 'yes, two', '?', 'n/a', ''])('%j is no mark', (cell) => expect(tickOf(cell)).toBeUndefined());
});

describe('marks in any table', () => {
  const NAMES = ['Air', 'Sea', 'Land'];
  const row = fc.array(fc.constantFrom('x', ' X', '', '-', '2'), { minLength: 3, maxLength: 3 });

  it('read in the survey, in the import and by hand are the same', async () => {
    const marks = [{ name: 'Transport', columns: NAMES.map((header) => ({ header, value: header })), applies: ['x'], not: ['-'] }];
    const shape: FileShape = { table: { headerAt: 0, headerRows: 1, leaveOut: [], marks } };
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 90 }), async (rows) => {
        const content = csv(['Place', ...NAMES], ...rows.map((cells, at) => [`p${at}`, ...cells]));
        const expected = rows.map((cells) => NAMES.filter((_, at) => cells[at]?.trim().toLowerCase() === 'x').join('; '));
        const [survey, parsed] = [await parseSurvey(content, shape), await parseRows(content, shape)];
        expect(parsed.rows.map((cells) => cells.at(-1))).toEqual(expected);
        expect(survey.sample.map(({ cells }) => cells.at(-1))).toEqual(expected);
        const warned = parsed.batches.flatMap(({ warnings }) => warnings).filter(({ code }) => code === 'mark-unread');
        expect(warned).toHaveLength(rows.flat().filter((cell) => cell === '2').length);
      }),
      { numRuns: 100 },
    );
  });
});
