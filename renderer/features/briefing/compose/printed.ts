import { pageHtml } from '../../../../shared/document/page/page.ts';
import { A4, type Sheet, SLIDE } from '../../../../shared/document/page/style.ts';
import type { Paper } from '../../../../shared/document/paper.ts';
import type { Wording } from '../../../../shared/report/wording.ts';

/** Between two sheets, in millimetres. */
export const GAP = 8;

export function sheetOf(paper: Paper): Sheet {
  return paper.slides.length > 0 ? SLIDE : A4;
}

/** Puts the page that is printed into a root of its own, where none of its styles meets another; text and pictures only, as it holds no script. */
export function fillSheets(root: ShadowRoot, paper: Paper, words: Wording): void {
  const [, printed = '', body = ''] = /<style[^>]*>(.*?)<\/style>(.*)$/s.exec(pageHtml(paper, words)) ?? [];
  const made = new DOMParser().parseFromString(body, 'text/html');
  const flow = document.createElement('div');
  flow.className = 'flow';
  flow.append(...made.body.childNodes);
  root.adoptedStyleSheets = [styleOf(printed, sheetOf(paper))];
  root.replaceChildren(flow);
}

/** The rules of the print, with sheets made of columns of their size, one below the other. */
function styleOf(printed: string, sheet: Sheet): CSSStyleSheet {
  const style = new CSSStyleSheet();
  const [width, height] = [sheet.width - sheet.left - sheet.right, sheet.height - sheet.top - sheet.bottom];
  const between = sheet.top + sheet.bottom + GAP;
  style.replaceSync(`${printed.replaceAll('@media print{', '@media all{').replace(/(^|\n)html\{/g, '$1:host{')}
.flow{position:relative;width:${width}mm;columns:1;column-fill:auto;column-gap:0;column-wrap:wrap;column-height:${height}mm;row-gap:${between}mm}
.page-break{break-after:column}.slide{break-before:column}.slide:first-of-type{break-before:auto}`);
  return style;
}

/** How many sheets the text came to. */
export function countSheets(root: ShadowRoot, sheet: Sheet): number {
  const flow = root.querySelector('.flow');
  if (!flow) return 1;
  const millimetre = flow.clientWidth / (sheet.width - sheet.left - sheet.right);
  const bottom = Math.max(...[...flow.children].map((child) => lastBottom(child)), 0) - flow.getBoundingClientRect().top;
  const zoom = flow.getBoundingClientRect().width / (flow.clientWidth || 1);
  const every = (sheet.height + GAP) * millimetre * (zoom || 1);
  return every > 0 ? Math.max(1, Math.ceil(bottom / every)) : 1;
}

/** Of the last piece of an element that is broken over sheets. */
function lastBottom(element: Element): number {
  return Math.max(...[...element.getClientRects()].map(({ bottom }) => bottom), 0);
}
