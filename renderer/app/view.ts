import { useCallback } from 'react';
import { create } from 'zustand';
import type { SPLITS } from '../../shared/contract/profile.ts';
import { EVERYTHING, type Filter } from '../../shared/domain/filter.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';

export type Scheme = 'light' | 'dark' | 'contrast';
export type Split = (typeof SPLITS)[number];
export const SCHEMES: readonly Scheme[] = ['light', 'dark', 'contrast'];
export const SCREENS = [
  'overview',
  'import',
  'quality',
  'cases',
  'explore',
  'signals',
  'analyses',
  'briefing',
  'disclosure',
  'workspace',
  'about',
] as const;
export type ScreenId = (typeof SCREENS)[number];

/** What the person sees and left: kept in the workspace, so that it opens where it was left. */
export interface View {
  language: Language;
  scheme: Scheme;
  screen: ScreenId;
  filter: Filter;
  split: Split;
  past: Filter[];
  future: Filter[];
  /** Whatever else a screen wants remembered, such as column widths: one JSON value for each key `[a-z][a-z0-9.-]*`. */
  saved: Record<string, unknown>;
  /** Chosen by hand in this window; such a choice outweighs what the workspace remembers. */
  chosen: { language: boolean; scheme: boolean };
  setLanguage(language: Language): void;
  setScheme(scheme: Scheme): void;
  setScreen(screen: ScreenId): void;
  setFilter(filter: Filter): void;
  setSplit(split: Split): void;
  setSaved(key: string, value: unknown): void;
  undo(): void;
  redo(): void;
  /** Forgets everything that belongs to a workspace. */
  reset(): void;
}

const LONGEST_HISTORY = 100;

const ofWorkspace = { screen: 'overview' as ScreenId, filter: EVERYTHING, split: 'drug' as Split, past: [], future: [], saved: {} };

export const useView = create<View>((set) => ({
  ...ofWorkspace,
  language: preferredLanguage(),
  scheme: preferredScheme(),
  chosen: { language: false, scheme: false },
  setLanguage: (language) => set((view) => ({ language, chosen: { ...view.chosen, language: true } })),
  setScheme: (scheme) => set((view) => ({ scheme, chosen: { ...view.chosen, scheme: true } })),
  setScreen: (screen) => set({ screen }),
  setFilter: (filter) => set((view) => changeFilter(view, filter)),
  setSplit: (split) => set({ split }),
  setSaved: (key, value) => set((view) => ({ saved: { ...view.saved, [key]: value } })),
  undo: () => set(stepBack),
  redo: () => set(stepForward),
  reset: () => set(ofWorkspace),
}));

/** A value a screen wants remembered in the workspace, with its setter. */
export function useSaved<T>(key: string, initial: T, valid: (value: unknown) => value is T): [T, (value: T) => void] {
  const value = useView((view) => view.saved[key]);
  const setSaved = useView((view) => view.setSaved);
  const set = useCallback((next: T) => setSaved(key, next), [key, setSaved]);
  return [valid(value) ? value : initial, set];
}

function changeFilter(view: View, filter: Filter): Partial<View> {
  if (JSON.stringify(filter) === JSON.stringify(view.filter)) return {};
  return { filter, past: [...view.past, view.filter].slice(-LONGEST_HISTORY), future: [] };
}

function stepBack(view: View): Partial<View> {
  const filter = view.past.at(-1);
  return filter ? { filter, past: view.past.slice(0, -1), future: [view.filter, ...view.future] } : {};
}

function stepForward(view: View): Partial<View> {
  const [filter, ...future] = view.future;
  return filter ? { filter, past: [...view.past, view.filter], future } : {};
}

function preferredLanguage(): Language {
  for (const tag of globalThis.navigator?.languages ?? []) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return 'en';
}

function preferredScheme(): Scheme {
  const asks = (feature: string) => globalThis.matchMedia?.(feature).matches ?? false;
  if (asks('(prefers-contrast: more)')) return 'contrast';
  return asks('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}
