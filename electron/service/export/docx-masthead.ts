import { HeadingLevel, Paragraph } from 'docx';
import type { PaperMasthead } from '../../../shared/document/paper.ts';
import { runsOf, styled, textRuns } from './docx-runs.ts';

/** What stands above a meeting document, in the order of the United Nations' draft reports. Empty lines are left out. */
export function mastheadParagraphs(masthead: PaperMasthead): Paragraph[] {
  const line = (style: string, text: string) => (text ? [styled(style, text)] : []);
  const heading = (level: 'HEADING_1' | 'HEADING_2', text: string) =>
    text ? [new Paragraph({ heading: HeadingLevel[level], children: textRuns(text) })] : [];
  const original = masthead.original.map((run) => (run.footnote === undefined ? run : { ...run, text: run.text.replace(/\*+$/, '') }));
  return [
    ...line('DocumentSymbol', masthead.symbol),
    ...line('Distribution', masthead.date),
    new Paragraph({ style: 'Distribution', children: runsOf(original) }),
    ...line('Meeting', masthead.meeting),
    ...line('PlaceAndDates', masthead.placeAndDates),
    ...line('Title', masthead.kind),
    ...line('Rapporteur', masthead.rapporteur),
    ...heading('HEADING_1', masthead.agendaItem),
    ...heading('HEADING_2', masthead.issue),
  ];
}
