import { describe, expect, it } from 'vitest';
import { containerCheckDigit, postalCheckDigit, readIdentifier } from '../../shared/domain/identifier.ts';

/** Two of each list, made up for this test. */
const known = {
  isAirport: (code: string) => ['GRU', 'SBGR'].includes(code),
  isLocode: (code: string) => ['BRSSZ', 'NLRTM'].includes(code),
};

describe('an analyst types a container number', () => {
  // ISO 6346. CSQU3054383 is the standard's own example; MSKU6011672 is a vector of python-stdnum; the TEMU ones leave a remainder of 10.
  it.each(['CSQU3054383', 'MSKU6011672', 'TEMU0000080', 'TEMU0000120', 'TEMU0000270'])('%s is right', (value) => {
    expect(readIdentifier('container', value)).toEqual({ value, valid: true });
  });

  it('in any spacing and case', () => {
    expect(readIdentifier('container', ' csqu 305438-3 ')).toEqual({ value: 'CSQU3054383', valid: true });
  });

  it('with a wrong check digit it is kept and said to be wrong', () => {
    expect(readIdentifier('container', 'CSQU3054384')).toEqual({ value: 'CSQU3054384', valid: false });
    expect(readIdentifier('container', 'TEMU0000081')).toEqual({ value: 'TEMU0000081', valid: false });
  });

  it('without a check digit nobody can tell', () => {
    expect(readIdentifier('container', 'CSQU305438')).toEqual({ value: 'CSQU305438', valid: null });
  });

  it.each(['CSQX3054383', 'CSQU30543833', 'CS1U3054383', '', '3054383'])('"%s" is none', (text) => {
    expect(readIdentifier('container', text)).toBeUndefined();
  });

  // By hand for CSQU305438: 13·1 + 30·2 + 28·4 + 32·8 + 3·16 + 0 + 5·64 + 4·128 + 3·256 + 8·512 = 6185 = 562·11 + 3.
  it('the check digit follows the standard', () => {
    expect(containerCheckDigit('CSQU305438')).toBe(3);
  });
});

describe('an analyst types a ship, a parcel, a waybill', () => {
  // Vectors of python-stdnum.
  it.each([
    ['9319466', true],
    ['8814275', true],
    ['9074729', true],
    ['8814274', false],
  ])('IMO %s is %s', (value, valid) => {
    expect(readIdentifier('imo', value)).toEqual({ value, valid });
    expect(readIdentifier('imo', `IMO ${value}`)).toEqual({ value, valid });
  });

  // Vectors of the npm package s10 and of BWIPP.
  it.each([
    ['47312482', 9],
    ['00071759', 5],
    ['00071758', 1],
    ['96633102', 0],
    ['76129403', 8],
  ])('postal item %s ends in %d', (digits, check) => {
    expect(postalCheckDigit(digits)).toBe(check);
    expect(readIdentifier('postal-item', `RR ${digits}${check} GB`)).toEqual({ value: `RR${digits}${check}GB`, valid: true });
    expect(readIdentifier('postal-item', `RR${digits}${(check + 1) % 10}GB`)?.valid).toBe(false);
  });

  it('a postal item of a country that is none is wrong', () => {
    expect(readIdentifier('postal-item', 'RR473124829QQ')?.valid).toBe(false);
  });

  // IATA resolution 600a: 1234567 = 7·176366 + 5.
  it.each(['016-12345675', '020 1234 5675', '01612345675'])('air waybill %s is right', (text) => {
    expect(readIdentifier('air-waybill', text)?.valid).toBe(true);
    expect(readIdentifier('air-waybill', text)?.value).toMatch(/^0\d\d-12345675$/);
  });

  it('an air waybill with another last digit is wrong', () => {
    expect(readIdentifier('air-waybill', '016-12345676')).toEqual({ value: '016-12345676', valid: false });
    expect(readIdentifier('air-waybill', '016-1234567')).toBeUndefined();
  });

  it('what has no check digit is neither right nor wrong', () => {
    expect(readIdentifier('mmsi', '227 006 760')).toEqual({ value: '227006760', valid: null });
    expect(readIdentifier('mmsi', '22700676')).toBeUndefined();
    expect(readIdentifier('case-number', '  2014 /  17 ')).toEqual({ value: '2014 / 17', valid: null });
    expect(readIdentifier('case-number', ' ')).toBeUndefined();
  });
});

describe('an analyst types a place code', () => {
  it('a listed airport is right, another one is unknown', () => {
    expect(readIdentifier('airport', 'gru', known)).toEqual({ value: 'GRU', valid: true });
    expect(readIdentifier('airport', 'SBGR', known)?.valid).toBe(true);
    expect(readIdentifier('airport', 'ZZZ', known)?.valid).toBeNull();
    expect(readIdentifier('airport', 'GRU')?.valid).toBeNull();
    expect(readIdentifier('airport', 'GUARULHOS', known)).toBeUndefined();
  });

  it('a UN/LOCODE needs a country and no digit 0 or 1', () => {
    expect(readIdentifier('locode', 'BR SSZ', known)).toEqual({ value: 'BRSSZ', valid: true });
    expect(readIdentifier('locode', 'DE2BR', known)?.valid).toBeNull();
    expect(readIdentifier('locode', 'QQABC', known)?.valid).toBe(false);
    expect(readIdentifier('locode', 'BR0SZ', known)).toBeUndefined();
  });
});
