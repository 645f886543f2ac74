import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Composition, Part, Texts } from '../../shared/document/composition.ts';
import { makePaper } from '../../shared/document/make-paper.ts';
import type { Material } from '../../shared/document/material.ts';
import type { Paper } from '../../shared/document/paper.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Wording } from '../../shared/report/wording.ts';

const SEED = fileURLToPath(new URL('../../../shared/seed/honlea-europe-13-working-group-b-draft-report.txt', import.meta.url));

/** A draft report of a working group as plain text: the published one where it lies beside the project, else an invented one of its form and length. */
export function reportText(): { text: string; isPublished: boolean } {
  const isPublished = existsSync(SEED);
  return { text: isPublished ? readFileSync(SEED, 'utf8') : inventedReport(), isPublished };
}

export interface ReportLines {
  date: string;
  meeting: string;
  placeAndDates: string;
  rapporteur: string;
  agendaItem: string;
  issue: string;
  note: string;
  jobNumber: string;
  paragraphs: { text: string; points: string[] }[];
}

/** The lines of such a text. A point that a page break cut in two is one again. */
export function readReport(text: string): ReportLines {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const start = lines.findIndex((line) => /^- 1\. /.test(line));
  const [date = '', , meeting = '', placeAndDates = '', , rapporteur = '', agendaItem = '', issue = ''] = lines.slice(0, start);
  const note = lines.find((line) => /^\^?\{?\*/.test(line)) ?? '';
  const last = lines.at(-1) ?? '';
  const paragraphs: ReportLines['paragraphs'] = [];
  for (const line of lines.slice(start, -1)) {
    if (line === note) continue;
    const [, number, point, rest] = /^(?:- (?:(\d+)\. |\(([a-z])\) ))?(.*)$/s.exec(line) ?? [];
    const current = paragraphs.at(-1);
    if (number) paragraphs.push({ text: rest ?? '', points: [] });
    else if (point) current?.points.push(rest ?? '');
    else if (current) current.points[current.points.length - 1] += ` ${rest}`;
  }
  return {
    date,
    meeting,
    placeAndDates,
    rapporteur: rapporteur.replace(/^Rapporteur: /, ''),
    agendaItem,
    issue,
    note: note.replace(/^[^A-Za-z]*/, ''),
    jobNumber: last.split(' ').at(-1) ?? '',
    paragraphs,
  };
}

/** The same as an analyst would enter it in the composer. */
export function reportComposition(lines: ReportLines): Composition {
  const en = (text: string): Texts => ({ en: text });
  const [, name = '', state = ''] = /^(.*) \((.*)\)$/.exec(lines.rapporteur) ?? [];
  const parts = lines.paragraphs.map(
    ({ text, points }, at): Part => ({
      kind: 'paragraph',
      id: `p${at}`,
      role: (['observations', 'conclusions', 'recommendations'] as const)[at] ?? 'text',
      text: en(text),
      points: points.map((point, index) => ({ id: `p${at}.${index}`, text: en(point), findings: [], agreed: true })),
      findings: [],
    }),
  );
  return {
    template: 'working-group-report',
    title: en('Draft report of the working group'),
    masthead: {
      symbol: '',
      date: '2019-07-04',
      originalLanguage: 'en',
      meeting: en(lines.meeting),
      place: en(lines.placeAndDates.split(',')[0] ?? ''),
      from: '2019-07-02',
      to: '2019-07-05',
      rapporteur: name,
      state: { Sweden: 'SWE' }[state] ?? state,
      agendaItem: en(lines.agendaItem),
      issue: en(lines.issue),
      jobNumber: lines.jobNumber,
    },
    parts,
  };
}

const NOTHING: Material = {
  scope: { filter: EVERYTHING, n: 0, of: 0, repeats: 0, undated: 0, from: null, to: null, dataVersion: 1 },
  sources: [],
  handling: null,
  results: [],
  findings: [],
  recommendations: [],
};

export function reportPaper(lines: ReportLines, words: Wording): Paper {
  return makePaper(reportComposition(lines), NOTHING, words);
}

function inventedReport(): string {
  const sentence =
    'Cooperation between the authorities of a State and those of its partners was described as one of the conditions under which new ways of hiding consignments could be recognized, recorded and shared in good time with others';
  const paragraph = (number: number, opening: string, points: number) =>
    [
      `- ${number}. ${opening}`,
      ...Array.from(
        { length: points },
        (_, at) => `- (${'abcd'[at]}) ${sentence}, as example ${number}.${at + 1} shows${at === points - 1 ? '.' : ';'}`,
      ),
    ].join('\n');
  return [
    '4 July 2019',
    'Original: English*',
    'First Invented Meeting of Heads of Services, Europe',
    'Lisbon, 2-5 July 2019',
    'Draft report',
    'Rapporteur: A. B. Invented (Sweden)',
    'Consideration of topics by working groups',
    'Issue (b): An invented issue on concealment and transport, and the role of the authorities that meet it at borders',
    paragraph(
      1,
      'The working group held one meeting on 3 July. In its consideration of the topic under review, the working group made the following observations:',
      4,
    ),
    paragraph(2, 'The working group drew up the following conclusions:', 4),
    paragraph(3, 'The working group adopted the following recommendations:', 4),
    '* Available only in English, French, Russian and Spanish, which are the working languages of the subsidiary body.',
    '2/2 V.19-00001',
  ].join('\n\n');
}
