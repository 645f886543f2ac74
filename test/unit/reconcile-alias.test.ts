import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../shared/domain/country.ts';
import { CONVERSION_FIELDS } from '../../shared/domain/fields.ts';
import { UNITS, unitById } from '../../shared/domain/quantity.ts';
import { codesOf, labelOf } from '../../shared/domain/vocabulary.ts';
import { aliasOf } from '../../shared/reconcile/alias.ts';
import { entryTiers, listOf } from '../../shared/reconcile/aliases.ts';
import { fold } from '../../shared/reconcile/fold.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';

// Expected codes by hand from the vocabularies' own labels and definitions.
describe('a value is known in the words of its country', () => {
  it.each([
    ['maconha', 'G1.1'],
    ['MARIHUANA', 'G1.1'],
    ['haxixe', 'G1.2'],
    ['hachís', 'G1.2'],
    ['résine de cannabis', 'G1.2'],
    ['Cannabis resin (hashish)', 'G1.2'],
    ['гашиш', 'G1.2'],
    ['метамфетамин', 'G4.2'],
    ['Méthamphétamines', 'G4.2'],
    ['cocaina', 'G2.5'],
    ['Cocaine hydrochloride (HCl, powder cocaine)', 'G2.1'],
    ['Non-specified cocaine-type', 'G2.5'],
    ['Khat (Catha Edulis)', 'G9.1'],
    ['Other Drugs**', 'GX.8'],
    ['Other', 'GX.8'],
    ['героин', 'G3.1'],
  ])('drug %s is %s', (text, code) => {
    expect(aliasOf('drug', text)).toEqual({ codes: [code] });
  });

  it.each([
    ['gramas', 'g'],
    ['граммы', 'g'],
    ['кг', 'kg'],
    ['KILOGRAMO', 'kg'],
    ['lbs', 'lb'],
    ['Kgs.', 'kg'],
    ['comprimidos', 'tablet'],
    ['таблетки', 'tablet'],
    ['tablet/pill', 'tablet'],
    ['lt', 'l'],
    ['oz troy', 'oz-troy'],
    ['m²', 'm2'],
    ['µg', 'ug'],
  ])('unit %s is %s', (text, id) => {
    expect(aliasOf('unit', text)).toEqual({ codes: [id] });
  });

  it.each([
    ['transport', 'postal', ['T5.0']],
    ['transport', 'courier', ['T5.3']],
    ['transport', 'Car/motorcycle', ['T3.1', 'T3.2']],
    ['transport', 'Train/Bus', ['T2.0', 'T3.5']],
    ['seizure-place', 'aeropuerto', ['L1.0']],
    ['seizure-place', 'Road/ Street/highway', ['L5.0']],
    ['concealment', 'рип-он/рип-офф', ['C1.0']],
    ['agency', 'U.S. Border Patrol', ['A3']],
  ] as const)('%s %s', (field, text, codes) => {
    expect(aliasOf(field, text)).toEqual({ codes });
  });
});

describe('the four kinds of missing stay apart', () => {
  it.each([
    ['', 'not-reported'],
    ['--', 'not-reported'],
    ['sin datos', 'not-reported'],
    ['не указано', 'not-reported'],
    ['non communiqué', 'not-reported'],
    ['Data not available', 'not-reported'],
    ['Unknown', 'not-known'],
    ['?', 'not-known'],
    ['desconocido', 'not-known'],
    ['неизвестно', 'not-known'],
    ['n/a', 'not-applicable'],
    ['no aplica', 'not-applicable'],
    ['not collected', 'not-collected'],
    ['Данные не собираются', 'not-collected'],
  ])('"%s" is %s', (text, missing) => {
    for (const field of ['drug', 'country', 'transport', 'unit'] as const)
      expect(aliasOf(field, text), field).toEqual({ codes: [], missing });
  });

  it('"Other" is a known answer and "None" is no transport', () => {
    expect(aliasOf('concealment', 'Otros')).toEqual({ codes: ['CX'] });
    expect(aliasOf('unit', 'другое')).toEqual({ codes: ['other-unit'] });
    expect(aliasOf('transport', 'None')).toEqual({ codes: ['T9'], missing: 'not-applicable' });
  });
});

describe('countries are known by code and name, past ones too', () => {
  // ISO 3166-1 and -3.
  it.each([
    ['nga', 'NGA'],
    ['NG', 'NGA'],
    ['566', 'NGA'],
    ['USSR', 'SUN'],
    ['СССР', 'SUN'],
    ['Tchécoslovaquie', 'CSK'],
    ['Serbia and Montenegro', 'SCG'],
    ['Congo, Democratic Republic of the', 'COD'],
    ['ESTADOS UNIDOS DE AMERICA', 'USA'],
    ['Alemanha', 'DEU'],
    ['Côte d’Ivoire', 'CIV'],
    ['Bolivia (Plurinational State of)', 'BOL'],
    ['Turkey', 'TUR'],
    ['Pays-Bas', 'NLD'],
    ['Kosovo under UNSCR 1244', 'XKX'],
    ['RU', 'RUS'],
  ])('%s is %s', (text, code) => {
    expect(aliasOf('country', text)).toEqual({ codes: [code] });
    expect(aliasOf('destined', text)).toEqual({ codes: [code] });
  });

  it('a name of two is both, and NA is left to the column', () => {
    expect(aliasOf('country', 'Korea')?.codes).toEqual(['KOR', 'PRK']);
    expect(aliasOf('country', 'CS')?.codes.toSorted()).toEqual(['CSK', 'SCG']);
    expect(aliasOf('country', 'NA')).toBeUndefined();
  });

  it('every code, label and code of another list of every country leads back to it', () => {
    for (const { code, alpha2, label, status } of COUNTRIES) {
      const texts = [code, ...Object.values(label), ...(status === 'current' && alpha2 && alpha2 !== 'NA' ? [alpha2] : [])];
      for (const text of texts) expect(aliasOf('country', text)?.codes, `${code} ${text}`).toContain(code);
    }
  });
});

describe('several values and words in brackets', () => {
  it('are a set only when each part is known', () => {
    expect(aliasOf('drug', 'Heroin, Cocaine')?.codes).toEqual(['G3.1', 'G2.5']);
    expect(aliasOf('drug', 'cocaína y marihuana')?.codes).toEqual(['G2.5', 'G1.1']);
    expect(aliasOf('transited', 'Spain; Portugal')?.codes).toEqual(['ESP', 'PRT']);
    expect(aliasOf('drug', 'Heroin, something else')).toBeUndefined();
    expect(aliasOf('unit', 'kg/g')).toBeUndefined();
  });

  it('a vague word with an unknown remark is not decided', () => {
    expect(aliasOf('drug', 'Cannabis (dried flower)')).toBeUndefined();
    expect(aliasOf('drug', 'Cannabis (resin)')?.codes).toEqual(['G1.2']);
  });

  it('an amount in the unit is not converted silently', () => {
    expect(aliasOf('unit', 'Block (350gr)')).toBeUndefined();
    expect(aliasOf('unit', '100 gram')).toBeUndefined();
  });

  it.each(['metamphetamyne', 'Germeny', 'narrative of what happened', '__proto__', 'constructor', 'x'.repeat(5000)])(
    'what is only similar is never applied: %s',
    (text) => {
      expect(aliasOf('drug', text)).toBeUndefined();
      expect(aliasOf('country', text)).toBeUndefined();
    },
  );
});

describe('the lists themselves', () => {
  const known = (list: string) => new Set([...codesOf(list, 1), ...codesOf(list, 2)]);

  it('name only codes that exist', () => {
    for (const field of CONVERSION_FIELDS) {
      const codes = field === 'unit' ? new Set(UNITS.map(({ id }) => id)) : known(listOf(field));
      for (const { text, codes: to } of entryTiers(listOf(field)).flat())
        for (const code of to) expect(codes.has(code), `${field} ${text} → ${code}`).toBe(true);
    }
  });

  it('never say two things of one word within the curated list, but for sets', () => {
    for (const field of CONVERSION_FIELDS) {
      const curated = entryTiers(listOf(field))[0] ?? [];
      const byWord = new Map<string, Set<string>>();
      for (const { text, codes } of curated) byWord.set(fold(text), (byWord.get(fold(text)) ?? new Set()).add(codes.join('+')));
      const double = [...byWord].filter(([, sets]) => sets.size > 1).map(([word]) => word);
      // `predio` is a plot in Spanish and `prédio` a building in Portuguese; Saint Martin is an island of two.
      expect(
        double.filter((word) => !['predio', 'saint martin', 'st martin'].includes(word)),
        field,
      ).toEqual([]);
    }
  });

  it('every label of every vocabulary in every language is known', () => {
    for (const field of CONVERSION_FIELDS) {
      if (field === 'unit' || listOf(field) === 'country') continue;
      for (const code of known(field)) {
        if (/^[A-Z]0/.test(code)) continue;
        for (const language of LANGUAGES) expect(aliasOf(field, labelOf(field, code, language)), `${code} ${language}`).toBeDefined();
      }
    }
    for (const { name, id } of UNITS) {
      if (['100-g', 'block-350-g'].includes(id)) continue;
      for (const text of Object.values(name)) expect(unitById(aliasOf('unit', text)?.codes[0] ?? ''), text).toBeDefined();
    }
  });
});
