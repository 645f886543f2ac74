import { describe, expect, it } from 'vitest';
import { loadPlaces, loadRegions } from '../../electron/service/places.ts';
import { createPlaces } from '../../shared/domain/place.ts';

const places = await loadPlaces();
const found = (text: string, country?: string) =>
  places.find(text, country ? { country } : {}).map((place) => place.locode ?? place.airport ?? place.subdivision);

// Expected codes: UN/LOCODE, IATA and ISO 3166-2 as published; names in other languages by hand.
describe('an analyst looks for a place', () => {
  it.each([
    ['Антверпен', 'BEANR'],
    ['Amberes', 'BEANR'],
    ['BRSSZ', 'BRSSZ'],
    ['br ssz', 'BRSSZ'],
    ['Buenaventura', 'COBUN'],
    ['Новороссийск', 'RUNVS'],
    ['GRU', 'GRU'],
    ['SBGR', 'GRU'],
    ['VALLE DEL CAUCA', 'CO-VAC'],
    ['QUINDIO', 'CO-QUI'],
    ['BOGOTA D.C.', 'CO-DC'],
    ['Свердловская обл.', 'RU-SVE'],
    ['Татарстан', 'RU-TA'],
    ['Ile de France', 'FR-IDF'],
    ['Antioqia', 'CO-ANT'],
  ])('%s is %s', (text, code) => {
    expect(found(text)[0]).toBe(code);
  });

  it('and says how it was found, surest first', () => {
    expect(places.find('NLRTM')[0]).toMatchObject({ kind: 'port', name: 'Rotterdam', country: 'NLD', score: 1, how: 'code' });
    expect(places.find('Владивосток')[0]?.how).toBe('transliteration');
    expect(places.find('Antioqia')[0]?.how).toBe('spelling');
    const scores = places.find('Antwerp').map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('a country leaves out namesakes elsewhere', () => {
    expect(found('Rotterdam')).toContain('USRAJ');
    expect(found('Rotterdam', 'NLD')).not.toContain('USRAJ');
    expect(found('Santander', 'ESP').every((code) => !code?.startsWith('CO'))).toBe(true);
  });

  it('a path is read by its parts', () => {
    expect(found('Porto /Matosinhos', 'PRT')).toContain('PT-13');
    expect(found('Ilha Da Madeira /Funchal')).toContain('PT-30');
  });

  it.each(['', ' ', 'x'.repeat(5000), '///', '|', 'constructor', 'Zzzqxw'])('"%s" is no place', (text) => {
    expect(places.find(text)).toEqual([]);
  });

  it('known codes can be asked for', () => {
    expect([places.isAirport('GRU'), places.isAirport('SBGR'), places.isAirport('ZZZ'), places.isAirport('BRSSZ')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([places.isLocode('BRSSZ'), places.isLocode('GRU'), places.isLocode('BRZZZ')]).toEqual([true, false, false]);
  });
});

describe('the country of a column of regions', () => {
  it('is the same whether ports and airports are read beside the regions or not', async () => {
    const regions = await loadRegions();
    const told = [
      'SP',
      'Amazonas',
      'Москва',
      'Свердловская обл.',
      'Rotterdam',
      'GRU',
      'BRSSZ',
      'Bogota D.C.',
      'Antwerpen',
      'Cordoba',
      'PA',
    ];
    for (const country of ['BRA', 'COL', 'RUS', 'BEL', 'NLD', 'ARG', 'ESP'])
      expect(told.map((text) => regions.isSubdivision(text, country))).toEqual(told.map((text) => places.isSubdivision(text, country)));
    for (const values of [told, told.slice(0, 3), ['Antwerpen', 'Limburg', 'Rotterdam']])
      expect(regions.subdivisionCountry(values)).toEqual(places.subdivisionCountry(values));
  });

  it('tells the two-letter codes and names of a country’s regions from countries that are written alike', () => {
    expect(['PA', 'PE', 'SC', 'Amazonas'].map((text) => places.isSubdivision(text, 'BRA'))).toEqual([true, true, true, true]);
    expect(['ECUADOR', 'PANAMA', ''].map((text) => places.isSubdivision(text, 'COL'))).toEqual([false, false, false]);
  });

  it('is found when nearly all are regions of one, whatever is missing or a country itself', () => {
    const told = [
      'VALLE DEL CAUCA',
      'RISARALDA',
      'NARIÑO',
      'ANTIOQUIA',
      'ECUADOR',
      'SIN ESTABLECER',
      'COSTA RICA',
      'AGUAS INTERNACIONALES',
    ];
    expect(places.subdivisionCountry(told)).toEqual({ country: 'COL', share: 0.8 });
    expect(places.subdivisionCountry(['SP', 'AM', 'RJ', 'PR', 'DF', 'MS'])).toEqual({ country: 'BRA', share: 1 });
    expect(places.subdivisionCountry(['Москва', 'Свердловская область', 'Республика Татарстан'])).toEqual({ country: 'RUS', share: 1 });
  });

  it('is not guessed from few or from names that stand in two', () => {
    expect(places.subdivisionCountry(['Antioquia', 'Caldas'])).toBeUndefined();
    expect(places.subdivisionCountry(['Córdoba', 'Santander', 'La Rioja', 'Cordoba'])).toBeUndefined();
    expect(places.subdivisionCountry(['Gate 1', 'Gate 2', 'Gate 3'])).toBeUndefined();
    expect(places.subdivisionCountry([])).toBeUndefined();
  });

  it('two countries that fit alike are a tie', () => {
    const twins = createPlaces({
      ports: [],
      airports: [],
      aliases: [],
      subdivisions: ['FR-X1|Aa', 'FR-X2|Bb', 'FR-X3|Cc', 'BE-Y1|Aa', 'BE-Y2|Bb', 'BE-Y3|Cc'],
    });
    expect(twins.subdivisionCountry(['Aa', 'Bb', 'Cc'])).toBeUndefined();
  });
});

describe('the lists', () => {
  it('hold what their packages hold', () => {
    expect(found('AEAJM')).toEqual(['AEAJM']);
    // ISO 3166-2:CO names 32 departments and the capital district.
    expect(places.find('Amazonas').map(({ country }) => country)).toEqual(expect.arrayContaining(['COL', 'BRA', 'PER', 'VEN']));
  });
});
