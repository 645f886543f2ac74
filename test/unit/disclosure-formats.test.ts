import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderFigures } from '../../electron/service/export/figures-json.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { call, type DisclosureDesk, type Figures, type FiguresTable, openDisclosureDesk } from '../support/disclosure-desk.ts';

// Everything here is invented; small cells are kept back.

let desk: DisclosureDesk;
beforeEach(async () => {
  desk = await openDisclosureDesk();
  await desk.permit();
});
afterEach(() => desk.close());

const start = (cases: number) => desk.importCases('ask-originator', { cases });

const hidden = createWording('en').text('disclosure.cell');
const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).flatMap(([name, part]) => (/\.(xml|rels)$/.test(name) ? [[name, strFromU8(part)]] : [])),
  );

/** Every count that the tables of a pack print for a cell. */
function countsIn(tables: readonly FiguresTable[]): number[] {
  return tables.flatMap(({ columns, rows }) => {
    const at = columns.findIndex(({ key }) => key === 'cases');
    return rows.flatMap((row) => (typeof row[at] === 'number' ? [row[at]] : []));
  });
}

function valuesOf(chart: Chart): number[] {
  if (chart.type === 'heat') return chart.values.flat().filter((value) => value !== null);
  if (chart.type === 'line' || chart.type === 'stacked')
    return chart.series.flatMap(({ values }) => values.filter((value) => value !== null));
  throw new Error(`A ${chart.type} chart is not drawn beside hidden figures.`);
}

/** Sums of printed figures may be drawn together; nothing below the threshold is. */
function expectSafe(values: readonly number[]): void {
  expect(values.filter((value) => value > 0 && value < 3)).toEqual([]);
}

describe('figures that are kept back', () => {
  beforeEach(() => start(600));

  it('stand in words in the workbook, whose numbers are all at or above the threshold', async () => {
    const { file, figures } = await desk.build({ template: 'annex' });
    const parts = partsOf(file('annex.en.xlsx'));
    const strings = parts['xl/sharedStrings.xml'] ?? '';
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    expect(strings + sheets.map(([, xml]) => xml).join('')).toContain(hidden);
    const counts = countsIn(figures.tables);
    expectSafe(counts);
    expect(counts.length).toBeGreaterThan(20);
    expect(figures.tables.some(({ rows }) => rows.some((row) => row.includes(hidden)))).toBe(true);
  });

  it('stand nowhere in the native charts of the slides, their workbooks and their notes', async () => {
    const { file, figures } = await desk.build({ template: 'slides' });
    const parts = partsOf(file('slides.en.pptx'));
    const charts = Object.entries(parts).filter(([name]) => /charts\/chart\d+\.xml$/.test(name));
    const drawn = charts.flatMap(([, xml]) =>
      [...xml.matchAll(/<c:numCache>.*?<\/c:numCache>/gs)].flatMap(([cache]) =>
        [...cache.matchAll(/<c:v>([^<]+)<\/c:v>/g)].map(([, value]) => Number(value)),
      ),
    );
    expectSafe(drawn);
    const embedded = Object.entries(unzipSync(file('slides.en.pptx'))).filter(([name]) => name.endsWith('.xlsx'));
    for (const [, bytes] of embedded) {
      const sheet = partsOf(bytes)['xl/worksheets/sheet1.xml'] ?? '';
      expectSafe([...sheet.matchAll(/<c r="[A-Z]+\d+"(?: s="\d+")?><v>([^<]+)<\/v>/g)].map(([, value]) => Number(value)));
    }
    for (const chart of figures.documents.flatMap(({ charts: own }) => own)) expectSafe(valuesOf(chart));
    expect(figures.documents.flatMap(({ charts: own }) => own).length).toBeGreaterThan(0);
  });

  it('are not told by what describes a picture, nor by its caption, in any language', async () => {
    const { file, figures } = await desk.build({ languages: [...LANGUAGES] });
    for (const language of LANGUAGES) {
      const xml = partsOf(file(`profile.${language}.docx`))['word/document.xml'] ?? '';
      const described = [...xml.matchAll(/descr="([^"]*)"/g)].map(([, text]) => text ?? '');
      expect(described.length).toBeGreaterThan(0);
      expect(described.filter((text) => /\d/.test(text))).toEqual([]);
      expect(described.some((text) => text.includes(createWording(language).text('disclosure.chart')))).toBe(true);
    }
    expect(
      figures.documents.flatMap(({ charts }) => charts).some((chart) => 'withheld' in chart || JSON.stringify(chart).includes('null')),
    ).toBe(true);
  });

  it('are the same in the preview as in the document that leaves', async () => {
    const context = desk.service.context;
    const { id } = await documentHandlers['documents.create'](context, { template: 'trend-brief' }, call);
    const { paper } = await documentHandlers['documents.page'](context, { id, language: 'en' }, call);
    const seen = JSON.parse(Buffer.from(renderFigures(paper)).toString('utf8')) as Figures['documents'][number];
    await desk.permit({ kind: 'text', source: null, document: id });
    const { figures } = await desk.build({ template: 'trend-brief', documents: [id] });
    const [left] = figures.documents;
    expect(JSON.stringify(seen)).toContain(hidden);
    expect(seen.tables).toEqual(left?.tables);
    expect(seen.charts).toEqual(left?.charts);
  });
});

describe('values taken together in their groups', () => {
  beforeEach(() => start(600));

  it('stand in place of the finer ones where these would be kept back, which the note says', async () => {
    const rule = { least: 3, contributor: 'case', percent: 0, method: 'collapse', base: 3 };
    const context = desk.service.context;
    const { id } = await documentHandlers['documents.create'](context, { template: 'profile' }, call);
    const found = await documentHandlers['documents.get'](context, { id }, call);
    const settings = { level: 2 };
    const part = { kind: 'made', id: 'fine', what: 'analysis', analysis: 'concealment-transport', settings } as const;
    const parts = [part, { kind: 'method', id: 'how' } as const];
    await documentHandlers['documents.save'](context, { id, version: found.version, composition: { ...found.composition, parts } }, call);
    await desk.permit({ kind: 'text', source: null, document: id });
    const codesOf = ({ tables }: Figures) => {
      const table = tables.find(({ columns }) => columns.some(({ key }) => key === 'transport'));
      const at = table?.columns.findIndex(({ key }) => key === 'transport') ?? -1;
      return [...new Set(table?.rows.map((row) => String(row[at])))];
    };
    await desk.choose('ask-originator', { ...rule, least: 0 });
    expect(codesOf((await desk.build({ documents: [id] })).figures).some((code) => /^T[1-9]\.\d/.test(code))).toBe(true);
    await desk.choose('ask-originator', rule);
    const collapsed = await desk.build({ documents: [id] });
    const codes = codesOf(collapsed.figures);
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => /^T[1-9]\.\d/.test(code))).toEqual([]);
    expectSafe(countsIn(collapsed.figures.tables));
    const xml = partsOf(collapsed.file('profile.en.docx'))['word/document.xml'] ?? '';
    expect(xml.replace(/<[^>]+>/g, '')).toContain('values are taken together in their groups');
  });
});

describe('a pack that is built again', () => {
  beforeEach(() => start(160));

  it('is the same to the byte, though its first copy now stands in the ledger', async () => {
    const first = await desk.build({ template: 'all' });
    const again = await desk.build({ template: 'all' });
    expect(again.manifest).toEqual(first.manifest);
  });

  it('is the same to the byte also where tables are withheld because of an earlier one, and when others left in between', async () => {
    const some = { filter: { all: [{ facet: 'concealment' as const, in: ['C1', 'C2', 'C8'] }] } };
    await desk.build();
    const first = await desk.build(some);
    expect(first.manifest.disclosure?.tables).toBeGreaterThan(0);
    expect((await desk.build(some)).manifest).toEqual(first.manifest);
    await desk.build({ filter: { all: [{ facet: 'date', from: '2013' }] } });
    expect((await desk.build(some)).manifest).toEqual(first.manifest);
  });

  it('may leave in part, with the figures it had', async () => {
    const whole = await desk.build({ template: 'all' });
    const part = await desk.build({ template: 'annex' });
    const tablesOf = ({ documents, tables }: Figures) =>
      documents.find(({ document }) => document === 'annex')?.fullTables.map((one) => tables[(one as { table: number }).table]?.rows);
    expect(tablesOf(part.figures)?.length).toBeGreaterThan(0);
    expect(tablesOf(part.figures)).toEqual(tablesOf(whole.figures));
  });
});
