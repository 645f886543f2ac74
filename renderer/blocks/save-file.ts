import type { Chart } from '../../shared/report/chart.ts';
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

/** The document's drawing; the code that draws it, and the outlines of the world with it, are loaded when first wanted. */
async function documentDrawing(chart: Chart, words: Wording) {
  const [{ chartSize }, { chartSvg }] = await Promise.all([
    import('../../shared/report/chart-layout.ts'),
    import('../../shared/report/chart-svg.ts'),
  ]);
  const size = chartSize(chart, WIDTH, words);
  return { size, svg: new Blob([chartSvg(chart, size, words.language)], { type: 'image/svg+xml' }) };
}

export async function chartAsSvg(chart: Chart, words: Wording): Promise<Blob> {
  return (await documentDrawing(chart, words)).svg;
}

/** The document's drawing as PNG at twice its size. */
export async function chartAsPng(chart: Chart, words: Wording): Promise<Blob> {
  const { size, svg } = await documentDrawing(chart, words);
  const url = URL.createObjectURL(svg);
  try {
    const image = await loadImage(url);
    const canvas = document.createElement('canvas');
    canvas.width = size.width * PNG_SCALE;
    canvas.height = size.height * PNG_SCALE;
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
