import { readdirSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocx } from '../../electron/service/export/docx.ts';
import { renderPptx } from '../../electron/service/export/pptx.ts';
import { TEMPLATES, type Template } from '../../shared/document/composition.ts';
import { isEmpty } from '../../shared/document/page/blocks.ts';
import type { Paper, PaperBlock } from '../../shared/document/paper.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { readReport, reportPaper, reportText } from '../real/seed-report.ts';
import { enginePapers } from '../support/engine-papers.ts';
import { hasOffice, imagesIn, leastFilled, officePages, PICTURES, placedPages, wordsOutside } from '../support/office-files.ts';

const TEST_TIME = 400_000;

/** Pages a document may have, the fewest and the most. A slide that is too full becomes two; the annex has every table. */
const PAGES: Record<Template | 'seed', [number, number]> = {
  seed: [2, 2],
  'working-group-report': [1, 2],
  'country-statement': [2, 4],
  'trend-brief': [2, 4],
  slides: [11, 16],
  questionnaire: [1, 2],
  annex: [10, 40],
  profile: [5, 20],
};
/** Points from the side of a sheet to its text, less the slack of a hanging letter; a slide has narrower sides. */
const [SHEET_SIDE, SLIDE_SIDE] = [68, 40];
/** Where the foot of a slide begins, in points from its top. */
const SLIDE_FOOT = 503;

const seed = reportText();
const seedLines = readReport(seed.text);
const papers = new Map<string, Paper>();
let pages = new Map<string, string[]>();
/** LibreOffice prints a space where a line must not break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();
const nameOf = (template: Template | 'seed', language: Language) => `${template}.${language}.${template === 'slides' ? 'pptx' : 'docx'}`;
const isDeck = (name: string) => name.endsWith('.pptx');
const sheets = () => [...papers].filter(([name]) => !isDeck(name));
const decks = () => [...papers].filter(([name]) => isDeck(name));
const blocksOf = ({ blocks, slides }: Paper): PaperBlock[] => [...blocks, ...slides.flatMap((slide) => slide.blocks)];
const textOf = (name: string) => plain((pages.get(name) ?? []).join(' '));

if (!hasOffice) console.log('Skipped: LibreOffice or poppler is not on this machine.');

describe.skipIf(!hasOffice)(
  `a secretariat opens every document in every language in LibreOffice${hasOffice ? '' : ' (skipped: LibreOffice or poppler is not on this machine)'}`,
  () => {
    beforeAll(async () => {
      rmSync(PICTURES, { recursive: true, force: true });
      const files: Record<string, Uint8Array> = {};
      for (const language of LANGUAGES) {
        const words = createWording(language);
        const made = enginePapers(language).papers;
        for (const template of TEMPLATES) papers.set(nameOf(template, language), made[template]);
        papers.set(nameOf('seed', language), reportPaper(seedLines, words));
      }
      for (const [name, paper] of papers) {
        const words = createWording(paper.language);
        files[name] = isDeck(name) ? await renderPptx(paper, words) : await renderDocx(paper, words);
      }
      pages = officePages(files);
    }, TEST_TIME);

    it('and gets as many pages as each may have', () => {
      for (const language of LANGUAGES) {
        for (const template of [...TEMPLATES, 'seed'] as const) {
          const name = nameOf(template, language);
          const count = pages.get(name)?.length ?? 0;
          expect(count, name).toBeGreaterThanOrEqual(PAGES[template][0]);
          expect(count, name).toBeLessThanOrEqual(PAGES[template][1]);
        }
        const annex = createWording(language).text('document.draft.statement.annex');
        const statement = pages.get(nameOf('country-statement', language)) ?? [];
        expect(plain(statement[0] ?? ''), 'the statement itself is one page').not.toContain(annex);
        expect(plain(statement[1] ?? ''), 'and its annex begins the next').toContain(annex);
      }
    });

    it('and no chart of a brief leaves a page half empty: all but the last are filled to two thirds', () => {
      for (const language of LANGUAGES) {
        const name = nameOf('trend-brief', language);
        expect(leastFilled(name), name).toBeGreaterThan(2 / 3);
      }
    });

    it('and reads draft mark, handling and foot on every page, of which none ends with a heading or a caption', () => {
      for (const [name, paper] of sheets()) {
        for (const [at, page] of (pages.get(name) ?? []).entries()) {
          const lines = page
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean);
          if (paper.draft) expect(plain(lines[0] ?? ''), name).toContain(plain(paper.draft));
          if (paper.handling) expect(plain(lines[0] ?? ''), name).toContain(plain(paper.handling));
          // The first page of a meeting document bears its job number alone, or nothing where it has none.
          if (paper.pageNumbers === 'words' || at > 0)
            expect(lines.at(-1), name).toMatch(paper.pageNumbers === 'figures' ? /\d\/\d/ : /\d\D+\d+$/);
          else if (paper.jobNumber) expect(lines.at(-1), name).toBe(paper.jobNumber);
          expect(lines.at(-2) ?? '', name).not.toMatch(/^([IVX]+|[A-Z])\. |^\p{L}+ \d\. /u);
        }
      }
    });

    it('and finds every heading, in the order of the paper', () => {
      for (const [name, paper] of sheets()) {
        const text = textOf(name);
        let at = 0;
        for (const block of paper.blocks) {
          if (block.kind !== 'heading') continue;
          const heading = plain(block.text.map((run) => run.text).join(''));
          const found = text.indexOf(heading, at);
          expect(found, `${name}: ${heading}`).toBeGreaterThanOrEqual(at);
          at = found + heading.length;
        }
      }
    });

    it('and finds the numbers and letters of every paragraph as the paper gives them', () => {
      for (const language of LANGUAGES) {
        for (const template of ['seed', 'working-group-report', 'profile'] as const) {
          const name = nameOf(template, language);
          const wanted = papers
            .get(name)
            ?.blocks.flatMap((block) =>
              block.kind === 'paragraph' ? [`${block.number}.`, ...block.points.map(({ label }) => label)] : [],
            );
          const text = (pages.get(name) ?? []).join('\n');
          const labels = [...text.matchAll(/^\s*(\d+\.(?=\s{2})|\(?[a-z]\)(?=\s))/gm)].map(([, label]) => label);
          expect(labels, name).toEqual(wanted);
        }
      }
    });

    it(`and finds the ${seed.isPublished ? 'published' : 'invented'} draft report word for word, with its masthead, note, page and job number`, () => {
      const [first = '', second = ''] = pages.get('seed.en.docx') ?? [];
      const { date, meeting, placeAndDates, rapporteur, agendaItem, issue, note, jobNumber, paragraphs } = seedLines;
      let at = 0;
      for (const line of [
        date,
        'Original: English',
        meeting,
        placeAndDates,
        'Draft report',
        `Rapporteur: ${rapporteur}`,
        agendaItem,
        issue,
      ]) {
        const found = plain(first).indexOf(line, at);
        expect(found, line).toBeGreaterThanOrEqual(at);
        at = found + line.length;
      }
      expect(plain(first)).toContain(`* ${note}`);
      expect(plain(first)).toContain(jobNumber);
      expect(plain(second).slice(-jobNumber.length - 4)).toBe(`2/2 ${jobNumber}`);
      const text = first.slice(0, first.lastIndexOf(note.slice(0, 14))).replace(/[*\s]+$/, '');
      const body = plain(`${text} ${second}`);
      for (const { text: opening, points } of paragraphs) for (const one of [opening, ...points]) expect(body).toContain(plain(one));
    });

    it('and the note of the masthead at the foot of its first page, in the language of the document', () => {
      for (const language of LANGUAGES) {
        const name = nameOf('seed', language);
        const note = papers.get(name)?.masthead?.original.at(-1)?.footnote ?? '';
        const [first = '', second = ''] = pages.get(name) ?? [];
        expect(note.length, name).toBeGreaterThan(20);
        expect(plain(first), name).toContain(plain(note));
        expect(plain(second), name).not.toContain(plain(note));
      }
    });

    it('and no word lies outside the text of its page, and none on a slide runs into its foot', () => {
      for (const name of papers.keys()) expect(wordsOutside(name, isDeck(name) ? SLIDE_SIDE : SHEET_SIDE), name).toEqual([]);
      for (const [name, paper] of decks()) {
        const foot = [paper.draft, paper.handling].filter(Boolean).join(' · ').split(/\s+/);
        for (const [at, { words }] of placedPages(name).entries()) {
          const low = words.filter(({ bottom }) => bottom > SLIDE_FOOT).map(({ text }) => text);
          expect(low.filter((word) => !foot.includes(word)).join(' '), `${name}, slide ${at + 1}`).toBe(`${at + 1}`);
        }
      }
    });

    it('and finds a picture of every chart that is drawn as one', () => {
      for (const [name, paper] of papers) {
        const drawn = blocksOf(paper).filter(
          (block) =>
            block.kind === 'chart' && !isEmpty(block.chart) && (!isDeck(name) || block.chart.type === 'flow' || block.chart.type === 'map'),
        );
        expect(imagesIn(name), name).toBe(drawn.length);
      }
    });

    it('and the pictures of every page are kept for people to look at', () => {
      const kept = readdirSync(PICTURES);
      for (const [name, all] of pages)
        expect(
          kept.filter((picture) => picture.startsWith(`${name}-`)),
          name,
        ).toHaveLength(all.length);
    });
  },
);
