import { inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { shapeOf, shapeOfAnswers } from '../../electron/service/import/file-shape.ts';
import { planImport } from '../../electron/service/import/plan.ts';
import { writeRecord } from '../../shared/csv/write.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { draftRecipe } from '../../shared/understand/draft.ts';
import { type ParsedFile, parseRows, parseSurvey } from '../support/parse-file.ts';
import { makeWorkbook, textSheet } from '../support/workbook-file.ts';

/** Every file here is made up; what is expected follows by hand from its cells. */
async function read(content: string | Uint8Array, decisions: Record<string, string> = {}, fileName = 'table.csv') {
  const survey = await parseSurvey(content, shapeOfAnswers(decisions, undefined), fileName);
  const drafted = draftRecipe(survey, { decisions, remembered: () => [] });
  const parsed = await parseRows(content, shapeOf(drafted.recipe), fileName);
  planImport(drafted.recipe, parsed.header.headers);
  return { survey, ...drafted, parsed, asked: drafted.questions.map(({ id }) => id) };
}

/** The rows that the kept originals give when they are read again, as when a recipe is run anew. */
async function fromOriginals({ header, batches }: ParsedFile, { table }: FileShape): Promise<string[][]> {
  const kept = batches.map(({ original: { codec, bytes } }) => (codec === 'zstd' ? zstdDecompressSync(bytes) : inflateRawSync(bytes)));
  const text = Buffer.concat([Buffer.from(writeRecord(header.originalHeaders, header.delimiter)), ...kept]);
  const file = { format: 'csv', encoding: 'utf-8', delimiter: header.delimiter, sheet: null, entry: null } as const;
  return (await parseRows(text, { file, table: { ...table, headerAt: 0, headerRows: 1 } })).rows;
}

describe('sheets of one layout that are read one after another', () => {
  const workbook = (names: string[], rows: (name: string) => string[][]) =>
    makeWorkbook({ sheets: names.map((name) => ({ name, body: textSheet(rows(name)) })) });

  it('give each row the year that only the name of its sheet says', async () => {
    const file = workbook(['Heroin 2018', 'Cocaine 2019'], () => [
      ['Month', 'Province', 'Kg', 'Cases'],
      ['Jan', 'Herat', '2.5', '3'],
    ]);
    const { recipe, asked, parsed } = await read(file, { sheet: '*' }, 'seizures.xlsx');
    expect(asked).toEqual([]);
    expect(parsed.header.headers).toEqual(['Month', 'Province', 'Kg', 'Cases', 'Sheet']);
    expect(parsed.rows.map((row) => row.at(-1))).toEqual(['Heroin 2018', 'Cocaine 2019']);
    expect(recipe.columns.filter(({ header }) => header === 'Sheet').map(({ field, read: rule }) => [field, rule])).toEqual([
      ['drug', { as: 'text' }],
      ['year', { as: 'year', within: true }],
    ]);
  });

  it('have no rows of data in the banners and headers of the later ones, even of two rows, and no repeats between years', async () => {
    const file = workbook(['2018', '2019'], () => [
      ['Seizures in the year'],
      [],
      ['Province', 'Cocaine', '', 'Heroin', ''],
      ['', 'Cases', 'Kg', 'Cases', 'Kg'],
      ['Herat', '1', '2.5', '3', '4.5'],
      ['Total', '1', '2.5', '3', '4.5'],
    ]);
    const { recipe, parsed } = await read(file, { sheet: '*' }, 'seizures.xlsx');
    const at = (name: string) => parsed.header.headers.indexOf(name);
    expect(parsed.rows.map((row) => [row[at('Province')], row[at('Drug')], row[at('Quantity')], row[at('Sheet')]])).toEqual([
      ['Herat', 'Cocaine / Kg', '2.5', '2018'],
      ['Herat', 'Heroin / Kg', '4.5', '2018'],
      ['Herat', 'Cocaine / Kg', '2.5', '2019'],
      ['Herat', 'Heroin / Kg', '4.5', '2019'],
    ]);
    expect(parsed.summary.exactRepeats).toBe(0);
    expect(await fromOriginals(parsed, shapeOf(recipe))).toEqual(parsed.rows);
  });

  it('of which the first ends with its header do not lose the header of the next among the data', async () => {
    const file = workbook(['2018', '2019'], (name) => [
      ['Date', 'Drug', 'Kg'],
      ...(name === '2018' ? [] : [['2019-03-14', 'heroin', '2.5']]),
    ]);
    expect((await read(file, { sheet: '*' }, 'x.xlsx')).parsed.rows).toEqual([['2019-03-14', 'heroin', '2.5', '2019']]);
  });
});

describe('a value that is written once for the rows below it', () => {
  const ditto =
    'Year,Drug,Province,Cases,Quantity (kg)\n2018,Heroin,Herat,3,10\n,,Kabul,2,5\n,Opium,Herat,1,50\n2019,Heroin,Herat,4,12\n,,Total,4,12\n';

  it('is asked for each column, since a blank may also state nothing', async () => {
    const { asked } = await read(ditto);
    expect(asked).toEqual(['fill-down:Year', 'fill-down:Drug']);
  });

  it('is filled down in records and examples, while the original rows stay as they were', async () => {
    const { recipe, asked, parsed, survey } = await read(ditto, { 'fill-down:Year': 'fill', 'fill-down:Drug': 'fill' });
    expect(asked).toEqual([]);
    expect(parsed.rows).toEqual([
      ['2018', 'Heroin', 'Herat', '3', '10'],
      ['2018', 'Heroin', 'Kabul', '2', '5'],
      ['2018', 'Opium', 'Herat', '1', '50'],
      ['2019', 'Heroin', 'Herat', '4', '12'],
    ]);
    expect(survey.sample.map(({ cells }) => cells[0])).toEqual(['2018', '2018', '2018', '2019']);
    expect(survey.columns[0]).toMatchObject({ blank: 0, filled: 4 });
    const [batch] = parsed.batches;
    expect(zstdDecompressSync(batch?.original.bytes ?? Buffer.alloc(0)).toString()).toBe(ditto.slice(ditto.indexOf('\n') + 1));
    expect(await fromOriginals(parsed, shapeOf(recipe))).toEqual(parsed.rows);
  });

  it('makes no repeats of rows that only look alike where the year above differs', async () => {
    const lines = ['Year,Province,Kg', '2018,Herat,1', ',Kabul,5', '2019,Herat,2', ',Kabul,5'];
    const { parsed } = await read(`${lines.join('\n')}\n`, { 'fill-down:Year': 'fill', drug: 'heroin', grain: 'case' });
    expect(parsed.summary.exactRepeats).toBe(0);
  });

  it('is carried over the ends of batches, of which a file of 25,000 rows has several', async () => {
    const rows = Array.from({ length: 25_000 }, (_, at) => `${at === 0 ? '2018' : ''},Herat ${at},${at}.5`);
    const { parsed } = await read(`Year,Place,Kg\n${rows.join('\n')}\n`, { 'fill-down:Year': 'fill', drug: 'heroin', grain: 'case' });
    expect(parsed.batches.length).toBeGreaterThan(1);
    expect(parsed.rows.every(([year]) => year === '2018')).toBe(true);
  });

  it('is not asked of a town that is blank here and there and named again and again', async () => {
    const towns = ['Lisboa', 'Lisboa', '', 'Porto', '', '', 'Lisboa', 'Lisboa', '', 'Porto'];
    const lines = towns.map((town, at) => `2019-03-1${at},${town},heroin,${at}.5`);
    expect((await read(`Date,City,Drug,Kg\n${lines.join('\n')}\n`)).asked).toEqual([]);
  });
});

describe('a file without a header', () => {
  const bare = '2019-01-05,France,heroin,1.5,kg\n2019-01-06,Spain,cocaine,2.5,kg\n2019-01-07,Spain,cocaine,3.5,kg\n';

  it('is asked about, with that answer first', async () => {
    const { questions } = await read(bare);
    expect(questions.find(({ id }) => id === 'header-row')?.options.map(({ value }) => value)).toEqual(['none', '0']);
  });

  it('loses no row: its columns are numbered', async () => {
    const { recipe, parsed } = await read(bare, { 'header-row': 'none', amount: 'Column 4' });
    expect(parsed.header.headers).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4', 'Column 5']);
    expect(parsed.rows).toHaveLength(3);
    expect(recipe.columns.map(({ field }) => field)).toEqual(['date', 'country', 'drug', 'amount', 'unit']);
    expect(await fromOriginals(parsed, shapeOf(recipe))).toEqual(parsed.rows);
  });
});

describe('objects within objects', () => {
  it('a list of the drugs of a case gives a row for each, with what is said of the case in each', async () => {
    const lines = [
      '{"id":"A1","date":"2019-03-14","country":"France","drugs":[{"name":"heroin","kg":2.5},{"name":"cocaine","kg":1}]}',
      '{"id":"A2","date":"2019-03-15","country":"Spain","drugs":[{"name":"cocaine","kg":3}]}',
    ];
    const { parsed, asked } = await read(lines.join('\n'), {}, 'cases.ndjson');
    expect(asked).toEqual([]);
    expect(parsed.header.headers).toEqual(['id', 'date', 'country', 'drugs.name', 'drugs.kg']);
    expect(parsed.rows).toEqual([
      ['A1', '2019-03-14', 'France', 'heroin', '2.5'],
      ['A1', '2019-03-14', 'France', 'cocaine', '1'],
      ['A2', '2019-03-15', 'Spain', 'cocaine', '3'],
    ]);
  });

  it.each([
    ['people', '"drug":"heroin","kg":2.5,"persons":[{"sex":"f"},{"sex":"m"}]'],
    ['drugs beside the amount of the whole', '"kg":2.5,"drugs":[{"name":"heroin"},{"name":"cocaine"}]'],
  ])('a list of %s does not count the case twice', async (_, inside) => {
    const { parsed } = await read(`[{"date":"2019-03-14",${inside}}]`, {}, 'cases.json');
    expect(parsed.rows).toHaveLength(1);
  });

  it('a point of GeoJSON is longitude, then latitude', async () => {
    const feature = (coordinates: number[]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates },
      properties: { date: '2019-03-14', drug: 'heroin', kg: 1 },
    });
    const file = JSON.stringify({ type: 'FeatureCollection', features: [feature([2.35, 48.85]), feature([-9.1, 38.7])] });
    const { recipe } = await read(file, {}, 'cases.geojson');
    expect(
      recipe.columns.filter(({ field }) => field === 'latitude' || field === 'longitude').map(({ header, field }) => [field, header]),
    ).toEqual([
      ['longitude', 'geometry.coordinates.longitude'],
      ['latitude', 'geometry.coordinates.latitude'],
    ]);
  });
});

describe('what only its name makes a workbook', () => {
  it.each([
    ['a web page', '<html><table><tr><td>Date</td></tr></table></html>', /web page \(HTML\).*spreadsheet program/s],
    ['XML of 2003', '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', /XML document.*XLSX or CSV/s],
  ])('%s is refused with what to do', async (_, text, message) => {
    await expect(parseSurvey(text, {}, 'table.xls')).rejects.toThrow(message);
  });
});

it('an archive of two tables is asked about, with the larger first, before anything is read of it', async () => {
  const table = (drug: string) => Buffer.from(`Date,Drug,Kg\n2019-03-14,${drug},2.5\n`);
  const archive = zipSync({ 'a.csv': table('opium'), 'b.csv': table('heroin and more') });
  const survey = await parseSurvey(archive, {}, 'tables.zip');
  const { questions } = draftRecipe(survey, { decisions: {}, remembered: () => [] });
  expect(questions.map(({ id, options }) => [id, options.map(({ value }) => value)])).toEqual([['entry', ['b.csv', 'a.csv']]]);
});
