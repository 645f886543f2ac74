import type { Clause, CodeClause, DateClause, Filter, MassClause } from '../domain/filter.ts';
import type { Wording } from './wording.ts';

/** So many values are named; the rest are counted. */
const MOST_NAMED = 12;

/** A filter in words, one phrase for each of its clauses; empty when everything is selected. */
export function describeFilter(filter: Filter, words: Wording): string[] {
  return filter.all.map((clause) => describeClause(clause, words));
}

function describeClause(clause: Clause, words: Wording): string {
  if ('not' in clause) return words.text('report.condition.not', { condition: describeClause(clause.not, words) });
  if ('any' in clause) return words.text('report.condition.either', { conditions: describeAll(clause.any, words) });
  if ('all' in clause) return words.text('report.condition.each', { conditions: describeAll(clause.all, words) });
  return 'in' in clause ? describeCodes(clause, words) : describeRange(clause, words);
}

function describeAll(clauses: Clause[], words: Wording): string {
  return clauses.length > 0 ? clauses.map((clause) => describeClause(clause, words)).join('; ') : words.text('report.condition.none');
}

function describeCodes({ facet, in: codes }: CodeClause, words: Wording): string {
  return words.text('report.condition.values', {
    facet: words.text(`report.facet.${facet}`),
    values: listed(
      codes.map((code) => words.label(facet, code)),
      words,
    ),
  });
}

function listed(values: string[], words: Wording): string {
  if (values.length === 0) return words.text('report.condition.none');
  if (values.length > MOST_NAMED) {
    return words.text('report.condition.more', { values: values.slice(0, MOST_NAMED).join(', '), n: values.length - MOST_NAMED });
  }
  const last = values.at(-1) ?? '';
  const rest = values.slice(0, -1).join(', ');
  return rest ? `${rest} ${words.text('report.condition.or')} ${last}` : last;
}

function describeRange(clause: DateClause | MassClause, words: Wording): string {
  const facet = words.text(`report.facet.${clause.facet}`);
  const { from, to } =
    clause.facet === 'date'
      ? { from: written(clause.from, words.date), to: written(clause.to, words.date) }
      : { from: written(clause.from, words.mass), to: written(clause.to, words.mass) };
  const suffix = clause.facet === 'date' ? 'Date' : '';
  if (from !== undefined && to !== undefined)
    return from === to
      ? words.text('report.condition.values', { facet, values: from })
      : words.text('report.condition.between', { facet, from, to });
  if (from !== undefined) return words.text(`report.condition.from${suffix}`, { facet, from });
  if (to !== undefined) return words.text(`report.condition.to${suffix}`, { facet, to });
  return words.text('report.condition.any', { facet });
}

function written<T>(bound: T | undefined, write: (bound: T) => string): string | undefined {
  return bound === undefined ? undefined : write(bound);
}
