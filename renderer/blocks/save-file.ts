import type { Chart } from '../../shared/report/chart.ts';
import { chartSvg } from '../../shared/report/chart-svg.ts';
import type { Language } from '../../shared/report/wording.ts';

/** Pixels of a chart as documents draw it. */
const SIZE = { width: 960, height: 540 };
const PNG_SCALE = 2;

/** Hands the person a file made in the page; nothing is sent anywhere. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function chartAsSvg(chart: Chart, language: Language): Blob {
  return new Blob([chartSvg(chart, SIZE, language)], { type: 'image/svg+xml' });
}

/** The document's drawing as PNG at twice its size. */
export async function chartAsPng(chart: Chart, language: Language): Promise<Blob> {
  const url = URL.createObjectURL(chartAsSvg(chart, language));
  try {
    const image = await loadImage(url);
    const canvas = document.createElement('canvas');
    canvas.width = SIZE.width * PNG_SCALE;
    canvas.height = SIZE.height * PNG_SCALE;
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
    image.onerror = () => reject(new Error('The chart could not be drawn as a picture. Save it as SVG instead.'));
    image.src = url;
  });
}

function canvasBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The chart could not be drawn as a picture. Save it as SVG instead.'))), 'image/png');
  });
}

/** A file name of letters, digits and dashes, at most 60 long. */
export function fileNameOf(title: string, ending: string): string {
  const plain = title.toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  return `${plain.replace(/^-+|-+$/g, '') || 'chart'}.${ending}`;
}
