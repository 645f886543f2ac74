import { type FileChild, HeadingLevel, ImageRun, PageBreak, Paragraph } from 'docx';
import { pointLabel } from '../../../shared/document/numbering.ts';
import { plainText } from '../../../shared/document/page/markup.ts';
import { tableForPage } from '../../../shared/document/page/table.ts';
import type { PaperBlock, Run } from '../../../shared/document/paper.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import { assertNever } from '../../../shared/errors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { Picture } from './chart-picture.ts';
import { LETTERED, NUMBERED } from './docx-lists.ts';
import { runsOf, startsRight, styled, textRuns } from './docx-runs.ts';
import { TEXT_WIDTH_PIXELS, TEXT_WIDTH_TWIPS, WIDE_TEXT_TWIPS } from './docx-styles.ts';
import { formTable, tableOf } from './docx-table.ts';
import { isTooWide } from './docx-typeset.ts';

/** A document while it is written: what was counted so far. */
export interface Writing {
  words: Wording;
  pictures: ReadonlyMap<PaperBlock, Picture>;
  /** Level of the highest heading below the title: 1, or 2 below the headings of a masthead. */
  top: 1 | 2;
  /** The number that the list of paragraphs gives next. */
  next: number;
  /** Lists of points so far. */
  lists: number;
}

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

export function childrenOf(block: PaperBlock, writing: Writing): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph(block.text, { heading: LEVELS[writing.top + block.level - 2] ?? HeadingLevel.HEADING_3 })];
    case 'paragraph':
      return numberedParagraphs(block, writing);
    case 'note':
      return [styled('KeyFigure', block.text)];
    case 'chart':
      return chartParagraphs(block, writing);
    case 'table':
      return tableParagraphs(block, writing.words);
    case 'box':
      return [styled('BoxTitle', block.title), ...block.paragraphs.map((runs) => paragraph(runs, { style: 'BoxText' }))];
    case 'form':
      return [formTable(block.rows), styled('AfterTable', '')];
    case 'page-break':
      return [new Paragraph({ style: 'AfterTable', children: [new PageBreak()] })];
    default:
      return assertNever(block);
  }
}

type Look = Omit<Exclude<ConstructorParameters<typeof Paragraph>[0], string>, 'children'>;

function paragraph(runs: readonly Run[], look: Look, lead = ''): Paragraph {
  return new Paragraph({ ...look, bidirectional: startsRight(plainText(runs)), children: [...textRuns(lead), ...runsOf(runs)] });
}

/**
 * Real lists, whose numbers and letters are those of the paper: they count alike. One that would not (a number left out) is written as
 * text, so that a reference is good in every format.
 */
function numberedParagraphs({ number, text, points }: Extract<PaperBlock, { kind: 'paragraph' }>, writing: Writing): Paragraph[] {
  const counts = number !== null && number === writing.next;
  if (counts) writing.next += 1;
  const keepNext = points.length > 0;
  const opening = counts
    ? paragraph(text, { numbering: { reference: NUMBERED, level: 0, custom: true }, style: 'Numbered', keepNext })
    : paragraph(text, { style: writing.top === 2 ? 'Numbered' : 'Normal', keepNext }, number === null ? '' : `${number}.\t`);
  const isListed = points.every(({ label }, index) => label === pointLabel(index, writing.words.language));
  if (isListed && keepNext) writing.lists += 1;
  const instance = writing.lists;
  const pointParagraphs = points.map((point) =>
    isListed
      ? paragraph(point.text, { numbering: { reference: LETTERED, level: 0, instance, custom: true }, style: 'Lettered' })
      : paragraph(point.text, { style: 'Lettered' }, `${point.label}\t`),
  );
  return [...(text.length > 0 || number !== null ? [opening] : []), ...pointParagraphs];
}

/** Title, subtitle and source are text of the document; the picture holds the drawing alone. */
function chartParagraphs(block: Extract<PaperBlock, { kind: 'chart' }>, { pictures, words }: Writing): Paragraph[] {
  const { chart, caption, subtitle } = block;
  const picture = pictures.get(block);
  const image =
    picture &&
    new ImageRun({
      type: 'png',
      data: picture.png,
      transformation: shownSize(picture),
      altText: { name: `${picture.number}`, title: cleanText(chart.title), description: cleanText(chart.alt), id: `${picture.number}` },
    });
  return [
    styled('Caption', caption),
    ...(subtitle ? [styled('ChartSubtitle', subtitle)] : []),
    image ? new Paragraph({ style: 'Figure', children: [image] }) : styled('KeyFigure', words.text('report.table.empty')),
    ...(chart.source ? [styled('SourceNote', chart.source)] : [styled('AfterTable', '')]),
  ];
}

/** As wide as the text. */
function shownSize({ size: { width, height } }: Picture): { width: number; height: number } {
  return { width: TEXT_WIDTH_PIXELS, height: Math.round((height * TEXT_WIDTH_PIXELS) / width) };
}

/** A table that no type makes fit the page's width stands on a page turned on its side. */
export function isWide(block: PaperBlock, words: Wording): boolean {
  return block.kind === 'table' && isTooWide(tableForPage(block.table).table, words, TEXT_WIDTH_TWIPS);
}

function tableParagraphs(block: Extract<PaperBlock, { kind: 'table' }>, words: Wording): FileChild[] {
  const { table, caption } = block;
  if (table.rows.length === 0) return [styled('Caption', caption), styled('KeyFigure', words.text('report.table.empty'))];
  const shown = tableForPage(table);
  const cut = shown.cut > 0 ? words.text('formats.cut', { shown: shown.table.rows.length, total: table.rows.length }) : '';
  const note = [table.note, cut].filter(Boolean).join(' ');
  return [
    styled('Caption', caption),
    tableOf(shown.table, words, isWide(block, words) ? WIDE_TEXT_TWIPS : TEXT_WIDTH_TWIPS, note !== ''),
    styled(note ? 'SourceNote' : 'AfterTable', note),
  ];
}
