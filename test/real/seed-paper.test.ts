import { describe, expect, it } from 'vitest';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Composition } from '../../shared/document/composition.ts';
import type { Paper, PaperBlock, Run } from '../../shared/document/paper.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { madeUpCases } from '../support/pack-cases.ts';
import { readReport, reportComposition, reportText } from './seed-report.ts';

// Read as plain text here, line by line, and compared with what the composer makes of it.

const { text, isPublished } = reportText();
if (!isPublished) console.log('The published report is not beside the project: an invented one of its form is used.');
const LINES = text
  .split('\n')
  .map((line) => line.trim())
  .filter(Boolean);
const REPORT = readReport(text);

/** Put into the composer as an analyst would, and looked at in one language. */
async function pageOf(composition: Composition, language: Language): Promise<Paper> {
  const { service } = memoryService('AB', madeUpCases(10));
  const input = contract['documents.create'].input.parse({ template: composition.template, composition });
  const { id } = await documentHandlers['documents.create'](service, input, call);
  return (await documentHandlers['documents.page'](service, { id, language }, call)).paper;
}

const joined = (runs: Run[]): string => runs.map((run) => run.text).join('');
const paragraphs = (paper: Paper) =>
  paper.blocks.filter((block): block is Extract<PaperBlock, { kind: 'paragraph' }> => block.kind === 'paragraph');

describe('the draft report of a working group is put into the composer', () => {
  it('and comes out with the same lines above the text, in the same order, and the note at the original language', async () => {
    const { masthead, jobNumber, pageNumbers } = await pageOf(reportComposition(REPORT), 'en');
    if (!masthead) throw new Error('The report has no masthead');
    const { date, original, meeting, placeAndDates, kind, rapporteur, agendaItem, issue } = masthead;
    expect([date, `${joined(original)}*`, meeting, placeAndDates, kind, rapporteur, agendaItem, issue]).toEqual(LINES.slice(0, 8));
    const note = LINES.find((line) => line.includes('Available only in'));
    expect(note?.endsWith(original.at(-1)?.footnote ?? '?')).toBe(true);
    expect(`${jobNumber} ${pageNumbers}`).toBe(`${LINES.at(-1)?.split(' ')[1]} figures`);
  });

  it('and with the same numbers, letters and words, none more and none less', async () => {
    const paper = await pageOf(reportComposition(REPORT), 'en');
    const made = paragraphs(paper).flatMap(({ number, text: opening, points }) => [
      `- ${number}. ${joined(opening)}`,
      ...points.map(({ label, text: point }) => `- ${label} ${joined(point)}`),
    ]);
    const body = LINES.slice(8, -1).filter((line) => !line.includes('Available only in'));
    const whole = body
      .join('\n')
      .split(/\n(?=- )/)
      .map((line) => line.replaceAll('\n', ' '));
    expect(made).toEqual(whole);
  });

  it('and a report whose every point is agreed bears no draft mark, one with a point that is not does', async () => {
    const composition = reportComposition(REPORT);
    expect((await pageOf(composition, 'en')).draft).toBeNull();
    const [first, ...rest] = composition.parts;
    if (first?.kind !== 'paragraph') throw new Error('The report begins with a paragraph');
    const open = { ...first, points: first.points.map((point, at) => (at === 2 ? { ...point, agreed: false } : point)) };
    expect((await pageOf({ ...composition, parts: [open, ...rest] }, 'en')).draft).not.toBeNull();
  });
});

describe('the same report is read in another language', () => {
  // Labels by the editorial manual: (a) in English, a) in French and Spanish; Latin letters in Russian as well.
  it.each([
    ['en', '(a)'],
    ['fr', 'a)'],
    ['ru', 'a)'],
    ['es', 'a)'],
  ] as const)('%s: points begin with %s, numbers are the same, what is not translated is marked and tagged', async (language, label) => {
    const [paper, english] = [await pageOf(reportComposition(REPORT), language), await pageOf(reportComposition(REPORT), 'en')];
    expect(paragraphs(paper).map(({ number, points }) => [number, points.length])).toEqual(
      paragraphs(english).map(({ number, points }) => [number, points.length]),
    );
    for (const { text: opening, points } of paragraphs(paper)) {
      expect(points[0]?.label).toBe(label);
      if (language !== 'en') expect(opening.map((run) => run.language)).toEqual([undefined, 'en']);
    }
  });

  it('keeps each number where a paragraph is written in some languages only', async () => {
    const composition = reportComposition(REPORT);
    const extra = { kind: 'paragraph', id: 'x', role: 'text', text: { fr: 'Un ajout.' }, points: [], findings: [] } as const;
    const [first, ...rest] = composition.parts;
    const parts = first ? [first, extra, ...rest] : rest;
    for (const language of LANGUAGES)
      expect(
        paragraphs(await pageOf({ ...composition, parts: parts as Composition['parts'] }, language)).map(({ number }) => number),
      ).toEqual([1, 2, 3, 4]);
  });
});
