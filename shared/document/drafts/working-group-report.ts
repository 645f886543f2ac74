import type { Masthead } from '../composition.ts';
import { inAll } from '../texts.ts';
import { lettered, type NewPart, ofFinding, quoted, said, written } from './parts.ts';

/** What the default analyses observe. */
const OBSERVED = [
  said('cases-by-month', 0),
  said('cases-by-month', 1),
  said('concealment-transport', 0),
  said('mail', 0),
  said('routes', 0),
  said('coverage', 2),
];
const CONCLUDED = ['conclusion.seizures', 'conclusion.stated'];
const RECOMMENDED = ['recommendation.record', 'recommendation.practice', 'recommendation.share'];

/** What a rapporteur fills in stands in brackets or is left out. */
export function reportMasthead(): Masthead {
  return {
    symbol: '',
    date: null,
    originalLanguage: 'en',
    meeting: inAll('document.draft.meeting'),
    place: inAll('document.draft.place'),
    from: null,
    to: null,
    rapporteur: '',
    state: '',
    agendaItem: inAll('document.draft.agenda'),
    issue: inAll('document.draft.issue'),
    jobNumber: '',
  };
}

/** Observations, conclusions and recommendations, each one numbered paragraph with lettered points. */
export function reportParts(findings: readonly number[]): NewPart[] {
  const text = (name: string) => inAll(`document.draft.${name}`);
  const observed = findings.length > 0 ? findings.map(ofFinding) : OBSERVED.map(quoted);
  const points = (names: string[]) => names.map((name) => written(text(name)));
  return [
    lettered('observations', text('observations'), observed),
    lettered('conclusions', text('conclusions'), points(CONCLUDED)),
    lettered('recommendations', text('recommendations'), points(RECOMMENDED)),
  ];
}
