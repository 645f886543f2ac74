import { useCallback, useEffect, useRef, useState } from 'react';
import type { Composition } from '../../../../shared/document/composition.ts';
import { follow, originalOf } from '../../../../shared/document/places.ts';
import type { StowageError } from '../../../../shared/errors.ts';
import { advance, amendHistory, type History, redo, startHistory, undo } from '../../../app/history.ts';
import { asStowageError } from '../../../app/jobs.ts';
import { type StowageClient, useClient } from '../../../app/service.tsx';

/** A document that is being written. */
export interface Desk {
  document: Composition;
  history: History<Composition>;
  /** The version that is stored; grows with every save. */
  version: number;
  saving: boolean;
  error: StowageError | null;
  /** `stroke`: edits of the same name one right after another are one step to undo. */
  edit(next: Composition, stroke?: string): void;
  undo(): void;
  redo(): void;
  /** Saves once more what could not be saved. */
  retry(): void;
  /** Lets go of what is not saved and opens the document as it is stored. */
  reload(): void;
}

const SETTLE_MS = 500;
const SAME_STROKE_MS = 1500;

/** Opens a document, keeps what was undone and who changed which words, and saves each change shortly after it was made. */
export function useDesk(id: number, analyst: string): Desk | Pick<Desk, 'error' | 'reload'> | null {
  const client = useClient();
  const [history, setHistory] = useState<History<Composition> | null>(null);
  const [error, setError] = useState<StowageError | null>(null);
  const { version, saving, save, retry, opened } = useSaver(client, id, setError);
  const stroke = useRef({ name: '', at: 0 });

  const load = useCallback(
    () =>
      client.call('documents.get', { id }).then(
        (found) => {
          opened(found.version);
          setHistory(startHistory(found.composition));
          setError(null);
        },
        (thrown: unknown) => setError(asStowageError(thrown)),
      ),
    [client, id, opened],
  );
  useEffect(() => void load(), [load]);

  if (history === null) return error ? { error, reload: () => void load() } : null;
  const change = (next: History<Composition>) => {
    setHistory(next);
    save(next.now);
  };
  return {
    document: history.now,
    history,
    version,
    saving,
    error,
    edit: (edited, name = '') => {
      const now = Date.now();
      const mark = history.now.tracking ? { by: analyst, on: new Date(now).toISOString().slice(0, 10) } : null;
      const next = follow(history.now, edited, { mark, original: originalOf(history.now) });
      const same = name !== '' && name === stroke.current.name && now - stroke.current.at < SAME_STROKE_MS;
      stroke.current = { name, at: now };
      change(same ? amendHistory(history, next) : advance(history, next));
    },
    undo: () => change(undo(history)),
    redo: () => change(redo(history)),
    retry,
    reload: () => void load(),
  };
}

/** One save at a time, the newest state last; what is not saved yet, or could not be, is saved when the document is left. */
function useSaver(client: StowageClient, id: number, setError: (error: StowageError | null) => void) {
  const [version, setVersion] = useState(0);
  const [saving, setSaving] = useState(false);
  const now = useRef({
    version: 0,
    waiting: null as Composition | null,
    isBusy: false,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  });

  const flush = useCallback(async () => {
    const state = now.current;
    clearTimeout(state.timer);
    const composition = state.waiting;
    if (state.isBusy || composition === null) return;
    state.waiting = null;
    state.isBusy = true;
    try {
      const saved = await client.call('documents.save', { id, version: state.version, composition });
      state.version = saved.version;
      setVersion(saved.version);
      setError(null);
    } catch (thrown) {
      setError(asStowageError(thrown));
      state.isBusy = false;
      setSaving(false);
      state.waiting ??= composition;
      return;
    }
    state.isBusy = false;
    setSaving(state.waiting !== null);
    if (state.waiting !== null) void flush();
  }, [client, id, setError]);

  const retry = useCallback(() => {
    setSaving(true);
    void flush();
  }, [flush]);

  const save = useCallback(
    (composition: Composition) => {
      const state = now.current;
      state.waiting = composition;
      setSaving(true);
      clearTimeout(state.timer);
      state.timer = setTimeout(() => void flush(), SETTLE_MS);
    },
    [flush],
  );

  const opened = useCallback((found: number) => {
    now.current.version = found;
    now.current.waiting = null;
    setVersion(found);
  }, []);

  useEffect(() => () => void flush(), [flush]);
  return { version, saving, save, retry, opened };
}
