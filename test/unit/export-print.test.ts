import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperHtml } from '../../electron/service/export/html.ts';
import { NO_BROWSER, openPrinter, type Printer } from '../../electron/service/export/pdf.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { readReport, reportPaper, reportText } from '../real/seed-report.ts';
import { chromiumPath } from '../support/chromium.ts';
import { engineFigures } from '../support/engine-figures.ts';
import { enginePapers } from '../support/engine-papers.ts';
import { hasOffice, inFolder, leastFilled, pagesOf, wordsOutside } from '../support/office-files.ts';
import { accessibilityOf, hasQpdf } from '../support/pdf-check.ts';

const TEST_TIME = 120_000;
const canPrint = chromiumPath !== undefined && hasOffice;
if (!canPrint) console.log('Skipped: Chromium or poppler is not on this machine, so nothing is printed.');
if (!hasQpdf) console.log('Skipped: qpdf is not on this machine, so the accessibility of PDFs is not checked.');

/** What is printed, with the fewest and the most pages. */
const PRINTED = [
  ['working-group-report', 1, 2],
  ['country-statement', 2, 4],
  ['trend-brief', 2, 4],
  ['questionnaire', 1, 2],
] as const;
/** Points from the side of a sheet to its text, less the slack of a hanging letter. */
const SHEET_SIDE = 68;

const words = createWording('en');
const report = reportPaper(readReport(reportText().text), words);
const html = () => paperHtml(report, words);
const pages = (pdf: Uint8Array, name: string) =>
  inFolder((folder) => {
    const file = join(folder, 'printed.pdf');
    writeFileSync(file, pdf);
    return pagesOf(file, name);
  });

describe('a machine without a browser', () => {
  it('says in a sentence what is missing, that the rest is whole, and what to do', () => {
    const place = process.env.STOWAGE_CHROMIUM;
    process.env.STOWAGE_CHROMIUM = '/nowhere/chromium';
    const printer = openPrinter();
    if (place === undefined) delete process.env.STOWAGE_CHROMIUM;
    else process.env.STOWAGE_CHROMIUM = place;
    expect(printer).toEqual({ missing: NO_BROWSER });
    expect(NO_BROWSER).toMatch(/Chromium.*no PDF was made.*other formats are whole.*Install/s);
  });
});

describe.skipIf(!canPrint)(`an analyst prints${canPrint ? '' : ' (skipped: Chromium or poppler is not on this machine)'}`, () => {
  let printer: Printer;
  let pdf: Uint8Array;

  beforeAll(async () => {
    const opened = openPrinter(chromiumPath);
    if ('missing' in opened) throw new Error(opened.missing);
    printer = opened;
    pdf = await printer.print(html());
  }, TEST_TIME);
  afterAll(() => printer?.close());

  it('the draft report on two pages, with its note at the foot of the first, the job number at the foot of each, and the page at that of the second', () => {
    const [first = '', second = '', ...more] = pages(pdf, 'seed.en.pdf');
    expect(more).toEqual([]);
    const feet = [first, second].map((page) =>
      page
        .trimEnd()
        .split('\n')
        .at(-1)
        ?.trim()
        .split(/\s{2,}/),
    );
    expect(feet).toEqual([[report.jobNumber], ['2/2', report.jobNumber]]);
    expect(
      first
        .trimEnd()
        .split('\n')
        .filter((line) => line.trim())
        .at(-2),
    ).toContain('* Available only');
    expect(second).not.toContain('Available only');
  });

  it(
    'the same bytes from one document, whichever process prints it, without a time or the name of a tool or machine',
    async () => {
      const other = openPrinter(chromiumPath);
      if ('missing' in other) throw new Error(other.missing);
      const again = await other.print(html());
      await other.close();
      const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
      expect(hash(again)).toBe(hash(pdf));
      const text = Buffer.from(pdf).toString('latin1');
      for (const marker of ['Skia', 'Chrom', `D:${new Date().getFullYear()}`, process.cwd(), hostname()])
        expect(text, marker).not.toContain(marker);
    },
    TEST_TIME,
  );

  it.each(LANGUAGES)(
    'in %s each document on as many pages as it may have, with no figure that the analyses did not give',
    async (language) => {
      const made = enginePapers(language);
      for (const [template, least, most] of PRINTED) {
        const paper = made.papers[template];
        const name = `${template}.${language}.pdf`;
        const printed = pages(await printer.print(paperHtml(paper, createWording(language))), name);
        expect(printed.length, name).toBeGreaterThanOrEqual(least);
        expect(printed.length, name).toBeLessThanOrEqual(most);
        expect(engineFigures(made, paper).strange(asWritten(printed, language)), name).toEqual([]);
        expect(wordsOutside(name, SHEET_SIDE), name).toEqual([]);
        const annex = createWording(language).text('document.draft.statement.annex');
        if (template === 'country-statement') expect(printed.map((page) => page.includes(annex)).slice(0, 2), name).toEqual([false, true]);
        if (template === 'trend-brief') expect(leastFilled(name), name).toBeGreaterThan(2 / 3);
      }
    },
    TEST_TIME,
  );

  it(
    'and a figure that was changed is found: in a sentence and in a drawing',
    async () => {
      const made = enginePapers('ru');
      const paper = made.papers['trend-brief'];
      const page = paperHtml(paper, createWording('ru'));
      const sentence = page.replace(/(<p class="numbered">.*?)\d+(?=\u00a0?%| случа)/s, '$198765');
      const drawing = page.replace(/(<svg.*<text[^>]*>)(\d+)(<\/text>)/s, '$198765$3');
      for (const wrong of [sentence, drawing]) {
        expect(wrong).not.toBe(page);
        const printed = pages(await printer.print(wrong), 'wrong.ru.pdf');
        expect(engineFigures(made, paper).strange(asWritten(printed, 'ru'))).toContain(98_765);
      }
    },
    TEST_TIME,
  );

  it.skipIf(!hasQpdf)(
    'what passes the conditions of PDF/UA that a machine can check, but names itself no PDF/UA',
    async () => {
      const { papers } = enginePapers('ru');
      const russian = createWording('ru');
      const printed: [string, Uint8Array][] = [['seed', pdf]];
      for (const template of ['trend-brief', 'country-statement', 'questionnaire'] as const)
        printed.push([`${template}.ru`, await printer.print(paperHtml(papers[template], russian))]);
      for (const [name, bytes] of printed) {
        const checked = accessibilityOf(bytes);
        console.log(`PDF/UA, ${name}: ${checked.map(({ rule, ok }) => `${ok ? 'yes' : 'NO'} ${rule}`).join('; ')}`);
        expect(
          checked.filter(({ ok }) => !ok).map(({ rule }) => rule),
          name,
        ).toEqual(['5 it names itself PDF/UA in its metadata']);
      }
    },
    TEST_TIME,
  );
});

/** A printed page has a plain space where the document has one that does not break a figure. */
function asWritten(printed: string[], language: Language): string {
  const text = printed.join('\n');
  return language === 'en' ? text : text.replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u00a0');
}
