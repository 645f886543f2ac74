import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { findBreaks } from '../../shared/regime/find-breaks.ts';
import { scan } from '../../shared/signals/scan.ts';
import { scanSettings } from '../../shared/signals/settings.ts';
import { idsTable } from '../support/ids-table.ts';

const ZIP = fileURLToPath(new URL('../../../shared/data/unodc-ids-2011-2016/drug-trafficking-unodc.zip', import.meta.url));
const present = existsSync(ZIP);
if (!present) console.log('Skipped: the UNODC IDS file is not beside the project (../shared/data/unodc-ids-2011-2016).');

describe.skipIf(!present)('the jump of 2014 in the UNODC IDS file, ten times the cases of 2013', () => {
  let table: ColumnTable;

  beforeAll(() => {
    const files = unzipSync(readFileSync(ZIP));
    const name = Object.keys(files).find((key) => key.endsWith('.csv')) ?? '';
    const plain = idsTable(new TextDecoder().decode(files[name]));
    const breaks = findBreaks(plain).map(({ source, reporter, at }) => ({ source, reporter, at, state: 'found' as const }));
    table = { ...plain, breaks };
  });

  const ofJump = (why: { reason: string; reporter?: string; on?: string }): boolean =>
    why.reason === 'break' && why.reporter === 'COL' && why.on === '2014-01-01';
  const look = (facets: string, acrossBreaks: boolean, smaller = false) =>
    scan(table, EVERYTHING, scanSettings.parse({ facets, month: '2014-06', months: 6, acrossBreaks, smaller }));

  // Colombia, by GROUP BY in SQLite, holds 8,635 cases in 2013 and 106,314 in 2014: the jump is its change of reporting in January 2014.
  it.each(['drug', 'transport', 'drug,seizure-place', 'country,drug'])(
    'raises no signal by %s: Colombia is not comparable, is left out of what is tested, and is named',
    (facets) => {
      const guarded = look(facets, false);
      const colombian = guarded.signals.filter(
        ({ parts, without }) => parts.some(({ code }) => code === 'COL') || without.some(({ code }) => code === 'COL'),
      );
      expect(colombian.map(({ key, cut }) => [key, cut])).toEqual([]);
      expect([...guarded.refused, ...guarded.rests.flatMap(({ leftOut }) => leftOut)].some(ofJump)).toBe(true);
    },
  );

  it('raises none either when combinations of fewer fields are scanned with the whole ones', () => {
    const guarded = look('transport,concealment,drug,seizure-place', false, true);
    expect(guarded.tested).toBeGreaterThan(1000);
    expect(guarded.signals.filter(({ without }) => without.some(({ code }) => code === 'COL'))).toEqual([]);
  });

  it('would raise signals if the guard were set aside', () => {
    expect(look('drug', true).signals.filter(({ without }) => without.some(({ code }) => code === 'COL')).length).toBeGreaterThan(0);
  });
});
