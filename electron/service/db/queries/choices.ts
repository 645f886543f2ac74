import type { ValueChoice } from '../../../../shared/contract/recipe.ts';
import { MISSING_KINDS } from '../../../../shared/domain/missing.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

/** What analysts decided about values earlier, by source and field. Values are kept folded, so that one decision serves all ways of case. */
export interface ChoiceToKeep {
  source: string;
  field: string;
  value: string;
  codes: string[];
  missing: string | null;
}

const KEEP = `INSERT INTO choice (source, field, value, codes, missing, chosen_at, chosen_by) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (source, field, value) DO UPDATE
  SET codes = excluded.codes, missing = excluded.missing, chosen_at = excluded.chosen_at, chosen_by = excluded.chosen_by
  WHERE codes <> excluded.codes OR missing IS NOT excluded.missing`;

/** A later decision takes the place of an earlier one. */
export function keepChoices(db: WriteDb, choices: readonly ChoiceToKeep[], at: string, by: string): void {
  const keep = db.prepare(KEEP);
  for (const { source, field, value, codes, missing } of choices) keep.run(source, field, value, JSON.stringify(codes), missing, at, by);
}

interface ChoiceRow {
  value: string;
  codes: string;
  missing: string | null;
}

const OF_SOURCE = 'SELECT value, codes, missing FROM choice WHERE source = ? AND field = ? ORDER BY value';
const OF_OTHERS = 'SELECT value, codes, missing FROM choice WHERE source <> ? AND field = ? ORDER BY chosen_at DESC, source, value';

export function choicesOfSource(db: ReadDb | WriteDb, source: string, field: string): ValueChoice[] {
  return db.prepare<[string, string], ChoiceRow>(OF_SOURCE).all(source, field).map(choiceOf);
}

/** What was decided for other sources, the newest first. */
export function choicesOfOthers(db: ReadDb | WriteDb, source: string, field: string): ValueChoice[] {
  return db.prepare<[string, string], ChoiceRow>(OF_OTHERS).all(source, field).map(choiceOf);
}

function choiceOf({ value, codes, missing }: ChoiceRow): ValueChoice {
  const kind = MISSING_KINDS.find((known) => known === missing);
  return { from: value, to: JSON.parse(codes) as string[], ...(kind ? { missing: kind } : {}) };
}
