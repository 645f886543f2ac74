import { Document, Packer, type Paragraph } from 'docx';
import type { Paper } from '../../../shared/document/paper.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { drawCharts } from './chart-picture.ts';
import { childrenOf, type Writing } from './docx-blocks.ts';
import { embedFaces } from './docx-fonts.ts';
import { listsOf } from './docx-lists.ts';
import { footersOf, headersOf } from './docx-margins.ts';
import { mastheadParagraphs } from './docx-masthead.ts';
import { plainSeparators, starredNotes } from './docx-notes.ts';
import { styled } from './docx-runs.ts';
import { documentStyles, PAGE, TEXT_WIDTH_PIXELS } from './docx-styles.ts';
import { fixedPackage } from './zip-fixed.ts';

/** A document for Word and LibreOffice: editable text, real headings and lists, charts as pictures with alternative text. */
export async function renderDocx(paper: Paper, words: Wording): Promise<Uint8Array> {
  const isMeeting = paper.masthead !== null;
  const pictures = await drawCharts(paper.blocks, TEXT_WIDTH_PIXELS, words);
  const writing: Writing = { words, pictures, top: isMeeting ? 2 : 1, next: 1, lists: 0 };
  const document = new Document({
    styles: documentStyles(words.language, isMeeting),
    numbering: listsOf(words.language, isMeeting),
    evenAndOddHeaderAndFooters: isMeeting,
    sections: [
      {
        properties: { page: PAGE },
        headers: headersOf(paper),
        footers: footersOf(paper, words),
        children: [...titleOf(paper), ...paper.blocks.flatMap((block) => childrenOf(block, writing))],
      },
    ],
  });
  return fixedPackage(await Packer.toBuffer(document), { ...paper }, (parts) => {
    plainSeparators(parts);
    starredNotes(parts, (paper.masthead?.original ?? []).filter(({ footnote }) => footnote !== undefined).length);
    embedFaces(parts);
  });
}

function titleOf({ masthead, title }: Paper): Paragraph[] {
  return masthead ? mastheadParagraphs(masthead) : [styled('Title', title)];
}
