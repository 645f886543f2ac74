import type { Conversion, Quantity } from './case.ts';
import { countryByCode } from './country.ts';
import type { Crosswalk } from './crosswalk.ts';
import { crosswalkById } from './crosswalks.ts';
import { isUnder } from './facets.ts';
import { FACTORS, type Factor, UNITS, type Unit, unitById } from './factors.ts';
import type { Labels } from './vocabulary.ts';

export { type Dimension, FACTORS, type Factor, UNITS, type Unit, unitById } from './factors.ts';

const AMOUNT = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** Reads `12`, `0.5` and `1.2E-05`, and nothing else: no sign, no comma, no thousands mark. Null when blank or unreadable. */
export function readAmount(text: string): number | null {
  const trimmed = text.trim();
  if (!AMOUNT.test(trimmed)) return null;
  const amount = Number(trimmed);
  return Number.isFinite(amount) ? amount : null;
}

/** Dividing by 1000 keeps 0.009 exact where multiplying by 0.001 does not. */
function scale(amount: number, size: number): number {
  const divisor = Math.round(1 / size);
  return divisor > 1 && Math.abs(divisor * size - 1) < 1e-12 ? amount / divisor : amount * size;
}

/** What a conversion needs of a line; `country` (alpha-3) and `date` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) of the seizure choose among factors. */
export interface Measured {
  /** As it was read, in the unit; null when there is none. */
  amount: number | null;
  unitId: string | null;
  drugCodes: readonly string[];
  country?: string | undefined;
  date?: string | undefined;
}

/** Derived bulk mass in kilograms, with what it rests on. `kg` is null exactly when `conversion` is `not-convertible`. */
export type Mass = Pick<Quantity, 'kg' | 'kgLow' | 'kgHigh' | 'units' | 'factorId' | 'conversion'>;

const NO_MASS: Mass = { kg: null, kgLow: null, kgHigh: null, units: null, factorId: null, conversion: 'not-convertible' };

/** By UNODC's convention one litre stands for one kilogram. */
function measured(amount: number, unit: Unit): Mass {
  const exact: Conversion = unit.dimension === 'mass' ? 'exact-mass' : 'exact-volume';
  return {
    kg: scale(amount, unit.size),
    kgLow: scale(amount, unit.sizeLow ?? unit.size),
    kgHigh: scale(amount, unit.sizeHigh ?? unit.size),
    units: null,
    factorId: unit.id,
    conversion: unit.sizeLow === undefined ? exact : 'assumed',
  };
}

function counted(amount: number, unit: Unit, factor: Factor | undefined): Mass {
  const count = amount * unit.size;
  if (!factor) return { ...NO_MASS, units: count };
  return {
    kg: scale(count, factor.kg),
    kgLow: scale(count, factor.low),
    kgHigh: scale(count, factor.high),
    units: count,
    factorId: factor.id,
    conversion: 'assumed',
  };
}

function placeLimits({ countries = [], regions = [] }: Factor): 0 | 1 | 2 {
  if (countries.length > 0) return 2;
  return regions.length > 0 ? 1 : 0;
}

function holdsIn({ countries = [], regions = [] }: Factor, country: string | undefined): boolean {
  if (countries.length === 0 && regions.length === 0) return true;
  const place = country === undefined ? undefined : countryByCode(country);
  if (!place) return false;
  return countries.includes(place.code) || [place.region, place.subregion].some((code) => code !== null && regions.includes(code));
}

/** A month or a year lies in a period when all of it does; periods that end within a month end with it. */
function holdsOn({ from, to }: Factor, date: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (!date) return false;
  const last = date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
  return (from === undefined || `${date}-01-01`.slice(0, 10) >= from) && (to === undefined || last <= to);
}

/** A factor holds only when every drug of the line is in its scope. */
function inScope({ drugs: scope }: Factor, drugs: readonly string[]): boolean {
  return drugs.length > 0 && drugs.every((drug) => scope.some((code) => isUnder(drug, code)));
}

/** An edit of the workspace: it replaces the shipped factor of the same id, or is a new one. `retired` takes the factor out. */
export interface FactorEdit {
  factor: Factor;
  retired: boolean;
}

/** The shipped factors with edits laid over them; a later edit of one id counts. */
export function editedFactors(edits: readonly FactorEdit[]): Factor[] {
  const table = new Map(FACTORS.map((factor) => [factor.id, factor]));
  for (const { factor, retired } of edits) {
    if (retired) table.delete(factor.id);
    else table.set(factor.id, factor);
  }
  return [...table.values()];
}

export interface Converter {
  /** The factors in force. */
  factors: readonly Factor[];
  deriveMass(line: Measured): Mass;
}

/**
 * Bulk mass: exact for mass and volume, assumed for counted units with a cited factor, none for anything else. Plants, seeds and areas
 * never become kilograms. A factor for the country comes before one for its region, and that before one for anywhere; then the one whose
 * period begins later. `kg` is above zero exactly when the conversion succeeded and the amount is above zero, and `kgLow ≤ kg ≤ kgHigh`.
 */
export function createConverter(edits: readonly FactorEdit[] = []): Converter {
  const factors = editedFactors(edits).sort((a, b) => placeLimits(b) - placeLimits(a) || compareText(b.from, a.from));
  const found = new Map<string, readonly Factor[]>();
  const candidates = (counts: string, drugs: readonly string[], country: string | undefined): readonly Factor[] => {
    const key = `${counts}|${country ?? ''}|${drugs.join('|')}`;
    const known = found.get(key);
    if (known) return known;
    const fitting = factors.filter((factor) => factor.counts.includes(counts) && inScope(factor, drugs) && holdsIn(factor, country));
    if (found.size > REMEMBERED) found.clear();
    found.set(key, fitting);
    return fitting;
  };
  return {
    factors,
    deriveMass({ amount, unitId, drugCodes, country, date }) {
      const unit = unitId === null ? undefined : unitById(unitId);
      if (amount === null || !unit) return NO_MASS;
      if (unit.dimension === 'mass' || unit.dimension === 'volume') return measured(amount, unit);
      if (unit.dimension !== 'count') return NO_MASS;
      const kind = unit.counts ?? unit.id;
      if (NEVER_MASS.includes(kind)) return counted(amount, unit, undefined);
      return counted(
        amount,
        unit,
        candidates(kind, drugCodes, country).find((factor) => holdsOn(factor, date)),
      );
    },
  };
}

/** Cache limit: a hostile file may name a new mixture in each row. */
const REMEMBERED = 20_000;

/** Counted things that no factor, shipped or edited, turns into kilograms. */
export const NEVER_MASS: readonly string[] = ['plant', 'seed'];

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const SHIPPED = createConverter();
const BY_ID = new Map<string, { id: string; text: Labels; source: string }>([...UNITS, ...FACTORS].map((entry) => [entry.id, entry]));

/** The unit or shipped factor behind a derived mass, in plain words, with its source. */
export function factorById(id: string): { id: string; text: Labels; source: string } | undefined {
  return BY_ID.get(id);
}

/** Bulk mass by the shipped factors. */
export function deriveMass(line: Measured): Mass {
  return SHIPPED.deriveMass(line);
}

/** The unit a file's text stands for; undefined when blank, unknown or not a unit. */
export function unitOf(unitText: string, units: Crosswalk = crosswalkById('unodc-ids-2011-2016/drug-unit')): Unit | undefined {
  const placed = units.apply(unitText);
  return placed.status === 'mapped' ? unitById(placed.codes[0] ?? '') : undefined;
}

/** Keeps the reported amount and unit as text and adds what `deriveMass` finds, by the unit's crosswalk and factors that hold anywhere. */
export function deriveQuantity(
  reported: { amountText: string; unitText: string; drugCodes: readonly string[] },
  units?: Crosswalk,
): Quantity {
  const { amountText, unitText, drugCodes } = reported;
  const amount = readAmount(amountText);
  const unit = unitOf(unitText, units);
  return { amountText, amount, unitText, ...deriveMass({ amount, unitId: unit?.id ?? null, drugCodes }) };
}
