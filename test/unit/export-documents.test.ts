import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocx } from '../../electron/service/export/docx.ts';
import { renderXlsx } from '../../electron/service/export/xlsx.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import type { Outline } from '../../shared/report/outline.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { madeUpOutline, madeUpWords } from '../support/pack.ts';

const TEST_TIME = 120_000;
const documents = new Map<Language, Uint8Array>();
const workbooks = new Map<Language, Uint8Array>();

beforeAll(async () => {
  for (const language of LANGUAGES) {
    documents.set(language, await renderDocx(madeUpOutline(language), madeUpWords(language)));
    workbooks.set(language, await renderXlsx(madeUpOutline(language), madeUpWords(language)));
  }
}, TEST_TIME);

function partsOf(bytes: Uint8Array | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes ?? new Uint8Array())).map(([name, part]) => [name, strFromU8(part)]));
}

const bodyOf = (language: Language) => partsOf(documents.get(language))['word/document.xml'] ?? '';
const textOf = (xml: string) => [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(' ');
const paragraphsOf = (xml: string) => xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? [];

describe('a delegate opens the document', () => {
  it('finds the same real headings in each language, each kept with what follows it', () => {
    const levels = LANGUAGES.map((language) =>
      paragraphsOf(bodyOf(language))
        .map((paragraph) => /w:pStyle w:val="(Heading\d)"/.exec(paragraph)?.[1])
        .filter(Boolean),
    );
    expect(levels[0]).toEqual([
      'Heading1',
      'Heading1',
      'Heading2',
      'Heading2',
      'Heading2',
      'Heading1',
      'Heading2',
      'Heading2',
      'Heading2',
      'Heading1',
    ]);
    for (const other of levels) expect(other).toEqual(levels[0]);
    const styles = partsOf(documents.get('en'))['word/styles.xml'] ?? '';
    for (const style of ['Heading1', 'Heading2', 'Caption'])
      expect(new RegExp(`w:styleId="${style}".*?</w:style>`, 's').exec(styles)?.[0]).toContain('<w:keepNext/>');
  });

  it('finds the same number of numbered paragraphs in every language', () => {
    const counts = LANGUAGES.map((language) => (bodyOf(language).match(/<w:numPr>/g) ?? []).length);
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(10);
  });

  it('hears a description of each picture, and its language is that of the text', () => {
    for (const language of LANGUAGES) {
      const alt = [...bodyOf(language).matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map((match) => match[1] ?? '');
      expect(alt).toHaveLength(3);
      for (const text of alt) expect(text.length).toBeGreaterThan(40);
      expect(partsOf(documents.get(language))['word/styles.xml']).toMatch(new RegExp(`<w:lang [^>]*w:val="${language}-`));
    }
  });

  it('finds each table captioned, with a header row that repeats, rows that do not split, and at most twenty rows', () => {
    const xml = bodyOf('fr');
    const tables = xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const rows = table.match(/<w:tr[ >].*?<\/w:tr>/gs) ?? [];
      expect(rows.length).toBeLessThanOrEqual(21);
      expect(rows[0]).toContain('<w:tblHeader');
      expect(rows.every((row) => row.includes('<w:cantSplit'))).toBe(true);
      expect(rows.slice(1).some((row) => row.includes('<w:tblHeader'))).toBe(false);
    }
    for (const number of [1, 2, 3]) expect(textOf(xml)).toContain(`Tableau ${number}. `);
  });

  it('reads on every page that it is a draft, how it may be handled, and the page of how many', () => {
    const drafts = { en: 'DRAFT', fr: 'PROJET', ru: 'ПРОЕКТ', es: 'BORRADOR' };
    for (const language of LANGUAGES) {
      const parts = partsOf(documents.get(language));
      const [header, footer] = ['header', 'footer'].map(
        (kind) => parts[Object.keys(parts).find((name) => name.startsWith(`word/${kind}`)) ?? ''] ?? '',
      );
      expect(textOf(header ?? '')).toContain(drafts[language]);
      expect(textOf(header ?? '')).toContain(madeUpWords(language).label('handling', 'invented'));
      expect(footer).toMatch(/PAGE</);
      expect(footer).toContain('NUMPAGES');
    }
  });

  it('sees months added up by year: hand-added cases of the first series in 2011', () => {
    const table = madeUpOutline('en').items.find((item) => item.kind === 'table');
    const months = madeUpOutline('en').tables[0]?.table.rows.filter((row) => String(row[0]).startsWith('2011-') && row[1] === 'C1') ?? [];
    const sum = months.reduce((total, row) => total + Number(row[3]), 0);
    expect(months).toHaveLength(12);
    expect(table?.kind === 'table' && table.table.rows[0]?.[1]).toBe(sum);
    expect(textOf(bodyOf('en'))).toContain(madeUpWords('en').number(sum));
  });
});

describe('a clerk opens the workbook', () => {
  it('finds notes and every table in full, the header frozen, figures as numbers and codes as text', () => {
    const parts = partsOf(workbooks.get('en'));
    const sheet = parts['xl/worksheets/sheet2.xml'] ?? '';
    expect(parts['xl/workbook.xml']).toContain('name="Notes"');
    expect((sheet.match(/<row /g) ?? []).length).toBe(72 * 8 + 1);
    expect(sheet).toContain('ySplit="1"');
    expect(sheet).toMatch(/<c r="D2"[^>]*><v>\d+<\/v>/);
    expect(sheet).toMatch(/<c r="B2"[^>]*t="s"/);
  });

  it('finds sheet names that spreadsheets accept', () => {
    for (const language of LANGUAGES) {
      const names = [...(partsOf(workbooks.get(language))['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
        (match) => match[1] ?? '',
      );
      expect(names).toHaveLength(4);
      expect(new Set(names).size).toBe(4);
      for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/);
    }
  });

  it('runs no formula that an attacker planted in the data (triggers of the OWASP list)', async () => {
    const planted = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1+1',
      '=HYPERLINK("http://x","y")',
      "=cmd|' /C calc'!A0",
      '_x003D_1',
    ];
    const parts = partsOf(await renderXlsx(outlineWith(planted), madeUpWords('en')));
    for (const [name, part] of Object.entries(parts)) expect(part, name).not.toMatch(/<f[ >]|t="str"|<hyperlink/);
    const sheet = parts['xl/worksheets/sheet2.xml'] ?? '';
    expect((sheet.match(/t="s"/g) ?? []).length).toBe(planted.length + 1);
    expect(parts['xl/sharedStrings.xml']).toContain('_x005F_x003D_1');
  });
});

describe('an outsider takes the files apart', () => {
  it(
    'finds the same bytes when they were made twice',
    async () => {
      const hash = (bytes: Uint8Array | undefined) =>
        createHash('sha256')
          .update(bytes ?? new Uint8Array())
          .digest('hex');
      for (const language of LANGUAGES) {
        expect(hash(await renderDocx(madeUpOutline(language), madeUpWords(language)))).toBe(hash(documents.get(language)));
        expect(hash(await renderXlsx(madeUpOutline(language), madeUpWords(language)))).toBe(hash(workbooks.get(language)));
      }
    },
    TEST_TIME,
  );

  it('finds no name of a person, a machine, a folder or a tool, and no time', () => {
    const year = new Date().getFullYear();
    const markers = [
      hostname(),
      tmpdir(),
      process.cwd(),
      'node_modules',
      'Un-named',
      'docx',
      'write-excel-file',
      'resvg',
      'LibreOffice',
      `${year}-`,
      'w:rsid',
      'dcterms',
      'lastModifiedBy',
    ];
    const user = userInfo().username;
    for (const bytes of [...documents.values(), ...workbooks.values()]) {
      const parts = unzipSync(bytes);
      for (const [name, part] of Object.entries(parts)) {
        const text = strFromU8(part, true);
        for (const marker of markers) if (marker.length > 3) expect(text.includes(marker), `${marker} in ${name}`).toBe(false);
        if (user.length > 4) expect(text.includes(user), `user in ${name}`).toBe(false);
      }
      expect(Object.keys(parts)[0]).toBe('[Content_Types].xml');
    }
  });

  it('finds the year 1980 at every entry of the package', () => {
    for (const bytes of [documents.get('en'), workbooks.get('en')])
      expect(entryDates(bytes ?? new Uint8Array())).toEqual(new Set([((1980 - 1980) << 9) | (1 << 5) | 1]));
  });
});

const office = spawnSync('soffice', ['--version']).status === 0 && spawnSync('pdftotext', ['-v']).status === 0;
describe.skipIf(!office)(
  `a secretariat prints the document${office ? '' : ' (skipped: LibreOffice or poppler is not on this machine)'}`,
  () => {
    it(
      'gets four to eight pages in each language, none of which ends with a heading or a caption',
      () => {
        const folder = mkdtempSync(join(tmpdir(), 'stowage-print-'));
        try {
          for (const language of LANGUAGES) writeFileSync(join(folder, `${language}.docx`), documents.get(language) ?? new Uint8Array());
          execFileSync(
            'soffice',
            [
              '--headless',
              `-env:UserInstallation=file://${folder}/profile`,
              '--convert-to',
              'pdf',
              '--outdir',
              folder,
              ...LANGUAGES.map((language) => join(folder, `${language}.docx`)),
            ],
            { stdio: 'ignore' },
          );
          for (const language of LANGUAGES) {
            const pages = execFileSync('pdftotext', ['-layout', join(folder, `${language}.pdf`), '-'], { encoding: 'utf8' })
              .split('\f')
              .slice(0, -1);
            expect(pages.length).toBeGreaterThanOrEqual(4);
            expect(pages.length).toBeLessThanOrEqual(8);
            const footer = madeUpWords(language).text('report.description');
            for (const page of pages) {
              const lines = page
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean);
              expect(lines.at(-1)).toContain(footer);
              expect(lines.at(-2), `${language}: ${lines.at(-2)}`).not.toMatch(/^([IVX]+|[A-Z])\. |^\p{L}+ \d\. /u);
            }
          }
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
      TEST_TIME,
    );
  },
);

function outlineWith(values: string[]): Outline {
  const table: TableBlock = { kind: 'table', title: 'Planted', columns: [{ key: 'a', label: 'A' }], rows: values.map((value) => [value]) };
  return { ...madeUpOutline('en'), tables: [{ sheet: '1 Planted', table }] };
}

/** Dates in the ZIP's central directory, as DOS writes them. */
function entryDates(bytes: Uint8Array): Set<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dates = new Set<number>();
  for (let at = 0; at < bytes.length - 46; at += 1) if (view.getUint32(at, true) === 0x02014b50) dates.add(view.getUint16(at + 14, true));
  return dates;
}
