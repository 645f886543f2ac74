import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FoundBreak, findBreaks } from '../../shared/regime/find-breaks.ts';
import { evidenceText } from '../../shared/regime/words.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { idsTable } from '../support/ids-table.ts';

const ZIP = fileURLToPath(new URL('../../../shared/data/unodc-ids-2011-2016/drug-trafficking-unodc.zip', import.meta.url));
const present = existsSync(ZIP);
if (!present) console.log('Skipped: the UNODC IDS file is not beside the project (../shared/data/unodc-ids-2011-2016).');

describe.skipIf(!present)('breaks in the reporting to the UNODC IDS file of 2011–2016', () => {
  let found: FoundBreak[] = [];

  beforeAll(() => {
    const files = unzipSync(readFileSync(ZIP));
    const name = Object.keys(files).find((key) => key.endsWith('.csv')) ?? '';
    const table = idsTable(new TextDecoder().decode(files[name]));
    const start = performance.now();
    found = findBreaks(table);
    console.log(
      `${found.length} breaks in the reporting of ${new Set(found.map(({ reporter }) => reporter)).size} countries, ${Math.round(performance.now() - start)} ms`,
    );
    const words = createWording('en');
    for (const { reporter, at, evidence } of found)
      console.log(`${reporter} ${at}: ${evidence.map((one) => evidenceText(one, words)).join(' ')}`);
  });

  const at = (reporter: string, day: string): FoundBreak | undefined => found.find((one) => one.reporter === reporter && one.at === day);

  // By GROUP BY in SQLite: Colombia has 8,635 rows in 2013 (23.7 a day) and 106,314 in 2014 (291 a day).
  it('hold that of Colombia from 2014 on, the country behind that year’s jump, with what changed', () => {
    const evidence = new Map(at('COL', '2014-01-01')?.evidence.map((one) => [one.code, one.values]));
    expect(Number(evidence.get('cases')?.before)).toBeGreaterThan(20);
    expect(Number(evidence.get('cases')?.before)).toBeLessThan(25);
    expect(Number(evidence.get('cases')?.after)).toBeGreaterThan(200);
    expect(Number(evidence.get('size')?.before)).toBeGreaterThan(10 * Number(evidence.get('size')?.after));
    expect(Number(evidence.get('small')?.after)).toBeGreaterThan(0.85);
  });

  // Seen in the same data before this finder was written: Portugal's share of small cases went from 2 % to 36 % in 2015.
  it('hold the quieter one of Portugal in 2015', () => {
    const small = at('PRT', '2015-01-01')?.evidence.find(({ code }) => code === 'small')?.values;
    expect(Number(small?.before)).toBeLessThan(0.03);
    expect(Number(small?.after)).toBeGreaterThan(0.3);
  });

  it('are few: most countries that can be judged break not more than twice', () => {
    const counts = [...Map.groupBy(found, ({ reporter }) => reporter).values()].map((list) => list.length);
    expect(found.length).toBeLessThan(60);
    expect(counts.filter((count) => count > 5)).toEqual([]);
  });
});
