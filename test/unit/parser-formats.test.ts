import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { BACKSLASH } from '../../shared/csv/dialect.ts';
import { parseRows, parseSurvey } from '../support/parse-file.ts';

describe('JSON', () => {
  const objects = [
    { id: 1, place: { name: 'Quay', at: [1.5, -2] }, drugs: ['a', 'b'], seen: true, note: null },
    { id: 2, extra: 'x, "y"\nz', place: { name: 'Пирс' } },
  ];
  const table = {
    headers: ['id', 'place.name', 'place.at', 'drugs', 'seen', 'note', 'extra'],
    rows: [
      ['1', 'Quay', '1.5; -2', 'a; b', 'true', '', ''],
      ['2', 'Пирс', '', '', '', '', 'x, "y"\nz'],
    ],
  };

  it.each([
    ['a list', JSON.stringify(objects), 'json'],
    ['a list over several lines', JSON.stringify(objects, null, 2), 'json'],
    ['a list inside an object', JSON.stringify({ made: 'up', tags: ['a', 1], count: 2, rows: objects }), 'json'],
    ['one object on each line', objects.map((object) => JSON.stringify(object)).join('\n'), 'ndjson'],
    ['a list in UTF-16', Buffer.from(`\ufeff${JSON.stringify(objects)}`, 'utf16le'), 'json'],
  ])('as %s gives the same table', async (_name, content, format) => {
    const read = await parseRows(content);
    expect({ headers: read.header.headers, rows: read.rows }).toEqual(table);
    const survey = await parseSurvey(content);
    expect(survey.file.format).toBe(format);
    expect(survey.columns.map(({ typed }) => typed)[0]).toEqual({ numbers: 2, dates: 0, texts: 0, truths: 0 });
    expect(survey.columns[4]?.typed?.truths).toBe(1);
  });

  it('says the line of each object', async () => {
    const { batches } = await parseRows('{"a":"x\\ny"}\n\n{"a":"2"}\n{"a":"3"}\n', {}, 'made-up.ndjson');
    expect([...(batches[0]?.original.lines ?? [])]).toEqual([1, 3, 4]);
  });

  it('keeps every digit of a long number', async () => {
    const { rows } = await parseRows('[{"n":12345678901234567890,"m":0.1},{"n":1e2,"m":-74.08175000000001}]');
    expect(rows).toEqual([
      ['12345678901234567890', '0.1'],
      ['100', '-74.08175000000001'],
    ]);
  });

  it('takes __proto__ and constructor as names of columns', async () => {
    const { header, rows } = await parseRows('[{"__proto__":{"polluted":"yes"},"constructor":"c"},{"__proto__":"p"}]');
    expect(header.headers).toEqual(['__proto__.polluted', 'constructor', '__proto__']);
    expect(rows).toEqual([
      ['yes', 'c', ''],
      ['', '', 'p'],
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each([
    ['cut in the list', '[{"a":1},{"a":2}', /ends before it is complete/],
    ['cut in an object', '[{"a":1},{"a":', /ends before it is complete/],
    ['with a comma missing', '[{"a":1}{"a":2}]', /comma is missing/],
    ['with a number in the list', '[{"a":1},2]', /between the objects/],
    ['with two lists', '{"x":[{"a":1}],"y":[{"a":2}]}', /more than one list/],
    ['with text after it', '[{"a":1}] more', /outside/],
    ['of no objects', '[]', /no list of objects/],
    ['nested a thousand times', `[{"a":${'['.repeat(1000)}${']'.repeat(1000)}}]`, /inside one another/],
    ['with broken syntax', '[{"a":1},{"b":tru}]', /object 2 .*not valid JSON/],
  ])('%s is refused', async (_name, content, message) => {
    await expect(parseRows(content)).rejects.toMatchObject({ code: 'unreadable-file', message: expect.stringMatching(message) });
    await expect(parseSurvey(content)).rejects.toMatchObject({ code: 'unreadable-file' });
  });
});

describe('a zip archive', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('with one file that can be read is read as that file', async () => {
    const zip = zipSync({ 'folder/made-up.csv': bytes('a;b\n1;2\n'), 'readme.md': bytes('x'), '__MACOSX/._made-up.csv': bytes('y') });
    expect((await parseRows(zip)).rows).toEqual([['1', '2']]);
    expect((await parseSurvey(zip)).file).toMatchObject({ entry: 'folder/made-up.csv', format: 'csv', bytes: zip.length });
  });

  it('with several asks which, and reads the one that was said', async () => {
    const zip = zipSync({ 'one.csv': bytes('a;b\n1;2\n'), 'two.json': bytes('[{"c":"3"}]') });
    await expect(parseRows(zip)).rejects.toMatchObject({
      code: 'needs-decision',
      where: { questions: [{ id: 'entry', options: ['one.csv', 'two.json'] }] },
    });
    expect((await parseRows(zip, { file: { entry: 'two.json' } })).rows).toEqual([['3']]);
    expect((await parseSurvey(zip)).file).toMatchObject({ entry: 'two.json', entries: ['one.csv'] });
  });

  it('with a file in another encoding is surveyed in that encoding', async () => {
    const zip = zipSync({ 'one.csv': Buffer.from('Country;Quantity\nEspa\xf1a;1\nCatalu\xf1a;2\nNari\xf1o;3\n', 'latin1') });
    expect(await parseSurvey(zip)).toMatchObject({ encoding: { chosen: 'windows-1252', proven: true }, records: 3 });
  });

  it('that is an OpenDocument table, or holds nothing to read, says what to do', async () => {
    const ods = zipSync({ mimetype: bytes('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': bytes('<x/>') });
    await expect(parseSurvey(ods)).rejects.toMatchObject({ message: expect.stringContaining('LibreOffice') });
    await expect(parseSurvey(zipSync({ 'a.png': bytes('x') }))).rejects.toMatchObject({
      message: expect.stringContaining('no file that can be read'),
    });
  });
});

describe('any table in any dialect and encoding', () => {
  const letters = ['a', 'B', '7', ' ', '"', ';', ',', '|', '\t', '\n', '\\', "'", '=', 'ñ', 'é'];
  /** What these letters are in the encodings of other alphabets. */
  const OTHER: Record<string, Record<string, string>> = { 'windows-1250': { ñ: 'ł' }, 'windows-1251': { ñ: 'ж', é: 'Ы' } };
  const cell = fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
  const table = fc.integer({ min: 2, max: 6 }).chain((width) =>
    fc.record({
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      delimiter: fc.constantFrom(';', ',', '\t', '|', '^', '~', ':'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      encoding: fc.constantFrom(
        'utf-8',
        'utf-8-bom',
        'utf-16le',
        'utf-16be',
        'windows-1250',
        'windows-1251',
        'windows-1252',
        'iso-8859-1',
        'iso-8859-15',
      ),
      quotes: fc.constantFrom('doubled', 'escaped'),
    }),
  );

  function encode(text: string, encoding: string): Uint8Array {
    if (encoding === 'utf-8') return Buffer.from(text);
    if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`);
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    if (encoding.startsWith('utf-16')) return encoding === 'utf-16be' ? utf16.swap16() : utf16;
    const decoder = new TextDecoder(encoding);
    const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
    return Uint8Array.from(text, (sign) => byteOf.get(sign) ?? 0);
  }

  it('reads back equal', async () => {
    const property = fc.asyncProperty(table, async ({ rows: drawn, delimiter, newline, encoding, quotes }) => {
      const rows = drawn.map((row) => row.map((text) => text.replace(/[ñé]/gu, (letter) => OTHER[encoding]?.[letter] ?? letter)));
      const mark = quotes === 'escaped' ? String.fromCharCode(BACKSLASH) : '"';
      const write = (text: string) => `"${(quotes === 'escaped' ? text.replaceAll('\\', '\\\\') : text).replaceAll('"', `${mark}"`)}"`;
      const header = rows[0]?.map((_, at) => `column ${at + 1}`) ?? [];
      // A file proves that its quotes are escaped by a cell that cannot be read otherwise.
      const proof = quotes === 'escaped' ? [header.map(() => 'say "x", y')] : [];
      const all = [...proof, ...rows];
      const text = [header, ...all].map((row) => row.map(write).join(delimiter)).join(newline) + newline;
      const single = !encoding.startsWith('utf');
      const read = await parseRows(encode(text, encoding), { file: { delimiter, ...(single ? { encoding } : {}) } });
      expect(read.header.headers).toEqual(header);
      expect(read.rows).toEqual(all);
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
