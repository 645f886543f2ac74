import { textWidth, wrapText } from '../../report/text-width.ts';
import type { Wording } from '../../report/wording.ts';
import type { Paper } from '../paper.ts';
import { cssString } from './markup.ts';
import { mastheadNotes } from './masthead.ts';
import { TABLE_SIZES } from './table.ts';

/** Millimetres. */
export interface Sheet {
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export const A4: Sheet = { width: 210, height: 297, top: 23, right: 25, bottom: 20, left: 25 };
/** 16:9, as wide as a slide of 13.333 inches. */
export const SLIDE: Sheet = { width: 338.67, height: 190.5, top: 18, right: 16, bottom: 15, left: 16 };

const POINTS = 72 / 25.4;
const NOTE = { size: 8, line: 10.5 };

export function textWidthOf(sheet: Sheet): number {
  return (sheet.width - sheet.left - sheet.right) * POINTS;
}

/** Everything about the look, with what stands in the margins of each page; no style stands in an element. */
export function styleOf(paper: Paper, sheet: Sheet, words: Wording): string {
  return [pageRules(paper, sheet, words), firstNotes(paper, sheet), TEXT, FIGURES, ...sizes(), paper.masthead ? MEETING : '', SCREEN].join(
    '\n',
  );
}

function pageRules(paper: Paper, sheet: Sheet, words: Wording): string {
  const marking = [paper.draft, paper.handling].filter(Boolean).join(' · ');
  const box = (place: string, content: string, more = '') =>
    `@${place}{content:${content};font:8pt "Noto Sans",Arial,sans-serif;color:#5a626c;${more}}`;
  const pages = pageCount(paper, words);
  const name = cssString(paper.masthead ? paper.jobNumber : paper.description);
  const bold = 'font-weight:600;color:#0f5499;white-space:nowrap;';
  const above = box('top-left', cssString(marking), bold) + box('top-right', cssString(paper.masthead?.symbol ?? ''));
  const margins = `margin:${sheet.top}mm ${sheet.right}mm ${sheet.bottom}mm ${sheet.left}mm`;
  const [even, odd] = paper.masthead
    ? [box('bottom-left', pages) + box('bottom-right', name), box('bottom-left', name) + box('bottom-right', pages)]
    : [];
  const below = box('bottom-left', name) + box('bottom-right', pages);
  return `@page{size:${sheet.width}mm ${sheet.height}mm;${margins};${above}}
@page :left{${even ?? below}}
@page :right{${odd ?? below}}
${paper.masthead ? '@page :first{@bottom-right{content:none}}' : ''}
@page wide{size:${sheet.height}mm ${sheet.width}mm}`;
}

/** Stand in the message where the two counters go; no language writes them. */
const [PAGE, PAGES] = ['\ue000', '\ue001'];

function pageCount({ pageNumbers }: Paper, words: Wording): string {
  if (pageNumbers === 'figures') return 'counter(page) "/" counter(pages)';
  const pieces = words.text('report.page', { page: PAGE, pages: PAGES }).split(new RegExp(`(${PAGE}|${PAGES})`));
  return pieces.map((piece) => (piece === PAGE ? 'counter(page)' : piece === PAGES ? 'counter(pages)' : cssString(piece))).join(' ');
}

/** Room for the notes of the masthead at the foot of the first page, and their place there. */
function firstNotes({ masthead }: Paper, sheet: Sheet): string {
  const lines = masthead
    ? mastheadNotes(masthead).flatMap((text) => wrapText(`* ${text}`, textWidthOf(sheet) - textWidth('** ', NOTE.size), NOTE.size))
    : [];
  if (lines.length === 0) return '';
  const height = lines.length * NOTE.line + 10;
  const text = (sheet.height - sheet.top - sheet.bottom) * POINTS - 1;
  return `@media print{.keeper{float:right;width:0;height:${text - height}pt}.room{float:right;clear:both;width:100%;height:${height}pt}
.first-notes{position:absolute;left:0;right:0;top:${text - height}pt;height:${height}pt}}
.first-notes{font-size:${NOTE.size}pt;line-height:${NOTE.line}pt}.first-notes::before{content:"";display:block;width:38mm;border-top:.5pt solid #1b1f24;margin-bottom:4pt}.first-notes p{margin:0}`;
}

function sizes(): string[] {
  return TABLE_SIZES.map((size) => `table.size-${size}{font-size:${size}pt}`);
}

const TEXT = `html{font:9.5pt/1.37 "Noto Sans",Arial,sans-serif;color:#1b1f24;font-variant-ligatures:none}
body{margin:0}
p,li,td,th,caption,h1,h2,h3,h4{unicode-bidi:plaintext;overflow-wrap:anywhere;text-align:start}
h1,h2,h3,h4{break-after:avoid;break-inside:avoid;line-height:1.25}
h1{font-size:19pt;font-weight:600;margin:0 0 8pt}
h2{font-size:13pt;font-weight:600;margin:13pt 0 5pt}
h3{font-size:11pt;font-weight:600;color:#0f5499;margin:14pt 0 6pt}
h4{font-size:10pt;font-weight:600;margin:10pt 0 4pt}
p{margin:0 0 6pt}
p,li{orphans:2;widows:2}
.numbered{padding-left:9mm;text-indent:-9mm}
.number,.label{display:inline-block;min-width:calc(9mm - .26em);text-indent:0}
.points{list-style:none;margin:0 0 6pt;padding:0 0 0 9mm}
.points li{margin:0 0 4pt;padding-left:9mm;text-indent:-9mm}
.key-figure{font-size:9.5pt}
.box{border:.75pt solid #c5cbd3;background:#f6f8fa;padding:7pt 9pt 2pt;margin:9pt 0;font-size:8.5pt;line-height:1.28;box-decoration-break:clone}
.box-title{font-weight:600;break-after:avoid}
.box p{margin-bottom:4.5pt}
.page-break{break-after:page}
sup{font-size:70%;line-height:0}
a{color:inherit;text-decoration:none}
.notes{border-top:.5pt solid #1b1f24;margin-top:14pt;padding-top:6pt;font-size:8.5pt}
.notes p{margin:0 0 3pt}
.slide{break-before:page}
.slide:first-of-type{break-before:auto}
.speaker{font-size:8pt;color:#5a626c;border-top:.5pt solid #c5cbd3;padding-top:4pt}`;

const FIGURES = `.drawing{margin:9pt 0;break-inside:avoid}
caption,.caption{font-size:9.5pt;font-weight:600;text-align:start;margin-bottom:4pt;break-after:avoid}
caption{padding-bottom:4pt}
.subtitle{margin:-2pt 0 4pt;break-after:avoid;font-size:9pt;font-weight:400;color:#5a626c}
.drawing svg{display:block;max-width:100%;height:auto}
.source{font-size:8pt;color:#5a626c;margin:3pt 0 8pt}
table{border-collapse:collapse;width:100%;margin:8pt 0 4pt;border-bottom:1pt solid #1b1f24;line-height:1.2}
thead{display:table-header-group;border-top:1pt solid #1b1f24;border-bottom:1pt solid #1b1f24}
tr{break-inside:avoid}
th,td{padding:1.5pt 4pt;vertical-align:bottom;border-bottom:.5pt solid #c5cbd3}
th{font-weight:600}
tbody th{font-weight:400}
.figure{text-align:right;white-space:nowrap;overflow-wrap:normal}
thead .figure{white-space:normal}
.wide{page:wide}
.form th{width:38%;font-weight:600;vertical-align:top}
.form td{vertical-align:top}`;

/** Meeting documents: text 130 mm wide, number and letter indented, the lines that follow at the side of the text. */
const MEETING = `html{line-height:1.35}
.masthead{margin-bottom:12pt}
.distribution{border-bottom:1.5pt solid #1b1f24;padding-bottom:6pt;margin-bottom:12pt;text-align:left;padding-left:62%}
.distribution p{margin:0 0 3pt}
.symbol{font-weight:600}
.meeting{font-size:12pt;font-weight:600;margin:0}
.masthead h1{font-size:17pt;margin:14pt 0 8pt}
.rapporteur{margin-bottom:10pt}
h2.item{font-size:12pt;margin:10pt 0 4pt}
h3.issue{font-size:10pt;color:#1b1f24;margin:0 0 8pt}
.numbered,.points li{padding-left:0;text-indent:0}
.points{padding-left:0}
.numbered,.text,.points,h2.item,h3,h3.issue,h4{margin-left:15mm;margin-right:15mm}
.points li{text-indent:9mm}
.numbered .number{min-width:9mm}`;

/** On screen the text stands on a sheet as wide as the page. */
const SCREEN = `@media screen{body{box-sizing:border-box;width:210mm;margin:0 auto;padding:20mm 25mm;background:#fff}}`;
