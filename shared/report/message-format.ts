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
  const shared = formatters(language);
  const compile = (message: string): IntlMessageFormat => {
    const made = new IntlMessageFormat(message, language, undefined, { ignoreTag: true, formatters: shared });
    compiled.set(message, made);
    return made;
  };
  return (message, values) => String((compiled.get(message) ?? compile(message)).format(values));
}

/** Made once for the language: a message asks for them each time it is formatted, and each takes longer to make than the message. */
function formatters(language: Language) {
  const number = figures(language);
  const plurals = {
    cardinal: new Intl.PluralRules(language, { type: 'cardinal' }),
    ordinal: new Intl.PluralRules(language, { type: 'ordinal' }),
  };
  return {
    getNumberFormat: () => number,
    getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
    getPluralRules: (_language?: Intl.LocalesArgument, options?: Intl.PluralRulesOptions) => plurals[options?.type ?? 'cardinal'],
  };
}

function figures(language: Language): Intl.NumberFormat {
  const format = (value: number | bigint) => formatNumber(language, Number(value));
  return Object.defineProperty(new Intl.NumberFormat(language), 'format', { value: format });
}
