import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { MESSAGES, type Messages } from '../../shared/locales/index.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';

const LOCALES = fileURLToPath(new URL('../../shared/locales', import.meta.url));
const NB = '\u00a0';
const words = (language: Language) => createWording(language);

describe('figures follow the editorial rules of United Nations documents', () => {
  it('groups thousands with a comma in English and a no-break space elsewhere', () => {
    expect(LANGUAGES.map((language) => words(language).number(1234567.89))).toEqual([
      '1,234,567.89',
      `1${NB}234${NB}567,89`,
      `1${NB}234${NB}567,89`,
      `1${NB}234${NB}567,89`,
    ]);
  });

  it('groups four digits in every language, as FAO Spanish style does (4 300)', () => {
    expect(LANGUAGES.map((language) => words(language).number(4300))).toEqual(['4,300', `4${NB}300`, `4${NB}300`, `4${NB}300`]);
  });

  it('rounds decimal halves away from zero and writes a real minus sign, never a negative zero', () => {
    expect(words('en').number(1.005, 2)).toBe('1.01');
    expect(words('en').number(-2.5, 0)).toBe('\u22123');
    expect(words('en').number(-0.001)).toBe('0');
    expect(words('en').number(Number.NaN)).toBe('–');
  });

  it('spells "per cent" in English and Russian prose and uses the sign in tables', () => {
    expect(LANGUAGES.map((language) => words(language).percent(0.123))).toEqual(['12.3 per cent', `12,3${NB}%`, '12,3 процента', '12,3%']);
    expect([0.01, 0.02, 0.11, 0.21, 0.25].map((share) => words('ru').percent(share, 0))).toEqual([
      '1 процент',
      '2 процента',
      '11 процентов',
      '21 процент',
      '25 процентов',
    ]);
    expect(LANGUAGES.map((language) => words(language).percentSign(0.5, 0))).toEqual(['50%', `50${NB}%`, `50${NB}%`, '50%']);
  });

  it('writes dates as the United Nations editorial manual does (4 July 2019)', () => {
    expect(LANGUAGES.map((language) => words(language).date('2019-07-04'))).toEqual([
      '4 July 2019',
      '4 juillet 2019',
      '4 июля 2019 года',
      '4 de julio de 2019',
    ]);
    expect(LANGUAGES.map((language) => words(language).date('2019-07'))).toEqual([
      'July 2019',
      'juillet 2019',
      'июль 2019 года',
      'julio de 2019',
    ]);
    expect(words('fr').date('2019-07-01')).toBe('1er juillet 2019');
    expect(words('en').date('2014')).toBe('2014');
    expect(words('en').date('2019-02-30')).toBe('2019-02-30');
  });

  it('chooses a unit of mass that reads well', () => {
    expect([0.000001, 0.012, 3.4, 9999, 1_200_000].map((kg) => words('en').mass(kg))).toEqual(
      ['1 mg', '12 g', '3.4 kg', '9,999 kg', '1,200 t'].map((text) => text.replace(' ', NB)),
    );
    expect(words('ru').mass(3.4)).toBe(`3,4${NB}кг`);
  });

  it('orders names as each language does: ñ after n in Spanish, ё with е in Russian', () => {
    expect(['oro', 'ñu', 'nube'].sort(words('es').compare)).toEqual(['nube', 'ñu', 'oro']);
    expect(['жук', 'ёж', 'ель'].sort(words('ru').compare)).toEqual(['ёж', 'ель', 'жук']);
  });
});

describe('messages', () => {
  it('refuse an unknown key and the name of a group', () => {
    expect(() => words('en').text('report.nowhere')).toThrow("No message 'report.nowhere'");
    expect(() => words('en').text('units.date')).toThrow("No message 'units.date'");
    expect(() => words('en').text('units.date.month', { year: 1 })).toThrow();
  });

  const areas = [...new Set(readdirSync(LOCALES).flatMap((name) => (name.endsWith('.json') ? [name.split('.')[0] ?? ''] : [])))];

  for (const language of LANGUAGES.filter((other) => other !== 'en')) {
    it.each(areas)(`in ${language} have the keys and arguments of the English ones: %s`, (area) => {
      expect(signatures(messagesOf(area, language))).toEqual(signatures(messagesOf(area, 'en')));
    });
  }

  it('are never empty and never left as their own key', () => {
    for (const language of LANGUAGES) {
      for (const [key, message] of leaves(MESSAGES[language]))
        expect(message.trim(), `${language} ${key}`).not.toMatch(/^$|^[a-z]+\.[a-z.]+$/);
    }
  });
});

function messagesOf(area: string, language: Language): Messages {
  return JSON.parse(readFileSync(`${LOCALES}/${area}.${language}.json`, 'utf8')) as Messages;
}

/** `key → names and kinds of its arguments`; plural forms differ between languages and are left out. */
function signatures(messages: Messages): Record<string, string[]> {
  return Object.fromEntries(
    leaves(messages).map(([key, message]) => [
      key,
      [...new Set(argumentsOf(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst()))].sort(),
    ]),
  );
}

function leaves(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
}

function argumentsOf(elements: ReturnType<IntlMessageFormat['getAst']>): string[] {
  return elements.flatMap((element) => {
    if ('options' in element) return [element.value, ...Object.values(element.options).flatMap((option) => argumentsOf(option.value))];
    if ('children' in element) return argumentsOf(element.children);
    return 'value' in element && !isLiteral(element.type) ? [element.value] : [];
  });
}

function isLiteral(type: number): boolean {
  return type === 0;
}
