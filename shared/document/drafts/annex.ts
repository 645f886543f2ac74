import { inAll } from '../texts.ts';
import { heading, type NewPart } from './parts.ts';

/** Every analysis that gives tables without being told what to look at. */
const ANALYSES = [
  'cases-by-month',
  'concealment-transport',
  'coverage',
  'trends',
  'mail',
  'agencies',
  'routes',
  'diversification',
  'association',
  'signals',
];

/** The default analyses in full; their tables are the sheets of the workbook. */
export function annexParts(): NewPart[] {
  return [
    heading(1, inAll('document.draft.heading.scope')),
    { kind: 'made', what: 'scope' },
    ...ANALYSES.flatMap((analysis): NewPart[] => [
      heading(1, inAll(`analyses.${analysis}.title`)),
      { kind: 'made', what: 'analysis', analysis, settings: {} },
    ]),
    heading(1, inAll('document.draft.heading.method')),
    { kind: 'made', what: 'method-chapter' },
    heading(1, inAll('document.draft.heading.sources')),
    { kind: 'made', what: 'sources' },
  ];
}
