import type { Template } from '../../../shared/document/composition.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import { assertNever } from '../../../shared/errors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { renderDocx } from './docx.ts';
import { renderFigures } from './figures-json.ts';
import { paperHtml } from './html.ts';
import { renderPptx } from './pptx.ts';
import { renderXlsx } from './xlsx.ts';

export type Extension = 'docx' | 'pptx' | 'xlsx' | 'json' | 'html';

export interface RenderedFile {
  extension: Extension;
  bytes: Uint8Array;
}

/** What each document is handed over as, beside the PDF that is printed from its `html`. */
export const FORMATS: Record<Template, readonly Extension[]> = {
  profile: ['docx', 'xlsx', 'json', 'html'],
  'working-group-report': ['docx', 'json', 'html'],
  'country-statement': ['docx', 'xlsx', 'json', 'html'],
  'trend-brief': ['docx', 'xlsx', 'json', 'html'],
  slides: ['pptx', 'json', 'html'],
  questionnaire: ['docx', 'json', 'html'],
  annex: ['docx', 'xlsx', 'json', 'html'],
};

/** A document in every format its template has, `html` for the printer last. The same paper gives the same bytes. */
export async function renderPaper(paper: Paper, words: Wording): Promise<RenderedFile[]> {
  const files: RenderedFile[] = [];
  for (const extension of FORMATS[paper.template]) files.push({ extension, bytes: await renderAs(extension, paper, words) });
  return files;
}

function renderAs(extension: Extension, paper: Paper, words: Wording): Promise<Uint8Array> {
  switch (extension) {
    case 'docx':
      return renderDocx(paper, words);
    case 'pptx':
      return renderPptx(paper, words);
    case 'xlsx':
      return renderXlsx(paper, words);
    case 'json':
      return Promise.resolve(renderFigures(paper));
    case 'html':
      return Promise.resolve(Buffer.from(paperHtml(paper, words), 'utf8'));
    default:
      return assertNever(extension);
  }
}
