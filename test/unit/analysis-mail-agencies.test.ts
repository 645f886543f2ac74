import { describe, expect, it } from 'vitest';
import { repeatedConsignments } from '../../shared/analysis/parts/repeated.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { select } from '../../shared/columns/select.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Block } from '../../shared/report/block.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';
import { madeUpTable } from '../support/made-up-cases.ts';

/* Cases are invented; every expected figure is counted by hand. */

function parcel(date: string, kg: number | null, codes: PlainRow['codes'] = {}): PlainRow {
  const usual = { country: ['FRA'], source: ['Made-up'], transport: ['T5.2'], concealment: ['C0.2'], 'seizure-place': ['L1'] };
  return { date, precision: 0, kg, codes: { ...usual, drug: ['G1.1'], departed: ['NLD'], produced: ['0.2'], ...codes } };
}

/** Five of seven cases bear a mark of mail; the fourth departed from nowhere known but was produced in the Netherlands. */
const PARCELS: PlainRow[] = [
  parcel('2014-01-01', 0.05),
  parcel('2014-01-10', 0.06),
  parcel('2014-01-24', 0.07),
  parcel('2014-03-01', 0.08, { departed: ['0.2'], produced: ['NLD'], transport: ['T0.2'], concealment: ['C9.1'] }),
  parcel('2014-03-02', 2, { transport: ['T0.2'], 'seizure-place': ['L3.1'] }),
  parcel('2014-03-03', 40, { transport: ['T3.1'] }),
  parcel('2014-03-04', null, { transport: ['T0.2'] }),
];

function tableWith(rows: PlainRow[]): ColumnTable {
  return tableOf(rows, [
    'country',
    'source',
    'transport',
    'concealment',
    'seizure-place',
    'drug',
    'departed',
    'produced',
    'agency',
    'detection',
  ]);
}

function run(id: string, table: ColumnTable, settings: Record<string, unknown> = {}): Block[] {
  return runAnalysis(id, settings, { table, filter: EVERYTHING, words: createWording('en') }).blocks;
}

function texts(blocks: Block[]): string {
  return blocks.flatMap((block) => ('text' in block ? [block.text.replaceAll('\u00a0', ' ')] : [])).join('\n');
}

function tableOfTitle(blocks: Block[], title: string) {
  return blocks.find((block) => block.kind === 'table' && block.title.startsWith(title)) as Extract<Block, { kind: 'table' }> | undefined;
}

describe('an analyst looks at mail and parcels', () => {
  it('is told that nothing can be said where no case states any of the three marks, not that there is no mail', () => {
    const unstated = { transport: ['T0.2'], concealment: ['C0.2'], 'seizure-place': ['L0.2'] };
    const blocks = run('mail', tableWith([parcel('2014-01-01', 1, unstated), parcel('2014-02-01', 1, unstated)]));
    expect(blocks[0]).toMatchObject({ kind: 'finding', n: 0, of: 2 });
    expect(texts(blocks)).toContain('No case of this selection states transport, concealment or place of seizure');
    expect(texts(blocks)).toContain('Transport: not stated in 2 cases out of 2 (100.0 per cent).');
    expect(texts(blocks)).not.toContain('0 cases out of 2');
  });

  it('reads how many cases bear which mark, and what they weigh', () => {
    const said = texts(run('mail', tableWith(PARCELS)));
    expect(said).toContain('5 cases out of 7 (71.4 per cent');
    expect(said).toContain('3 by transport, 1 by concealment, 1 by place of seizure');
    // 50, 60, 70, 80 g and 2 kg: median 70 g; nine in ten at 0.6 of the way from 80 g to 2 kg, 1.232 kg.
    expect(said).toContain('half weigh at most 70 g, nine in ten at most 1.23 kg, and 4 (80.0 per cent) at most 100 g');
  });

  it('counts runs in which each consignment follows the one before within the days', () => {
    const table = tableWith(PARCELS);
    const all = select(table, EVERYTHING);
    // 1 to 10 January is 9 days, to 24 January 14; the one of March is 36 days on.
    expect(repeatedConsignments(table, all, { smallKg: 0.1, days: 14, least: 3 })).toEqual({
      groups: [{ reporter: ['FRA'], origin: ['NLD'], drug: ['G1.1'], runs: 1, cases: 3, longest: 3 }],
      eligible: 4,
      of: 7,
    });
    expect(repeatedConsignments(table, all, { smallKg: 0.1, days: 13, least: 3 }).groups).toEqual([]);
    expect(repeatedConsignments(table, all, { smallKg: 0.1, days: 36, least: 4 }).groups[0]?.cases).toBe(4);
    expect(texts(run('mail', table))).toContain('1 run of at least 3 consignments of up to 100 g');
  });

  it('gets the stream beside all cases, and origins with what is not stated', () => {
    const blocks = run('mail', tableWith(PARCELS));
    expect(tableOfTitle(blocks, 'Mail and express by year')?.rows[0]?.slice(0, 4)).toEqual(['2014', '2014', 5, 7]);
    expect(
      tableOfTitle(blocks, 'Mail and express: Country of departure')?.rows.map(([code, , cases, share]) => [code, cases, share]),
    ).toEqual([
      ['NLD', 4, 100],
      ['0.2', 1, null],
    ]);
  });

  it('is told when there is no mail at all', () => {
    const blocks = run('mail', tableWith([parcel('2014-01-01', 1, { transport: ['T3.1'] })]));
    expect(texts(blocks)).toContain('0 cases out of 1');
    expect(blocks.some(({ kind }) => kind === 'chart')).toBe(false);
  });
});

describe('an analyst asks who detected', () => {
  const ROWS: PlainRow[] = [
    parcel('2014-01-01', 1, { agency: ['A1'], detection: ['D1'] }),
    parcel('2014-02-01', 1, { agency: ['A1', 'A2'], detection: ['D7'] }),
    parcel('2014-03-01', 1, { agency: ['A2', 'A3', 'A1'], detection: ['D0.2'], country: ['ESP'] }),
    parcel('2014-04-01', 1, { agency: ['A0.2'], detection: ['D1'] }),
  ];

  it('reads the leading agency, joint cases and joint units among cases that state them', () => {
    const blocks = run('agencies', tableWith(ROWS));
    const findings = blocks.filter((block) => block.kind === 'finding').map(({ n, of }) => [n, of]);
    // Customs in 3 of 3 that name an agency; 2 of 3 joint; 1 of 3 by a joint unit.
    expect(findings.slice(0, 3)).toEqual([
      [3, 3],
      [2, 3],
      [1, 3],
    ]);
    expect(texts(blocks)).toContain('Without France, “Customs” is named in 1 of 1 case that name an agency');
    expect(tableOfTitle(blocks, 'Agencies named together')?.rows).toEqual([
      ['Customs', 'Police', 2],
      ['Customs', 'Border guard or coast guard', 1],
      ['Police', 'Border guard or coast guard', 1],
    ]);
  });

  it('is told that neither is stated, and never given a hit rate', () => {
    const said = texts(run('agencies', madeUpTable()));
    expect(said).toContain('Agency is stated in none of the 12 cases of this selection, so nothing can be said about it');
    expect(said).toContain('Method of detection is stated in none of the 12 cases');
    expect(said).toContain('no hit rate can be given');
  });
});
