import type { PaperBlock, Run } from '../../../shared/document/paper.ts';
import { cleanText, joined } from '../../../shared/document/texts.ts';
import { assertNever } from '../../../shared/errors.ts';
import { wrapText } from '../../../shared/report/text-width.ts';

/** A paragraph of text on a slide. */
export interface Line {
  runs: Run[];
  look: 'plain' | 'point' | 'head';
}

/** A paragraph longer than this is cut into several, so that each fits on a slide. */
const LONGEST = 700;

/** The text of a block; nothing of charts and tables, which are shown. */
export function linesOf(block: PaperBlock): Line[] {
  switch (block.kind) {
    case 'heading':
      return line(block.text, 'head');
    case 'paragraph':
      return [
        ...line(block.text, 'plain', block.number === null ? '' : `${block.number}. `),
        ...block.points.flatMap(({ label, text }) => line(text, 'point', `${label} `)),
      ];
    case 'note':
      return line([{ text: block.text }], 'plain');
    case 'box':
      return [...line([{ text: block.title }], 'head'), ...block.paragraphs.flatMap((runs) => line(runs, 'plain'))];
    case 'form':
      return block.rows.flatMap(({ label, value }) => line(value, 'plain', `${label}: `));
    case 'chart':
    case 'table':
    case 'page-break':
      return [];
    default:
      return assertNever(block);
  }
}

/** Footnotes follow their text in brackets: a slide has no foot. What is struck out is left out: a slide shows the wording as it stands. */
function line(runs: readonly Run[], look: Line['look'], lead = ''): Line[] {
  const standing = runs.filter(({ deleted }) => !deleted);
  const all = [...(lead ? [{ text: lead }] : []), ...standing].flatMap(({ footnote, ...run }) => [
    { ...run, text: cleanText(run.text) },
    ...(footnote === undefined ? [] : [{ text: ` (${cleanText(footnote)})` }]),
  ]);
  const text = joined(all);
  if (!text.trim()) return [];
  if (text.length <= LONGEST) return [{ runs: all, look }];
  const pieces = text.match(new RegExp(`.{1,${LONGEST}}(?:\\s|$)|.{1,${LONGEST}}`, 'gu')) ?? [];
  return pieces.map((piece) => ({ runs: [{ text: piece }], look }));
}

/** Space between the lines and between the paragraphs of a slide, in parts of the size of the type. */
const [LEADING, AFTER] = [1.25, 0.5];
const INDENT = 18;

/** Points that paragraphs take at a size in a width. */
export function heightOf(lines: readonly Line[], size: number, width: number): number {
  return lines.reduce((height, { runs, look }) => {
    const room = width - (look === 'point' ? INDENT : 0);
    const count = wrapText(joined(runs), room, size, { weight: look === 'head' ? 'semibold' : 'regular' }).length;
    return height + count * size * LEADING + size * AFTER;
  }, 0);
}
