import type { ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { type PlainRow, tableOf } from './column-rows.ts';

const FACETS: CodeFacet[] = [
  'country',
  'drug',
  'form',
  'transport',
  'concealment',
  'seizure-place',
  'departed',
  'destined',
  'source',
  'handling',
  'repeat',
];

/** Invented cases with a fixed seed, 2011 to 2016, of a few reporters, with gaps and repeats as in real files. */
export function madeUpCases(count: number): ColumnTable {
  const next = random(20_160);
  const pick = (codes: string[]): string[] => [codes[Math.floor(next() ** 1.7 * codes.length)] ?? codes[0] ?? ''];
  const rows = Array.from({ length: count }, (): PlainRow => {
    const [year, month, day] = [2011 + Math.floor(next() * 6), 1 + Math.floor(next() * 12), 1 + Math.floor(next() * 28)];
    const kg = next() < 0.05 ? null : Math.round(10 ** (next() * 6 - 3) * 1000) / 1000;
    return {
      date: next() < 0.004 ? null : `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      precision: 0,
      kg,
      codes: {
        country: pick(['PRT', 'ESP', 'DEU', 'RUS', 'BOL', 'GBR', 'VEN']),
        drug: pick(['G1.1', 'G3.1', 'G2.1', 'G4.1', 'G7.1', 'G6.1', 'G0.2']),
        form: ['F0.1'],
        transport: pick(['T4.1', 'T5.1', 'T3.1', 'T1.1', 'T8.1', 'T0.2', 'T2.1', 'T9']),
        concealment: pick(['C2.1', 'C0.2', 'C7.1', 'C9.1', 'C4.1', 'C1.1', 'C3.1', 'C0.3']),
        'seizure-place': pick(['L1.1', 'L2', 'L3', 'L0.2']),
        departed: pick(['COL', 'BRA', '0.2', '0.3']),
        destined: pick(['ESP', 'NLD', '0.2', '0.3']),
        source: ['Invented seizures'],
        handling: ['invented'],
        repeat: [next() < 0.14 ? 'repeat' : 'first'],
      },
    };
  });
  return tableOf(rows, FACETS);
}

/** Lehmer's generator with Park and Miller's multiplier, 0 to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
