import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { crosswalkById } from '../../shared/domain/crosswalks.ts';
import { readDate } from '../../shared/domain/date.ts';
import { layoutById, recogniseLayout } from '../../shared/domain/layout.ts';
import { deriveQuantity, readAmount } from '../../shared/domain/quantity.ts';

const ZIP = fileURLToPath(new URL('../../../shared/data/unodc-ids-2011-2016/drug-trafficking-unodc.zip', import.meta.url));
const present = existsSync(ZIP);
if (!present) console.log('Skipped: the UNODC IDS file is not beside the project (../shared/data/unodc-ids-2011-2016).');

const KINDS = ['mapped', 'parent', 'ambiguous', 'missing', 'deliberately unplaced', 'not listed'] as const;
type Kind = (typeof KINDS)[number];

/** Rows of a `;` file in which quotes may enclose line breaks and doubled quotes (RFC 4180). */
function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error(`unreadable at ${cell.lastIndex}`);
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] !== ';') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function tallyBy<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(KINDS.map((kind) => [kind, make(kind)])) as Record<Kind, T>;
}

function kindOf(crosswalkId: string, text: string): Kind {
  const crosswalk = crosswalkById(crosswalkId);
  if (!crosswalk.rowFor(text)) return 'not listed';
  const { codes, status } = crosswalk.apply(text);
  if (status === 'unmapped') return 'deliberately unplaced';
  if (status === 'missing') return 'missing';
  if (codes.length > 1) return 'ambiguous';
  return codes[0]?.endsWith('.0') ? 'parent' : 'mapped';
}

describe.skipIf(!present)('the UNODC IDS file of 2011–2016', () => {
  let headers: string[] = [];
  let rows: string[][] = [];

  beforeAll(() => {
    const files = unzipSync(readFileSync(ZIP));
    const name = Object.keys(files).find((key) => key.endsWith('.csv')) ?? '';
    const all = readRows(new TextDecoder().decode(files[name]));
    headers = all[0] ?? [];
    rows = all.slice(1);
  });

  const column = (header: string): string[] => {
    const at = headers.indexOf(header);
    return rows.map((row) => row[at] ?? '');
  };

  it('is recognised, and has 311,038 rows', () => {
    expect(recogniseLayout(headers)?.id).toBe('unodc-ids-2011-2016');
    expect(rows).toHaveLength(311_038);
  });

  it('has no value without a decision', () => {
    const layout = layoutById('unodc-ids-2011-2016');
    const report: Record<string, Record<Kind, string>> = {};
    for (const { header, crosswalk } of layout?.fields ?? []) {
      if (!crosswalk) continue;
      const counts = new Map<string, number>();
      for (const text of column(header)) counts.set(text, (counts.get(text) ?? 0) + 1);
      const tally = tallyBy(() => ({ values: 0, rows: 0 }));
      for (const [text, n] of counts) {
        const line = tally[kindOf(crosswalk, text)];
        line.values += 1;
        line.rows += n;
      }
      report[header] = tallyBy((kind) => `${tally[kind].values} (${tally[kind].rows})`);
      expect(tally['not listed'].values, header).toBe(0);
      expect(
        KINDS.reduce((sum, kind) => sum + tally[kind].rows, 0),
        header,
      ).toBe(311_038);
    }
    console.log('Distinct values (rows) by field:');
    console.table(report);
  });

  // Counted from the file with another tool (a GROUP BY in SQLite).
  it('keeps blank, unknown, none and other apart', () => {
    const status = (header: string, id: string) => {
      const counts: Record<string, number> = {};
      for (const text of column(header)) {
        const code = crosswalkById(id).apply(text).codes.join('+');
        counts[code] = (counts[code] ?? 0) + 1;
      }
      return counts;
    };
    expect(status('TRANSPORT', 'unodc-ids-2011-2016/transport')).toMatchObject({
      'T0.2': 260_809,
      'T0.3': 2833,
      T9: 534,
      TX: 5942,
      'T5.0': 924,
    });
    expect(status('HIDING_PLACE', 'unodc-ids-2011-2016/hiding-place')).toMatchObject({
      'C0.2': 268_409,
      'C0.3': 2738,
      CX: 3192,
      'C9.0': 8091,
    });
    expect(status('DEPARTURE_COUNTRY', 'unodc-ids-2011-2016/country')).toMatchObject({
      '0.2': 91_521,
      '0.3': 17_929,
      XOT: 42,
      COL: 171_874,
    });
  });

  it('reads every date and every amount, one empty and 26 zero amounts among them', () => {
    expect(column('SEIZURE_DATE').filter((text) => readDate(text)?.precision !== 'day')).toEqual([]);
    const amounts = column('AMOUNT');
    expect(amounts.filter((text) => text.trim() === '')).toHaveLength(1);
    expect(amounts.filter((text) => text.trim() !== '' && readAmount(text) === null)).toEqual([]);
    expect(amounts.filter((text) => readAmount(text) === 0)).toHaveLength(26);
  });

  it('derives a mass for each row only as the unit allows, and says on what share it rests', () => {
    const [amounts, units, drugs] = [column('AMOUNT'), column('DRUG_UNIT'), column('DRUG_NAME')];
    const drugNames = crosswalkById('unodc-ids-2011-2016/drug-name');
    const byConversion: Record<string, { rows: number; kg: number }> = {};
    for (let i = 0; i < rows.length; i += 1) {
      const drugCodes = drugNames.apply(drugs[i] ?? '').codes;
      const { kg, conversion } = deriveQuantity({ amountText: amounts[i] ?? '', unitText: units[i] ?? '', drugCodes });
      const before = byConversion[conversion] ?? { rows: 0, kg: 0 };
      byConversion[conversion] = { rows: before.rows + 1, kg: before.kg + (kg ?? 0) };
    }
    console.log('Rows and kilograms by conversion:');
    console.table(byConversion);
    // Kilogram, Gram, Milligram, Microgram, Ounce, Viss, 100 gram, block and paper: 241,317 + 58,017 + 8 + 3 + 3 + 1 + 1 + 1 + 3; less the row without an amount if it is one of them.
    expect(299_354 - (byConversion['exact-mass']?.rows ?? 0)).toBeLessThanOrEqual(1);
    // Litre, Millilitre, Cc, Cubic Centimeter and two gallons: 854 + 373 + 42 + 24 + 18 + 2.
    expect(1313 - (byConversion['exact-volume']?.rows ?? 0)).toBeLessThanOrEqual(1);
  });
});
