import type { Wording } from '../../report/wording.ts';
import type { Paper, PaperSlide } from '../paper.ts';
import { blockHtml, type Frame } from './blocks.ts';
import { escaped } from './markup.ts';
import { mastheadHtml, mastheadNotes } from './masthead.ts';
import { A4, SLIDE, styleOf, textWidthOf } from './style.ts';

export interface PageOptions {
  /** `@font-face` rules of the bundled faces; without them the reader's own Noto Sans or Arial is used. */
  fontFaces?: string;
  /** Of the page's content security policy, where the document is shown in the app. */
  nonce?: string;
}

/**
 * A document as one page of HTML that holds all it needs: no script, no reference outside, every text escaped. Chromium prints it as a
 * tagged PDF: headings make the outline, tables have their headers, drawings their descriptions, footnotes stand at the end of the text.
 */
export function pageHtml(paper: Paper, words: Wording, options: PageOptions = {}): string {
  const isSlides = paper.slides.length > 0;
  const sheet = isSlides ? SLIDE : A4;
  const frame: Frame = { words, notes: { texts: [] }, width: textWidthOf(sheet), top: paper.masthead || isSlides ? 3 : 2 };
  const body = isSlides ? slidesHtml(paper, frame) : [...paper.blocks.map((block) => blockHtml(block, frame)), notesHtml(frame)];
  const nonce = options.nonce ? ` nonce="${escaped(options.nonce)}"` : '';
  return `<!DOCTYPE html>
<html lang="${paper.language}">
<head>
<meta charset="utf-8">
<meta name="description" content="${escaped(paper.description)}">
<title>${escaped(paper.title)}</title>
<style${nonce}>
${options.fontFaces ?? ''}
${styleOf(paper, sheet, words)}
</style>
</head>
<body>
${[titleHtml(paper), ...body].filter(Boolean).join('\n')}
</body>
</html>
`;
}

function titleHtml(paper: Paper): string {
  if (!paper.masthead) return `<h1>${escaped(paper.title)}</h1>`;
  const room = mastheadNotes(paper.masthead).length > 0 ? '<div class="keeper"></div><div class="room"></div>\n' : '';
  return room + mastheadHtml(paper.masthead);
}

function notesHtml({ notes, words }: Frame): string {
  if (notes.texts.length === 0) return '';
  const lines = notes.texts.map(
    (text, index) => `<p id="note-${index + 1}"><a href="#mark-${index + 1}">${index + 1}</a> ${escaped(text)}</p>`,
  );
  return `<section class="notes" role="doc-endnotes" aria-label="${escaped(words.text('formats.notes'))}">${lines.join('\n')}</section>`;
}

/** Each slide on a page of its own, with what is said about it below. */
function slidesHtml(paper: Paper, frame: Frame): string[] {
  return paper.slides.map((slide) => slideHtml(slide, { ...frame, notes: { texts: [] } }));
}

function slideHtml({ title, blocks, notes }: PaperSlide, frame: Frame): string {
  const content = blocks.map((block) => blockHtml(block, frame));
  const spoken = notes
    ? `<aside class="speaker">${notes
        .split('\n')
        .map((line) => `<p>${escaped(line)}</p>`)
        .join('')}</aside>`
    : '';
  return `<section class="slide"><h2>${escaped(title)}</h2>\n${[...content, notesHtml(frame), spoken].filter(Boolean).join('\n')}</section>`;
}
