import { describe, expect, it } from 'vitest';
import crosswalkFile from '../../resources/crosswalks/unodc-ids-2011-2016/transport.json' with { type: 'json' };
import { type CrosswalkData, createCrosswalk } from '../../shared/domain/crosswalk.ts';
import { CROSSWALKS, crosswalkById } from '../../shared/domain/crosswalks.ts';
import { UNITS } from '../../shared/domain/quantity.ts';
import { codesOf } from '../../shared/domain/vocabulary.ts';

/** Made up. */
const invented: CrosswalkData = {
  id: 'invented',
  version: '1',
  field: 'MODE',
  facet: 'transport',
  source: 'made up for this test',
  rows: [
    { from: 'Lorry', to: ['T3.4'] },
    { from: 'Train/Bus', to: ['T2.0', 'T3.5'], loss: 'either' },
    { from: 'n/a', to: [], missing: 'not-applicable' },
    { from: 'Café', to: [] },
  ],
};

describe('an analyst imports values through a crosswalk', () => {
  const crosswalk = createCrosswalk(invented);

  it('a listed value gets its code, whatever its case and the space around it', () => {
    expect(crosswalk.apply(' LORRY\t')).toEqual({ codes: ['T3.4'], status: 'mapped' });
    expect(crosswalk.apply('lorry')).toEqual({ codes: ['T3.4'], status: 'mapped' });
  });

  it('inner spelling counts: nothing is guessed', () => {
    expect(crosswalk.apply('Lorry.')).toEqual({ codes: ['unplaced'], status: 'unmapped' });
    expect(crosswalk.apply('Train / Bus')).toEqual({ codes: ['unplaced'], status: 'unmapped' });
  });

  it('an ambiguous value keeps all its codes and its note', () => {
    expect(crosswalk.apply('train/bus').codes).toEqual(['T2.0', 'T3.5']);
    expect(crosswalk.rowFor('TRAIN/BUS')?.loss).toBe('either');
  });

  it('blank, not applicable and unplaced stay apart', () => {
    expect(crosswalk.apply('')).toEqual({ codes: ['T0.2'], status: 'missing' });
    expect(crosswalk.apply('  ')).toEqual({ codes: ['T0.2'], status: 'missing' });
    expect(crosswalk.apply('N/A')).toEqual({ codes: ['T0.4'], status: 'missing' });
    expect(crosswalk.apply('café')).toEqual({ codes: ['unplaced'], status: 'unmapped' });
    expect(crosswalk.rowFor('cafe\u0301')?.from).toBe('Café');
  });

  it('hostile names of object properties are only values', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) expect(crosswalk.apply(name).status).toBe('unmapped');
  });

  it('a value listed twice is refused', () => {
    expect(() => createCrosswalk({ ...invented, rows: [...invented.rows, { from: ' lorry', to: ['T3.0'] }] })).toThrow(
      'lists " lorry" twice',
    );
  });

  it('a million different values do not fill the memory with answers, and stay unmapped', () => {
    for (let i = 0; i < 30_000; i += 1) crosswalk.apply(`value ${i}`);
    expect(crosswalk.apply('value 29999')).toEqual({ codes: ['unplaced'], status: 'unmapped' });
    expect(crosswalk.apply('Lorry').codes).toEqual(['T3.4']);
  });
});

describe('the crosswalks of the 2011–2016 UNODC layout', () => {
  const targets = (facet: string) => new Set(facet === 'unit' ? UNITS.map(({ id }) => id) : [...codesOf(facet, 1), ...codesOf(facet, 2)]);

  it('lead only to codes that exist, and say why where something is lost', () => {
    for (const { id, facet, rows } of CROSSWALKS) {
      const known = targets(facet);
      for (const { from, to, missing, loss } of rows) {
        for (const code of to) expect(known.has(code), `${id}: ${from} → ${code}`).toBe(true);
        expect(new Set(to).size, `${id}: ${from}`).toBe(to.length);
        if (to.length > 1 || (to.length === 0 && !missing)) expect(loss, `${id}: ${from}`).toBeTruthy();
      }
    }
  });

  it('every missing kind in the files is one of the four', () => {
    const marked = crosswalkFile.rows.filter((row) => 'missing' in row).map((row) => [row.from, row.missing]);
    expect(marked).toEqual([
      ['', 'not-reported'],
      ['Unknown', 'not-known'],
      ['None', 'not-applicable'],
    ]);
  });

  // The decisions of the design page, by hand.
  it.each([
    ['transport', '', 'T0.2', 'missing'],
    ['transport', 'Unknown', 'T0.3', 'missing'],
    ['transport', 'None', 'T9', 'missing'],
    ['transport', 'Other', 'TX', 'mapped'],
    ['transport', 'Mail', 'T5.0', 'mapped'],
    ['transport', 'Commercial air', 'T4.0', 'mapped'],
    ['transport', 'Pedestrian', 'T3.7', 'mapped'],
    ['hiding-place', 'Postal', 'C9.0', 'mapped'],
    ['hiding-place', 'Freight', 'C2.0', 'mapped'],
    ['hiding-place', 'Swallowed', 'C7.3', 'mapped'],
    ['hiding-place', 'Unknown', 'C0.3', 'missing'],
    ['hiding-place', 'Other', 'CX', 'mapped'],
    ['hiding-place', 'Inserted', 'unplaced', 'unmapped'],
    ['installation', '', 'L0.2', 'missing'],
    ['installation', 'Other', 'LX', 'mapped'],
    ['installation', 'Car', 'LH.1', 'mapped'],
    ['installation', 'Personal belongings', 'unplaced', 'unmapped'],
    ['country', '', '0.2', 'missing'],
    ['country', 'Unknown', '0.3', 'missing'],
    ['country', 'Other', 'XOT', 'mapped'],
    ['country', 'Kosovo under UNSCR 1244', 'XKX', 'mapped'],
    ['country', 'Korea, Republic of', 'KOR', 'mapped'],
    ['country', "Korea, Democratic People's Republic of", 'PRK', 'mapped'],
    ['country', 'Congo', 'COG', 'mapped'],
    ['country', 'Congo, the Democratic Republic of the', 'COD', 'mapped'],
    ['country', 'Dominica', 'DMA', 'mapped'],
    ['country', 'Dominican Republic', 'DOM', 'mapped'],
    ['country', 'Guinea', 'GIN', 'mapped'],
    ['country', 'Guinea-Bissau', 'GNB', 'mapped'],
    ['country', 'Equatorial Guinea', 'GNQ', 'mapped'],
    ['country', 'Niger', 'NER', 'mapped'],
    ['country', 'Nigeria', 'NGA', 'mapped'],
    ['country', 'Netherlands Antilles', 'ANT', 'mapped'],
    ['drug-name', 'Coca paste', 'G2.2', 'mapped'],
    ['drug-name', 'Crack', 'G2.3', 'mapped'],
    ['drug-name', 'Unknown', 'G0.3', 'missing'],
    ['drug-name', 'Other', 'GX.8', 'mapped'],
    ['drug-name', 'Alcohol', 'GY.1', 'mapped'],
    ['drug-name', 'NON-SPECIFIED SEDATIVES AND TRANQUILIZERS', 'G6.0', 'mapped'],
  ])('%s "%s" is %s, %s', (name, text, code, status) => {
    expect(crosswalkById(`unodc-ids-2011-2016/${name}`).apply(text)).toEqual({ codes: [code], status });
  });

  it('a layout that names an unknown crosswalk is a fault of the program', () => {
    expect(() => crosswalkById('nowhere')).toThrow('There is no crosswalk "nowhere".');
  });
});
