import { useMemo } from 'react';
import type { Filter } from '../../shared/domain/filter.ts';
import { isFilter } from './keep-view.ts';
import { SCREENS, type ScreenId, type Split, useView, type View } from './view.ts';

/** A screen with its filter and choices, kept in the workspace under a name. */
export interface SavedView {
  /** Key of the stored value, `views.…`. */
  key: string;
  name: string;
  screen: ScreenId;
  filter: Filter;
  split: Split;
  /** What the screen itself remembered, such as its measure. */
  saved: Record<string, unknown>;
}

const PREFIX = 'views.';

/** The saved views by name. */
export function useSavedViews(): SavedView[] {
  const saved = useView((view) => view.saved);
  const language = useView((view) => view.language);
  return useMemo(() => savedViews(saved).sort((a, b) => a.name.localeCompare(b.name, language, { numeric: true })), [saved, language]);
}

export function savedViews(saved: Record<string, unknown>): SavedView[] {
  return Object.entries(saved).flatMap(([key, value]) => (key.startsWith(PREFIX) && isKept(value) ? [{ ...value, key }] : []));
}

/** What is on screen now, under a name. */
export function keepAs(view: View, name: string): SavedView {
  const { screen, filter, split } = view;
  const own = Object.entries(view.saved).filter(([key]) => key.startsWith(`${screen}.`));
  return { key: `${PREFIX}${crypto.randomUUID()}`, name, screen, filter, split, saved: Object.fromEntries(own) };
}

/** Stores a view, new or changed. */
export function storeView({ key, ...kept }: SavedView): void {
  useView.getState().setSaved(key, kept);
}

/** Takes a view away; `storeView` with the same view brings it back. */
export function removeView({ key }: SavedView): void {
  useView.getState().setSaved(key, null);
}

/** Puts the screen, the filter and the choices back. The former filter can be reached by undo. */
export function openView({ screen, filter, split, saved }: SavedView): void {
  const view = useView.getState();
  for (const [key, value] of Object.entries(saved)) view.setSaved(key, value);
  view.setSplit(split);
  view.setFilter(filter);
  view.setScreen(screen);
}

function isKept(value: unknown): value is Omit<SavedView, 'key'> {
  if (typeof value !== 'object' || value === null) return false;
  const { name, screen, filter, split, saved } = value as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    SCREENS.some((one) => one === screen) &&
    isFilter(filter) &&
    typeof split === 'string' &&
    typeof saved === 'object' &&
    saved !== null
  );
}
