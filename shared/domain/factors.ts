import factorData from '../../resources/factors.json' with { type: 'json' };
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
  name: Labels;
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
  /** Day of this entry of the table, `YYYY-MM-DD`. */
  validFrom: string;
  version: string;
  /** Seized in one of these countries (alpha-3) or M49 regions and subregions; empty or absent: anywhere. */
  countries?: string[];
  regions?: string[];
  /** Seized on or after, on or before this day; absent: at any time. A seizure without a date is in no limited period. */
  from?: string;
  to?: string;
}

const DIMENSIONS: readonly Dimension[] = ['mass', 'volume', 'count', 'area', 'other'];

function asUnit(data: Omit<Unit, 'dimension'> & { dimension: string }): Unit {
  return { ...data, dimension: DIMENSIONS.find((dimension) => dimension === data.dimension) ?? 'other' };
}

export const UNITS: readonly Unit[] = factorData.units.map(asUnit);
export const FACTORS: readonly Factor[] = factorData.factors.map((factor) => ({ ...factor, status: 'assumed' as const }));
export const FACTOR_TABLE_VERSION = factorData.version;

const UNIT_BY_ID = new Map(UNITS.map((unit) => [unit.id, unit]));

export function unitById(id: string): Unit | undefined {
  return UNIT_BY_ID.get(id);
}
