import { useEffect } from 'react';
import { create } from 'zustand';
import type { Clause, Filter } from '../../shared/domain/filter.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import type { StowageClient } from './service.tsx';
import { SCHEMES, SCREENS, useView, type View } from './view.ts';

const WAIT_MS = 400;
const KEPT = ['language', 'scheme', 'screen', 'filter', 'split'] as const;
const SPLIT_NAMES = ['none', 'drug', 'transport', 'concealment', 'country'] as const;

/** When something was last saved in the workspace. */
export const useSavedState = create<{ at: Date | null }>(() => ({ at: null }));

export function noteSaved(): void {
  useSavedState.setState({ at: new Date() });
}

let flushNow: () => Promise<unknown> = () => Promise.resolve();

/** Writes what still waits; called before locking. */
export function flushView(): Promise<unknown> {
  return flushNow();
}

/** Restores the view from the open workspace, then keeps writing what changes. `ready` is called once the stored view is in place. */
export function useKeptView(client: StowageClient, open: boolean, ready: () => void): void {
  useEffect(() => {
    if (!open) return;
    const writer = createViewWriter(client);
    flushNow = writer.flush;
    let stop: (() => void) | undefined;
    let ended = false;
    const follow = () => {
      if (ended) return;
      stop = useView.subscribe((view, former) => writer.note(view, former));
      ready();
    };
    client.call('view.get', {}).then(({ values }) => {
      if (!ended) restoreView(values);
      follow();
    }, follow);
    return () => {
      ended = true;
      stop?.();
      flushNow = () => Promise.resolve();
      void writer.flush();
    };
  }, [client, open, ready]);
}

/** Puts stored values in place; anything unknown or of the wrong shape is left out. */
export function restoreView(values: Record<string, unknown>): void {
  useView.setState((view) => {
    const { language, scheme, screen, filter, split, ...saved } = values;
    return {
      language: view.chosen.language ? view.language : (LANGUAGES.find((one) => one === language) ?? view.language),
      scheme: view.chosen.scheme ? view.scheme : (SCHEMES.find((one) => one === scheme) ?? view.scheme),
      screen: SCREENS.find((one) => one === screen) ?? 'overview',
      filter: isFilter(filter) ? filter : { all: [] },
      split: SPLIT_NAMES.find((one) => one === split) ?? 'drug',
      saved,
      past: [],
      future: [],
    };
  });
}

export function isFilter(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && 'all' in value && Array.isArray(value.all) && value.all.every(isClause);
}

function isClause(value: unknown): value is Clause {
  return typeof value === 'object' && value !== null && ['facet', 'not', 'any', 'all'].some((key) => key in value);
}

function createViewWriter(client: StowageClient) {
  const pending = new Map<string, unknown>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = async () => {
    clearTimeout(timer);
    const writes = [...pending];
    pending.clear();
    if (writes.length === 0) return;
    await Promise.all(writes.map(([key, value]) => client.call('view.set', { key, value }))).then(noteSaved, () => undefined);
  };
  const add = (key: string, value: unknown) => {
    pending.set(key, value);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), WAIT_MS);
  };
  return {
    flush,
    note(view: View, former: View) {
      for (const key of KEPT) if (view[key] !== former[key]) add(key, view[key]);
      if (view.saved === former.saved) return;
      for (const [key, value] of Object.entries(view.saved)) if (former.saved[key] !== value) add(key, value);
    },
  };
}
