import { describe, expect, it } from 'vitest';
import { COUNTRIES, countryByCode, regionLabel } from '../../shared/domain/country.ts';
import { labelOf } from '../../shared/domain/vocabulary.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';

/** Two-letter codes that Unicode CLDR names but ISO 3166-1 does not list as official. */
const NOT_OFFICIAL = ['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ'];

/** Deprecated codes that CLDR answers with the name of their successor. */
function isCanonical(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

function regionsOfIntl(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.filter((code) => isCanonical(code) && names.of(code) !== undefined && !NOT_OFFICIAL.includes(code));
}

describe('the list of countries and areas', () => {
  const current = COUNTRIES.filter(({ status }) => status === 'current');

  it('holds the same official codes as the region names of Unicode CLDR in this Node', () => {
    expect(current.map(({ alpha2 }) => alpha2).sort()).toEqual(regionsOfIntl().sort());
    // ISO 3166-1 has had 249 entries since 2011.
    expect(current).toHaveLength(249);
  });

  it('has each code once', () => {
    for (const key of ['code', 'alpha2', 'numeric'] as const) {
      const values = current.map((country) => country[key]);
      expect(new Set(values).size, key).toBe(249);
    }
    expect(new Set(COUNTRIES.map(({ code }) => code)).size).toBe(COUNTRIES.length);
    for (const { code, numeric } of current) {
      expect(code).toMatch(/^[A-Z]{3}$/);
      expect(numeric).toMatch(/^\d{3}$/);
    }
  });

  it('names each in four languages, no two alike, regions too', () => {
    for (const language of LANGUAGES) {
      const names = COUNTRIES.map(({ label }) => label[language]);
      expect(
        names.filter((name, i) => name.length < 3 || names.indexOf(name) !== i),
        language,
      ).toEqual([]);
    }
    for (const { code, region, subregion } of COUNTRIES) {
      for (const part of [region, subregion]) {
        if (part !== null) expect(regionLabel(part)?.ru, `${code} ${part}`).toMatch(/^[А-Я]/);
      }
    }
    expect(current.filter(({ region }) => region === null).map(({ code }) => code)).toEqual(['ATA']);
  });

  it('Russian names are Cyrillic', () => {
    for (const { code, label } of COUNTRIES) expect(label.ru, code).toMatch(/^[А-ЯЁ]/);
  });
});

describe('a delegate looks for a name in the style of the United Nations', () => {
  // UN short names as printed in the United Nations terminology database and M49.
  it.each([
    [
      'BOL',
      'Bolivia (Plurinational State of)',
      'Bolivie (État plurinational de)',
      'Боливия (Многонациональное Государство)',
      'Bolivia (Estado Plurinacional de)',
    ],
    ['CIV', "Côte d'Ivoire", "Côte d'Ivoire", "Кот-д'Ивуар", "Côte d'Ivoire"],
    ['IRN', 'Iran (Islamic Republic of)', "Iran (République islamique d')", 'Иран (Исламская Республика)', 'Irán (República Islámica del)'],
    ['TUR', 'Türkiye', 'Türkiye', 'Турция', 'Türkiye'],
    ['KGZ', 'Kyrgyzstan', 'Kirghizistan', 'Кыргызстан', 'Kirguistán'],
    ['NZL', 'New Zealand', 'Nouvelle-Zélande', 'Новая Зеландия', 'Nueva Zelandia'],
    [
      'VEN',
      'Venezuela (Bolivarian Republic of)',
      'Venezuela (République bolivarienne du)',
      'Венесуэла (Боливарианская Республика)',
      'Venezuela (República Bolivariana de)',
    ],
  ])('%s', (code, ...names) => {
    expect(LANGUAGES.map((language) => labelOf('country', code, language))).toEqual(names);
  });

  it('former and special entries are marked as such', () => {
    expect(countryByCode('ANT')).toMatchObject({ status: 'former', validTo: '2010-10-10', numeric: '530' });
    expect(countryByCode('SCG')).toMatchObject({ status: 'former', numeric: '891' });
    expect(countryByCode('XKX')).toMatchObject({ status: 'user', alpha2: null, label: { en: 'Kosovo under UNSCR 1244' } });
    expect(countryByCode('XMU')?.region).toBeNull();
    expect(countryByCode('ZZZ')).toBeUndefined();
  });

  it('M49 regions are those of the United Nations, hand-picked', () => {
    const place = (code: string) => [countryByCode(code)?.region, countryByCode(code)?.subregion];
    expect(place('COL')).toEqual(['019', '005']);
    expect(place('RUS')).toEqual(['150', '151']);
    expect(place('CYP')).toEqual(['142', '145']);
    expect(place('NZL')).toEqual(['009', '053']);
    expect(place('DZA')).toEqual(['002', '015']);
    expect(place('MEX')).toEqual(['019', '013']);
    expect(place('AFG')).toEqual(['142', '034']);
  });
});
