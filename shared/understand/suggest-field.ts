import type { CodeField, Said } from '../contract/recipe.ts';
import type { Field } from '../domain/fields.ts';
import { numberShape } from '../domain/number-shape.ts';
import { asCodeField, type Content, contentOf } from './content.ts';
import { type HeaderReading, namesKept, readHeader } from './field-words.ts';
import { pivotName } from './pivot-name.ts';
import type { ColumnProfile } from './survey.ts';
import { isUnitText, unitOfHeader } from './unit-word.ts';

/** A field that a column may feed, and why. `score` is comparable between the columns of one table. */
export interface Fit {
  field: Field;
  score: number;
  reason: Said;
}

export interface ColumnFits {
  place: number;
  header: string;
  profile: ColumnProfile;
  content: Content;
  /** Best first; empty for a column that is kept as it is. */
  fits: Fit[];
  /** Said when the header names a field that the content contradicts. */
  contradiction: Said | undefined;
}

const COUNTRY_LIKE: readonly Field[] = ['country', 'produced', 'departed', 'transited', 'destined'];
const BY_CONTENT: readonly CodeField[] = ['drug', 'country', 'unit', 'transport', 'seizure-place', 'concealment', 'detection', 'form'];

/** How well the content goes with a field that the header names, 0 (contradicts) – 1. */
function agreement(field: Field, content: Content, profile: ColumnProfile, reading: HeaderReading): number {
  const text = 1 - Math.max(content.number, content.date);
  switch (field) {
    case 'date':
      return content.date >= 0.5 ? content.date : content.serial + content.date >= 0.8 ? 0.8 : content.date + content.year >= 0.8 ? 0.7 : 0;
    case 'year':
      return content.year >= 0.8 ? content.year : 0;
    case 'month':
      return content.month >= 0.8 ? content.month : 0;
    case 'day':
      return content.day >= 0.95 ? content.day : 0;
    case 'weekday':
      return content.weekday >= 0.8 ? content.weekday : 0;
    case 'amount':
      if (content.number >= 0.5) return content.number;
      return content.number > 0 && reading.score >= 0.97 && !reading.shared ? 0.3 : 0;
    case 'events':
      return content.whole >= 0.9 && !isRunningNumber(profile) ? content.whole : 0;
    case 'latitude':
    case 'longitude':
      return content.number >= 0.7 && inRange(profile, field) ? 1 : 0;
    case 'airport':
      return content.shortCode >= 0.7 ? 1 : 0;
    case 'locode':
      return content.locode >= 0.7 ? 1 : 0;
    case 'country':
    case 'produced':
    case 'departed':
    case 'transited':
    case 'destined': {
      const known = content.known(field);
      if (known >= 0.2) return 0.5 + known / 2;
      return field === 'country' && reading.score >= 0.97 && text > 0.5 && otherMeaning(content) < 0.5 ? 0.4 : 0;
    }
    case 'division':
    case 'place':
    case 'routing':
    case 'region':
    case 'subregion':
      return text >= 0.5 && otherMeaning(content) < 0.8 ? 0.9 : 0;
    case 'remarks':
      return text >= 0.3 ? 0.8 : 0;
    case 'container':
    case 'imo':
    case 'postal-item':
    case 'air-waybill':
    case 'mmsi':
    case 'case-number':
      return content.date >= 0.5 ? 0 : 0.9;
    default:
      return codeAgreement(field, content, text, reading);
  }
}

/** Share that speaks for a field of codes which is not a place's name. */
function otherMeaning(content: Content): number {
  return Math.max(content.known('seizure-place'), content.known('drug'), content.known('unit'), content.known('transport'));
}

function codeAgreement(field: Field, content: Content, text: number, reading: HeaderReading): number {
  const code = asCodeField(field);
  if (!code || content.filled === 0) return content.filled === 0 ? 0.3 : 0;
  const known = content.known(code);
  if (known >= 0.2) return 0.5 + known / 2;
  return text >= 0.6 && reading.score >= 0.9 && !reading.shared ? 0.4 : 0;
}

/** 1, 2, 3 … up or down in as many rows: a number of the row, not of events. */
export function isRunningNumber({ complete, distinct, filled, values }: ColumnProfile): boolean {
  if (!complete || distinct !== filled || distinct < 3) return false;
  const numbers = values.map(({ value }) => Number(value));
  const inOrder =
    numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0)) ||
    numbers.every((number, at) => at === 0 || number < (numbers[at - 1] ?? 0));
  const isDown = (numbers[0] ?? 0) > (numbers.at(-1) ?? 0);
  return (
    inOrder && (!isDown || distinct >= 10) && numbers.length === distinct && Math.max(...numbers) === distinct && Math.min(...numbers) === 1
  );
}

function numericValues(profile: ColumnProfile): number[] {
  return profile.values.map(({ value }) => Number(value.replace(',', '.'))).filter(Number.isFinite);
}

/** With decimals lost or misread a coordinate is out of range, so half of the values must lie within. */
function inRange(profile: ColumnProfile, field: 'latitude' | 'longitude'): boolean {
  const values = numericValues(profile);
  const bound = field === 'latitude' ? 90 : 180;
  return values.length > 0 && values.filter((value) => Math.abs(value) <= bound).length >= values.length / 2;
}

function fitsOfHeader(readings: HeaderReading[], content: Content, profile: ColumnProfile): Fit[] {
  return readings.flatMap((reading) => {
    const agrees = agreement(reading.field, content, profile, reading);
    if (agrees === 0) return [];
    const code = asCodeField(reading.field);
    const share = code ? Math.round(content.known(code) * 100) : 0;
    const reason: Said =
      code && share > 0
        ? { code: 'field-header-known', values: { word: reading.word, percent: share } }
        : { code: 'field-header', values: { word: reading.word } };
    return [{ field: reading.field, score: reading.score + agrees, reason }];
  });
}

/** `Quantity (kg)`, `Number of seizures`: each value says what the number beside it measures. */
function namesMeasures({ values, distinct }: ColumnProfile): boolean {
  if (distinct < 2 || distinct > 20) return false;
  const units = values.filter(({ value }) => measureUnit(value) !== undefined);
  return units.length > 0 && values.every(({ value }) => measureUnit(value) !== undefined || pivotName(value).counts);
}

/** The unit of a measure that is more than the unit. */
export function measureUnit(value: string): string | undefined {
  const unit = unitOfHeader(value);
  return unit && !unit.whole ? unit.text : undefined;
}

function fitsOfContent(header: string, content: Content, profile: ColumnProfile): Fit[] {
  const fits: Fit[] = BY_CONTENT.flatMap((field) => {
    const share = content.known(field);
    const enough = share >= 0.8 && profile.filled >= 1 && content.number < 0.5 && (field !== 'country' || profile.longest >= 3);
    return enough
      ? [{ field, score: 0.5 + 0.4 * share, reason: { code: 'field-values', values: { percent: Math.round(share * 100) } } }]
      : [];
  });
  if (content.date >= 0.9)
    fits.push({ field: 'date', score: 0.8, reason: { code: 'field-dates', values: { percent: Math.round(content.date * 100) } } });
  if (content.monthNamed >= 0.95) fits.push({ field: 'month', score: 0.8, reason: { code: 'field-months', values: {} } });
  if (content.weekday >= 0.95 && content.monthNamed < 0.5)
    fits.push({ field: 'weekday', score: 0.8, reason: { code: 'field-weekdays', values: {} } });
  if (content.container >= 0.6)
    fits.push({
      field: 'container',
      score: 0.9,
      reason: { code: 'field-container', values: { percent: Math.round(content.container * 100) } },
    });
  if (namesMeasures(profile)) fits.push({ field: 'unit', score: 0.85, reason: { code: 'field-measures', values: {} } });
  const unit = unitOfHeader(header);
  if (unit && content.number >= 0.5)
    fits.push({ field: 'amount', score: unit.whole ? 1.2 : 0.9, reason: { code: 'field-unit-header', values: { unit: unit.text } } });
  const named = unit === undefined && content.number >= 0.5 && content.date < 0.5 ? pivotName(header) : undefined;
  if (named?.code?.field === 'drug' && named.rest === '' && profile.filled > 0)
    fits.push({
      field: named.counts ? 'events' : 'amount',
      score: 0.85,
      reason: { code: 'field-drug-header', values: { drug: named.code.text } },
    });
  if (
    content.withUnit >= 0.7 &&
    content.date < 0.5 &&
    profile.values.slice(0, 50).some(({ value }) => isUnitText(numberShape(value)?.unit ?? ''))
  )
    fits.push({ field: 'amount', score: 0.9, reason: { code: 'field-unit-cells', values: {} } });
  return fits;
}

/** `Seizures (kg)` is a mass, whatever the first word says. */
function massNotCount(header: string, fits: Fit[]): Fit[] {
  if (!unitOfHeader(header)) return fits;
  return fits.map((fit) => (fit.field === 'events' ? { ...fit, field: 'amount' as const } : fit));
}

function best(fits: Fit[]): Fit[] {
  const byField = new Map<Field, Fit>();
  for (const fit of fits) if ((byField.get(fit.field)?.score ?? 0) < fit.score) byField.set(fit.field, fit);
  return [...byField.values()].sort((a, b) => b.score - a.score);
}

/** What a column may feed: by its header and its values together, never by the header alone when the values contradict. */
export function fitsOfColumn(profile: ColumnProfile, place: number, header: string): ColumnFits {
  const content = contentOf(profile);
  const readings = readHeader(header);
  const named = massNotCount(header, fitsOfHeader(readings, content, profile));
  const seen = namesKept(header) ? [] : fitsOfContent(header, content, profile);
  const fits = profile.filled === 0 && named.length === 0 ? [] : best([...named, ...seen]);
  const first = readings[0];
  const unread = fits.length === 0 && profile.filled > 0 && unitOfHeader(header) !== undefined;
  const contradicted = first && first.score >= 0.9 && !named.some(({ field }) => field === first.field) && profile.filled > 0;
  return {
    place,
    header,
    profile,
    content,
    fits,
    contradiction: unread
      ? { code: 'unit-contradicted', values: { header, example: profile.values[0]?.value.slice(0, 60) ?? '' } }
      : contradicted
        ? { code: 'header-contradicted', values: { word: first.word, example: profile.values[0]?.value.slice(0, 60) ?? '' } }
        : undefined,
  };
}

/** Fields that one column alone feeds. */
function isSingle(field: Field): boolean {
  return !COUNTRY_LIKE.slice(1).includes(field) && field !== 'drug';
}

/** `Drug 1` and `Drug 2` are one list in two columns; `Drug` and `Drug group` are not. */
function sameSeries(a: string, b: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[\s_.-]*\d+\s*$/u, '');
  return bare(a) === bare(b) && a !== b;
}

export interface Assigned {
  column: ColumnFits;
  fit: Fit | undefined;
  /** The column that took the field this one fits as well. */
  lostTo: string | undefined;
}

/** Gives each field to the column that fits it best; a column that loses one falls back on its next where that is named by the header too. */
export function assignFields(columns: readonly ColumnFits[]): Assigned[] {
  const pairs = columns
    .flatMap((column) => column.fits.map((fit) => ({ column, fit })))
    .sort((a, b) => b.fit.score - a.fit.score || a.column.place - b.column.place);
  const taken = new Map<Field, ColumnFits>();
  const given = new Map<number, Fit>();
  const lost = new Map<number, string>();
  for (const { column, fit } of pairs) {
    if (given.has(column.place)) continue;
    const owner = taken.get(fit.field);
    if (owner && (isSingle(fit.field) || !sameSeries(owner.header, column.header))) {
      if (!lost.has(column.place)) lost.set(column.place, owner.header);
    } else {
      given.set(column.place, fit);
      if (!owner) taken.set(fit.field, column);
    }
  }
  return columns.map((column) => ({
    column,
    fit: given.get(column.place),
    lostTo: given.has(column.place) ? undefined : lost.get(column.place),
  }));
}
