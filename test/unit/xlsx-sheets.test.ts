import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { joinHeader } from '../../shared/understand/header.ts';
import { MAIN, makeWorkbook, partsOf, readSheet, sheetOf, textOf, textSheet } from '../support/workbook-file.ts';

/** All workbooks are made up here; what is expected follows by hand from the XML, or from what another program was told to write. */
describe('rows of a sheet become records', () => {
  it('a workbook that another program wrote reads as that program was told', async () => {
    const cell = (value: string | number | boolean | Date, format?: string) => ({ value, ...(format && { format }) });
    const bytes = await writeXlsxFile([
      [cell('Drug'), cell('Date'), cell('kg'), cell('Controlled')],
      [cell('Cocaïne, "base"'), cell(new Date(Date.UTC(2014, 2, 5)), 'dd/mm/yyyy'), cell(12.5), cell(true)],
      [cell('Героин'), cell(new Date(Date.UTC(2016, 1, 29)), 'yyyy-mm-dd'), cell(0.001), cell(false)],
    ]).toBuffer();
    const { text } = await readSheet(bytes);
    expect(text).toBe('Drug,Date,kg,Controlled\n"Cocaïne, ""base""",2014-03-05,12.5,TRUE\nГероин,2016-02-29,0.001,FALSE\n');
  });

  it('a row that has no cells, or is not there, is a blank line, so that records count the rows of the sheet', async () => {
    const body =
      '<sheetData><row r="2"><c r="B2"><v>1</v></c></row><row r="3"><c r="A3" s="0"/></row><row r="5"><c r="A5"><v>2</v></c></row><row r="9"/></sheetData>';
    expect(await textOf(body)).toBe('\n,1\n\n\n2,\n');
  });

  it('cells without a name follow one another, and named ones leave the gap they say', async () => {
    expect(await textOf(sheetOf('<c><v>1</v></c><c><v>2</v></c>', '<c r="C2"><v>3</v></c><c><v>4</v></c>'))).toBe('1,2\n,,3,4\n');
  });

  it('each row has as many cells as the widest so far', async () => {
    expect(await textOf(textSheet([['Title'], ['a', 'b', 'c'], ['1']]))).toBe('Title\na,b,c\n1,,\n');
  });

  it('a line break, a quotation mark or a comma inside a cell is kept inside quotes', async () => {
    expect(await textOf(textSheet([['a&#10;b', 'say &quot;no&quot;', '1,5']]))).toBe('"a\nb","say ""no""","1,5"\n');
  });
});

describe('texts', () => {
  const strings = [
    '<t>plain</t>',
    '<r><rPr><b/></rPr><t>bold </t></r><r><t>and not</t></r>',
    '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
    '<t xml:space="preserve">  two spaces</t>',
    '<t>a_x000D_b_x005F_x000D__x0000__xD83D__xDE00_</t>',
    '<t><![CDATA[<&>]]>&amp;&#x41;</t>',
    '<t/>',
  ];
  const cellsOf = (...at: number[]) => sheetOf(at.map((n) => `<c t="s"><v>${n}</v></c>`).join(''));

  it.each([
    [0, 'plain'],
    [1, 'bold and not'],
    [2, '東京'],
    [3, '  two spaces'],
    [4, '"a\rb_x000D__x0000_😀"'],
    [5, '<&>A'.replace('>A', '>&A')],
  ])('text %i of the table reads as it is shown', async (at, shown) => {
    expect(await textOf(cellsOf(at), { strings })).toBe(`${shown}\n`);
  });

  it('an empty text is a blank cell', async () => {
    expect(await textOf(cellsOf(0, 6, 0), { strings })).toBe('plain,,plain\n');
  });

  it('a text that the table does not hold is refused by the name of the cell', async () => {
    await expect(textOf(cellsOf(0, 7), { strings })).rejects.toMatchObject({
      code: 'unreadable-file',
      where: { sheet: 'Cases', row: 1, column: 'B' },
    });
  });

  it('rich inline text, a formula’s text and an error are texts; a formula is never calculated', async () => {
    const row =
      '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>' +
      '<c t="str"><f>A1&amp;"c"</f><v>abc</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>1+1</f><v>3</v></c><c><f>1+1</f></c>';
    const { text, source } = await readSheet(makeWorkbook({ sheets: [{ name: 'Cases', body: sheetOf(row) }] }));
    expect(text).toBe('ab,abc,#DIV/0!,3\n');
    expect(source.notes().listed).toMatchObject([{ code: 'formula-without-value', sheet: 'Cases', row: 1, column: 'E' }]);
    expect(source.typed()[3]).toEqual({ numbers: 1, dates: 0, texts: 0, truths: 0 });
  });
});

describe('parts of a workbook', () => {
  const one = { name: 'Cases', body: textSheet([['x']]) };

  it('a sheet named by an absolute target is found', async () => {
    expect((await readSheet(makeWorkbook({ sheets: [{ ...one, target: '/xl/worksheets/sheet1.xml' }] }))).text).toBe('x\n');
  });

  it('prefixed elements and the strict namespaces are read like plain ones', async () => {
    const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const sheet = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<x:worksheet xmlns:x="${strict}" xmlns:o="urn:other"><x:sheetData><o:row/><x:row><x:c t="d"><x:v>2014-03-05T00:00:00Z</x:v></x:c><o:c/><x:c t="d"><x:v>2014-03-05T13:45</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const bytes = makeWorkbook({ sheets: [one], parts: { 'xl/worksheets/sheet1.xml': sheet } });
    expect((await readSheet(bytes)).text).toBe('2014-03-05,2014-03-05T13:45\n');
  });

  it('a part in UTF-16 is read, a part in another encoding is refused', async () => {
    const text = `<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="${MAIN}">${textSheet([['мак']])}</worksheet>`;
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect((await readSheet(makeWorkbook({ sheets: [one], parts: { 'xl/worksheets/sheet1.xml': utf16 } }))).text).toBe('мак\n');
    const latin = text.replace('UTF-16', 'ISO-8859-1');
    await expect(readSheet(makeWorkbook({ sheets: [one], parts: { 'xl/worksheets/sheet1.xml': latin } }))).rejects.toThrow(/UTF-8/);
  });

  it('styles or texts that are named but missing are refused, since dates could not be told from numbers', async () => {
    const { 'xl/styles.xml': _, ...parts } = partsOf({ sheets: [one], styles: '<cellXfs/>' });
    await expect(readSheet(zipSync(parts))).rejects.toThrow(/xl\/styles\.xml/);
  });

  it('an archive that is no workbook is refused', async () => {
    await expect(readSheet(zipSync({ 'a.csv': strToU8('a,b') }))).rejects.toMatchObject({ code: 'unreadable-file' });
  });
});

describe('choosing a sheet', () => {
  const sheets = [
    { name: 'Notes', body: '<sheetData/>' },
    {
      name: '2015',
      body: textSheet([
        ['Date', 'kg'],
        ['2015-01-02', '1'],
      ]),
    },
    { name: 'Lists', body: textSheet([['kg'], ['g']]), state: 'hidden' },
    {
      name: '2016',
      body: `<cols><col min="2" max="2" hidden="1"/></cols>${textSheet([['Report'], ['Date', 'kg'], ['2016-03-04', '2']]).replace('<row>', '<row hidden="1">')}`,
    },
  ];

  it('where several hold cells, the choice is asked, hidden sheets not offered', async () => {
    await expect(readSheet(makeWorkbook({ sheets }))).rejects.toMatchObject({
      code: 'needs-decision',
      where: { questions: [{ id: 'sheet', options: ['2015', '2016', '*'] }] },
    });
    await expect(readSheet(makeWorkbook({ sheets }), { sheet: '2017' })).rejects.toMatchObject({ code: 'needs-decision' });
  });

  it('the only sheet with cells needs no choice, and a hidden one can be named', async () => {
    expect((await readSheet(makeWorkbook({ sheets: sheets.slice(0, 3) }))).text).toBe('Date,kg\n2015-01-02,1\n');
    expect((await readSheet(makeWorkbook({ sheets }), { sheet: 'Lists' })).text).toBe('kg\ng\n');
  });

  it('all visible sheets are read one after another, and where each begins is told', async () => {
    const { text, source } = await readSheet(makeWorkbook({ sheets }), { sheet: '*' });
    expect(text).toBe('Date,kg\n2015-01-02,1\nReport,\nDate,kg\n2016-03-04,2\n');
    expect(source.starts).toEqual([
      { sheet: '2015', record: 1 },
      { sheet: '2016', record: 3 },
    ]);
  });

  it('sheets whose headers differ are not read as one', async () => {
    const other = [
      sheets[1],
      {
        name: '2016',
        body: textSheet([
          ['kg', 'Date'],
          ['2', '2016-03-04'],
        ]),
      },
    ].filter((sheet) => sheet !== undefined);
    await expect(readSheet(makeWorkbook({ sheets: other }), { sheet: '*' })).rejects.toMatchObject({
      code: 'unreadable-file',
      where: { sheet: '2016' },
    });
  });

  it('a survey counts every sheet, hidden rows and columns too, and takes the largest', async () => {
    const { source } = await readSheet(makeWorkbook({ sheets }), { several: 'largest' });
    expect(source.sheet).toBe('2016');
    expect(source.sheets).toEqual([
      { name: 'Notes', hidden: false, rows: 0, columns: 0, hiddenRows: 0, hiddenColumns: 0, mergedCells: 0 },
      { name: '2015', hidden: false, rows: 2, columns: 2, hiddenRows: 0, hiddenColumns: 0, mergedCells: 0 },
      { name: 'Lists', hidden: true, rows: 2, columns: 1, hiddenRows: 0, hiddenColumns: 0, mergedCells: 0 },
      { name: '2016', hidden: false, rows: 3, columns: 2, hiddenRows: 1, hiddenColumns: 1, mergedCells: 0 },
    ]);
  });
});

describe('while a workbook is opened', () => {
  it('each piece that is unpacked is told, so that a long opening is not taken for a standstill', async () => {
    let pieces = 0;
    const body = textSheet(Array.from({ length: 20_000 }, (_, n) => [`case ${n}`]));
    await readSheet(makeWorkbook({ sheets: [{ name: 'Cases', body }] }), { told: () => pieces++ });
    expect(pieces).toBeGreaterThan(10);
  });
});

describe('merged cells', () => {
  const merged = (...ranges: string[]) =>
    `<mergeCells count="${ranges.length}">${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const read = (rows: string[][], ...ranges: string[]) =>
    readSheet(makeWorkbook({ sheets: [{ name: 'Cases', body: `${textSheet(rows)}${merged(...ranges)}` }] }));

  it('are counted, and a header of two rows takes the names of its groups from them', async () => {
    const rows = [
      ['Country', '2015', '', '2016', ''],
      ['', 'Jan', 'Feb', 'Jan', 'Feb'],
      ['France', '1.5', '2.5', '3.5', '4.5'],
    ];
    const { text, source } = await read(rows, 'A1:A2', 'B1:C1', 'D1:E1');
    expect(source.sheets).toMatchObject([{ mergedCells: 3 }]);
    const header = text
      .split('\n')
      .slice(0, 2)
      .map((line) => line.split(','));
    expect(joinHeader(header)).toEqual(['Country', '2015 / Jan', '2015 / Feb', '2016 / Jan', '2016 / Feb']);
  });

  it('a name merged down over rows of data stands in each of them, a number only in the first', async () => {
    const rows = [
      ['Province', 'Drug', 'Kg', 'Date'],
      ['Antwerpen', 'cocaine', '12.5', '2019-03-25'],
      ['', 'heroin', '', '2019-03-26'],
      ['', 'heroin', '2', '2019-03-27'],
      ['Gent', 'heroin', '3', '2019-03-28'],
    ];
    const { text, source } = await read(rows, 'A2:A4', 'C2:C3');
    expect(text.split('\n').slice(1, 5)).toEqual([
      'Antwerpen,cocaine,12.5,2019-03-25',
      'Antwerpen,heroin,,2019-03-26',
      'Antwerpen,heroin,2,2019-03-27',
      'Gent,heroin,3,2019-03-28',
    ]);
    expect(source.sheets).toMatchObject([{ mergedFilled: 2, mergedNumbers: 1 }]);
  });
});
