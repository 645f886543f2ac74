import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { StowageError } from '../../../shared/errors.ts';
import type { Area, InputOf, OutputOf } from '../../../shared/rpc.ts';
import type { JobLabel } from '../../app/jobs.ts';
import { type JobMethod, startJob } from '../../app/service.tsx';

/** Long work that only reads: runs in the tray with progress and cancel, is kept like a query, and is done again when an area changes. */
export function useJobOf<M extends JobMethod>(
  method: M,
  input: InputOf<StowageContract[M]>,
  options: { label: JobLabel; areas: Area[]; enabled?: boolean },
): UseQueryResult<OutputOf<StowageContract[M]>, StowageError> {
  return useQuery<OutputOf<StowageContract[M]>, StowageError>({
    queryKey: [method, input],
    queryFn: ({ signal }) => startJob(method, input, { label: options.label, quiet: true, signal }),
    placeholderData: (former: OutputOf<StowageContract[M]> | undefined) => former as never,
    enabled: options.enabled ?? true,
    meta: { areas: options.areas },
  });
}
