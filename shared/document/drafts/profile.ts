import type { Texts } from '../composition.ts';
import { letter } from '../method.ts';
import { inAll } from '../texts.ts';
import { heading, type NewPart } from './parts.ts';

const ANALYSES = ['cases-by-month', 'concealment-transport', 'coverage'];

/** Scope, each of the first analyses in full, method and caveats, sources. */
export function profileParts(): NewPart[] {
  return [
    chapter('I', 'scope'),
    { kind: 'made', what: 'scope' },
    chapter('II', 'findings'),
    ...ANALYSES.flatMap((analysis, index): NewPart[] => [
      heading(2, marked(`${letter(index)}.`, inAll(`analyses.${analysis}.title`))),
      { kind: 'made', what: 'analysis', analysis, settings: {} },
    ]),
    chapter('III', 'method'),
    { kind: 'made', what: 'method-chapter' },
    chapter('IV', 'sources'),
    { kind: 'made', what: 'sources' },
  ];
}

function chapter(numeral: string, name: string): NewPart {
  return heading(1, marked(`${numeral}.`, inAll(`report.heading.${name}`)));
}

function marked(mark: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, `${mark} ${text}`]));
}
