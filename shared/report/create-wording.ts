import { createInstance, type I18nFormatModule, type i18n } from 'i18next';
import { labelOf } from '../domain/vocabulary.ts';
import { MESSAGES } from '../locales/index.ts';
import { parseRegimeCode } from '../regime/regime-code.ts';
import { dateMessage, dateParts } from './dates.ts';
import { createMessageFormat, type MessageValues } from './message-format.ts';
import { formatMeasure, formatNumber } from './numbers.ts';
import type { Language, Wording } from './wording.ts';

type Text = (key: string, values?: MessageValues) => string;

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const made = new Map<Language, Wording>();

/** The words of one language; made once for each language and shared. */
export function createWording(language: Language): Wording {
  const known = made.get(language);
  if (known) return known;
  const words = build(language);
  made.set(language, words);
  return words;
}

function build(language: Language): Wording {
  const text = textOf(language);
  const collator = new Intl.Collator(language, { numeric: true });
  return {
    language,
    text,
    label: (facet, code) => (facet === 'regime' ? regimeLabel(text, language, code) : labelOf(facet, code, language)),
    number: (value, decimals) => formatNumber(language, value, decimals),
    percent: (share, decimals = 1) => percentText(language, text, 'prose', share, decimals),
    percentSign: (share, decimals = 1) => percentText(language, text, 'sign', share, decimals),
    date: (date) => dateText(text, date),
    mass: (kg) => massText(language, text, kg),
    compare: (a, b) => collator.compare(a, b),
  };
}

/** A regime is called by who reports to which source, and its number. */
function regimeLabel(text: Text, language: Language, code: string): string {
  const regime = parseRegimeCode(code);
  if (!regime) return labelOf('regime', code, language);
  const { source, reporter, n } = regime;
  return text('regimes.label', { source: labelOf('source', source, language), reporter: labelOf('country', reporter, language), n });
}

/** Throws on a key that is unknown or that names a group of messages, and on a value the message needs and does not get. */
function textOf(language: Language): Text {
  const messages = instanceOf(language);
  return (key, values) => {
    if (typeof messages.getResource(language, 'stowage', key) !== 'string') throw new Error(`No message '${key}' in '${language}'.`);
    return messages.t(key, values ?? {});
  };
}

interface IcuModule extends I18nFormatModule {
  init: () => void;
  parse: (message: string, values: MessageValues) => string;
  /** Plurals stand inside the message, so a key is looked up as it is. */
  addLookupKeys: (keys: string[]) => string[];
}

function instanceOf(language: Language): i18n {
  const instance = createInstance();
  const icu: IcuModule = { type: 'i18nFormat', init: () => undefined, parse: createMessageFormat(language), addLookupKeys: (keys) => keys };
  void instance.use(icu).init({
    lng: language,
    ns: ['stowage'],
    defaultNS: 'stowage',
    nsSeparator: false,
    initAsync: false,
    resources: { [language]: { stowage: MESSAGES[language] } },
  });
  return instance;
}

/** `units.percent` picks the plural by `whole`: the whole figure shown, or -1 where there are digits after the mark. */
function percentText(language: Language, text: Text, form: 'prose' | 'sign', share: number, decimals: number): string {
  const shown = formatNumber(language, share * 100, decimals);
  const rounded = Math.round(share * 100);
  return text(`units.percent.${form}`, { share: shown, whole: decimals === 0 && Number.isFinite(rounded) ? Math.abs(rounded) : -1 });
}

function dateText(text: Text, date: string): string {
  const parts = dateParts(date);
  if (!parts) return date;
  const form = dateMessage(parts);
  const name = parts.month === undefined ? '' : MONTHS[parts.month - 1];
  const month = name ? text(`units.${form === 'month' ? 'month' : 'monthInDate'}.${name}`) : '';
  return text(`units.date.${form}`, { year: String(parts.year).padStart(4, '0'), month, day: parts.day ?? 0 });
}

/** Tonnes from ten tonnes on, grams below a kilogram, milligrams below a gram. */
function massText(language: Language, text: Text, kg: number): string {
  const size = Math.abs(kg);
  const scaled = (unit: string, value: number) => text(`units.mass.${unit}`, { value: formatMeasure(language, value) });
  if (size >= 10_000) return scaled('tonne', kg / 1000);
  if (size >= 1 || size === 0 || !Number.isFinite(size)) return scaled('kilogram', kg);
  return size >= 0.001 ? scaled('gram', kg * 1000) : scaled('milligram', kg * 1_000_000);
}
