import { Document, type FileChild, type ISectionOptions, Packer, PageOrientation, type Paragraph, SectionType } from 'docx';
import { pageChartSize } from '../../../shared/document/page/blocks.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { drawCharts } from './chart-picture.ts';
import { childrenOf, isWide, type Writing } from './docx-blocks.ts';
import { embedFaces } from './docx-fonts.ts';
import { listsOf } from './docx-lists.ts';
import { footersOf, headersOf } from './docx-margins.ts';
import { mastheadParagraphs } from './docx-masthead.ts';
import { numberedChanges, plainSeparators, starredNotes } from './docx-notes.ts';
import { styled } from './docx-runs.ts';
import { documentStyles, PAGE, TEXT_WIDTH_PIXELS, TEXT_WIDTH_TWIPS, WIDE_TEXT_TWIPS } from './docx-styles.ts';
import { fixedPackage } from './zip-fixed.ts';

/** A document for Word and LibreOffice: editable text, real headings and lists, charts as pictures with alternative text. */
export async function renderDocx(paper: Paper, words: Wording): Promise<Uint8Array> {
  const isMeeting = paper.masthead !== null;
  const pictures = await drawCharts(paper.blocks, (chart) => pageChartSize(chart, TEXT_WIDTH_PIXELS, words), words);
  const writing: Writing = { words, pictures, top: isMeeting ? 2 : 1, next: 1, lists: 0 };
  const document = new Document({
    styles: documentStyles(words.language, isMeeting),
    numbering: listsOf(words.language, isMeeting),
    evenAndOddHeaderAndFooters: isMeeting,
    sections: sectionsOf(paper, writing),
  });
  return fixedPackage(await Packer.toBuffer(document), { ...paper }, (parts) => {
    plainSeparators(parts);
    numberedChanges(parts);
    starredNotes(parts, (paper.masthead?.original ?? []).filter(({ footnote }) => footnote !== undefined).length);
    embedFaces(parts);
  });
}

/** One section; a table too wide for the page has one of its own on its side. */
function sectionsOf(paper: Paper, writing: Writing): ISectionOptions[] {
  const groups: { wide: boolean; children: FileChild[] }[] = [{ wide: false, children: titleOf(paper) }];
  for (const block of paper.blocks) {
    const wide = isWide(block, writing.words);
    if (groups.at(-1)?.wide !== wide) groups.push({ wide, children: [] });
    groups.at(-1)?.children.push(...childrenOf(block, writing));
  }
  return groups.map(({ wide, children }, index) => {
    const width = wide ? WIDE_TEXT_TWIPS : TEXT_WIDTH_TWIPS;
    const orientation = wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
    return {
      properties: {
        type: SectionType.NEXT_PAGE,
        titlePage: paper.masthead !== null && index === 0,
        page: { ...PAGE, size: { ...PAGE.size, orientation } },
      },
      headers: headersOf(paper, width),
      footers: footersOf(paper, writing.words, width),
      children,
    };
  });
}

function titleOf({ masthead, title }: Paper): Paragraph[] {
  return masthead ? mastheadParagraphs(masthead) : [styled('Title', title)];
}
