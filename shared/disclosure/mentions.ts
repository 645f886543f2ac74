import type { Language } from '../report/wording.ts';
import { writtenNumbers } from './number-words.ts';

/** Figures that are kept back: of cases, and kilograms. */
export interface Withheld {
  cases: ReadonlySet<number>;
  kg: readonly number[];
}

function isNothing({ cases, kg }: Withheld): boolean {
  return cases.size === 0 && kg.length === 0;
}

const word = (forms: string): RegExp => new RegExp(`(?<!\\p{L})(?:${forms})(?!\\p{L})`, 'giu');

/** Words that rank or single out, and so may tell of a figure without naming it. */
const RANKING: Record<Language, RegExp> = {
  en: word('largest|biggest|greatest|highest|heaviest|smallest|lowest|fewest|majority|sole|single|the most'),
  fr: word('(?:la|le|les) (?:plus (?:grand|gros|import|élev|lourd|petit|faible|bas)\\p{L}*|moindre)|majorité|unique|seule?'),
  es: word('(?:el|la|los|las) (?:mayor|menor|más (?:grande|alt|pesad|pequeñ|baj)\\p{L}*)(?:es)?|mayoría|únic[oa]'),
  ru: word(
    'крупнейш\\p{L}*|наибольш\\p{L}*|наименьш\\p{L}*|сам\\p{L}{1,3} (?:крупн|больш|тяж|высок|мал|низк)\\p{L}*|единственн\\p{L}*|большинств\\p{L}*',
  ),
};

/** What is counted; "one" and its like are no number before anything else. */
const CASES: Record<Language, RegExp> = {
  en: /^\s+(?:case|seizure|incident|consignment|shipment|parcel|event)/iu,
  fr: /^\s+(?:cas(?!\p{L})|saisie|incident|envoi|colis|affaire)/iu,
  es: /^\s+(?:caso|incautaci|decomiso|incidente|envío|paquete)/iu,
  ru: /^\s+(?:случа|изъят|конфискац|эпизод|отправлен|посылк|парти)/iu,
};

const MASS = /^[\s\u00a0\u202f]*(?<unit>kg|kilo\p{L}*|кг|килограмм\p{L}*|tonn\p{L}*|tonelada\p{L}*|t|тонн\p{L}*|т)(?!\p{L})/iu;

/**
 * What in a text speaks of a figure that is kept back: its number in figures or words, and words that rank. Each is given as it stands in the
 * text, once.
 */
export function mentionsIn(text: string, language: Language, withheld: Withheld): string[] {
  if (isNothing(withheld)) return [];
  const found = [...inFigures(text, withheld), ...inWords(text, language, withheld), ...(text.match(RANKING[language]) ?? [])];
  return [...new Set(found)];
}

function inWords(text: string, language: Language, { cases }: Withheld): string[] {
  return writtenNumbers(text, language).flatMap(({ value, from, to }) => {
    const isCounted = value > 1 || CASES[language].test(text.slice(to));
    return isCounted && cases.has(value) ? [text.slice(from, to)] : [];
  });
}

const FIGURE = /\d+(?:[.,\s\u00a0\u202f]\d+)*/gu;

function inFigures(text: string, { cases, kg }: Withheld): string[] {
  return [...text.matchAll(FIGURE)].flatMap(({ 0: figure, index }) => {
    const unit = MASS.exec(text.slice(index + figure.length))?.groups?.unit;
    const read = readingsOf(figure);
    const isCount = read.some(({ value }) => cases.has(value));
    return isCount || (unit !== undefined && read.some((one) => isMass(one, unit, kg))) ? [figure] : [];
  });
}

/** A number as a reader may read it; `step` is what its last digit counts. */
interface Reading {
  value: number;
  step: number;
}

/** Of `1,234` both the thousand and the fraction; of figures that spaces keep apart each, and the whole where they may be groups of three. */
function readingsOf(figure: string): Reading[] {
  const parts = figure.split(/[\s\u00a0\u202f]/u);
  const isGrouped = parts.length > 1 && parts.slice(1).every((part) => /^\d{3}(?:[.,]\d+)?$/.test(part));
  return [...(isGrouped ? [parts.join('')] : []), ...parts].flatMap(markedReadings);
}

function markedReadings(figure: string): Reading[] {
  const whole: Reading[] = [{ value: Number(figure.replace(/[.,]/g, '')), step: 1 }];
  const mark = /^(.*)[.,](\d+)$/.exec(figure);
  if (!mark) return whole;
  const [, before = '', after = ''] = mark;
  const fraction = { value: Number(`${before.replace(/[.,]/g, '')}.${after}`), step: 10 ** -after.length };
  return after.length === 3 ? [...whole, fraction] : [fraction];
}

/** Whether a mass, at the precision at which it is written, is one of those kept back. */
function isMass({ value, step }: Reading, unit: string, kg: readonly number[]): boolean {
  const scale = /^(?:t|т)/iu.test(unit) ? 1000 : 1;
  return kg.some((mass) => Math.abs(mass - value * scale) <= (step * scale) / 2 + 1e-9);
}
