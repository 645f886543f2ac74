import type { Applied } from '../../../shared/disclosure/apply.ts';
import type { Decision } from '../../../shared/disclosure/publication.ts';
import type { Wording } from '../../../shared/report/wording.ts';

/** What did not leave of one result in one language. */
export interface Tally {
  analysis: string;
  language: string;
  filter: string;
  withheld: Applied['withheld'];
}

/** Figures of all tables of the pack, and tables of which nothing leaves. */
export function tallyOf({ plan }: Decision): { primary: number; secondary: number; rounded: number; tables: number } {
  const counts = { primary: 0, secondary: 0, rounded: 0, tables: plan.tables.filter(({ withheld }) => withheld).length };
  for (const { cells, withheld } of plan.tables) {
    if (!withheld) for (const { state } of cells) if (state !== 'shown') counts[state] += 1;
  }
  return counts;
}

/**
 * Rule and parameters, how many figures it hid, and what does not leave of which analysis. Earlier packs are not named: the same state makes
 * the same document whether or not it left before.
 */
export function notesOf(decision: Decision, tallies: readonly Tally[], words: Wording): string[] {
  const { rule } = decision.plan;
  const handling = decision.handling.map((code) => words.label('handling', code)).join('; ');
  return [
    words.text('disclosure.note.rule', {
      handling,
      least: rule.least,
      contributor: words.text(`disclosure.contributor.${rule.contributor}`),
    }),
    ...(rule.percent > 0 ? [words.text('disclosure.note.share', { percent: rule.percent })] : []),
    words.text(`disclosure.note.${rule.method}`, { base: rule.base }),
    words.text('disclosure.note.figures', tallyOf(decision)),
    ...withheldNotes(tallies, words),
  ];
}

function withheldNotes(tallies: readonly Tally[], words: Wording): string[] {
  const own = tallies.filter(({ language }) => language === words.language);
  return [...Map.groupBy(own, ({ analysis }) => analysis)].flatMap(([analysis, all]) => {
    const sum = (kind: keyof Applied['withheld']): number => all.reduce((so, { withheld }) => so + withheld[kind], 0);
    const counts = { tables: sum('table'), charts: sum('chart'), sentences: sum('finding') + sum('caveat') + sum('number') };
    if (counts.tables + counts.charts + counts.sentences === 0) return [];
    return [words.text('disclosure.note.withheld', { title: words.text(`analyses.${analysis}.title`), ...counts })];
  });
}
