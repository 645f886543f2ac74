import { useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { StowageError } from '../../../shared/errors.ts';
import type { InputOf, OutputOf } from '../../../shared/rpc.ts';
import { asStowageError } from '../../app/jobs.ts';
import { startJob } from '../../app/service.tsx';

export type PackInput = InputOf<StowageContract['packs.build']>;
export type Built = OutputOf<StowageContract['packs.build']>;

/** Runs the job, which the tray shows with progress and cancel, and keeps what became of it. A pack that was cancelled is no error. */
export function useBuild(onBuilt: (built: Built | null) => void) {
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<StowageError | null>(null);
  const build = async (input: PackInput) => {
    setIsRunning(true);
    setError(null);
    onBuilt(null);
    try {
      onBuilt(await startJob('packs.build', input, { label: { key: 'briefing.job' } }));
    } catch (thrown) {
      const known = asStowageError(thrown);
      if (known.code !== 'cancelled') setError(known);
    } finally {
      setIsRunning(false);
    }
  };
  return { isRunning, error, build };
}
