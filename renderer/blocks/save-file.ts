import type { Chart } from '../../shared/report/chart.ts';
import { chartSize } from '../../shared/report/chart-layout.ts';
import { chartSvg } from '../../shared/report/chart-svg.ts';
import type { Wording } from '../../shared/report/wording.ts';

/** Pixels of a chart as documents draw it. */
const WIDTH = 860;
const PNG_SCALE = 2;
const NO_PICTURE = 'The chart could not be drawn as a picture. Save it as SVG instead.';

/** Hands the person a file made in the page; nothing is sent anywhere. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function chartAsSvg(chart: Chart, words: Wording): Blob {
  const svg = chartSvg(chart, chartSize(chart, WIDTH, words), words.language);
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** The document's drawing as PNG at twice its size. */
export async function chartAsPng(chart: Chart, words: Wording): Promise<Blob> {
  const url = URL.createObjectURL(chartAsSvg(chart, words));
  try {
    const image = await loadImage(url);
    const { width, height } = chartSize(chart, WIDTH, words);
    const canvas = document.createElement('canvas');
    canvas.width = width * PNG_SCALE;
    canvas.height = height * PNG_SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvasBlob(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function loadImage(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(NO_PICTURE));
    image.src = url;
  });
}

function canvasBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(NO_PICTURE))), 'image/png');
  });
}

/** A file name of letters, digits and dashes, its stem at most 60 long. */
export function fileNameOf(title: string, ending: string): string {
  const stem = title
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${stem || 'chart'}.${ending}`;
}
