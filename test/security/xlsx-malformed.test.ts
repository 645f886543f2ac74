import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../electron/parser/zip/open-zip.ts';
import { accessOf, MAIN, makeWorkbook, readSheet, sheetOf, textOf, textSheet } from '../support/workbook-file.ts';

const one = { name: 'Cases', body: textSheet([['Drug'], ['Heroin']]) };
const withSheet = (sheet: string) => makeWorkbook({ sheets: [one], parts: { 'xl/worksheets/sheet1.xml': sheet } });
const sheetXml = (inside: string) =>
  `<worksheet xmlns="${MAIN}"><sheetData><row><c t="inlineStr"><is><t>${inside}</t></is></c></row></sheetData></worksheet>`;

describe('a sheet that is not well-formed is refused', () => {
  it.each([
    ['a document type', `<!DOCTYPE worksheet [<!ENTITY a "b">]>${sheetXml('&a;')}`],
    ['an external entity', `<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">${sheetXml('x')}`],
    ['an entity that nobody declared', sheetXml('&a;')],
    ['a reference to no character', sheetXml('&#0;')],
    ['a half of a pair', sheetXml('&#xD800;')],
    ['an ampersand by itself', sheetXml('a & b')],
    ['a control character', sheetXml('a\u0001b')],
    ['tags that cross', sheetXml('</is></t>')],
    ['no closing tags', sheetXml('x').slice(0, -20)],
    ['a second root', sheetXml('x') + sheetXml('y')],
    ['text after its end', `${sheetXml('x')}rest`],
    ['an attribute without quotes', sheetXml('x').replace('t="inlineStr"', 't=inlineStr')],
    ['an attribute twice', sheetXml('x').replace('t="inlineStr"', 't="inlineStr" t="n"')],
    ['nothing', ''],
    ['another document', '<html><body/></html>'],
    ['elements nested a thousand deep', sheetXml(`${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`)],
    ['a cell type nobody knows', sheetXml('x').replace('inlineStr', 'magic')],
  ])('%s', async (_, sheet) => {
    await expect(readSheet(withSheet(sheet))).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('bytes that are not UTF-8', async () => {
    const bytes = strToU8(sheetXml('Caf\u00e9'));
    bytes[bytes.indexOf(0xc3)] = 0xff;
    await expect(readSheet(makeWorkbook({ sheets: [one], parts: { 'xl/worksheets/sheet1.xml': bytes } }))).rejects.toThrow(/UTF-8/);
  });
});

describe('a cell in a place that cannot be', () => {
  it.each([
    ['beyond the last column', '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'],
    ['in another row than its own', '<row r="1"><c r="A2"><v>1</v></c></row>'],
    ['left of the one before', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'],
    ['in a row above the one before', '<row r="2"/><row r="1"/>'],
    ['in a row named by words', '<row r="one"/>'],
    ['below the last row', '<row r="1048577"><c><v>1</v></c></row>'],
    ['with two values', '<row><c><v>1</v><v>2</v></c></row>'],
    ['beyond the last column that is read', '<row r="1"><c r="XFD1"><v>1</v></c></row>'],
  ])('%s is refused', async (_, rows) => {
    await expect(textOf(`<sheetData>${rows}</sheetData>`)).rejects.toMatchObject({ code: 'unreadable-file', where: { sheet: 'Cases' } });
  });

  it('one filled cell in the very last row costs no more than its blank lines', async () => {
    const text = await textOf('<sheetData><row r="1048576"><c r="A1048576"><v>7</v></c></row></sheetData>');
    expect(text).toBe(`${'\n'.repeat(1_048_575)}7\n`);
  });

  it('a cell of more characters than may be kept is refused by name, one of just as many is not', async () => {
    const most = 'é'.repeat(16_000);
    expect(await textOf(textSheet([[most]]))).toBe(`${most}\n`);
    await expect(textOf(textSheet([['a', `${most}é`]]))).rejects.toMatchObject({ where: { sheet: 'Cases', row: 1, column: 'B' } });
    const strings = [`<t>${most}é</t>`, '<t>b</t>'];
    expect(await textOf(sheetOf('<c t="s"><v>1</v></c>'), { strings })).toBe('b\n');
    await expect(textOf(sheetOf('<c t="s"><v>0</v></c>'), { strings })).rejects.toThrow(/16,000/);
  });

  it('text that looks like a formula or a prototype is only text', async () => {
    expect(
      await textOf(
        textSheet([
          ['__proto__', '=1+1', '@SUM(A1)'],
          ['constructor', '-1', '+1'],
        ]),
      ),
    ).toBe('__proto__,=1+1,@SUM(A1)\nconstructor,-1,+1\n');
  });
});

describe('an archive that contradicts itself is refused', () => {
  const archive = () =>
    Buffer.from(zipSync({ 'a.csv': strToU8('a,b\n1,2\n'.repeat(100)), 'b/c.txt': [strToU8('stored text'), { level: 0 }] }));
  const listAt = (bytes: Buffer) => bytes.readUInt32LE(bytes.length - 6);
  const readAll = async (bytes: Buffer) => {
    const zip = await openZip(accessOf(bytes));
    const texts: string[] = [];
    for (const entry of zip.entries) {
      const parts: Buffer[] = [];
      for await (const piece of zip.read(entry)) parts.push(Buffer.from(piece));
      texts.push(Buffer.concat(parts).toString());
    }
    return texts;
  };

  it('a sound one is read', async () => {
    expect(await readAll(archive())).toEqual(['a,b\n1,2\n'.repeat(100), 'stored text']);
  });

  it.each<[string, (bytes: Buffer, list: number) => Buffer | number]>([
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['its last byte gone', (bytes) => bytes.subarray(0, -1)],
    ['a byte in front', (bytes) => Buffer.concat([Buffer.from('x'), bytes])],
    ['fewer entries than the list has', (bytes) => bytes.writeUInt16LE(1, bytes.length - 12)],
    ['a wrong checksum', (bytes, list) => bytes.writeUInt32LE(1, list + 16)],
    ['a size that lies', (bytes, list) => bytes.writeUInt32LE(10, list + 24)],
    ['a password', (bytes, list) => bytes.writeUInt16LE(bytes.readUInt16LE(list + 8) | 1, list + 8)],
    ['another method', (bytes, list) => bytes.writeUInt16LE(99, list + 10)],
    ['another name in the list', (bytes, list) => bytes.write('z', list + 46)],
    ['entries that share bytes', (bytes, list) => bytes.writeUInt32LE(0, list + 46 + 5 + 42)],
    ['a part on another disk', (bytes) => bytes.writeUInt16LE(3, bytes.length - 18)],
  ])('%s', async (_, damage) => {
    const bytes = archive();
    const damaged = damage(bytes, listAt(bytes));
    await expect(readAll(typeof damaged === 'number' ? bytes : damaged)).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('an empty file, and one of more than two thousand entries', async () => {
    await expect(readAll(Buffer.alloc(0))).rejects.toMatchObject({ code: 'unreadable-file' });
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}.csv`, strToU8('a')]));
    await expect(readAll(Buffer.from(zipSync(many, { level: 0 })))).rejects.toThrow(/2,000/);
  });
});
