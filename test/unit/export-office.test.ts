import { readdirSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocx } from '../../electron/service/export/docx.ts';
import { renderPptx } from '../../electron/service/export/pptx.ts';
import type { Template } from '../../shared/document/composition.ts';
import type { Paper } from '../../shared/document/paper.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Language } from '../../shared/report/wording.ts';
import { readReport, reportPaper, reportText } from '../real/seed-report.ts';
import { enginePapers } from '../support/engine-papers.ts';
import { hasOffice, officePages, PICTURES, wordsOutside } from '../support/office-files.ts';

const TEST_TIME = 240_000;

/** Each document once, each language at least once: what is looked at by people is made by the pack. */
const CHOSEN: [Template, Language][] = [
  ['working-group-report', 'ru'],
  ['country-statement', 'fr'],
  ['trend-brief', 'ru'],
  ['slides', 'es'],
  ['questionnaire', 'es'],
  ['profile', 'en'],
];
const seed = reportText();
const seedLines = readReport(seed.text);
const papers = new Map<string, Paper>();
let pages = new Map<string, string[]>();
/** LibreOffice prints a space where a line must not break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

if (!hasOffice) console.log('Skipped: LibreOffice or poppler is not on this machine.');

describe.skipIf(!hasOffice)(
  `a secretariat opens the documents in LibreOffice${hasOffice ? '' : ' (skipped: LibreOffice or poppler is not on this machine)'}`,
  () => {
    beforeAll(async () => {
      rmSync(PICTURES, { recursive: true, force: true });
      const made = new Map(
        [...new Set(CHOSEN.map(([, language]) => language))].map((language) => [language, enginePapers(language).papers]),
      );
      for (const [template, language] of CHOSEN) {
        const paper = made.get(language)?.[template];
        if (paper) papers.set(`${template}.${language}.${template === 'slides' ? 'pptx' : 'docx'}`, paper);
      }
      papers.set('seed.en.docx', reportPaper(seedLines, createWording('en')));
      const files: Record<string, Uint8Array> = {};
      for (const [name, paper] of papers) {
        const words = createWording(paper.language);
        files[name] = name.endsWith('.pptx') ? await renderPptx(paper, words) : await renderDocx(paper, words);
      }
      pages = officePages(files);
    }, TEST_TIME);

    it('and gets as many pages as each may have', () => {
      const count = (name: string) => pages.get(name)?.length ?? 0;
      expect(count('seed.en.docx')).toBe(2);
      expect(count('working-group-report.ru.docx')).toBeLessThanOrEqual(2);
      expect(count('trend-brief.ru.docx')).toBeGreaterThanOrEqual(2);
      expect(count('trend-brief.ru.docx')).toBeLessThanOrEqual(4);
      expect(count('questionnaire.es.docx')).toBeLessThanOrEqual(2);
      expect(count('country-statement.fr.docx')).toBeLessThanOrEqual(4);
      expect(pages.get('country-statement.fr.docx')?.[1], 'the statement itself is one page').toMatch(/^\s*[^\n]*\n+\s*Annexe/);
      expect(count('slides.es.pptx')).toBeGreaterThanOrEqual(papers.get('slides.es.pptx')?.slides.length ?? 0);
    });

    it('and reads draft mark, handling and foot on every page, of which none ends with a heading or a caption', () => {
      for (const [name, paper] of papers) {
        if (name.endsWith('.pptx')) continue;
        for (const page of pages.get(name) ?? []) {
          const lines = page
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean);
          if (paper.draft) expect(plain(lines[0] ?? ''), name).toContain(plain(paper.draft));
          if (paper.handling) expect(plain(lines[0] ?? ''), name).toContain(plain(paper.handling));
          expect(lines.at(-1), name).toMatch(paper.pageNumbers === 'figures' ? /\d\/\d/ : /\d\D+\d$/);
          expect(lines.at(-2) ?? '', name).not.toMatch(/^([IVX]+|[A-Z])\. |^\p{L}+ \d\. /u);
        }
      }
    });

    it('and finds the numbers and letters of every paragraph as the paper gives them', () => {
      for (const name of ['seed.en.docx', 'working-group-report.ru.docx', 'profile.en.docx']) {
        const paper = papers.get(name);
        const wanted = paper?.blocks.flatMap((block) =>
          block.kind === 'paragraph' ? [`${block.number}.`, ...block.points.map(({ label }) => label)] : [],
        );
        const text = (pages.get(name) ?? []).join('\n');
        const labels = [...text.matchAll(/^\s*(\d+\.(?=\s{2})|\(?[a-z]\)(?=\s))/gm)].map(([, label]) => label);
        expect(labels, name).toEqual(wanted);
      }
    });

    it(`and finds the ${seed.isPublished ? 'published' : 'invented'} draft report word for word, with its masthead, note, page and job number`, () => {
      const [first = '', second = ''] = pages.get('seed.en.docx') ?? [];
      const words = (text: string) => text.replace(/\s+/g, ' ').trim();
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
        const found = words(first).indexOf(line, at);
        expect(found, line).toBeGreaterThanOrEqual(at);
        at = found + line.length;
      }
      expect(words(first)).toContain(`* ${note}`);
      expect(words(first)).toContain(jobNumber);
      expect(words(second).slice(-jobNumber.length - 4)).toBe(`2/2 ${jobNumber}`);
      const text = first.slice(0, first.lastIndexOf(note.slice(0, 14))).replace(/[*\s]+$/, '');
      const body = words(`${text} ${second}`);
      for (const { text, points } of paragraphs) for (const one of [text, ...points]) expect(body).toContain(words(one));
    });

    it('and no word of a slide or page lies outside it', () => {
      const deck = pages.get('slides.es.pptx') ?? [];
      expect(deck.join(' ')).toContain('BORRADOR');
      for (const name of papers.keys()) expect(wordsOutside(name), name).toEqual([]);
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
