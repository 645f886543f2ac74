import { describe, expect, it } from 'vitest';
import { parseRows, parseSurvey } from '../support/parse-file.ts';

/** Made-up rows in four languages. */
const FRENCH = 'pays;lieu;quantité\nFrance;Orléans, à côté du marché;12,5\nSénégal;Îlot «Gorée»;3\nBénin;Forêt près de Kétou;7\n';
const SPANISH = 'país;lugar;año\nEspaña;Cádiz, muelle pequeño;2014\nPerú;Callao, almacén;2015\nColombia;Nariño, montaña;2016\n';
const POLISH = 'kraj;miejsce;ilość\nPolska;Łódź, ulica Główna;12\nPolska;Gdańsk, część portu;3\nCzechy;Třebíč, u řeky;5\n';
const RUSSIAN =
  'страна;место;вещество\nРоссия;Москва, аэропорт;кокаин\nКазахстан;станция Достык;героин\nРоссия;Находка, морской порт;гашиш\n';

/** Single bytes by the published tables of the code pages (unicode.org MAPPINGS), through the platform's own decoder turned round. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (letter) => bytes.get(letter) ?? Number.NaN);
}

const FILES: [encoding: string, text: string][] = [
  ['windows-1252', FRENCH],
  ['windows-1252', SPANISH],
  ['windows-1250', POLISH],
  ['windows-1251', RUSSIAN],
  ['ibm866', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['macintosh', SPANISH],
];

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(';'));

describe('a file that is not UTF-8', () => {
  it.each(FILES)('in %s is surveyed in that encoding, with lines as they would read', async (encoding, text) => {
    const survey = await parseSurvey(encode(text, encoding));
    expect(survey.encoding?.chosen).toBe(encoding);
    expect(survey.header.headers).toEqual(rowsOf(text)[0]);
    expect(survey.encoding?.candidates[0]?.sample[0]).toBe(text.split('\n').find((line) => /[^\0-\x7f]/.test(line)));
  });

  it('is proven where no other encoding reads plausibly', async () => {
    const proven = await Promise.all([FRENCH, SPANISH].map(async (text) => (await parseSurvey(encode(text, 'windows-1252'))).encoding));
    expect(proven.map((encoding) => encoding?.proven)).toEqual([true, true]);
    expect((await parseSurvey(encode(RUSSIAN, 'ibm866'))).encoding?.proven).toBe(true);
  });

  it('is not proven by one odd letter', async () => {
    const survey = await parseSurvey(Buffer.from('a;b\nx;caf\xe9\ny;z\n', 'latin1'));
    expect(survey.encoding).toMatchObject({ chosen: 'windows-1252', proven: false });
  });

  it('does not name twice encodings that read the same', async () => {
    const { encoding } = await parseSurvey(encode(SPANISH, 'windows-1252'));
    expect(encoding?.candidates.map((one) => one.encoding)).not.toContain('iso-8859-1');
  });

  it('is refused with the question of its encoding, the likeliest first, and read once it was answered', async () => {
    const bytes = encode(RUSSIAN, 'windows-1251');
    await expect(parseRows(bytes)).rejects.toMatchObject({
      code: 'needs-decision',
      where: { row: 0, questions: [{ id: 'encoding', options: expect.arrayContaining(['windows-1251', 'koi8-r']) }] },
    });
    const read = await parseRows(bytes, { file: { encoding: 'windows-1251' } });
    expect(read.rows).toEqual(rowsOf(RUSSIAN).slice(1));
    expect(read.header.encoding).toBe('windows-1251');
  });

  it('tells ISO-8859-15 from ISO-8859-1 by the sign of the euro', async () => {
    const bytes = Buffer.from('a;b\n\xa4 10;\xe9t\xe9\n', 'latin1');
    expect((await parseRows(bytes, { file: { encoding: 'iso-8859-15' } })).rows).toEqual([['€ 10', 'été']]);
    expect((await parseRows(bytes, { file: { encoding: 'iso-8859-1' } })).rows).toEqual([['¤ 10', 'été']]);
  });

  it('is refused by row where a byte stands for no character in the encoding that was said', async () => {
    const bytes = Buffer.from('a;b\n1;2\n3;\x81\n', 'latin1');
    await expect(parseRows(bytes, { file: { encoding: 'windows-1252' } })).rejects.toMatchObject({
      code: 'unreadable-file',
      where: { row: 2 },
    });
  });

  it('in UTF-16 without a mark is known by its zeros', async () => {
    const utf16 = Buffer.from('name;place\nЖанна;Lima\nAna;São\n', 'utf16le');
    for (const [bytes, encoding] of [
      [utf16, 'utf-16le'],
      [Buffer.from(utf16).swap16(), 'utf-16be'],
    ] as const) {
      const read = await parseRows(bytes);
      expect(read.header.encoding).toBe(encoding);
      expect(read.rows).toEqual([
        ['Жанна', 'Lima'],
        ['Ana', 'São'],
      ]);
    }
  });
});
