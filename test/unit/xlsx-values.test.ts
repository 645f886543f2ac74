import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFormatCode } from '../../electron/parser/xlsx/number-format.ts';
import { isPlain, plainNumber } from '../../electron/parser/xlsx/number-text.ts';
import { sheetOf, stylesOf, textOf } from '../support/workbook-file.ts';

const cell = (value: string | number, style = 0, type = 'n') => `<c s="${style}" t="${type}"><v>${value}</v></c>`;

/** Expected dates are those that ECMA-376 part 1, 18.17.4.1 gives, or were computed with Python's datetime from 1899-12-30. */
describe('dates', () => {
  const shown = async (value: number, format: number | string, properties = '') =>
    (await textOf(sheetOf(cell(value, 1)), { styles: stylesOf(0, format), properties })).trimEnd();

  it.each([
    [41_703, 14, '2014-03-05'],
    [41_703.5, 22, '2014-03-05T12:00:00'],
    [41_703.572916666664, 'dd/mm/yyyy hh:mm', '2014-03-05T13:45:00'],
    [41_703.999999999, 14, '2014-03-06'],
    [0.75, 20, '18:00:00'],
    [1.25, '[h]:mm', '30:00:00'],
    [1.25, 21, '1900-01-01T06:00:00'],
    [59, 14, '1900-02-28'],
    [60, 14, '1900-02-29'],
    [61, 14, '1900-03-01'],
    [1, 14, '1900-01-01'],
    [0, 14, '1900-01-00'],
    [2_958_465, 14, '9999-12-31'],
    [2_958_466, 14, '2958466'],
    [-5, 14, '-5'],
    [41_699, 17, '2014-03'],
    [41_703, 17, '2014-03-05'],
    [41_640, 'yyyy', '2014'],
    [41_699, 'yyyy', '2014-03-01'],
  ])('day number %d in format %s reads %s', async (value, format, text) => {
    expect(await shown(value, format)).toBe(text);
  });

  it.each([
    [0, '1904-01-01'],
    [40_241, '2014-03-05'],
    [1, '1904-01-02'],
  ])('day number %d of a workbook that counts from 1904 reads %s', async (value, text) => {
    expect(await shown(value, 14, '<workbookPr date1904="1"/>')).toBe(text);
  });

  it.each([
    'DD/MM/YYYY',
    'TT.MM.JJJJ',
    'jj/mm/aaaa',
    'ДД.ММ.ГГГГ',
    '[$-419]d mmmm yyyy&quot; г.&quot;;@',
    'dd\\-mmm\\-yy',
    '[$-C0A]d &quot;de&quot; mmmm &quot;de&quot; yyyy',
    'yyyy/mm/dd;@',
    'mmm',
    '[Red]d-m',
  ])('the code %s shows a date', async (code) => {
    expect(await shown(41_703, code)).toBe('2014-03-05');
  });

  it.each([
    'General',
    'Standard',
    'Основной',
    '0.00',
    '#,##0.00 &quot;d&quot;',
    '0%',
    '@',
    '0.0&quot; kg&quot;',
    '# ?/?',
    '0.00E+00',
    '_-* #,##0\\ &quot;₽&quot;_-',
    '[Red]0;[Blue]-0',
    '',
  ])('the code %s shows a number', async (code) => {
    expect(await shown(41_703, code)).toBe('41703');
  });

  it('formats tell time from date by their letters', () => {
    expect(['h:mm AM/PM', 'mm:ss.0', 'ч:мм'].map((code) => readFormatCode(code).kind)).toEqual(['time', 'time', 'time']);
    expect(['d/m h:mm', 'mmmm', 'yyyy-mm-dd hh:mm:ss.000'].map((code) => readFormatCode(code).kind)).toEqual(['date', 'date', 'date']);
  });

  it('a format that the workbook does not hold is refused, since a date could not be told from a number', async () => {
    await expect(textOf(sheetOf(cell(41_703, 7)), { styles: stylesOf(0, 14) })).rejects.toMatchObject({
      where: { sheet: 'Cases', row: 1, column: 'A' },
    });
    expect(await textOf(sheetOf(cell(41_703, 7)))).toBe('41703\n');
    expect(await textOf(sheetOf(cell(41_703)), { styles: '<cellStyleXfs/>' })).toBe('41703\n');
  });
});

/** Expected texts are what Excel shows in the formula bar. */
describe('numbers', () => {
  it.each([
    ['12', '12'],
    ['-0.5', '-0.5'],
    ['0.30000000000000004', '0.3'],
    ['2.7860000000000005', '2.786'],
    ['1E-4', '0.0001'],
    ['5.0000000000000002E-5', '0.00005'],
    ['1.5E+20', '150000000000000000000'],
    ['12.50', '12.5'],
    ['007', '7'],
    ['-0', '0'],
    ['4500000', '4500000'],
    ['1234567890123456', '1234567890123456'],
    ['1.7976931348623157E+308', `179769313486232${'0'.repeat(294)}`],
    [' 12 ', '12'],
  ])('the value %s reads %s', async (value, text) => {
    expect(await textOf(sheetOf(cell(value)))).toBe(`${text}\n`);
  });

  it.each(['twelve', '1,5', '1e999', '0x10', 'NaN', '1 2'])(
    'the value %s is no number and is refused by the name of its cell',
    async (value) => {
      await expect(textOf(sheetOf('<c/>', cell(value)))).rejects.toMatchObject({
        code: 'unreadable-file',
        where: { sheet: 'Cases', row: 2, column: 'A' },
      });
    },
  );

  it('what needs no rewriting is what rewriting would leave alone', () => {
    const decimal = fc
      .tuple(fc.constantFrom('', '-'), fc.nat({ max: 99_999_999 }), fc.option(fc.stringMatching(/^[0-9]{1,9}$/)))
      .map(([sign, whole, decimals]) => `${sign}${whole}${decimals === null ? '' : `.${decimals}`}`);
    fc.assert(
      fc.property(decimal, (text) => {
        const bytes = Buffer.from(text);
        if (isPlain(bytes, 0, bytes.length)) expect(plainNumber(text)).toBe(text);
        expect(Number(plainNumber(text))).toBeCloseTo(Number(text), 6);
      }),
    );
    expect(isPlain(Buffer.from('1203.5'), 0, 6)).toBe(true);
  });

  it('truths are written as the program shows them', async () => {
    expect(await textOf(sheetOf(`${cell(1, 0, 'b')}${cell(0, 0, 'b')}`))).toBe('TRUE,FALSE\n');
    await expect(textOf(sheetOf(cell(2, 0, 'b')))).rejects.toThrow(/A1/);
  });
});
