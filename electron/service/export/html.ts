import { readFileSync } from 'node:fs';
import { pageHtml } from '../../../shared/document/page/page.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { fontFiles } from './chart-png.ts';

const WEIGHTS = [400, 600];
let faces: string | undefined;

/** A document as one page of HTML with the bundled faces in it, so that it prints alike on every machine. */
export function paperHtml(paper: Paper, words: Wording): string {
  faces ??= fontFiles().map(fontFace).join('\n');
  return pageHtml(paper, words, { fontFaces: faces });
}

function fontFace(file: string, index: number): string {
  const data = readFileSync(file).toString('base64');
  return `@font-face{font-family:"Noto Sans";font-weight:${WEIGHTS[index]};src:url(data:font/ttf;base64,${data}) format("truetype")}`;
}
