import { IntlMessageFormat } from 'intl-messageformat';
import { formatNumber } from './numbers.ts';
import type { Language } from './wording.ts';

export type MessageValues = Record<string, string | number>;

/**
 * ICU messages in one language, compiled once each. Figures that a message formats (`#`, `{n, number}`) take the UN form
 * instead of ICU's; a plain `{n}` is put in as it is, which suits years and figures already in words.
 * Throws when a value is missing.
 */
export function createMessageFormat(language: Language): (message: string, values: MessageValues | undefined) => string {
  const compiled = new Map<string, IntlMessageFormat>();
  const compile = (message: string): IntlMessageFormat => {
    const made = new IntlMessageFormat(message, language, undefined, { ignoreTag: true, formatters: formatters(language) });
    compiled.set(message, made);
    return made;
  };
  return (message, values) => String((compiled.get(message) ?? compile(message)).format(values));
}

function formatters(language: Language) {
  return {
    getNumberFormat: () => figures(language),
    getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
    getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
  };
}

function figures(language: Language): Intl.NumberFormat {
  const format = (value: number | bigint) => formatNumber(language, Number(value));
  return Object.defineProperty(new Intl.NumberFormat(language), 'format', { value: format });
}
