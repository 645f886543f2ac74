import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, randomOf } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { byPoint, column, iso, recipeWith } from '../support/recipes.ts';

/** Made up. Every letter is in Windows-1252 and in ISO-8859-15. */
const HEADER = ['Fecha', 'País', 'Localidad', 'Droga', 'Cantidad', 'Unidad'];
const PLACES = ['Muelle "siete"', 'Mercado; norte', 'Cañada, vieja', 'Puerto\tAñil', 'Patio | sur', 'San José', 'O’Higgins'];
const ROWS = 12;

function madeUpRows(seed: number): string[][] {
  const random = randomOf(seed);
  const pick = (words: string[]) => words[Math.floor(random() * words.length)] as string;
  return Array.from({ length: ROWS }, (_, at) => [
    `2019-0${1 + Math.floor(random() * 9)}-1${at % 10}`,
    pick(['España', 'Francia', 'Perú']),
    pick(PLACES),
    pick(['cocaína', 'heroína', 'éxtasis']),
    (random() * 100).toFixed(2),
    pick(['kg', 'g']),
  ]);
}

/** Signs of Windows-1252 outside ISO-8859-1 that occur here. */
const CP1252: Record<string, number> = { '’': 0x92 };
const singleByte = (text: string) => Uint8Array.from(text, (sign) => CP1252[sign] ?? sign.charCodeAt(0));
const ENCODED: Record<string, (text: string) => Uint8Array> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1252': singleByte,
};

interface Written {
  delimiter: string;
  newline: string;
  encoding: string;
  quoteAll: boolean;
  banner: boolean;
  totals: boolean;
  last: boolean;
}

const DELIMITERS = [';', ',', '\t', '|'];
/** Every delimiter with every encoding once; the other ways of writing turn with them. */
const DIALECTS: Written[] = DELIMITERS.flatMap((delimiter, place) =>
  Object.keys(ENCODED).map((encoding, at) => ({
    delimiter,
    encoding,
    newline: ['\n', '\r\n', '\r'][(place + at) % 3] as string,
    quoteAll: (place + at) % 2 === 0,
    banner: (place + at) % 3 === 1,
    totals: at % 2 === 0,
    last: (place + at) % 4 !== 0,
  })),
);

const PLAIN: Written = { delimiter: ';', newline: '\n', encoding: 'utf-8', quoteAll: false, banner: false, totals: false, last: true };

function write(rows: string[][], { delimiter, newline, encoding, quoteAll, banner, totals, last }: Written): Uint8Array {
  const quoted = (row: string[]) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter);
  const table = [HEADER, ...rows];
  const body = quoteAll ? table.map(quoted).join(newline) + newline : csv(table, { delimiter, newline });
  const above = banner ? `Registro inventado${delimiter.repeat(HEADER.length - 1)}${newline}` : '';
  const below = totals ? ['Total', '', '', '', '600.5', ''].join(delimiter) + newline : '';
  const text = above + body + below;
  return (ENCODED[encoding] as (text: string) => Uint8Array)(last ? text : text.slice(0, -newline.length));
}

const recipeFor = ({ encoding, delimiter, banner }: Written) =>
  recipeWith(
    [
      column('Fecha', 'date', { read: iso }),
      column('País', 'country'),
      column('Localidad', 'place'),
      column('Droga', 'drug'),
      column('Cantidad', 'amount', { read: byPoint }),
      column('Unidad', 'unit'),
    ],
    {
      file: { encoding: encoding === 'windows-1252' ? encoding : null, delimiter },
      table: { headerAt: banner ? 1 : 0, leaveOut: [{ kind: 'totals' }] },
    },
  );

describe('one table, however it is written', () => {
  let service: ImportService;
  beforeAll(async () => {
    service = await openImportService();
  });
  afterAll(() => service.close());

  const stored = async (bytes: Uint8Array, written: Written): Promise<Record<string, unknown>[]> => {
    const report = await service.run({ kind: 'bytes', fileName: 'tabla.csv', bytes }, { recipe: recipeFor(written), again: true });
    expect([written, report.rowsAccepted, report.leftOut ?? []]).toEqual([
      written,
      ROWS,
      written.totals ? [{ kind: 'totals', rows: 1 }] : [],
    ]);
    const all = service.records();
    const last = Math.max(...all.map((record) => Number(record.import)));
    return all.filter((record) => record.import === last).map(({ id: _id, import: _import, ...record }) => record);
  };

  it('gives the same records by its recipe', { timeout: 300_000 }, async () => {
    const rows = madeUpRows(5);
    const expected = await stored(write(rows, PLAIN), PLAIN);
    for (const written of DIALECTS) {
      const records = await stored(write(rows, written), written);
      expect([written, records]).toEqual([written, expected]);
      expect(records.map(({ date, place, drugText, amount, unitText }) => [date, place, drugText, amount, unitText])).toEqual(
        rows.map(([date, , place, drug, amount, unit]) => [date, place, drug, Number(amount), unit]),
      );
    }
  });

  it('is understood as the same without a recipe', { timeout: 300_000 }, async () => {
    const found: Record<string, string> = {};
    for (const written of DIALECTS.filter(({ encoding }, at) => encoding !== 'windows-1252' && at % 2 === 0)) {
      const { questions, recipe, records } = await service.understand({
        kind: 'bytes',
        fileName: 'tabla.csv',
        bytes: write(madeUpRows(3), written),
      });
      expect([written, questions, records]).toEqual([written, [], ROWS]);
      const fields = recipe.columns.map(({ header, field, read }) => ({ header, field, read }));
      found[JSON.stringify(fields)] ??= JSON.stringify(written);
    }
    expect(Object.values(found)).toHaveLength(1);
  });
});
