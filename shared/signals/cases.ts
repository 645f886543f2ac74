import type { Clause } from '../domain/filter.ts';
import type { Signal } from './signal.ts';

/** The cases a signal speaks of, as clauses of a filter: its combination in the months under test, without the reporters that are left out. */
export function clausesOf({ parts, leftOut, from, to }: Pick<Signal, 'parts' | 'leftOut' | 'from' | 'to'>): Clause[] {
  return [{ facet: 'date', from, to }, ...parts.map(({ facet, code }) => ({ facet, in: [code] })), ...leftOut.map(withoutUnit)];
}

function withoutUnit({ source, reporter }: { source: string; reporter: string }): Clause {
  const ofReporter: Clause = { facet: 'country', in: [reporter] };
  return { not: source === '' ? ofReporter : { all: [ofReporter, { facet: 'source', in: [source] }] } };
}
