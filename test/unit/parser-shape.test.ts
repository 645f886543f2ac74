import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FileShape, RowBatch } from '../../shared/parser-protocol.ts';
import { parseRows, parseSurvey } from '../support/parse-file.ts';

/** Made up: two lines above a header, a repeated header, a row of totals and a note. */
const BANNERED = `Seizures of made-up goods;;;
Printed for an example;;;
Country;Drug;Place;Quantity (kg)
Spain;Cocaine;Quay one;12
Italy;Heroin;Quay two;3
Country;Drug;Place;Quantity (kg)
Chile;Opium;Quay three;5

Total;;;20
Source: nobody at all;;;
`;
const ALL_KINDS = (['totals', 'note', 'repeated-header', 'blank'] as const).map((kind) => ({ kind }));
const shape = (table: FileShape['table']): FileShape => ({ table: { headerAt: 2, headerRows: 1, leaveOut: ALL_KINDS, ...table } });

const originals = ({ original }: RowBatch): string[] => {
  const text = zstdDecompressSync(original.bytes);
  return Array.from(original.offsets, (from, at) => text.toString('utf8', from, original.offsets[at + 1] ?? text.length));
};

describe('a table with more in it than data', () => {
  it('gives only the data, keeps every original row and says what was left out', async () => {
    const { header, rows, batches, summary } = await parseRows(BANNERED, shape({}));
    expect(header).toMatchObject({
      headers: ['Country', 'Drug', 'Place', 'Quantity (kg)'],
      preamble: 'Seizures of made-up goods\nPrinted for an example',
    });
    expect(rows.map((row) => row[0])).toEqual(['Spain', 'Italy', 'Chile']);
    const [batch] = batches as [RowBatch];
    expect(batch.leftOut).toEqual([
      { row: 3, kind: 'repeated-header' },
      { row: 5, kind: 'totals' },
      { row: 6, kind: 'note' },
    ]);
    expect([...batch.sourceRow]).toEqual([1, 2, 4]);
    expect([...batch.original.lines]).toEqual([4, 5, 6, 7, 9, 10]);
    expect(originals(batch)).toEqual(BANNERED.split(/(?<=\n)/).filter((line, at) => at > 2 && line !== '\n'));
    expect(batch.columns[0]?.values).toEqual(['Spain', 'Italy', 'Chile']);
    expect(summary).toMatchObject({ rows: 3, sourceRows: 6 });
  });

  it('is surveyed with its header, its rows by part, and counts of the data alone', async () => {
    const survey = await parseSurvey(BANNERED);
    expect(survey.header).toMatchObject({ at: 2, rows: 1, headers: ['Country', 'Drug', 'Place', 'Quantity (kg)'] });
    expect(survey.head.slice(0, 4).map(({ row, line }) => [row, line])).toEqual([
      [-2, 1],
      [-1, 2],
      [0, 3],
      [1, 4],
    ]);
    expect([survey.rows, survey.records]).toEqual([6, 3]);
    expect(survey.leftOut.map(({ kind, rows }) => [kind, rows[0]?.row])).toEqual([
      ['repeated-header', 3],
      ['totals', 5],
      ['note', 6],
    ]);
    expect(survey.columns[0]).toMatchObject({ header: 'Country', filled: 3, blank: 0, distinct: 3 });
    expect(survey.sample.map(({ row }) => row)).toEqual([1, 2, 4]);
  });

  it('follows the analyst who disagrees about a row', async () => {
    const { rows, batches } = await parseRows(BANNERED, shape({ keep: [5], leave: [1] }));
    expect(rows.map((row) => row[0])).toEqual(['Italy', 'Chile', 'Total']);
    expect(batches[0]?.leftOut).toContainEqual({ row: 1, kind: 'note' });
  });

  it('joins a header of two rows', async () => {
    const text = 'Place;Quantity;\n;Cocaine;Heroin\nQuay;1;2\n';
    const { header } = await parseRows(text, { table: { headerAt: 0, headerRows: 2 } });
    expect(header.headers).toEqual(['Place', 'Quantity / Cocaine', 'Quantity / Heroin']);
  });

  it('turns columns of months into records, with the repeats of whole rows', async () => {
    const text = 'Country;Jan;Feb;Mar\nSpain;1;;3\nItaly;;2;\nSpain;1;;3\nChile;;;\n';
    const columns = ['Jan', 'Feb', 'Mar'].map((header, at) => ({ header, value: `2020-0${at + 1}` }));
    const unpivot = { columns, name: 'Month', measure: 'Events' };
    const { header, rows, batches } = await parseRows(text, { table: { headerAt: 0, headerRows: 1, unpivot } });
    expect(header.headers).toEqual(['Country', 'Month', 'Events']);
    expect(header.originalHeaders).toEqual(['Country', 'Jan', 'Feb', 'Mar']);
    expect(rows).toEqual([
      ['Spain', '2020-01', '1'],
      ['Spain', '2020-03', '3'],
      ['Italy', '2020-02', '2'],
      ['Spain', '2020-01', '1'],
      ['Spain', '2020-03', '3'],
    ]);
    const [batch] = batches as [RowBatch];
    expect([[...batch.sourceRow], [...(batch.part ?? [])], [...batch.repeatOf]]).toEqual([
      [1, 1, 2, 3, 3],
      [0, 2, 1, 0, 2],
      [0, 0, 0, 1, 2],
    ]);
  });
});

describe('rows that do not fit the header', () => {
  const table = { headerAt: 0, headerRows: 1, leaveOut: ALL_KINDS };

  it('are filled up with blanks and warned of when they are short, and trimmed when only blanks are too many', async () => {
    const { rows, batches } = await parseRows('a;b;c\n1;2\n3;4;5;;\n6;7;8\n', { table });
    expect(rows).toEqual([
      ['1', '2', ''],
      ['3', '4', '5'],
      ['6', '7', '8'],
    ]);
    expect(batches[0]?.warnings.map(({ code, row }) => [code, row])).toEqual([['short-row', 1]]);
  });

  it('are asked about when more cells are filled, and counted as refused once that was answered', async () => {
    const text = 'a;b;c\n1;2;3\n4;5;6;7\n8;9;0\n';
    await expect(parseRows(text, { table })).rejects.toMatchObject({
      code: 'needs-decision',
      where: { row: 2, questions: [{ id: 'ragged-rows', options: ['leave-out'] }] },
    });
    const { rows, batches, summary } = await parseRows(text, { table: { ...table, ragged: 'leave-out' } });
    expect(rows).toHaveLength(2);
    expect([batches[0]?.rejected, batches[0]?.original.lines[1], summary.sourceRows]).toEqual([[2], 3, 3]);
    expect((await parseSurvey(text)).ragged).toMatchObject({ count: 1, rows: [{ row: 2, line: 3 }] });
  });

  it('are refused when the last one was cut', async () => {
    await expect(parseRows('a;b;c\n1;2;3\n4;5', { table })).rejects.toMatchObject({ code: 'unreadable-file', where: { row: 2 } });
  });
});

describe('how a file separates its cells', () => {
  const chosen = async (text: string) => (await parseSurvey(text)).delimiter;

  it('is found below lines of another kind and beside decimal commas', async () => {
    const body = Array.from({ length: 12 }, (_, row) => `Quay ${row};Lima, Peru;${row},5`).join('\n');
    expect(await chosen(`Seizures, by place, 2014\n\nPlace;City;Quantity\n${body}\n`)).toMatchObject({ chosen: ';', proven: true });
  });

  it.each(['|', '^', '~', '\t', ':'])('by %j is found', async (delimiter) => {
    const rows = Array.from({ length: 6 }, (_, row) => [`Quay ${row}`, `${row}`, 'x y'].join(delimiter));
    expect((await chosen(`Place${delimiter}Number${delimiter}Remark\n${rows.join('\n')}\n`))?.chosen).toBe(delimiter);
  });

  it('is not proven where two separators fit alike', async () => {
    expect(await chosen('a,b;c,d;e\n1,2;3,4;5\n6,7;8,9;0\n')).toMatchObject({ proven: false });
  });

  it('is as its first line declares for Excel', async () => {
    const { rows, header } = await parseRows('sep=|\na,b|c\n1,2|3\n');
    expect([header.delimiter, header.headers, rows]).toEqual(['|', ['a,b', 'c'], [['1,2', '3']]]);
  });

  it('may escape quotes by a backslash, which the stored rows have doubled', async () => {
    const { rows, batches } = await parseRows('a,b\n"Quay \\"one\\", north","C:\\\\x"\nplain,2\n');
    expect(rows).toEqual([
      ['Quay "one", north', 'C:\\x'],
      ['plain', '2'],
    ]);
    expect(originals(batches[0] as RowBatch)[0]).toBe('"Quay ""one"", north",C:\\x\n');
  });
});
