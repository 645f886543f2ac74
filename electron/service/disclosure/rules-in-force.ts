import type { ShownRule } from '../../../shared/contract/disclosure.ts';
import { type Rule, usualRule } from '../../../shared/disclosure/rules.ts';
import { vocabularyOf } from '../../../shared/domain/vocabulary.ts';
import type { ReadDb } from '../db/connect.ts';
import { packSources } from '../db/queries/packs.ts';
import { chosenRules } from '../db/queries/permissions.ts';

/** The rule of each handling code, of the vocabulary's order; `chosen` where an analyst set it. */
export function rulesInForce(read: ReadDb): ShownRule[] {
  const chosen = chosenRules(read);
  const sources = packSources(read);
  const known = vocabularyOf('handling')?.codes.map(({ code }) => code) ?? [];
  const codes = [...new Set([...known, ...chosen.keys(), ...sources.map(({ handling }) => handling)])].filter(Boolean);
  return codes.map((handling) => ({
    handling,
    ...(chosen.get(handling) ?? usualRule(handling)),
    chosen: chosen.has(handling),
    cases: sources.filter((one) => one.handling === handling).reduce((sum, { rows }) => sum + rows, 0),
  }));
}

/** Also of a code that is in no vocabulary. */
export function ruleOf(read: ReadDb, handling: string): Rule {
  return chosenRules(read).get(handling) ?? usualRule(handling);
}
