import type { Composition, Part } from '../../../../shared/document/composition.ts';
import type { Language } from '../../../../shared/report/wording.ts';

/** What every part of a document is given to show and change itself. */
export interface PartProps<P extends Part = Part> {
  document: Composition;
  part: P;
  number: number | null;
  language: Language;
  /** `stroke`: edits of the same name one right after another are one step to undo. */
  onEdit(next: Composition, stroke?: string): void;
  onFocus(part: string, point: string | null): void;
}

/** To a field that is about to appear. */
export function focusPlace(place: string): void {
  setTimeout(() => globalThis.document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`)?.focus(), 0);
}
