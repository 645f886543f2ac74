import type PptxGenJS from 'pptxgenjs';
import { cleaned } from '../../../shared/document/page/markup.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import type { Chart } from '../../../shared/report/chart.ts';
import { chartSize } from '../../../shared/report/chart-layout.ts';
import { type ChartSize, SIZES } from '../../../shared/report/chart-marks.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { Picture } from './chart-picture.ts';
import { POINTS, SIDE, TEXT, type Visual } from './pptx-screens.ts';

/** Points of the smallest lettering of a picture as it stands on the slide. */
export const SMALLEST = 11;
/** Inches; a picture stands at the left, its words in the column at its right. */
const ROOM = { width: TEXT.width - SIDE.width - SIDE.gap, height: TEXT.height };
/** Pixels. */
const [WIDEST, NARROWEST, STEP] = [800, 360, 10];

/** Flows and maps, of which a presentation has no native kind. */
export function isPicture(chart: Chart): boolean {
  return chart.type === 'flow' || chart.type === 'map';
}

/** The size in which a picture is laid out so that its smallest lettering can be read; null where it has too much for a slide. */
export function slidePictureSize(chart: Chart, words: Wording): ChartSize | null {
  const bare = { ...cleaned(chart), title: '', subtitle: '', source: '' };
  for (let width = WIDEST; width >= NARROWEST; width -= STEP) {
    const size = chartSize(bare, width, words, { isCompact: true });
    if (scaleOf(size) * POINTS * SIZES.source >= SMALLEST) return size;
  }
  return null;
}

/** Inches for a pixel. */
function scaleOf({ width, height }: ChartSize): number {
  return Math.min(ROOM.width / width, ROOM.height / height);
}

export function addPicture(slide: PptxGenJS.Slide, visual: Visual, alt: string, picture: Picture): void {
  const scale = scaleOf(picture.size);
  const [w, h] = [picture.size.width * scale, picture.size.height * scale];
  const data = `image/png;base64,${Buffer.from(picture.png).toString('base64')}`;
  slide.addImage({ data, x: TEXT.x, y: TEXT.y, w, h, altText: alt, objectName: cleanText(visual.caption) });
}
