import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shapeOf } from '../../electron/service/import/file-shape.ts';
import { dittoMark } from '../../shared/domain/ditto-mark.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { parseRows, parseSurvey } from '../support/parse-file.ts';
import { fileOf, takeImport } from '../support/take-import.ts';
import { makeWorkbook, textSheet } from '../support/workbook-file.ts';

/** Every table here is made up; what is expected follows by hand from its cells. */
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
const understand = (content: string | Uint8Array, decisions: Record<string, string> = {}, fileName = 'table.csv') =>
  service.understand(fileOf(content, fileName), { decisions });
const asked = async (content: string, decisions: Record<string, string> = {}) =>
  (await understand(content, decisions)).questions.map(({ id }) => id).filter((id) => id.startsWith('ditto'));

const HEADER = ['Date', 'Country', 'Drug', 'Place', 'Quantity (kg)'];
const ROWS = [
  ['2019-03-14', 'Peru', 'cocaine', 'Lima', '2.5'],
  ['"', '"', '"', 'Callao', '1'],
  ['2019-03-15', '"', 'heroin', '"', '0.5'],
  ['″', 'Chile', '-//-', 'Arica', '4'],
  ['-"-', '"', 'cannabis', "''", '7'],
];
const READ = [
  ['2019-03-14', '["PER"]', 'cocaine', 'Lima', 2.5],
  ['2019-03-14', '["PER"]', 'cocaine', 'Callao', 1],
  ['2019-03-15', '["PER"]', 'heroin', 'Callao', 0.5],
  ['2019-03-15', '["CHL"]', 'heroin', 'Arica', 4],
  ['2019-03-15', '["CHL"]', 'cannabis', 'Arica', 7],
];
const quoted = (cell: string) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvOf = (rows: readonly (readonly string[])[], write = quoted, delimiter = ';') =>
  `${rows.map((row) => row.map(write).join(delimiter)).join('\n')}\n`;
const csv = (...rows: string[][]) => csvOf([HEADER, ...rows]);
const TOLD = ['date', 'country', 'drugText', 'place', 'kg'];

describe('a cell that says the same as the one above', () => {
  it.each([
    ['separated values with doubled quotes', csvOf([HEADER, ...ROWS]), 'table.csv'],
    ['separated values whose quotes stand bare', csvOf([HEADER, ...ROWS], (cell) => cell), 'table.csv'],
    ['values separated by tabs, quotes bare', csvOf([HEADER, ...ROWS], (cell) => cell, '\t'), 'table.tsv'],
    [
      'a list of objects',
      JSON.stringify(ROWS.map((row) => Object.fromEntries(row.map((cell, at) => [HEADER[at] as string, cell])))),
      'table.json',
    ],
    ['a workbook', makeWorkbook({ sheets: [{ name: 'A', body: textSheet([HEADER, ...ROWS]) }] }), 'table.xlsx'],
  ])('is read in %s', async (_kind, content, fileName) => {
    expect(shown(await importOf(content, {}, fileName), ...TOLD)).toEqual(READ);
  });

  it('is told by column in notes and report, stands in the recipe, and is text again where that is switched off', async () => {
    const { recipe, notes, examples } = await understand(csv(...ROWS));
    expect(recipe.table.ditto).toEqual([{ header: 'Date' }, { header: 'Country' }, { header: 'Drug' }, { header: 'Place' }]);
    expect(notes.filter(({ code }) => code === 'ditto-read').map(({ values }) => [values.header, values.rows])).toEqual([
      ['Date', 3],
      ['Country', 3],
      ['Drug', 2],
      ['Place', 2],
    ]);
    expect(examples[1]?.fields).toMatchObject({ date: '2019-03-14', country: 'PER', place: 'Callao' });
    const report = await service.run(fileOf(csv(...ROWS)), { dryRun: true });
    expect(report.notes?.map(({ code }) => code)).toContain('ditto-read');
    const off = { ...recipe, table: { ...recipe.table, ditto: [{ header: 'Country', off: true }] } };
    const plain = await service.run(fileOf(csv(...ROWS)), { dryRun: true, recipe: off });
    expect(plain.unmapped.find(({ field }) => field === 'country')).toEqual({ field: 'country', value: '"', count: 3 });
  });

  it('keeps the original row as it was written', async () => {
    const content = csv(...ROWS);
    const shape = shapeOf((await understand(content)).recipe);
    const { rows } = await parseRows(content, shape);
    const { rows: kept } = await parseRows(content, { file: shape.file ?? {}, table: { headerAt: 0, headerRows: 1 } });
    expect(rows[1]).toEqual(['2019-03-14', 'Peru', 'cocaine', 'Callao', '1']);
    expect(kept[1]).toEqual(['"', '"', '"', 'Callao', '1']);
  });

  it('repeats nothing from over a total, a heading or a blank cell, and is told there with its row and column', async () => {
    const content = csv(
      ['2019-03-14', 'Peru', 'cocaine', 'Lima', '2.5'],
      ['"', '"', '"', 'Callao', '1'],
      ['"', '"', '"', 'Lima', '2'],
      ['', 'Total', '', '', '5.5'],
      ['2019-03-15', '"', 'heroin', 'Lima', '0.5'],
      ['"', 'Chile', '', 'Arica', '4'],
      ['"', '"', '"', 'Iquique', '4.5'],
    );
    const report = await service.run(fileOf(content), { dryRun: true });
    expect(report.warnings.filter(({ code }) => code === 'ditto-without-above').map(({ row, column }) => [row, column])).toEqual([
      [5, 'Country'],
      [7, 'Drug'],
    ]);
    expect(report.unmapped).toEqual(
      expect.arrayContaining([
        { field: 'country', value: '"', count: 1 },
        { field: 'drug', value: '"', count: 1 },
      ]),
    );
    expect((await understand(content)).notes.filter(({ code }) => code === 'ditto-missing').map(({ values }) => values)).toEqual([
      { header: 'Country', rows: 1 },
      { header: 'Drug', rows: 1 },
    ]);
  });

  it('goes on below a total that repeats the cell above itself', async () => {
    const records = await importOf(
      csv(
        ['2019-03-14', 'Peru', 'cocaine', 'Lima', '2.5'],
        ['"', '"', '"', 'Callao', '1'],
        ['', '"', 'Total', '', '3.5'],
        ['2019-03-15', '"', 'heroin', 'Lima', '0.5'],
        ['"', 'Chile', '"', 'Arica', '4'],
      ),
    );
    expect(shown(records, 'country', 'drugText')).toEqual([
      ['["PER"]', 'cocaine'],
      ['["PER"]', 'cocaine'],
      ['["PER"]', 'heroin'],
      ['["CHL"]', 'heroin'],
    ]);
  });

  it('is read beneath headings between the rows, each of which begins anew', async () => {
    const content =
      'Province,Month,Cases,Quantity (kg)\nHEROIN,,,\nHerat,2019-01,3,1.5\n"""",2019-02,2,2.5\n"""",2019-03,2,0.5\nOPIUM,,,\n"""",2019-01,3,1.5\nKabul,2019-01,4,20.5\n"""",2019-02,4,2.5\n';
    const records = await importOf(content);
    expect(shown(records, 'drugText', 'division')).toEqual([
      ['HEROIN', 'Herat'],
      ['HEROIN', 'Herat'],
      ['HEROIN', 'Herat'],
      ['OPIUM', '"'],
      ['OPIUM', 'Kabul'],
      ['OPIUM', 'Kabul'],
    ]);
  });

  it('is read in a long table before its rows are told apart by what they measure', async () => {
    const lines = [
      'Country,Year,Drug,Indicator,Value',
      'France,2019,Cocaine,Number of seizures,11',
      '"""","""","""",Quantity seized (kg),5.5',
      '"""","""","""",Persons arrested,30',
      '"""","""",Heroin,Number of seizures,7',
      '"""","""","""",Quantity seized (kg),2',
      'Spain,2019,"""",Number of seizures,3',
      '"""","""","""",Persons arrested,2',
      '"""","""","""",Quantity seized (kg),1',
    ];
    const records = await importOf(`${lines.join('\n')}\n`);
    expect(shown(records, 'country', 'drugText', 'events', 'kg')).toEqual([
      ['["FRA"]', 'Cocaine', 11, null],
      ['["FRA"]', 'Cocaine', 0, 5.5],
      ['["FRA"]', 'Heroin', 7, null],
      ['["FRA"]', 'Heroin', 0, 2],
      ['["ESP"]', 'Heroin', 3, null],
      ['["ESP"]', 'Heroin', 0, 1],
    ]);
  });

  it('is asked where it is a word, since do. and id. stand for countries too', async () => {
    const content = csv(
      ['2019-03-14', 'Peru', 'cocaine', 'Lima', '2.5'],
      ['2019-03-15', 'do.', 'idem', 'Callao', '1'],
      ['2019-03-16', 'id.', 'то же', 'Callao', '1'],
    );
    expect(await asked(content)).toEqual(['ditto:Country', 'ditto:Drug']);
    const records = await importOf(content, { 'ditto:Country': 'same', 'ditto:Drug': 'same' });
    expect(shown(records, 'country', 'drugText')).toEqual(Array.from({ length: 3 }, () => ['["PER"]', 'cocaine']));
    expect(shown(await importOf(content, { ditto: 'text' }), 'country')).toEqual([['["PER"]'], ['["DOM"]'], ['["IDN"]']]);
  });

  it('is asked in a column of amounts, and where it stands only once', async () => {
    const amounts = csv(
      ['2019-03-14', 'Peru', 'cocaine', 'Lima', '2.5'],
      ['2019-03-15', 'Chile', 'heroin', 'Callao', '"'],
      ['2019-03-16', 'Chile', 'heroin', 'Arica', '"'],
      ['2019-03-17', 'Peru', '"', 'Lima', '3'],
    );
    const { questions } = await understand(amounts);
    expect(questions.map(({ id, options }) => [id, options.map(({ value }) => value)])).toEqual([
      ['ditto:Drug', ['same', 'text']],
      ['ditto:Quantity (kg)', ['text', 'same']],
    ]);
    const decisions = { 'ditto:Drug': 'same', 'ditto:Quantity (kg)': 'same' };
    expect(shown(await importOf(amounts, decisions), 'drugText', 'kg')).toEqual([
      ['cocaine', 2.5],
      ['heroin', 2.5],
      ['heroin', 2.5],
      ['heroin', 3],
    ]);
    const left = await service.run(fileOf(amounts), { dryRun: true, decisions: { ditto: 'text' } });
    expect(left.unmapped).toContainEqual({ field: 'amount', value: '"', count: 2 });
  });

  it('is read by its recipe on the next file, and one that the recipe does not read is told', async () => {
    const { recipe } = await understand(csv(...ROWS));
    const next = csv(['2020-01-02', 'Peru', 'cocaine', 'Lima', '1'], ['idem', '«', 'heroin', 'Lima', '1']);
    await service.run(fileOf(next), { recipe });
    const records = service.records();
    expect(shown(records, 'date', 'country')).toEqual([
      ['2020-01-02', '["PER"]'],
      ['2020-01-02', '["PER"]'],
    ]);
    await service.undo(Number(records[0]?.import));
    const older = { ...recipe, table: { ...recipe.table } };
    delete older.table.ditto;
    const told = await service.understand(fileOf(next), { recipe: older });
    expect(told.misfits.filter(({ code }) => code === 'misfit-ditto').map(({ values }) => values.header)).toEqual(['Date', 'Country']);
  });
});

describe('what only looks like a ditto mark', () => {
  it.each([
    '12"',
    '6 "',
    '',
    '-',
    '--',
    '.',
    'DO',
    'ID',
    'do',
    'id. no. 12 of the same lot',
    'see idem above for details',
    '""x',
    'x"',
    '/',
    '//',
    '…',
  ])('%j is none', (cell) => expect(dittoMark(cell)).toBeUndefined());

  it.each(['"', ' " ', "''", '″', '〃', '-"-', '-//-', '--"--', '- " -', '»', '„', '“', '" "', '—»—', ',,', '-„-'])(
    '%j is a sign',
    (cell) => expect(dittoMark(cell)).toBe('sign'),
  );

  it.each(['do.', 'Ditto', 'idem', 'Id.', 'ídem', 'то же', 'Тот же', 'так же', '-do-', 'IDEM.', 'i\u0301dem'])('%j is a word', (cell) =>
    expect(dittoMark(cell)).toBe('word'),
  );

  it('is left alone in columns of inches, of cells quoted empty, and of remarks', async () => {
    const content = [
      'Date,Country,Drug,Quantity (kg),Pipe,Seal,Remarks',
      '2019-03-14,Peru,cocaine,2.5,"12""","","id. as in the case before"',
      '2019-03-15,Peru,cocaine,1,"6""","","ditto marks were found on the packets"',
      '2019-03-16,Chile,heroin,1,"8""","","do. not open"',
      '',
    ].join('\n');
    const { recipe, questions } = await understand(content);
    expect([recipe.table.ditto, questions.filter(({ id }) => id.startsWith('ditto'))]).toEqual([undefined, []]);
  });

  it('is asked where the cells around it are inches', async () => {
    const content = [
      'Date,Country,Drug,Quantity (kg),Place',
      '2019-03-14,Peru,cocaine,2.5,"pipe 12"""',
      '2019-03-15,Peru,cocaine,1,""""',
      '2019-03-16,Chile,heroin,1,""""',
      '',
    ].join('\n');
    expect(await asked(content)).toEqual(['ditto:Place']);
  });
});

describe('a quotation mark that stands bare in a cell of separated values', () => {
  it('takes in no other cell or row, in pairs, alone, and at the end of a line or of the file', async () => {
    const content = 'a;b;c\n1;";2\n3;";4\n";";5\n6;7;"\n8;9;"';
    expect((await parseRows(content)).rows).toEqual([
      ['1', '"', '2'],
      ['3', '"', '4'],
      ['"', '"', '5'],
      ['6', '7', '"'],
      ['8', '9', '"'],
    ]);
  });

  it('leaves cells alone that are quoted because they hold separators or lines', async () => {
    const content = 'a;b;c\n1;";";2\n3;"x;\ny";4\n5;"";6\n7;"""";8\n9;"\nz";10\n';
    expect((await parseRows(content)).rows).toEqual([
      ['1', ';', '2'],
      ['3', 'x;\ny', '4'],
      ['5', '', '6'],
      ['7', '"', '8'],
      ['9', '\nz', '10'],
    ]);
  });

  it('is refused by its line where it first stands so far down that the beginning does not tell how quotes are used', async () => {
    const plain = Array.from({ length: 9000 }, (_, at) => `2019;cocaine;"Lima; ${at}";1`);
    for (const late of [['2019;";Lima;1', '2020;";Arica;2'], ['";";Lima;1']]) {
      const content = `${['a;b;c;d', ...plain, ...late, ...plain].join('\n')}\n`;
      await expect(parseRows(content, { table: { headerAt: 0, headerRows: 1, leaveOut: [] } })).rejects.toMatchObject({
        code: 'unreadable-file',
        where: { row: 9001, detail: { line: 9002 } },
      });
    }
  });
});

/** Cells with what each mark repeats, by the rule as it is written: a second implementation, over whole tables. */
function filledByHand(rows: readonly (readonly string[])[], places: readonly number[]): string[][] {
  const isTotal = (row: readonly string[]) => row[0] === 'Total';
  const done: string[][] = [];
  const data: string[][] = [];
  for (const row of rows) {
    const before = done.at(-1);
    const own = row.map((cell, at) => {
      if (!places.includes(at) || dittoMark(cell) === undefined) return isTotal(row) ? '' : cell;
      const above = before?.[at] ?? '';
      return above === '' || dittoMark(above) !== undefined ? cell : above;
    });
    done.push(own);
    if (!isTotal(row)) data.push(own);
  }
  return data;
}

describe('ditto marks in any table', () => {
  const mark = fc.constantFrom('"', '-"-', 'idem', '〃');
  const cell = fc.oneof({ weight: 3, arbitrary: mark }, { weight: 3, arbitrary: fc.constantFrom('Peru', 'Lima', 'x') }, fc.constant(''));
  const row = fc.tuple(cell, cell, fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 99 }).map(String)).map((cells) => [...cells]);
  const total = fc.constant(['Total', '', '', '7']);
  // Where totals are many, the survey takes `Total` for a name like others.
  const table = fc
    .array(fc.oneof({ weight: 8, arbitrary: row }, { weight: 1, arbitrary: total }), { minLength: 1, maxLength: 80 })
    .filter((rows) => rows.filter(([first]) => first === 'Total').length * 4 <= rows.length);

  it('read in the survey, in the import and by hand are the same', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 99 }), async (some, last) => {
        const rows = [...some, ['end', 'end', 'a', String(last)]];
        const content = csvOf([['Country', 'Place', 'Kind', 'Kg'], ...rows]);
        const shape: FileShape = {
          table: { headerAt: 0, headerRows: 1, leaveOut: [{ kind: 'totals' }], ditto: [{ header: 'Country' }, { header: 'Place' }] },
        };
        const expected = filledByHand(rows, [0, 1]);
        const [survey, parsed] = [await parseSurvey(content, shape), await parseRows(content, shape)];
        expect(parsed.rows).toEqual(expected);
        expect(survey.sample.map(({ cells }) => cells)).toEqual(expected);
        const missing = (at: number) => expected.filter((cells) => dittoMark(cells[at] ?? '') !== undefined).length;
        expect(survey.dittos?.map((own) => own.missing)).toEqual([missing(0), missing(1)]);
        const warned = parsed.batches.flatMap(({ warnings }) => warnings).filter(({ code }) => code === 'ditto-without-above');
        expect(warned).toHaveLength(missing(0) + missing(1));
      }),
      { numRuns: 200 },
    );
  });

  it('are carried over the ends of batches, of which a file of 25,000 rows has several', async () => {
    const rows = Array.from({ length: 25_000 }, (_, at) => (at === 0 ? 'Peru,Lima,1' : `"""",Lima ${at},${at}`));
    const content = `Country,Place,Kg\n${rows.join('\n')}\n`;
    const { rows: read } = await parseRows(content, {
      table: { headerAt: 0, headerRows: 1, leaveOut: [], ditto: [{ header: 'Country' }] },
    });
    expect(new Set(read.map(([country]) => country))).toEqual(new Set(['Peru']));
    const survey = await parseSurvey(content, { table: { ditto: [{ header: 'Country' }] } });
    expect(survey.columns[0]?.values).toEqual([{ value: 'Peru', count: 25_000 }]);
  });
});
