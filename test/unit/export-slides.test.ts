import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderPptx } from '../../electron/service/export/pptx.ts';
import type { Chart, FlowChart, MapChart } from '../../shared/report/chart.ts';
import { SIZES } from '../../shared/report/chart-marks.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { partsOf, textOf, unescaped } from '../support/office-files.ts';
import { madeUpWords } from '../support/pack.ts';
import { madeUpSlides } from '../support/papers.ts';

const TEST_TIME = 60_000;
const WORDS = { title: 'Пути', subtitle: 'Случаи', source: 'Источник: вымысел.', unit: 'Случаи' };
const FLOW: FlowChart = {
  ...WORDS,
  type: 'flow',
  alt: 'Из Перу в Испанию 12 случаев.',
  columns: [
    { key: 'from', label: 'Откуда' },
    { key: 'to', label: 'Куда' },
  ],
  nodes: [
    { key: 'a', code: 'PER', label: 'Перу', column: 0, colour: '#0072b2' },
    { key: 'b', code: 'ESP', label: 'Испания', column: 1, colour: '#d55e00' },
  ],
  links: [{ from: 'a', to: 'b', value: 12 }],
};
const MAP: MapChart = {
  ...WORDS,
  type: 'map',
  alt: 'Случаи в Испании и Перу.',
  areas: [
    { code: 'ESP', label: 'Испания', value: 12 },
    { code: 'PER', label: 'Перу', value: 3 },
  ],
  flows: [],
};
const decks = new Map<Language, Record<string, string>>();

beforeAll(async () => {
  for (const language of LANGUAGES) decks.set(language, partsOf(await renderPptx(madeUpSlides(language), madeUpWords(language))));
}, TEST_TIME);

const partsLike = (language: Language, pattern: RegExp) =>
  Object.entries(decks.get(language) ?? {})
    .filter(([name]) => pattern.test(name))
    .toSorted(([a], [b]) => numberIn(a) - numberIn(b))
    .map(([, xml]) => xml);
const numberIn = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1]);
const slidesOf = (language: Language) => partsLike(language, /^ppt\/slides\/slide\d+\.xml$/);
const chartsOf = (language: Language) =>
  madeUpSlides(language).slides.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])));

describe('a speaker opens the slides', () => {
  it('finds them 16:9, each with a real title, in every language alike', () => {
    for (const language of LANGUAGES) {
      expect(decks.get(language)?.['ppt/presentation.xml']).toMatch(/<p:sldSz cx="12191\d{3}" cy="6858000"/);
      expect(slidesOf(language)).toHaveLength(madeUpSlides(language).slides.length);
      for (const slide of slidesOf(language)) expect(slide).toMatch(/<p:ph\s[^>]*type="title"/);
    }
  });

  it('can edit every line, column and bar chart: its figures are those of the chart, in the drawing and in the workbook behind it', () => {
    const native = chartsOf('en').filter(({ type }) => type === 'line' || type === 'stacked' || type === 'bar');
    const drawn = partsLike('en', /^ppt\/charts\/chart\d+\.xml$/);
    expect(drawn).toHaveLength(native.length);
    for (const [index, chart] of native.entries()) {
      const series = drawn[index]?.match(/<c:ser>.*?<\/c:ser>/gs) ?? [];
      const figures = series.map((xml) => numbersOf(/<c:val>.*<\/c:val>/s.exec(xml)?.[0] ?? ''));
      expect(figures.slice(0, valuesOf(chart).length)).toEqual(valuesOf(chart));
    }
  });

  it('finds the same figures in the workbook behind each', async () => {
    const parts = unzipSync(await renderPptx(madeUpSlides('fr'), madeUpWords('fr')));
    const first = chartsOf('fr').find(({ type }) => type === 'stacked');
    const workbook = partsOf(parts['ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx'] ?? new Uint8Array());
    const cells = [...(workbook['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<c r="B(\d+)"[^>]*><v>([^<]*)<\/v>/g)];
    const column = cells.filter(([, row]) => row !== '1').map(([, , value]) => Number(value));
    expect(column).toEqual(valuesOf(first as Chart)[0]);
    expect(strFromU8(parts['ppt/charts/_rels/chart1.xml.rels'] ?? new Uint8Array())).toContain('Microsoft_Excel_Worksheet1.xlsx');
  });

  it('can edit every table, and the shaded one of a heat map, whose figures are those of the chart', () => {
    const heat = chartsOf('en').find((chart) => chart.type === 'heat');
    const table = slidesOf('en').flatMap((xml) => xml.match(/<a:tbl>.*?<\/a:tbl>/gs) ?? [])[0] ?? '';
    const cells = textOf(table).split('\n').filter(Boolean);
    for (const value of heat?.type === 'heat' ? heat.values.flat() : [])
      expect(cells).toContain(madeUpWords('en').number(value ?? Number.NaN));
    expect(table).toContain('<a:srgbClr val=');
  });

  it('finds what to say and the sources in the notes, a paragraph for each line', () => {
    for (const language of LANGUAGES) {
      const notes = partsLike(language, /^ppt\/notesSlides\/notesSlide\d+\.xml$/);
      expect(notes).toHaveLength(madeUpSlides(language).slides.length);
      const spoken = madeUpSlides(language).slides[0]?.notes.split('\n') ?? [];
      for (const line of spoken) expect(textOf(notes[0] ?? '').split('\n')).toContain(line);
    }
  });

  it('reads draft mark and handling on every layout, and no other language than that of the slides', () => {
    const tags = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU', es: 'es-ES' };
    for (const language of LANGUAGES) {
      const { draft, handling } = madeUpSlides(language);
      const layouts = partsLike(language, /^ppt\/slideLayouts\/slideLayout\d+\.xml$/).filter((xml) => xml.includes('type="title"'));
      expect(layouts.length).toBeGreaterThan(0);
      for (const layout of layouts) expect(textOf(layout)).toContain([draft, handling].join(' · '));
      const all = partsLike(language, /^ppt\/.*\.xml$/).join('');
      expect(new Set([...all.matchAll(/ lang="([^"]+)"/g)].map(([, tag]) => tag))).toEqual(new Set([tags[language]]));
    }
  });
});

describe('a listener in the last row', () => {
  it('reads every word: no type of slides, layouts, tables and charts is below eleven points', () => {
    for (const language of LANGUAGES) {
      const shown = partsLike(language, /^ppt\/(slides|slideLayouts|charts)\/[^/]+\.xml$/).join('');
      const sizes = [...shown.matchAll(/<(?:a:rPr|a:endParaRPr|a:defRPr)\b[^>]*? sz="(\d+)"/g)].map(([, size]) => Number(size) / 100);
      expect(sizes.length).toBeGreaterThan(100);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
    }
  });

  it('reads the names in a map and a flow, whose lettering is no smaller', async () => {
    const slides = [FLOW, MAP].map((chart) => ({
      title: 'А',
      blocks: [
        { kind: 'note' as const, text: 'Б' },
        { kind: 'chart' as const, caption: 'Б', subtitle: '', chart },
      ],
      notes: '',
    }));
    const bytes = await renderPptx({ ...madeUpSlides('ru'), slides }, madeUpWords('ru'));
    const files = unzipSync(bytes);
    const pictures = Object.entries(files).filter(([name]) => /media\/.*\.png$/.test(name));
    const widths = Object.entries(partsOf(bytes)).flatMap(([name, xml]) =>
      /slides\/slide\d+\.xml$/.test(name) ? [...(/<p:pic>.*?<a:ext cx="(\d+)"/s.exec(xml) ?? [])].slice(1).map(Number) : [],
    );
    expect(pictures).toHaveLength(2);
    expect(widths).toHaveLength(2);
    // A PNG gives its width in the four bytes from the seventeenth on. 12,700 EMU are a point; a picture has 2.5 dots for each pixel of its layout.
    const dots = pictures.map(([, png]) => new DataView(png.buffer, png.byteOffset).getUint32(16));
    const smallest = dots
      .toSorted((a, b) => a - b)
      .map((width, at) => ((widths.toSorted((a, b) => a - b)[at] ?? 0) / 12_700 / (width / 2.5)) * SIZES.source);
    for (const size of smallest) expect(size).toBeGreaterThanOrEqual(10.9);
  });

  it('is shown the figures of a flow with more names than can be read, and told so', async () => {
    const nodes = Array.from({ length: 24 }, (_, at) => ({
      key: `n${at}`,
      code: 'PER',
      label: `Имя ${at}`,
      column: at % 2,
      colour: '#0072b2',
    }));
    const links = nodes.filter(({ column }) => column === 0).map(({ key }, at) => ({ from: key, to: `n${2 * at + 1}`, value: at + 3 }));
    const slides = [
      { title: 'А', blocks: [{ kind: 'chart' as const, caption: 'Б', subtitle: '', chart: { ...FLOW, nodes, links } }], notes: '' },
    ];
    const parts = partsOf(await renderPptx({ ...madeUpSlides('ru'), slides }, madeUpWords('ru')));
    const shown = Object.entries(parts).flatMap(([name, xml]) => (/slides\/slide\d+\.xml$/.test(name) ? [xml] : []));
    expect(shown).toHaveLength(1);
    expect(shown[0]).not.toContain('<p:pic>');
    expect(textOf(shown[0] ?? '')).toContain(madeUpWords('ru').text('formats.tableInstead'));
    expect(textOf(shown[0] ?? '').split('\n')).toContain('14');
  });
});

describe('a listener who does not see', () => {
  it('hears a description of every chart and table', () => {
    for (const slide of slidesOf('es')) {
      for (const [frame] of slide.matchAll(/<p:graphicFrame>.*?<\/p:nvGraphicFramePr>/gs)) expect(frame).toMatch(/descr="[^"]{10,}"/);
    }
  });

  it('hears what a flow and a map show, whose figures follow in a table', async () => {
    const charts = [FLOW, MAP];
    const slides = charts.map((chart) => ({
      title: 'А',
      blocks: [{ kind: 'chart' as const, caption: 'Б', subtitle: '', chart }],
      notes: '',
    }));
    const parts = partsOf(await renderPptx({ ...madeUpSlides('ru'), slides }, madeUpWords('ru')));
    const shown = Object.entries(parts).flatMap(([name, xml]) => (/slides\/slide\d+\.xml$/.test(name) ? [xml] : []));
    expect(shown).toHaveLength(4);
    const pictures = shown.flatMap((xml) => [...xml.matchAll(/<p:pic>.*?descr="([^"]*)"/gs)].map(([, alt]) => unescaped(alt ?? '')));
    expect(pictures).toEqual(charts.map(({ alt }) => alt));
    expect(shown.filter((xml) => xml.includes('<a:tbl>'))).toHaveLength(2);
  });

  it('meets no two shapes of one number on a slide', () => {
    for (const slide of slidesOf('en')) {
      const numbers = [...slide.matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id);
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });
});

function numbersOf(xml: string): (number | null)[] {
  const count = Number(/<c:ptCount val="(\d+)"/.exec(xml)?.[1]);
  const points = new Map([...xml.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)</g)].map(([, at, value]) => [Number(at), Number(value)]));
  return Array.from({ length: count }, (_, at) => points.get(at) ?? null);
}

function valuesOf(chart: Chart): (number | null)[][] {
  if (chart.type === 'bar') return [chart.bars.map(({ value }) => value)];
  return chart.type === 'line' || chart.type === 'stacked' ? chart.series.map(({ values }) => values) : [];
}
