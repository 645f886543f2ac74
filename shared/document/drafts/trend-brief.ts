import { inAll } from '../texts.ts';
import { figure, heading, type NewPart, said, telling } from './parts.ts';

/** What changed, how things were hidden and carried, mail, the way they took, and a box on method. */
export function briefParts(findings: readonly number[]): NewPart[] {
  const own = findings.map((finding): NewPart => ({ kind: 'finding', finding }));
  return [
    ...(own.length > 0 ? [heading(1, inAll('document.draft.heading.findings')), ...own] : []),
    title('trends'),
    telling(said('trends', 0), said('trends', 1)),
    figure('chart', 'trends'),
    title('concealment-transport'),
    telling(said('concealment-transport', 0), said('concealment-transport', 1)),
    figure('chart', 'concealment-transport'),
    title('mail'),
    telling(said('mail', 0)),
    figure('chart', 'mail', 1),
    title('routes'),
    telling(said('routes', 0), said('routes', 1)),
    figure('chart', 'routes', 1),
    { kind: 'method' },
  ];
}

function title(analysis: string): NewPart {
  return heading(1, inAll(`analyses.${analysis}.title`));
}
