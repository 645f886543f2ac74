import type { Clause } from '../domain/filter.ts';
import type { LeftOutReporter, Signal } from './signal.ts';

/**
 * The cases a signal speaks of, as clauses of a filter: its combination in the months under test, without the reporters that are left out. The
 * source is named only where the reporter's cases by another one stay in.
 */
export function clausesOf({ parts, leftOut, from, to }: Pick<Signal, 'parts' | 'leftOut' | 'from' | 'to'>): Clause[] {
  const whole = [...new Set(leftOut.filter(({ partly }) => !partly).map(({ reporter }) => reporter))];
  return [
    { facet: 'date', from, to },
    ...parts.map(({ facet, code }) => ({ facet, in: [code] })),
    ...(whole.length > 0 ? [{ not: { facet: 'country' as const, in: whole } }] : []),
    ...leftOut.filter(({ partly }) => partly).map(withoutUnit),
  ];
}

function withoutUnit({ source, reporter }: LeftOutReporter): Clause {
  return {
    not: {
      all: [
        { facet: 'country', in: [reporter] },
        { facet: 'source', in: [source] },
      ],
    },
  };
}
