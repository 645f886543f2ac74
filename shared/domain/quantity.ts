import factorData from '../../resources/factors.json' with { type: 'json' };
import type { Conversion, Quantity } from './case.ts';
import type { Crosswalk } from './crosswalk.ts';
import { crosswalkById } from './crosswalks.ts';
import { isUnder } from './facets.ts';
import type { Labels } from './vocabulary.ts';

export type Dimension = 'mass' | 'volume' | 'count' | 'area' | 'other';

/** A unit of measurement. Its size is in kilograms, litres, pieces or square metres, by its dimension. */
export interface Unit {
  id: string;
  dimension: Dimension;
  size: number;
  /** Bounds of `size` where the name of the unit leaves it open, as "ton" does. */
  sizeLow?: number;
  sizeHigh?: number;
  /** What is counted, so that a thousand tablets are tablets: `tablet`, `plant`, `unit`… */
  counts?: string;
  text: Labels;
  source: string;
}

/** Kilograms assumed for one counted unit of a drug. A drug code means all under it. */
export interface Factor {
  id: string;
  counts: string[];
  drugs: string[];
  kg: number;
  low: number;
  high: number;
  status: 'assumed';
  text: Labels;
  source: string;
  /** First day on which the factor may be used, `YYYY-MM-DD`. */
  validFrom: string;
  version: string;
}

const DIMENSIONS: readonly Dimension[] = ['mass', 'volume', 'count', 'area', 'other'];

function asUnit(data: Omit<Unit, 'dimension'> & { dimension: string }): Unit {
  return { ...data, dimension: DIMENSIONS.find((dimension) => dimension === data.dimension) ?? 'other' };
}

export const UNITS: readonly Unit[] = factorData.units.map(asUnit);
export const FACTORS: readonly Factor[] = factorData.factors.map((factor) => ({ ...factor, status: 'assumed' as const }));

const UNIT_BY_ID = new Map(UNITS.map((unit) => [unit.id, unit]));
const BY_ID = new Map<string, { id: string; text: Labels; source: string }>([...UNITS, ...FACTORS].map((entry) => [entry.id, entry]));

/** The unit or assumed factor behind a derived mass, in plain words, with its source. */
export function factorById(id: string): { id: string; text: Labels; source: string } | undefined {
  return BY_ID.get(id);
}

export function unitById(id: string): Unit | undefined {
  return UNIT_BY_ID.get(id);
}

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

interface Mass {
  kg: number;
  kgLow: number;
  kgHigh: number;
  factorId: string;
  conversion: Conversion;
}

/** By UNODC's convention one litre stands for one kilogram. */
function measured(amount: number, unit: Unit): Mass {
  const exact = unit.dimension === 'mass' ? 'exact-mass' : 'exact-volume';
  return {
    kg: scale(amount, unit.size),
    kgLow: scale(amount, unit.sizeLow ?? unit.size),
    kgHigh: scale(amount, unit.sizeHigh ?? unit.size),
    factorId: unit.id,
    conversion: unit.sizeLow === undefined ? exact : 'assumed',
  };
}

/** A factor holds only when every drug of the line is in its scope. */
function factorFor(counts: string, drugs: readonly string[]): Factor | undefined {
  const inScope = (factor: Factor) => drugs.every((drug) => factor.drugs.some((scope) => isUnder(drug, scope)));
  return drugs.length === 0 ? undefined : FACTORS.find((factor) => factor.counts.includes(counts) && inScope(factor));
}

function counted(amount: number, unit: Unit, drugs: readonly string[]): Mass | undefined {
  const factor = factorFor(unit.counts ?? unit.id, drugs);
  if (!factor) return undefined;
  const count = amount * unit.size;
  return {
    kg: scale(count, factor.kg),
    kgLow: scale(count, factor.low),
    kgHigh: scale(count, factor.high),
    factorId: factor.id,
    conversion: 'assumed',
  };
}

function massOf(amount: number, unit: Unit, drugs: readonly string[]): Mass | undefined {
  if (unit.dimension === 'mass' || unit.dimension === 'volume') return measured(amount, unit);
  return unit.dimension === 'count' ? counted(amount, unit, drugs) : undefined;
}

/** The unit a file's text stands for; undefined when blank, unknown or not a unit. */
export function unitOf(unitText: string, units: Crosswalk = crosswalkById('unodc-ids-2011-2016/drug-unit')): Unit | undefined {
  const placed = units.apply(unitText);
  return placed.status === 'mapped' ? UNIT_BY_ID.get(placed.codes[0] ?? '') : undefined;
}

/**
 * Keeps the reported amount and unit and adds bulk mass in kilograms: exact for mass and volume, assumed for counted units with a
 * cited factor, none for anything else. Plants, seeds and areas never become kilograms. `kg` is above zero exactly when the
 * conversion succeeded and the amount is above zero, and `kgLow ≤ kg ≤ kgHigh`.
 */
export function deriveQuantity(
  reported: { amountText: string; unitText: string; drugCodes: readonly string[] },
  units?: Crosswalk,
): Quantity {
  const { amountText, unitText, drugCodes } = reported;
  const amount = readAmount(amountText);
  const unit = unitOf(unitText, units);
  const mass = amount === null || !unit ? undefined : massOf(amount, unit, drugCodes);
  return {
    amountText,
    amount,
    unitText,
    kg: mass?.kg ?? null,
    kgLow: mass?.kgLow ?? null,
    kgHigh: mass?.kgHigh ?? null,
    units: amount !== null && unit?.dimension === 'count' ? amount * unit.size : null,
    factorId: mass?.factorId ?? null,
    conversion: mass?.conversion ?? 'not-convertible',
  };
}
