import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import { assertNever } from '../../../shared/errors.ts';
import { chartSize } from '../../../shared/report/chart-layout.ts';
import type { ChartSize } from '../../../shared/report/chart-marks.ts';
import { chartSvg } from '../../../shared/report/chart-svg.ts';
import type { Outline, OutlineItem } from '../../../shared/report/outline.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { chartPng } from './chart-png.ts';
import { documentStyles, NUMBERED, NUMBERING, PAGE, TEXT_WIDTH_PIXELS, TEXT_WIDTH_TWIPS } from './docx-styles.ts';
import { tableOf } from './docx-table.ts';
import { fixedPackage } from './zip-fixed.ts';

/** An outline as a Word document: editable text, real headings, charts as pictures with alternative text. */
export async function renderDocx(outline: Outline, words: Wording): Promise<Uint8Array> {
  const pictures = await drawCharts(outline, words);
  const document = new Document({
    styles: documentStyles(words.language),
    numbering: NUMBERING,
    sections: [
      {
        properties: { page: PAGE },
        headers: { default: markingHeader(outline) },
        footers: { default: pageFooter(outline, words) },
        children: [
          new Paragraph({ style: 'Title', children: [new TextRun(outline.title)] }),
          ...outline.items.flatMap((item) => childrenOf(item, pictures, words)),
        ],
      },
    ],
  });
  return fixedPackage(await Packer.toBuffer(document), { title: outline.title, language: words.language });
}

interface Picture {
  id: string;
  png: Uint8Array;
  size: ChartSize;
}

/** One after the other: each takes a thread, and memory is short on small machines. */
async function drawCharts(outline: Outline, words: Wording): Promise<Map<OutlineItem, Picture>> {
  const pictures = new Map<OutlineItem, Picture>();
  for (const item of outline.items) {
    if (item.kind !== 'chart') continue;
    const drawing = { ...item.chart, title: '', subtitle: '', source: '' };
    const size = chartSize(drawing, TEXT_WIDTH_PIXELS, words);
    pictures.set(item, { id: String(pictures.size + 1), png: await chartPng(chartSvg(drawing, size, words.language)), size });
  }
  return pictures;
}

function childrenOf(item: OutlineItem, pictures: Map<OutlineItem, Picture>, words: Wording): FileChild[] {
  switch (item.kind) {
    case 'heading':
      return [
        new Paragraph({ heading: item.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, children: [new TextRun(item.text)] }),
      ];
    case 'paragraph':
      return [new Paragraph({ numbering: { reference: NUMBERED, level: 0 }, children: [new TextRun(item.text)] })];
    case 'note':
      return [styled('KeyFigure', item.text)];
    case 'chart':
      return chartParagraphs(item, pictures.get(item));
    case 'table':
      return tableParagraphs(item, words);
    default:
      return assertNever(item);
  }
}

/** Title, subtitle and source are text of the document; the picture holds the drawing alone. */
function chartParagraphs({ chart, caption, subtitle }: Extract<OutlineItem, { kind: 'chart' }>, picture: Picture | undefined): Paragraph[] {
  const name = caption.split('. ')[0] ?? '';
  const image =
    picture &&
    new ImageRun({
      type: 'png',
      data: picture.png,
      transformation: picture.size,
      altText: { name, title: chart.title, description: chart.alt, id: picture.id },
    });
  return [
    styled('Caption', caption),
    ...(subtitle ? [styled('ChartSubtitle', subtitle)] : []),
    new Paragraph({ style: 'Figure', children: image ? [image] : [] }),
    styled('SourceNote', chart.source),
  ];
}

function tableParagraphs({ table, caption }: Extract<OutlineItem, { kind: 'table' }>, words: Wording): FileChild[] {
  const body = table.rows.length > 0 ? tableOf(table, words) : styled('KeyFigure', words.text('report.table.empty'));
  return [styled('Caption', caption), body, styled('SourceNote', table.note ?? '')];
}

function styled(style: string, text: string): Paragraph {
  return new Paragraph({ style, children: [new TextRun(text)] });
}

/** Draft mark at the left, handling at the right, on every page. */
function markingHeader({ draft, handling }: Outline): Header {
  return new Header({ children: [spread('Marking', [new TextRun(draft)], [new TextRun(handling ?? '')])] });
}

function pageFooter({ description }: Outline, words: Wording): Footer {
  return new Footer({ children: [spread('PageFoot', [new TextRun(description)], pageNumber(words))] });
}

/** Stand in the message where the two fields go; no language writes them. */
const [PAGE_MARK, PAGES_MARK] = ['\ue000', '\ue001'];

/** "Page 2 of 9" in the word order of the language; the two figures are fields. */
function pageNumber(words: Wording): TextRun[] {
  const pieces = words.text('report.page', { page: PAGE_MARK, pages: PAGES_MARK }).split(new RegExp(`(${PAGE_MARK}|${PAGES_MARK})`));
  return pieces.map(
    (piece) =>
      new TextRun({ children: [piece === PAGE_MARK ? PageNumber.CURRENT : piece === PAGES_MARK ? PageNumber.TOTAL_PAGES : piece] }),
  );
}

function spread(style: string, left: TextRun[], right: TextRun[]): Paragraph {
  return new Paragraph({
    style,
    alignment: AlignmentType.LEFT,
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH_TWIPS }],
    children: [...left, new TextRun({ children: [new Tab()] }), ...right],
  });
}
