import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { migrate } from '../../electron/service/db/migrations/index.ts';
import { factorInTable, listFactorEdits, restoreFactor, saveFactorEdit } from '../../electron/service/db/queries/factors.ts';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { factorInput } from '../../shared/contract/factors.ts';
import { createConverter, deriveMass, FACTORS, type Factor, UNITS } from '../../shared/domain/quantity.ts';
import { codesOf } from '../../shared/domain/vocabulary.ts';

/** Made-up factors. */
function factor(id: string, kg: number, more: Partial<Factor> = {}): Factor {
  const text = { en: 'Made up.', fr: 'Inventé.', ru: 'Выдумано.', es: 'Inventado.' };
  const shared = { counts: ['tablet'], drugs: ['G4.3'], low: kg / 2, high: kg * 2, status: 'assumed' as const, text, source: 'made up' };
  return { id, kg, ...shared, validFrom: '2020-01-01', version: 'workspace', ...more };
}

const ten = { amount: 10, unitId: 'tablet', drugCodes: ['G4.3'] };
const edit = (one: Factor, retired = false) => ({ factor: one, retired });

describe('an analyst converts units of the field', () => {
  // Hand arithmetic from the legal definitions: 1 lb = 0.45359237 kg = 7,000 grains; 1 tola = 180 grains; 1 troy ounce = 480 grains.
  it.each([
    [2, 'short-ton', 2 * 2000 * 0.45359237],
    [2, 'long-ton', 2 * 2240 * 0.45359237],
    [3, 'oz-troy', (3 * 480 * 0.45359237) / 7000],
    [1, 'tola', (180 * 0.45359237) / 7000],
    [7000, 'grain', 0.45359237],
    [3, 'picul', 3 * 60.478982],
    [5, 'dl', 0.5],
    [5, 'cl', 0.05],
    [1, 'm3', 1000],
    [128, 'fl-oz-us', 3.785411784],
  ])('%d %s', (amount, unitId, kg) => {
    expect(deriveMass({ amount, unitId, drugCodes: [] }).kg).toBeCloseTo(kg, 9);
  });

  it.each(['catty', 'tael', 'maund', 'quintal', 'arroba', 'gal', 'ton'])('%s differs by place, and the bounds say so', (unitId) => {
    const { kg, kgLow, kgHigh, conversion } = deriveMass({ amount: 4, unitId, drugCodes: [] });
    expect(conversion).toBe('assumed');
    expect((kgLow ?? 0) <= (kg ?? 0) && (kg ?? 0) <= (kgHigh ?? 0) && (kgLow ?? 0) < (kgHigh ?? 0)).toBe(true);
  });

  it('no unit, no amount: no mass', () => {
    expect(deriveMass({ ...ten, unitId: null }).conversion).toBe('not-convertible');
    expect(deriveMass({ ...ten, unitId: 'nonsense' }).kg).toBeNull();
    expect(deriveMass({ ...ten, amount: null })).toMatchObject({ kg: null, units: null });
  });
});

describe('every pair of unit and drug', () => {
  const drugs = [...codesOf('drug', 1), ...codesOf('drug', 2), 'unplaced'];

  it('gives a positive finite mass within its bounds or none; plants, seeds and areas give none, whatever was edited', () => {
    const greedy = createConverter([edit(factor('greedy', 0.1, { counts: ['plant', 'seed', 'tablet'], drugs }))]);
    expect(drugs.length * UNITS.length).toBeGreaterThan(5000);
    for (const converter of [createConverter(), greedy]) {
      for (const unit of UNITS) {
        for (const drug of drugs) {
          const { kg, kgLow, kgHigh, conversion } = converter.deriveMass({ amount: 7.25, unitId: unit.id, drugCodes: [drug] });
          const never = ['plant', 'seed'].includes(unit.counts ?? '') || ['area', 'other'].includes(unit.dimension);
          if (never || kg === null) expect([kg, conversion], `${unit.id} ${drug}`).toEqual([null, 'not-convertible']);
          else expect(kg > 0 && Number.isFinite(kg) && (kgLow ?? 9e9) <= kg && kg <= (kgHigh ?? -1), `${unit.id} ${drug}`).toBe(true);
        }
      }
    }
  });
});

describe('a factor may be limited to places and times', () => {
  const converter = createConverter([
    edit(factor('americas', 0.002, { regions: ['019'] })),
    edit(factor('colombia', 0.003, { countries: ['COL'] })),
    edit(factor('colombia-2014', 0.004, { countries: ['COL'], from: '2014-03-01', to: '2015-12-31' })),
  ]);
  const used = (country?: string, date?: string) => converter.deriveMass({ ...ten, country, date }).factorId;

  it('the country before the region before anywhere', () => {
    expect(used()).toBe('tablet-ecstasy');
    expect(used('FRA')).toBe('tablet-ecstasy');
    expect(used('PER')).toBe('americas');
    expect(used('COL')).toBe('colombia');
    expect(used('0.3')).toBe('tablet-ecstasy');
  });

  it('within its period only, and a month or year only when all of it lies within', () => {
    expect(used('COL', '2014-06-01')).toBe('colombia-2014');
    expect(used('COL', '2014-02-28')).toBe('colombia');
    expect(used('COL', '2014-03')).toBe('colombia-2014');
    expect(used('COL', '2014')).toBe('colombia');
    expect(used('COL', '2015')).toBe('colombia-2014');
    expect(used('COL', '2015-12')).toBe('colombia-2014');
    expect(used('COL', '2016-01-01')).toBe('colombia');
  });

  it('a mixture needs one factor for all its drugs', () => {
    expect(converter.deriveMass({ ...ten, drugCodes: ['G4.3', 'G7.3'], country: 'COL' }).kg).toBeNull();
  });
});

describe('an analyst edits the table', () => {
  const AT = '2021-05-06T07:08:09.000Z';
  const open = () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db);
    return db;
  };
  const kgOf = (db: WriteDb) => createConverter(listFactorEdits(db)).deriveMass(ten).kg;

  it('an edit holds, a later one replaces it, taking it back restores the shipped factor, and the log tells', () => {
    const db = open();
    const shipped = kgOf(db);
    saveFactorEdit(db, { ...edit(factor('tablet-ecstasy', 0.0002)), at: AT, reason: 'a study' }, { analyst: 'AB' });
    expect(kgOf(db)).toBeCloseTo(0.002, 12);
    saveFactorEdit(db, { ...edit(factor('tablet-ecstasy', 0.0001)), at: AT, reason: 'a better study' }, { analyst: 'CD' });
    expect(kgOf(db)).toBeCloseTo(0.001, 12);
    expect(listFactorEdits(db)).toMatchObject([{ by: 'AB', reason: 'a study', at: AT }, { by: 'CD' }]);
    restoreFactor(db, { id: 'tablet-ecstasy' }, { analyst: 'AB' });
    expect(kgOf(db)).toBe(shipped);
    expect(listLog(db, 10).entries.map(({ action }) => action)).toEqual(['factor.restored', 'factor.saved', 'factor.saved']);
    expect(() => restoreFactor(db, { id: 'tablet-ecstasy' }, { analyst: 'AB' })).toThrow(/never edited/);
  });

  it('a retired factor converts nothing', () => {
    const db = open();
    const shipped = factorInTable([], 'tablet-ecstasy');
    expect(shipped).toBe(FACTORS.find(({ id }) => id === 'tablet-ecstasy'));
    if (shipped) saveFactorEdit(db, { ...edit(shipped, true), at: AT, reason: 'not ours' }, { analyst: 'AB' });
    expect(kgOf(db)).toBeNull();
  });

  const good = {
    id: 'my-tablet',
    counts: ['tablet'],
    drugs: ['G4.3'],
    kg: 0.0002,
    low: 0.0001,
    high: 0.0003,
    text: 'Ours.',
    source: 'Report 7',
  };
  it.each([
    ['bounds the wrong way round', { low: 0.0005 }],
    ['plants', { counts: ['plant'] }],
    ['no source', { source: ' ' }],
    ['no drug', { drugs: [] }],
    ['a negative mass', { kg: -1, low: -2 }],
    ['a country that is none', { countries: ['ZZZ'] }],
    ['a period that ends first', { from: '2015-01-01', to: '2014-01-01' }],
  ])('%s is refused', (_what, change) => {
    expect(factorInput.safeParse(good).success).toBe(true);
    expect(factorInput.safeParse({ ...good, ...change }).success).toBe(false);
  });
});
