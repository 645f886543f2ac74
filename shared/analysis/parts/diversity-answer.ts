import type { Selection } from '../../columns/select.ts';
import type { AnalysisContext } from '../define.ts';
import type { Draws, Profile } from './diversity-profile.ts';
import type { KindFields, Kinds, PeriodKinds } from './kinds.ts';

export interface DiversitySettings extends Draws {
  /** A tuple is transport with concealment and group of drug. */
  kind: 'concealment' | 'transport' | 'tuple';
  level: number;
  by: 'quarter' | 'year';
  /** Periods with fewer namings are left out, since all are rarefied to the smallest. */
  atLeast: number;
  acrossBreaks: boolean;
}

/** A period large enough to be compared. */
export interface Measured extends PeriodKinds {
  profile: Profile;
}

/** What the parts of one answer share. */
export interface DiversityAnswer extends AnalysisContext {
  method: { id: string; version: number };
  settings: DiversitySettings;
  fields: KindFields;
  selection: Selection;
  kinds: Kinds;
  measured: Measured[];
  /** Periods that the data as a whole cover only in part. */
  incomplete: string[];
  /** Namings to which every period is rarefied. */
  size: number;
}
