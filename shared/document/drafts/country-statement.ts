import { inAll } from '../texts.ts';
import { figure, heading, type NewPart, prose, said, telling } from './parts.ts';

/** Findings that can be spoken in three minutes beside the rest. */
const MOST_FINDINGS = 4;

/** A page to be spoken, then the figures it rests on. */
export function statementParts(findings: readonly number[]): NewPart[] {
  const text = (name: string) => prose(inAll(`document.draft.statement.${name}`));
  return [
    text('opening'),
    text('subject'),
    ...shown(findings),
    text('caution'),
    text('measures'),
    text('proposals'),
    text('closing'),
    { kind: 'made', what: 'page-break' },
    heading(1, inAll('document.draft.statement.annex')),
    figure('chart', 'cases-by-month'),
    figure('table', 'cases-by-month'),
    figure('table', 'concealment-transport'),
    { kind: 'method' },
  ];
}

function shown(findings: readonly number[]): NewPart[] {
  if (findings.length > 0) return findings.slice(0, MOST_FINDINGS).map((finding): NewPart => ({ kind: 'finding', finding }));
  return [
    telling(said('cases-by-month', 0), said('cases-by-month', 1)),
    telling(said('concealment-transport', 0), said('concealment-transport', 1)),
    telling(said('mail', 0)),
    telling(said('routes', 0)),
  ];
}
