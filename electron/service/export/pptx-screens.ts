import type { PaperBlock, PaperSlide } from '../../../shared/document/paper.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { heightOf, type Line, linesOf } from './pptx-lines.ts';

export type Visual = Extract<PaperBlock, { kind: 'chart' | 'table' }>;

/** What is shown at one time: a slide of the paper that is too full becomes several. */
export interface Screen {
  title: string;
  notes: string;
  lines: Line[];
  /** Points. */
  size: number;
  visual: Visual | null;
}

/** Inches, 16:9. */
export const SLIDE = { width: 13.333, height: 7.5 };
export const TEXT = { x: 0.6, y: 1.4, width: 12.13, height: 5.35 };
/** The column of words at the right of a picture. */
export const SIDE = { width: 3.6, gap: 0.3 };
export const POINTS = 72;

/** From the largest on. */
const SIZES = [20, 18, 16, 14];
const BESIDE = { size: 14, height: 96, sideHeight: 190 };

/** `stands`: whether a chart has its words at its side. */
export function screensOf(slide: PaperSlide, words: Wording, stands: (visual: Visual) => boolean): Screen[] {
  const title = cleanText(slide.title);
  const named = (screen: Omit<Screen, 'title' | 'notes'>, index: number): Screen => ({
    ...screen,
    title: index === 0 ? title : words.text('formats.continued', { title }),
    notes: slide.notes,
  });
  return bareScreens(slide.blocks, stands).map(named);
}

/** Text stands with the chart or table that follows it where it is short, else on slides of its own. */
function bareScreens(blocks: readonly PaperBlock[], stands: (visual: Visual) => boolean): Omit<Screen, 'title' | 'notes'>[] {
  const screens: Omit<Screen, 'title' | 'notes'>[] = [];
  let waiting: Line[] = [];
  for (const block of blocks) {
    if (block.kind !== 'chart' && block.kind !== 'table') {
      waiting.push(...linesOf(block));
      continue;
    }
    const [width, height] = stands(block) ? [SIDE.width, BESIDE.sideHeight] : [TEXT.width, BESIDE.height];
    const isShort = heightOf(waiting, BESIDE.size, width * POINTS) <= height;
    if (!isShort) screens.push(...textScreens(waiting));
    screens.push({ lines: isShort ? waiting : [], size: BESIDE.size, visual: block });
    waiting = [];
  }
  return [...screens, ...textScreens(waiting)];
}

function textScreens(lines: readonly Line[]): Omit<Screen, 'title' | 'notes'>[] {
  const [width, height] = [TEXT.width * POINTS, TEXT.height * POINTS];
  const fitting = SIZES.find((size) => heightOf(lines, size, width) <= height);
  if (lines.length === 0) return [];
  if (fitting) return [{ lines: [...lines], size: fitting, visual: null }];
  const size = SIZES.at(-1) ?? 14;
  const pages: Line[][] = [[]];
  for (const line of lines) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && heightOf([...page, line], size, width) > height) pages.push([line]);
    else page.push(line);
  }
  return pages.map((page) => ({ lines: page, size, visual: null }));
}
