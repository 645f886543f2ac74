import { useState } from 'react';
import type { RepeatCandidate } from '../../../shared/contract/quality.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { announce } from '../../app/announce.tsx';
import { asStowageError } from '../../app/jobs.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { useClient } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';

/** A decision as undo needs it. */
type Decided = { kind: 'merged'; id: number } | { kind: 'dismissed'; members: number[] };

export interface RepeatActs {
  error: StowageError | null;
  busy: boolean;
  /** Decisions of this visit that can be taken back, the last one first to go. */
  undoable: number;
  merge(candidate: RepeatCandidate, lead: number): Promise<void>;
  dismiss(candidate: RepeatCandidate): Promise<void>;
  undo(): Promise<void>;
}

/** Merging, dismissing, and taking the last decision back. One at a time, so that a key pressed twice decides once. */
export function useRepeatActs(): RepeatActs {
  const client = useClient();
  const words = useWords();
  const [error, setError] = useState<StowageError | null>(null);
  const [busy, setBusy] = useState(false);
  const [decided, setDecided] = useState<Decided[]>([]);
  const act = async (work: () => Promise<unknown>, said: string) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await work();
      noteSaved();
      announce(words.text(said));
    } catch (thrown) {
      setError(asStowageError(thrown));
    }
    setBusy(false);
  };
  return {
    error,
    busy,
    undoable: decided.length,
    merge: ({ kind, members, reasons, score }, lead) =>
      act(async () => {
        const { id } = await client.call('quality.merge', { kind, lead, members, reasons: reasons.slice(0, 20), score });
        setDecided((former) => [...former, { kind: 'merged', id }]);
      }, 'checks.repeats.merged'),
    dismiss: ({ members }) =>
      act(async () => {
        await client.call('quality.dismiss', { members });
        setDecided((former) => [...former, { kind: 'dismissed', members }]);
      }, 'checks.repeats.dismissed'),
    undo: () =>
      act(async () => {
        const last = decided.at(-1);
        if (!last) return;
        if (last.kind === 'merged') await client.call('quality.unmerge', { ids: [last.id] });
        else await client.call('quality.dismiss', { members: last.members, back: true });
        setDecided((former) => former.slice(0, -1));
      }, 'checks.repeats.undone'),
  };
}
