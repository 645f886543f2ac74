import { inAll } from '../texts.ts';
import { figure, heading, type NewPart, prose, said, telling } from './parts.ts';

/** Findings that fit on one slide. */
const ON_A_SLIDE = 4;
/** Analyses that have a slide, with the chart it shows. */
const SHOWN = [
  { analysis: 'trends', chart: 0 },
  { analysis: 'cases-by-month', chart: 0 },
  { analysis: 'concealment-transport', chart: 0 },
  { analysis: 'mail', chart: 0 },
  { analysis: 'routes', chart: 1 },
  { analysis: 'coverage', chart: 1 },
];

/** Scope, findings, a slide for each analysis, the figures in a table, method, sources. */
export function slideParts(findings: readonly number[]): NewPart[] {
  return [
    title('scope'),
    { kind: 'made', what: 'scope' },
    ...ownFindings(findings),
    ...SHOWN.flatMap(({ analysis, chart }) => [
      heading(1, inAll(`analyses.${analysis}.title`)),
      telling(said(analysis)),
      figure('chart', analysis, chart),
    ]),
    title('figures'),
    figure('table', 'concealment-transport'),
    title('method'),
    ...['seizures', 'counts', 'reporting'].map((name) => prose(inAll(`report.method.${name}`))),
    title('sources'),
    { kind: 'made', what: 'sources' },
  ];
}

function ownFindings(findings: readonly number[]): NewPart[] {
  const slides = Array.from({ length: Math.ceil(findings.length / ON_A_SLIDE) }, (_, at) =>
    findings.slice(at * ON_A_SLIDE, (at + 1) * ON_A_SLIDE),
  );
  return slides.flatMap((ids) => [title('findings'), ...ids.map((finding): NewPart => ({ kind: 'finding', finding }))]);
}

function title(name: string): NewPart {
  return heading(1, inAll(`document.draft.heading.${name}`));
}
