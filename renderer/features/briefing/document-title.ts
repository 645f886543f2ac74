import type { StoredDocument } from '../../../shared/contract/documents.ts';
import type { Wording } from '../../../shared/report/wording.ts';

/** In the language of the screen where it is written, else in another, else the name of its template. */
export function titleOf({ title, template }: Pick<StoredDocument, 'title' | 'template'>, words: Wording): string {
  return title[words.language] || Object.values(title).find(Boolean) || words.text(`briefing.template.${template}.name`);
}
