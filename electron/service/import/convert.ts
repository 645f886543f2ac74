import { DATE_PRECISIONS } from '../../../shared/domain/case.ts';
import { createConverter, type Mass, unitById } from '../../../shared/domain/quantity.ts';
import type { ReadDb, WriteDb } from '../db/connect.ts';
import { listFactorEdits } from '../db/queries/factors.ts';
import type { MappedDate } from './map-dates.ts';

export interface ToConvert {
  amount: number | null;
  unitId: string | null;
  drugCodes: readonly string[];
  country: readonly string[];
  when: MappedDate | undefined;
}

/** Turns amounts into kilograms by the factors in force in the workspace. */
export interface MassMaker {
  mass(quantity: ToConvert): Mass;
  /** True for units whose factor may differ by country and date. */
  dependsOnPlace(unitId: string): boolean;
}

export function createMassMaker(db: ReadDb | WriteDb): MassMaker {
  const { deriveMass } = createConverter(listFactorEdits(db));
  return {
    mass: ({ amount, unitId, drugCodes, country, when }) =>
      deriveMass({
        amount: amount !== null && amount >= 0 ? amount : null,
        unitId,
        drugCodes,
        country: country.length === 1 ? country[0] : undefined,
        date: partOf(when),
      }),
    dependsOnPlace: (unitId) => unitById(unitId)?.dimension === 'count',
  };
}

/** As much of a date as is known: factors hold for periods. */
function partOf(when: MappedDate | undefined): string | undefined {
  if (!when || when.date === null) return undefined;
  const precision = DATE_PRECISIONS[when.precision];
  if (precision === 'day') return when.date;
  return when.date.slice(0, precision === 'month' ? 7 : 4);
}
