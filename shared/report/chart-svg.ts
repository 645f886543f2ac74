import { assertNever } from '../errors.ts';
import type { Chart } from './chart.ts';
import { layoutChart } from './chart-layout.ts';
import {
  type AreaMark,
  type ChartSize,
  type ChartTheme,
  type CircleMark,
  LIGHT_THEME,
  type Mark,
  type RectMark,
  type TextMark,
} from './chart-marks.ts';
import { createWording } from './create-wording.ts';
import type { Language } from './wording.ts';

const FAMILY = 'Noto Sans';
const WEIGHTS = { regular: 400, semibold: 600 } as const;

/** A chart as an SVG document for print and export: hex colours, one font family, no scripts, no references outside. */
export function chartSvg(chart: Chart, size: ChartSize, language: Language, theme: ChartTheme = LIGHT_THEME): string {
  const marks = layoutChart(chart, { ...size, words: createWording(language), theme });
  const hatched = new Map(marks.flatMap((mark) => ('hatch' in mark && mark.hatch ? [[hatchId(mark), mark] as const] : [])));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="${FAMILY}" xml:lang="${language}" role="img" aria-label="${xmlText(chart.alt)}">`,
    `<defs>${[...hatched.values()].map(hatchPattern).join('')}</defs>`,
    ...marks.map((mark) => markSvg(mark)),
    '</svg>',
  ].join('\n');
}

type Hatched = Pick<RectMark, 'hatch' | 'falling'>;

function hatchPattern(mark: Hatched): string {
  const [turn, thickness] = mark.falling ? [-45, 1] : [45, 1.6];
  return `<pattern id="${hatchId(mark)}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})"><rect width="${thickness}" height="5" fill="${mark.hatch}"/></pattern>`;
}

function hatchId({ hatch = '', falling }: Hatched): string {
  return `${falling ? 'falling' : 'rising'}-${hatch.slice(1)}`;
}

function markSvg(mark: Mark): string {
  switch (mark.shape) {
    case 'rect':
      return rectSvg(mark) + (mark.hatch ? rectSvg({ ...mark, fill: `url(#${hatchId(mark)})` }) : '');
    case 'line':
      return `<line x1="${round(mark.x1)}" y1="${round(mark.y1)}" x2="${round(mark.x2)}" y2="${round(mark.y2)}" stroke="${mark.stroke}" stroke-width="${mark.width}"${dash(mark.dash)}/>`;
    case 'path':
      return `<path d="${pathData(mark.runs)}" fill="none" stroke="${mark.stroke}" stroke-width="${mark.width}" stroke-linejoin="round"${dash(mark.dash)}/>`;
    case 'circle':
      return circleSvg(mark);
    case 'area':
      return areaSvg(mark) + (mark.hatch ? areaSvg({ ...mark, fill: `url(#${hatchId(mark)})`, opacity: 1 }) : '');
    case 'text':
      return textSvg(mark);
    default:
      return assertNever(mark);
  }
}

function circleSvg({ x, y, radius, fill, stroke }: CircleMark): string {
  if (radius <= 0) return '';
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${fill}"${edge(stroke)}/>`;
}

function areaSvg({ data, fill, opacity, stroke }: AreaMark): string {
  const pale = opacity === undefined || opacity === 1 ? '' : ` fill-opacity="${opacity}"`;
  return `<path d="${data}" fill="${fill}"${pale}${edge(stroke)}/>`;
}

function edge(stroke: string | undefined): string {
  return stroke ? ` stroke="${stroke}" stroke-width="0.75"` : '';
}

function rectSvg({ x, y, width, height, fill, stroke }: RectMark): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"${edge(stroke)}/>`;
}

function textSvg({ x, y, text, size, weight, anchor, fill, rotate, halo }: TextMark): string {
  const turn = rotate ? ` transform="rotate(${rotate} ${round(x)} ${round(y)})"` : '';
  const rim = halo ? ` stroke="${halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"` : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${WEIGHTS[weight]}" text-anchor="${anchor}" fill="${fill}"${rim}${turn}>${xmlText(text)}</text>`;
}

function pathData(runs: [number, number][][]): string {
  return runs.map((run) => `M${run.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}`).join('');
}

function dash(pattern: string | undefined): string {
  return pattern ? ` stroke-dasharray="${pattern}"` : '';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** XML allows no control characters but white space. */
function xmlText(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
