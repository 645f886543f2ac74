import { describe, expect, it } from 'vitest';
import type { Recommendation } from '../../shared/contract/recommendations.ts';
import { checkAnswers, needsOf } from '../../shared/document/answer-needs.ts';
import { checkDocument } from '../../shared/document/checks.ts';
import type { Composition, Part } from '../../shared/document/composition.ts';
import type { Paper, PaperBlock } from '../../shared/document/paper.ts';
import { checkPaper, isEmptyChart, wordsOfPaper } from '../../shared/document/paper-checks.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { madeUpCharts } from '../support/charts.ts';

// Documents are made up; what must be found was written down by hand.

const EMPTY: Paper = {
  template: 'country-statement',
  language: 'en',
  title: '',
  description: '',
  draft: null,
  handling: null,
  masthead: null,
  jobNumber: '',
  pageNumbers: 'words',
  blocks: [],
  slides: [],
  tables: [],
};
const figure = (id: string): Part => ({ kind: 'figure', id, analysis: 'trends', settings: {}, block: 'chart', at: 0 });
const chart = (part: string, drawn: Chart): PaperBlock => ({ kind: 'chart', caption: '', subtitle: '', chart: drawn, part });
const spoken = (count: number): PaperBlock => ({
  kind: 'paragraph',
  number: null,
  text: [{ text: Array.from({ length: count }, () => 'word').join(' '), footnote: 'two more' }],
  points: [],
});
const DRAWN = Object.values(madeUpCharts('en'));

describe('a statement is spoken in three minutes', () => {
  it('counts what is spoken, with footnotes, and not the annex behind it', () => {
    const paper = { ...EMPTY, blocks: [spoken(398), { kind: 'page-break' } as const, spoken(3000)] };
    expect(wordsOfPaper(paper)).toBe(400);
    expect(checkPaper({ parts: [] }, paper)).toEqual([]);
    const long = { ...EMPTY, blocks: [spoken(399)] };
    expect(checkPaper({ parts: [] }, long)).toEqual([{ kind: 'over-length', part: null, point: null, n: 401, of: 400 }]);
  });
});

describe('a figure of a document', () => {
  it('is told where nothing of it is shown, and where a picture has no words for those who cannot see it', () => {
    const [drawn] = DRAWN as [Chart];
    const paper = { ...EMPTY, blocks: [chart('b', { ...drawn, alt: ' ' }), chart('c', drawn)] };
    expect(checkPaper({ parts: ['a', 'b', 'c'].map(figure) }, paper).map(({ kind, part }) => [kind, part])).toEqual([
      ['no-figure', 'a'],
      ['no-alt-text', 'b'],
    ]);
  });

  it.each(DRAWN.map((one) => [one.type, one] as const))('of kind %s shows something, and nothing once its values are gone', (_, drawn) => {
    expect(isEmptyChart(drawn)).toBe(false);
    const gone = Object.assign({}, drawn, { bars: [], links: [], areas: [], flows: [], series: [], values: [] });
    expect(isEmptyChart(gone)).toBe(true);
    expect(checkPaper({ parts: [figure('a')] }, { ...EMPTY, blocks: [chart('a', gone)] }).map(({ kind }) => kind)).toEqual(['no-figure']);
  });
});

describe('a delegation looks at what the next questionnaire will ask', () => {
  const action = (text: Recommendation['text']): Recommendation['actions'][number] => ({
    id: 1,
    recommendation: 1,
    date: '2026-01-01',
    text,
    legislation: {},
    obstacles: {},
    findings: [],
    editedAt: '',
    editedBy: 'AB',
  });
  const recommendation = (state: Recommendation['state'], ...actions: Recommendation['actions']): Recommendation => ({
    id: 1,
    meeting: {},
    adopted: null,
    reference: '3 (a)',
    issue: {},
    addressee: 'Governments',
    theme: 'mail',
    text: { en: 'Look.' },
    state,
    editedAt: '',
    editedBy: 'AB',
    actions,
  });
  const words = (count: number) => Array.from({ length: count }, () => 'done').join(' ');

  it('and finds what has no answer, unless it does not apply', () => {
    expect(needsOf(recommendation('open'), 'en')).toEqual([{ kind: 'no-answer' }]);
    expect(needsOf(recommendation('not-applicable'), 'en')).toEqual([]);
  });

  it('and the answers of more than 200 words, all actions together', () => {
    expect(needsOf(recommendation('done', action({ en: words(200) })), 'en')).toEqual([]);
    expect(needsOf(recommendation('done', action({ en: words(150) }), action({ en: words(51) })), 'en')).toEqual([
      { kind: 'long-answer', n: 201, of: 200 },
    ]);
  });

  it('and those not written in its language, in their place in the document', () => {
    const document: Pick<Composition, 'parts'> = {
      parts: [
        { kind: 'answer', id: 'a', recommendation: 1 },
        { kind: 'answer', id: 'b', recommendation: 0 },
      ],
    };
    expect(checkAnswers(document, [recommendation('done', action({ en: words(3) }))], 'fr')).toEqual([
      { kind: 'untranslated', part: 'a', point: null, n: 1, of: 4 },
    ]);
  });
});

describe('the import behind a finding was taken back', () => {
  it('and the check list says so in the place of the finding', () => {
    const document: Composition = {
      template: 'trend-brief',
      title: { en: 'T' },
      masthead: null,
      parts: [{ kind: 'finding', id: 'a', finding: 4 }],
    };
    expect(checkDocument(document, 'en', [{ id: 4, stale: true, undone: ['Invented'] }])).toEqual([
      { kind: 'gone-source', part: 'a', point: null, n: 4, of: 4 },
    ]);
  });
});
