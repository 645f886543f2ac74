import type { Wording } from '../../../shared/report/wording.ts';

/** The few sentences the grid itself may say: loading, nothing found, and what it tells a screen reader. */
const SAID = [
  'loadingOoo',
  'noRowsToShow',
  'ariaColumn',
  'ariaRow',
  'ariaSortableColumn',
  'ariaRowSelect',
  'ariaRowDeselect',
  'ariaRowToggleSelection',
] as const;

export function gridTexts(words: Wording): Record<string, string> {
  return Object.fromEntries(SAID.map((key) => [key, words.text(`cases.grid.${key}`)]));
}
