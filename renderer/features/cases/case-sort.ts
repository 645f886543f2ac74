import type { CASE_SORTS } from '../../../shared/contract/cases.ts';

export type CaseSort = (typeof CASE_SORTS)[number];

/** The sorts of the contract, written out since the page holds the contract by type alone. */
const SORTS: Record<CaseSort, true> = {
  id: true,
  date: true,
  country: true,
  drug: true,
  mass: true,
  transport: true,
  concealment: true,
  departed: true,
  destined: true,
};

export function isCaseSort(name: string | undefined): name is CaseSort {
  return name !== undefined && Object.hasOwn(SORTS, name);
}
