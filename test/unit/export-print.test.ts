import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperHtml } from '../../electron/service/export/html.ts';
import { NO_BROWSER, openPrinter, type Printer } from '../../electron/service/export/pdf.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { readReport, reportPaper, reportText } from '../real/seed-report.ts';
import { chromiumPath } from '../support/chromium.ts';
import { figuresIn } from '../support/document-text.ts';
import { enginePapers } from '../support/engine-papers.ts';
import { hasOffice, inFolder, pagesOf } from '../support/office-files.ts';
import { accessibilityOf, hasQpdf } from '../support/pdf-check.ts';

const TEST_TIME = 120_000;
const canPrint = chromiumPath !== undefined && hasOffice;
if (!canPrint) console.log('Skipped: Chromium or poppler is not on this machine, so nothing is printed.');
if (!hasQpdf) console.log('Skipped: qpdf is not on this machine, so the accessibility of PDFs is not checked.');

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

  it('the draft report on two pages, with its note at the foot of the first, and page and job number at the foot of each', () => {
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
    expect(feet).toEqual([
      [report.jobNumber, '1/2'],
      ['2/2', report.jobNumber],
    ]);
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

  it(
    'no figure that the document on screen has not',
    async () => {
      const { papers } = enginePapers('en');
      const page = paperHtml(papers['trend-brief'], words);
      const known = new Set(figuresIn(page.replace(/<style.*?<\/style>/s, ''), 'en'));
      const printed = pages(await printer.print(page), 'trend-brief.en.pdf');
      expect(printed.length).toBeLessThanOrEqual(4);
      const strange = figuresIn(printed.join('\n'), 'en').filter((figure) => !known.has(figure) && figure > printed.length);
      expect(strange).toEqual([]);
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
