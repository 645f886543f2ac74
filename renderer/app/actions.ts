import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/**
 * Everything the person can do, by name. Read by the command palette, the keyboard and the page of keys.
 * `keys`: one stroke (`mod+k`, `/`, `shift+?` is written `?`, `F6`) or a sequence of letters (`g o`); `mod` is Ctrl, or Cmd on a Mac.
 */
export interface Action {
  id: string;
  /** A key of the wording, in the imperative. */
  titleKey: string;
  values?: Record<string, string | number>;
  keys?: string;
  /** Where it stands in the palette. */
  group: 'go' | 'screen' | 'view' | 'workspace';
  when?: () => boolean;
  run(): void;
}

type Described = Omit<Action, 'run' | 'when'>;

interface Registry {
  sets: Map<symbol, Action[]>;
}

export const useActionRegistry = create<Registry>(() => ({ sets: new Map() }));

/** Adds actions; the returned function takes them away. A later action with the same id or keys wins. */
export function registerActions(actions: Action[]): () => void {
  const name = Symbol('actions');
  useActionRegistry.setState(({ sets }) => ({ sets: new Map(sets).set(name, actions) }));
  return () => {
    useActionRegistry.setState(({ sets }) => {
      const rest = new Map(sets);
      rest.delete(name);
      return { sets: rest };
    });
  };
}

/** Actions that hold while a component is on screen. The functions may change between renders; ids, titles and keys decide re-registering. */
export function useActions(actions: Action[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  const shape = JSON.stringify(actions.map(({ run: _run, when: _when, ...described }) => described));
  useEffect(() => {
    const find = (id: string) => latest.current.find((action) => action.id === id);
    const described: Described[] = JSON.parse(shape);
    return registerActions(
      described.map((action) => ({ ...action, when: () => find(action.id)?.when?.() ?? true, run: () => find(action.id)?.run() })),
    );
  }, [shape]);
}

/** The actions that hold now, each id once. */
export function currentActions(sets = useActionRegistry.getState().sets): Action[] {
  const byId = new Map<string, Action>();
  for (const actions of sets.values()) for (const action of actions) byId.set(action.id, action);
  return [...byId.values()].filter((action) => action.when?.() ?? true);
}
