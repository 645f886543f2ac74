import { createHash } from 'node:crypto';
import { hostname, tmpdir, userInfo } from 'node:os';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocx } from '../../electron/service/export/docx.ts';
import { renderPptx } from '../../electron/service/export/pptx.ts';
import { renderXlsx } from '../../electron/service/export/xlsx.ts';
import type { Paper } from '../../shared/document/paper.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { partsOf, textOf, unescaped } from '../support/office-files.ts';
import { madeUpProfile, madeUpWords } from '../support/pack.ts';
import { madeUpReport, madeUpSlides } from '../support/papers.ts';

const TEST_TIME = 120_000;
const none = new Uint8Array();
const documents = new Map<Language, Uint8Array>();
const reports = new Map<Language, Uint8Array>();
const workbooks = new Map<Language, Uint8Array>();
const slides = new Map<Language, Uint8Array>();

beforeAll(async () => {
  for (const language of LANGUAGES) {
    const words = madeUpWords(language);
    documents.set(language, await renderDocx(madeUpProfile(language), words));
    reports.set(language, await renderDocx(madeUpReport(language), words));
    workbooks.set(language, await renderXlsx(madeUpProfile(language), words));
    slides.set(language, await renderPptx(madeUpSlides(language), words));
  }
}, TEST_TIME);

const bodyOf = (language: Language, from = documents) => partsOf(from.get(language) ?? none)['word/document.xml'] ?? '';
const paragraphsOf = (xml: string) => xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? [];
const marginsOf = (bytes: Uint8Array, kind: 'header' | 'footer') =>
  Object.entries(partsOf(bytes)).flatMap(([name, xml]) => (name.startsWith(`word/${kind}`) && name.endsWith('.xml') ? [xml] : []));

describe('a delegate opens the document', () => {
  it('finds the same real headings in each language, each kept with what follows it', () => {
    const levels = LANGUAGES.map((language) =>
      paragraphsOf(bodyOf(language))
        .map((paragraph) => /w:pStyle w:val="(Heading\d)"/.exec(paragraph)?.[1])
        .filter(Boolean),
    );
    expect(levels[0]?.join(' ').replaceAll('Heading', '')).toBe('1 1 2 2 2 1 2 2 2 1');
    for (const other of levels) expect(other).toEqual(levels[0]);
    const styles = partsOf(documents.get('en') ?? none)['word/styles.xml'] ?? '';
    for (const style of ['Heading1', 'Heading2', 'Caption'])
      expect(new RegExp(`w:styleId="${style}".*?</w:style>`, 's').exec(styles)?.[0]).toContain('<w:keepNext/>');
  });

  it('finds the same number of numbered paragraphs in every language, in one real list', () => {
    for (const language of LANGUAGES) {
      const numbered = madeUpProfile(language).blocks.filter((block) => block.kind === 'paragraph' && block.number !== null);
      const lists = [...bodyOf(language).matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);
      expect(lists).toHaveLength(numbered.length);
      expect(new Set(lists).size).toBe(1);
    }
  });

  it('hears a description of each picture, and its language is that of the text', () => {
    for (const language of LANGUAGES) {
      const alt = [...bodyOf(language).matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map((match) => match[1] ?? '');
      expect(alt).toHaveLength(3);
      for (const text of alt) expect(text.length).toBeGreaterThan(40);
      expect(partsOf(documents.get(language) ?? none)['word/styles.xml']).toMatch(new RegExp(`<w:lang [^>]*w:val="${language}-`));
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
    for (const [language, bytes] of documents) {
      expect(marginsOf(bytes, 'header')).toHaveLength(1);
      for (const header of marginsOf(bytes, 'header')) {
        expect(textOf(header)).toContain(drafts[language]);
        expect(textOf(header)).toContain(madeUpWords(language).label('handling', 'invented'));
      }
      for (const footer of marginsOf(bytes, 'footer')) expect(footer).toMatch(/PAGE<.*NUMPAGES/s);
    }
  });

  it('sees months added up by year: hand-added cases of the first series in 2011', () => {
    const table = madeUpProfile('en').blocks.find((block) => block.kind === 'table');
    const months = madeUpProfile('en').tables[0]?.table.rows.filter((row) => String(row[0]).startsWith('2011-') && row[1] === 'C1') ?? [];
    const sum = months.reduce((total, row) => total + Number(row[3]), 0);
    expect(months).toHaveLength(12);
    expect(table?.kind === 'table' && table.table.rows[0]?.[1]).toBe(sum);
    expect(textOf(bodyOf('en'))).toContain(madeUpWords('en').number(sum));
  });

  it('carries its own face for machines without Arial, and reads it back unharmed', () => {
    const parts = unzipSync(documents.get('ru') ?? none);
    const font = parts['word/fonts/font1.odttf'] ?? none;
    const key = Buffer.from('6D1F3A520B644E0C9C5751A2E7D40001', 'hex').reverse();
    const plain = font.map((byte, index) => (index < 32 ? byte ^ (key[index % 16] ?? 0) : byte));
    expect([...plain.subarray(0, 4)], 'the first bytes of a TrueType file').toEqual([0, 1, 0, 0]);
    expect(strFromU8(parts['word/fontTable.xml'] ?? none)).toContain('<w:altName w:val="Noto Sans"/>');
  });
});

describe('a secretariat opens the draft report', () => {
  it('finds lettered points in a list that starts anew below each paragraph, with the brackets of the language', () => {
    for (const language of LANGUAGES) {
      const numbering = partsOf(reports.get(language) ?? none)['word/numbering.xml'] ?? '';
      expect(numbering).toContain(`<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="${language === 'en' ? '(%1)' : '%1)'}"/>`);
      const ids = [...bodyOf(language, reports).matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);
      expect(ids).toHaveLength(27);
      expect(new Set(ids).size, 'one list of numbers and nine of letters').toBe(10);
    }
  });

  it('finds the note of the masthead under an asterisk and those of the text under figures', () => {
    for (const language of LANGUAGES) {
      const notes = partsOf(reports.get(language) ?? none)['word/footnotes.xml'] ?? '';
      expect(bodyOf(language, reports)).toContain('<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t>');
      expect(/<w:footnote w:id="1">.*?<\/w:footnote>/s.exec(notes)?.[0]).toContain('<w:t>*</w:t>');
      expect(/<w:footnote w:id="2">.*?<\/w:footnote>/s.exec(notes)?.[0]).toContain('<w:footnoteRef/>');
    }
  });

  it('finds the job number and the page at the edges that change from page to page, and the tag of English in Russian', () => {
    const feet = marginsOf(reports.get('ru') ?? none, 'footer');
    expect(feet).toHaveLength(3);
    for (const foot of feet) expect(textOf(foot)).toContain('V.00-00001');
    expect(
      feet.filter((foot) => !foot.includes('NUMPAGES')),
      'that of the first page',
    ).toHaveLength(1);
    expect(bodyOf('ru', reports)).toMatch(/<w:lang w:val="en-GB"\/><\/w:rPr><w:t[^>]*>Original: English/);
  });
});

describe('a clerk opens the workbook', () => {
  it('finds notes and every table in full, the header frozen, figures as numbers and codes as text', () => {
    const parts = partsOf(workbooks.get('en') ?? none);
    const sheet = parts['xl/worksheets/sheet2.xml'] ?? '';
    expect(parts['xl/workbook.xml']).toContain('name="Notes"');
    expect(parts['xl/workbook.xml']).not.toMatch(/state="(very)?hidden"/i);
    expect((sheet.match(/<row /g) ?? []).length).toBe(72 * 8 + 1);
    expect(sheet).not.toContain('hidden=');
    expect(sheet).toContain('ySplit="1"');
    expect(sheet).toMatch(/<c r="D2"[^>]*><v>\d+<\/v>/);
    expect(sheet).toMatch(/<c r="B2"[^>]*t="s"/);
    for (const note of madeUpProfile('en').tables[0]?.notes ?? []) expect(parts['xl/sharedStrings.xml']).toContain(note);
  });

  it('finds sheet names that spreadsheets accept', () => {
    for (const language of LANGUAGES) {
      const workbook = partsOf(workbooks.get(language) ?? none)['xl/workbook.xml'] ?? '';
      const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((match) => match[1] ?? '');
      expect(names).toHaveLength(4);
      expect(new Set(names).size).toBe(4);
      for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/);
    }
  });

  it('reads a probability too small for its decimals as on the page, and finds the number itself in the cell', async () => {
    const columns = [{ key: 'q', label: 'q', numeric: true, decimals: 4, probability: true }];
    const table: TableBlock = { kind: 'table', title: 'q', columns, rows: [[0.000003], [0.0123], [0]] };
    for (const language of LANGUAGES) {
      const paper = { ...madeUpProfile(language), tables: [{ sheet: '1 q', table, notes: [] }] };
      const parts = partsOf(await renderXlsx(paper, madeUpWords(language)));
      const styles = unescaped(parts['xl/styles.xml'] ?? '');
      const least = language === 'en' ? '0.0001' : '0,0001';
      expect(styles).toContain(`formatCode="[<0.0001]"<\u00a0${least}";#,##0.0000"`);
      const cells = [...(parts['xl/worksheets/sheet2.xml'] ?? '').matchAll(/<c r="A[2-4]"([^>]*)><v>([^<]*)</g)];
      expect(cells.map(([, , value]) => Number(value))).toEqual([0.000003, 0.0123, 0]);
      for (const [, attributes] of cells) expect(attributes).not.toContain('t="s"');
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
    const parts = partsOf(await renderXlsx(paperWith(planted), madeUpWords('en')));
    for (const [name, part] of Object.entries(parts)) expect(part, name).not.toMatch(/<f[ >]|t="str"|<hyperlink/);
    const sheet = parts['xl/worksheets/sheet2.xml'] ?? '';
    expect((sheet.match(/t="s"/g) ?? []).length).toBe(planted.length + 1);
    expect(parts['xl/sharedStrings.xml']).toContain('_x005F_x003D_1');
  });
});

describe('an outsider takes the files apart', () => {
  const all = () => [...documents.values(), ...reports.values(), ...workbooks.values(), ...slides.values()];

  it(
    'finds the same bytes when they were made twice',
    async () => {
      const hash = (bytes: Uint8Array = none) => createHash('sha256').update(bytes).digest('hex');
      for (const language of LANGUAGES) {
        const words = madeUpWords(language);
        expect(hash(await renderDocx(madeUpProfile(language), words))).toBe(hash(documents.get(language)));
        expect(hash(await renderDocx(madeUpReport(language), words))).toBe(hash(reports.get(language)));
        expect(hash(await renderXlsx(madeUpProfile(language), words))).toBe(hash(workbooks.get(language)));
        expect(hash(await renderPptx(madeUpSlides(language), words))).toBe(hash(slides.get(language)));
      }
    },
    TEST_TIME,
  );

  it('finds no name of a person, a machine, a folder or a tool, no time and nothing hidden', () => {
    const year = new Date().getFullYear();
    const tools = ['Un-named', 'docx', 'write-excel-file', 'resvg', 'LibreOffice', 'PptxGenJS', 'Click to edit', 'node_modules'];
    const traces = [`${year}-`, 'w:rsid', 'dcterms', 'lastModifiedBy', '<w:vanish', 'show="0"', 'hidden="1"'];
    const markers = [hostname(), tmpdir(), process.cwd(), ...tools, ...traces];
    const user = userInfo().username;
    for (const [name, text] of all().flatMap(everyPart)) {
      for (const marker of markers) if (marker.length > 3) expect(text.includes(marker), `${marker} in ${name}`).toBe(false);
      if (user.length > 4) expect(text.includes(user), `user in ${name}`).toBe(false);
    }
  });

  it('finds the content types first and the year 1980 at every entry of the package', () => {
    for (const bytes of all()) {
      expect(Object.keys(unzipSync(bytes))[0]).toBe('[Content_Types].xml');
      expect(entryDates(bytes)).toEqual(new Set([((1980 - 1980) << 9) | (1 << 5) | 1]));
    }
  });
});

/** Every part, those of the workbooks inside presentations too. Faces and pictures bear no text of ours. */
function everyPart(bytes: Uint8Array): [string, string][] {
  return Object.entries(unzipSync(bytes)).flatMap(([name, part]): [string, string][] => {
    if (name.endsWith('.xlsx')) return everyPart(part);
    return name.endsWith('.odttf') ? [] : [[name, strFromU8(part, true)]];
  });
}

function paperWith(values: string[]): Paper {
  const table: TableBlock = { kind: 'table', title: 'Planted', columns: [{ key: 'a', label: 'A' }], rows: values.map((value) => [value]) };
  return { ...madeUpProfile('en'), tables: [{ sheet: '1 Planted', table, notes: [] }] };
}

/** Dates in the ZIP's central directory, as DOS writes them. */
function entryDates(bytes: Uint8Array): Set<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dates = new Set<number>();
  for (let at = 0; at < bytes.length - 46; at += 1) if (view.getUint32(at, true) === 0x02014b50) dates.add(view.getUint16(at + 14, true));
  return dates;
}
