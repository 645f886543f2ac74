import PptxGenJS from 'pptxgenjs';
import { isEmpty } from '../../../shared/document/page/blocks.ts';
import { cleaned } from '../../../shared/document/page/markup.ts';
import type { Paper, PaperBlock, PaperSlide } from '../../../shared/document/paper.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import type { Chart } from '../../../shared/report/chart.ts';
import { wrapText } from '../../../shared/report/text-width.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { drawCharts, type Picture } from './chart-picture.ts';
import { startsRight } from './docx-runs.ts';
import { ACCENT, FONT, INK, LOCALES, MUTED } from './docx-styles.ts';
import { type ChartData, chartData, remarksOf } from './pptx-data.ts';
import { heightOf, type Line } from './pptx-lines.ts';
import { dataWorkbook, soundPresentation } from './pptx-package.ts';
import { addPicture, isPicture, slidePictureSize } from './pptx-picture.ts';
import { POINTS, type Screen, SIDE, SLIDE, screensOf, TEXT, type Visual } from './pptx-screens.ts';
import { figuresOf, type SlideTable, tableOfBlock, tableOfHeat } from './pptx-table.ts';
import { fixedPackage } from './zip-fixed.ts';

const [WITH_TEXT, WITH_TITLE] = ['Text', 'Title'];
const TITLE = { x: TEXT.x, y: 0.4, w: TEXT.width, h: 0.9 };
const TITLE_SIZES = [28, 24, 20, 17];
const FOOT = { y: 7.02, h: 0.3 };
/** Points of what is said about a chart, and of its source and what stands at the foot of each slide. */
const [REMARK, NOTE] = [12, 11];

interface Deck {
  show: PptxGenJS;
  words: Wording;
  pictures: ReadonlyMap<Visual, Picture>;
  /** Figures of the native charts, in their order. */
  charts: ChartData[];
}

/** Slides for PowerPoint and LibreOffice, 16:9: charts and tables that can be edited, what is said in the notes. */
export async function renderPptx(paper: Paper, words: Wording): Promise<Uint8Array> {
  const show = new PptxGenJS();
  show.defineLayout({ name: 'WIDE', ...SLIDE });
  show.layout = 'WIDE';
  show.theme = { headFontFace: FONT, bodyFontFace: FONT };
  for (const title of [WITH_TEXT, WITH_TITLE]) show.defineSlideMaster(masterOf(title, paper));
  const screens = paper.slides.flatMap((slide) => screensOf(withFigures(slide, words), words, isDrawn));
  const drawn = screens.flatMap(({ visual }) => (visual && isDrawn(visual) ? [visual] : []));
  const deck: Deck = { show, words, pictures: await drawnCharts(drawn, words), charts: [] };
  for (const screen of screens) addScreen(screen, deck);
  const bytes = await show.write({ outputType: 'uint8array' });
  const workbooks = await Promise.all(deck.charts.map((data) => dataWorkbook(data, paper)));
  const told = { ...paper, charts: deck.charts.map((data, index) => ({ data, workbook: workbooks[index] ?? new Uint8Array() })) };
  return fixedPackage(bytes as Uint8Array, paper, (parts) => soundPresentation(parts, told));
}

/** Behind a flow or a map stands a table of its figures; it stands alone where the picture has too much for a slide. */
function withFigures(slide: PaperSlide, words: Wording): PaperSlide {
  const blocks = slide.blocks.flatMap((block): PaperBlock[] => {
    const table = block.kind === 'chart' && !isEmpty(block.chart) ? figuresOf(block.chart, words) : null;
    if (!table || block.kind !== 'chart') return [block];
    const behind = { kind: 'table' as const, caption: block.caption, table };
    if (slidePictureSize(block.chart, words)) return [block, behind];
    return [{ ...behind, table: { ...table, note: words.text('formats.tableInstead') } }];
  });
  return { ...slide, blocks };
}

function isDrawn(visual: Visual): boolean {
  return visual.kind === 'chart' && isPicture(visual.chart) && !isEmpty(visual.chart);
}

async function drawnCharts(visuals: Visual[], words: Wording): Promise<Map<Visual, Picture>> {
  const pictures = await drawCharts(visuals, (chart) => slidePictureSize(chart, words), words);
  return new Map(
    visuals.flatMap((visual) => [[visual, pictures.get(visual)] as const]).filter((pair): pair is [Visual, Picture] => Boolean(pair[1])),
  );
}

/** Draft mark and handling stand on every slide. */
function masterOf(title: string, { draft, handling }: Paper): PptxGenJS.SlideMasterProps {
  const marking = [draft, handling].filter(Boolean).join(' · ');
  const small = { fontFace: FONT, fontSize: NOTE };
  const placeholder = (name: string, type: 'title' | 'body', box: { x: number; y: number; w: number; h: number }) => ({
    placeholder: { options: { name, type, ...box, fontFace: FONT, color: INK, margin: 0, align: 'left' as const }, text: '' },
  });
  return {
    title,
    background: { color: 'FFFFFF' },
    objects: [
      { rect: { x: TEXT.x, y: 0.3, w: 0.9, h: 0.06, fill: { color: ACCENT } } },
      placeholder('title', 'title', TITLE),
      ...(title === WITH_TEXT ? [placeholder('body', 'body', { x: TEXT.x, y: TEXT.y, w: TEXT.width, h: TEXT.height })] : []),
      { text: { text: cleanText(marking), options: { x: TEXT.x, ...FOOT, w: 10, ...small, bold: true, color: ACCENT, margin: 0 } } },
    ],
    slideNumber: { x: TEXT.x + TEXT.width - 1, ...FOOT, w: 1, ...small, color: MUTED, align: 'right' },
  };
}

function addScreen(screen: Screen, deck: Deck): void {
  const { visual, lines } = screen;
  const slide = deck.show.addSlide({ masterName: visual || lines.length === 0 ? WITH_TITLE : WITH_TEXT });
  const size = TITLE_SIZES.find(
    (one) => wrapText(screen.title, TITLE.w * POINTS, one, { weight: 'semibold' }).length * one * 1.2 <= TITLE.h * POINTS,
  );
  const lang = LOCALES[deck.words.language];
  slide.addText(screen.title, {
    placeholder: 'title',
    fontFace: FONT,
    fontSize: size ?? 14,
    bold: true,
    color: INK,
    valign: 'middle',
    align: 'left',
    lang,
  });
  const picture = visual && deck.pictures.get(visual);
  const column = picture ? { x: TEXT.x + TEXT.width - SIDE.width, width: SIDE.width } : { x: TEXT.x, width: TEXT.width };
  if (lines.length > 0) addLines(slide, screen, column, lang);
  const top = TEXT.y + (lines.length > 0 ? heightOf(lines, screen.size, column.width * POINTS) / POINTS + 0.1 : 0);
  if (picture && visual.kind === 'chart') addDrawing(slide, visual, { picture, column, top }, deck);
  else if (visual) addVisual(slide, visual, top, deck);
  if (screen.notes) slide.addNotes(screen.notes.split('\n').map(cleanText).join('\n'));
}

/** Inches. */
interface Column {
  x: number;
  width: number;
}

function addLines(slide: PptxGenJS.Slide, { lines, size, visual }: Screen, { x, width }: Column, lang: string): void {
  const height = visual ? heightOf(lines, size, width * POINTS) / POINTS : TEXT.height;
  const box = { x, y: TEXT.y, w: width, h: height, margin: 0, valign: 'top' as const };
  slide.addText(
    lines.flatMap((line) => lineRuns(line, size, lang)),
    visual ? box : { placeholder: 'body', ...box },
  );
}

/** What holds for the paragraph stands at its first run. */
function lineRuns({ runs, look }: Line, size: number, lang: string): PptxGenJS.TextProps[] {
  const runsRight = startsRight(runs.map(({ text }) => text).join(''));
  const paragraph = {
    paraSpaceAfter: size / 2,
    ...(look === 'point' ? { indentLevel: 1 } : {}),
    ...(runsRight ? { rtlMode: true, align: 'right' as const } : {}),
  };
  return runs.map((run, index) => ({
    text: run.text,
    options: {
      fontFace: FONT,
      fontSize: size,
      color: INK,
      bold: look === 'head',
      lang: run.language ? LOCALES[run.language] : lang,
      ...(index === 0 ? paragraph : {}),
      breakLine: index === runs.length - 1,
    },
  }));
}

/** Puts text at a height of the slide and gives back how much of it the text takes, in inches. */
function putText(slide: PptxGenJS.Slide, text: string, { x, width }: Column, y: number, look: Look): number {
  if (!text) return 0;
  const { size, bold = false } = look;
  const lines = wrapText(text, width * POINTS, size, { weight: bold ? 'semibold' : 'regular' }).length;
  const h = (lines * size * 1.25) / POINTS;
  slide.addText(text, {
    x,
    y,
    w: width,
    h,
    margin: 0,
    fontFace: FONT,
    fontSize: size,
    bold,
    color: look.color,
    lang: look.lang,
    valign: 'top',
  });
  return h;
}

interface Look {
  size: number;
  bold?: boolean;
  color: string;
  lang: string;
}

/** Caption above, source and remarks below; what stands between gets the rest of the slide. */
function addVisual(slide: PptxGenJS.Slide, visual: Visual, top: number, deck: Deck): void {
  const { words } = deck;
  const lang = LOCALES[words.language];
  const column = { x: TEXT.x, width: TEXT.width };
  const above = putText(slide, cleanText(visual.caption), column, top, { size: 13, bold: true, color: INK, lang });
  const subtitle = visual.kind === 'chart' ? cleanText(visual.subtitle) : '';
  const start = top + above + putText(slide, subtitle, column, top + above, { size: REMARK, color: MUTED, lang }) + 0.08;
  const below = (text: string) => (wrapText(text, TEXT.width * POINTS, NOTE).length * NOTE * 1.25) / POINTS;
  const end = (text: string) => TEXT.y + TEXT.height - (text ? below(text) + 0.06 : 0);
  const foot = visual.kind === 'chart' ? footOf(visual.chart, words) : (visual.table.note ?? '');
  const shownFoot = draw(slide, visual, { y: start, height: end(foot) - start }, cleanText(foot), deck);
  putText(slide, shownFoot, column, end(foot) + 0.06, { size: NOTE, color: MUTED, lang });
}

function footOf(chart: Chart, words: Wording): string {
  return [remarksOf(chart, words), chart.source].filter(Boolean).join(' ');
}

/** A picture at the left; below the words of the slide its caption, subtitle and source in the column at its right. */
function addDrawing(
  slide: PptxGenJS.Slide,
  visual: Extract<Visual, { kind: 'chart' }>,
  { picture, column, top }: { picture: Picture; column: Column; top: number },
  { words }: Deck,
): void {
  const lang = LOCALES[words.language];
  addPicture(slide, visual, cleaned(visual.chart).alt, picture);
  let y = top;
  for (const [text, look] of [
    [visual.caption, { size: 13, bold: true, color: INK, lang }],
    [visual.subtitle, { size: REMARK, color: MUTED, lang }],
    [footOf(visual.chart, words), { size: NOTE, color: MUTED, lang }],
  ] as const)
    y += putText(slide, cleanText(text), column, y, look) + 0.08;
}

type Room = { y: number; height: number };

/** Returns what stands below. */
function draw(slide: PptxGenJS.Slide, visual: Visual, room: Room, foot: string, deck: Deck): string {
  const { words } = deck;
  const box = { width: TEXT.width, height: room.height };
  if (visual.kind === 'table') return addTable(slide, tableOfBlock(visual.table, words, box), room, foot, visual, words);
  if (isEmpty(visual.chart)) return words.text('report.table.empty');
  const chart = cleaned(visual.chart);
  if (chart.type === 'heat') return addTable(slide, tableOfHeat(chart, words, box), room, foot, visual, words);
  const data = chartData(chart, words);
  if (data) addChart(slide, data, chart.alt, visual, room, deck);
  return foot;
}

function addTable(slide: PptxGenJS.Slide, table: SlideTable, { y }: Room, foot: string, visual: Visual, words: Wording): string {
  if (table.total === 0) return words.text('report.table.empty');
  slide.addTable(table.rows, {
    x: TEXT.x,
    y,
    w: TEXT.width,
    colW: table.widths,
    rowH: table.heights,
    objectName: cleanText(visual.caption),
  });
  const cut = table.shown < table.total ? words.text('formats.cut', { shown: table.shown, total: table.total }) : '';
  const columns = table.left > 0 ? words.text('formats.columns', { n: table.left }) : '';
  return [foot, cut, columns].filter(Boolean).join(' ');
}

/** A stand-in whose parts are replaced by those of `charts`. */
function addChart(slide: PptxGenJS.Slide, data: ChartData, alt: string, visual: Visual, { y, height }: Room, deck: Deck): void {
  deck.charts.push(data);
  slide.addChart('bar', [{ name: '1', labels: ['1'], values: [1] }], {
    x: TEXT.x,
    y,
    w: TEXT.width,
    h: height,
    altText: alt,
    objectName: cleanText(visual.caption),
  });
}
