import type { Selection } from '../../columns/select.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import type { AnalysisContext } from '../define.ts';
import type { Pair, PairSettings, Pairs } from './pairs.ts';

export interface AssociationSettings extends PairSettings {
  first: CodeFacet;
  second: CodeFacet;
  /** Pairs with fewer cases are tested and listed, but are neither stated as findings nor drawn. */
  minimumCases: number;
  /** So many pairs are stated as findings. */
  top: number;
}

/** What the parts of one answer share. */
export interface AssociationAnswer extends AnalysisContext {
  method: { id: string; version: number };
  settings: AssociationSettings;
  selection: Selection;
  /** Cases with both fields stated. */
  stated: Selection;
  pairs: Pairs;
}

/** Pairs that occur more often than expected, pass the false-discovery rate and hold enough cases. */
export function frequentPairs({ pairs, settings }: AssociationAnswer): Pair[] {
  return pairs.tested.filter(({ passes, lift, table }) => passes && lift > 1 && table.a >= settings.minimumCases);
}

/** True when the association is there within reporters, also without the largest of them, and within classes of size. */
export function isSteady({ kept }: Pair): boolean {
  return kept.reporters === 'holds' && kept.sizes === 'holds' && kept.largest === 'holds';
}
