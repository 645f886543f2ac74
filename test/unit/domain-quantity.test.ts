import { describe, expect, it } from 'vitest';
import { CROSSWALKS, crosswalkById } from '../../shared/domain/crosswalks.ts';
import { deriveQuantity, FACTORS, factorById, readAmount, UNITS, unitOf } from '../../shared/domain/quantity.ts';
import { codesOf } from '../../shared/domain/vocabulary.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';

const derive = (amountText: string, unitText: string, ...drugCodes: string[]) => deriveQuantity({ amountText, unitText, drugCodes });

describe('an analyst reads amounts of a file', () => {
  it.each([
    ['490.0', 490],
    ['0.001', 0.001],
    [' 12 ', 12],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-05', 0.00001],
    ['4.5E6', 4_500_000],
    ['0', 0],
    ['0.006999999999999999', 0.006999999999999999],
  ])('%s is a number', (text, value) => {
    expect(readAmount(text)).toBe(value);
  });

  it.each(['', ' ', '-5', '+5', '1,5', '1 000', '1.000,5', '1.2.3', 'NaN', 'Infinity', '0x10', '1e999', '12 kg', '١٢', '--', 'e5', '.'])(
    '"%s" is not guessed at',
    (text) => {
      expect(readAmount(text)).toBeNull();
    },
  );
});

describe('an analyst sees what was reported beside what was derived', () => {
  // Hand arithmetic: legal definitions of the units, SI Brochure and the yard and pound agreement of 1959.
  it.each([
    ['2.786', 'Kilogram', 2.786, 'exact-mass'],
    ['9', 'Gram', 0.009, 'exact-mass'],
    ['250', 'Milligram', 0.00025, 'exact-mass'],
    ['480', 'Microgram', 4.8e-7, 'exact-mass'],
    ['10', 'Ounce', 0.28349523125, 'exact-mass'],
    ['5', 'Viss', 8.16465, 'exact-mass'],
    ['3', '100 gram', 0.3, 'exact-mass'],
    ['2', 'Block (350gr)', 0.7, 'exact-mass'],
    ['19', 'Paper (1/10 gm)', 0.0019, 'exact-mass'],
    ['1.5', 'Litre', 1.5, 'exact-volume'],
    ['250', 'Millilitre', 0.25, 'exact-volume'],
    ['40', 'Cc', 0.04, 'exact-volume'],
    ['40', 'Cubic Centimeter', 0.04, 'exact-volume'],
    ['100', 'Gallons (US, liquid)', 378.5411784, 'exact-volume'],
    ['80', 'Gallons (UK)', 363.6872, 'exact-volume'],
  ])('%s %s is %d kg, %s', (amountText, unitText, kg, conversion) => {
    const quantity = derive(amountText, unitText, 'G2.5');
    expect(quantity.kg).toBeCloseTo(kg, 12);
    expect(quantity).toMatchObject({ amountText, unitText, conversion, units: null, kgLow: quantity.kg, kgHigh: quantity.kg });
    expect(quantity.factorId).not.toBeNull();
  });

  it('grams do not pick up the noise of multiplying by 0.001', () => {
    expect(derive('9', 'Gram', 'G3.1').kg).toBe(0.009);
    expect(derive('6', 'Gram', 'G3.1').kg).toBe(0.006);
  });

  it('a ton may be metric, short or long, and the bounds say so', () => {
    expect(derive('3', 'Ton', 'G4.2')).toMatchObject({ kg: 3000, kgLow: 2721.55422, conversion: 'assumed', factorId: 'ton' });
    expect(derive('3', 'Ton', 'G4.2').kgHigh).toBeCloseTo(3048.1407264, 6);
  });

  // Factors: UNODC gives 90 mg to 300 mg for tablets; central values as cited in factors.json.
  it.each([
    ['1000', 'Tablet', 'G4.3', 0.27, 0.09, 0.3, 1000],
    ['1000', 'Pill', 'G4.1', 0.25, 0.09, 0.3, 1000],
    ['1000', 'Tablet', 'G4.2', 0.1, 0.09, 0.3, 1000],
    ['1000', 'Tablet', 'G4.4', 0.195, 0.09, 0.3, 1000],
    ['440', 'Thousand of tablets', 'G4.3', 118.8, 39.6, 132, 440_000],
    ['78.229', 'Hundred of units', 'G4.1', 1.955725, 0.704061, 2.34687, 7822.9],
    ['50', 'Unit', 'G3.1', 0.0015, 0.0015, 0.0015, 50],
    ['50', 'Unit', 'G2.5', 0.005, 0.005, 0.005, 50],
  ])('%s %s of %s is assumed to be %d kg', (amountText, unitText, drug, kg, low, high, units) => {
    const quantity = derive(amountText, unitText, drug);
    expect(quantity.conversion).toBe('assumed');
    expect(quantity.kg).toBeCloseTo(kg, 10);
    expect(quantity.kgLow).toBeCloseTo(low, 10);
    expect(quantity.kgHigh).toBeCloseTo(high, 10);
    expect(quantity.units).toBeCloseTo(units, 8);
  });

  it.each([
    ['490', 'Tablet', 'G3.7', 490],
    ['490', 'Tablet', 'G6.1', 490],
    ['12', 'Blotting paper', 'G5.1', 12],
    ['12', 'Plants', 'G1.4', 12],
    ['9', 'Bush', 'G3.4', 9],
    ['2', 'Thousand of doses', 'G4.2', 2000],
    ['5', 'Bottles', 'G3.7', 5],
    ['5', 'Capsule', 'G4.3', 5],
    ['15', 'Acres', 'G3.4', null],
    ['0.017', 'Hectars', 'G3.4', null],
    ['9.5', 'other', 'G6.1', null],
    ['28', '', 'G3.1', null],
    ['28', 'Bushel', 'G3.1', null],
  ])('%s %s of %s never becomes kilograms', (amountText, unitText, drug, units) => {
    expect(derive(amountText, unitText, drug)).toMatchObject({
      kg: null,
      kgLow: null,
      kgHigh: null,
      factorId: null,
      conversion: 'not-convertible',
      units,
    });
  });

  it('a tablet of two drugs takes a factor only when both are in its scope', () => {
    expect(derive('10', 'Tablet', 'G4.3', 'G7.2').kg).toBeNull();
    expect(derive('10', 'Tablet').kg).toBeNull();
    expect(derive('10', 'Tablet', 'unplaced').kg).toBeNull();
    expect(derive('10', 'Tablet', 'G4').kg).toBeNull();
  });

  it('an empty or unreadable amount is no amount, and zero is zero', () => {
    expect(derive('', 'Kilogram', 'G3.1')).toMatchObject({ amount: null, kg: null, conversion: 'not-convertible', units: null });
    expect(derive('1,5', 'Kilogram', 'G3.1')).toMatchObject({ amount: null, kg: null, amountText: '1,5' });
    expect(derive('0.0', 'Kilogram', 'G3.1')).toMatchObject({ amount: 0, kg: 0, conversion: 'exact-mass' });
  });
});

describe('no pair of drug and unit is silently wrong', () => {
  const drugs = [...codesOf('drug', 1), ...codesOf('drug', 2), 'unplaced'];
  const unitTexts = crosswalkRows('unodc-ids-2011-2016/drug-unit').map(({ from }) => from);
  const neverMass = ['plant', 'acre', 'ha', 'other-unit'];

  it(`holds for every pair`, () => {
    expect(drugs.length * unitTexts.length).toBeGreaterThan(3500);
    for (const unitText of unitTexts) {
      const unit = unitOf(unitText);
      for (const drug of drugs) {
        for (const amountText of ['7.25', '0', '']) {
          const { amount, kg, kgLow, kgHigh, units, factorId, conversion } = derive(amountText, unitText, drug);
          const pair = `${amountText} ${unitText} of ${drug}`;
          expect(kg !== null, pair).toBe(conversion !== 'not-convertible');
          expect(factorId !== null, pair).toBe(kg !== null);
          expect((kg ?? 0) > 0, pair).toBe(conversion !== 'not-convertible' && (amount ?? 0) > 0);
          if (kg !== null) expect((kgLow ?? Number.NaN) <= kg && kg <= (kgHigh ?? Number.NaN), pair).toBe(true);
          if (unit?.dimension === 'mass' || unit?.dimension === 'volume') expect(units, pair).toBeNull();
          if (!unit || neverMass.includes(unit.id)) expect(kg, pair).toBeNull();
          if (unit?.dimension === 'count' && kg !== null) expect(conversion, pair).toBe('assumed');
        }
      }
    }
  });

  it('a counted kilogram always rests on a factor whose scope holds the drug', () => {
    const scopes = new Set(FACTORS.flatMap(({ drugs: scope }) => scope));
    for (const drug of drugs) {
      for (const unitText of ['Tablet', 'Unit', 'Pill']) {
        if (derive('1', unitText, drug).kg !== null) expect(scopes.has(drug), `${unitText} of ${drug}`).toBe(true);
      }
    }
  });
});

describe('a factor can be looked up', () => {
  it('with words in four languages and a source', () => {
    for (const { id, source, text } of [...UNITS, ...FACTORS]) {
      expect(factorById(id)).toMatchObject({ id, source });
      expect(source.length).toBeGreaterThan(10);
      for (const language of LANGUAGES) expect(text[language].length, `${id} ${language}`).toBeGreaterThan(5);
    }
  });

  it('ids are unique, bounds hold, and every scope is a code of the drug vocabulary', () => {
    const ids = [...UNITS, ...FACTORS].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const drugs = new Set([...codesOf('drug', 1), ...codesOf('drug', 2)]);
    for (const { low, kg, high, drugs: scope, counts } of FACTORS) {
      expect(low <= kg && kg <= high).toBe(true);
      for (const drug of scope) expect(drugs.has(drug), drug).toBe(true);
      for (const count of counts)
        expect(
          UNITS.some((unit) => unit.counts === count),
          count,
        ).toBe(true);
    }
  });
});

function crosswalkRows(id: string) {
  return CROSSWALKS.find((data) => data.id === id)?.rows ?? [];
}

it('a unit of another layout is read through its own crosswalk', () => {
  const units = crosswalkById('unodc-ids-2011-2016/drug-unit');
  expect(unitOf(' KILOGRAM ', units)?.id).toBe('kg');
  expect(unitOf('libra', units)).toBeUndefined();
});
