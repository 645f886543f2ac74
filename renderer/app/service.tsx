import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import type { StowageContract } from '../../shared/contract/index.ts';
import type { StowageError } from '../../shared/errors.ts';
import type { Native } from '../../shared/native.ts';
import type { Area, Client, InputOf, OutputOf, Verb } from '../../shared/rpc.ts';
import { type JobOptions, trackJob } from './jobs.ts';

type MethodOf<V extends Verb> = { [M in keyof StowageContract]: StowageContract[M]['verb'] extends V ? M : never }[keyof StowageContract];
export type QueryMethod = MethodOf<'query'>;
export type CommandMethod = MethodOf<'command'>;
export type JobMethod = MethodOf<'job'>;
type In<M extends keyof StowageContract> = InputOf<StowageContract[M]>;
type Out<M extends keyof StowageContract> = OutputOf<StowageContract[M]>;
export type StowageClient = Client<StowageContract>;

interface Service {
  client: StowageClient;
  native: Native;
}

const ServiceContext = createContext<Service | null>(null);
let forJobs: StowageClient | null = null;

/** A new cache; queries never go stale by time, only by a `changed` event that names one of their areas. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Gives every screen the client, the cache and the native calls, and lets `changed` events refetch what they touch. */
export function ServiceProvider(props: { client: StowageClient; native: Native; cache: QueryClient; children: ReactNode }) {
  const { client, native, cache, children } = props;
  forJobs = client;
  useEffect(() => {
    const touch = (areas: Area[]) => {
      void cache.invalidateQueries({ predicate: (query) => areas.some((area) => areasOf(query.meta).includes(area)) });
    };
    const forget = client.onChanged(touch);
    const release = client.onClosed(() => touch(['workspace']));
    return () => {
      forget();
      release();
    };
  }, [client, cache]);
  return (
    <QueryClientProvider client={cache}>
      <ServiceContext value={{ client, native }}>{children}</ServiceContext>
    </QueryClientProvider>
  );
}

function areasOf(meta: Record<string, unknown> | undefined): Area[] {
  return Array.isArray(meta?.areas) ? meta.areas : [];
}

function useService(): Service {
  const service = useContext(ServiceContext);
  if (!service) throw new Error('A screen stands outside ServiceProvider.');
  return service;
}

export function useClient(): StowageClient {
  return useService().client;
}

export function useNative(): Native {
  return useService().native;
}

/** Asks and keeps the answer. The former answer stays until the new one is there; `isFetching` says a new one is under way. */
export function useQueryOf<M extends QueryMethod>(
  method: M,
  input: In<M>,
  options: { areas?: Area[]; enabled?: boolean } = {},
): UseQueryResult<Out<M>, StowageError> {
  const client = useClient();
  return useQuery<Out<M>, StowageError>({
    queryKey: [method, input],
    queryFn: ({ signal }) => client.call(method, input, { signal }),
    placeholderData: keepPreviousData as never,
    enabled: options.enabled ?? true,
    meta: { areas: options.areas ?? [] },
  });
}

/** One short change. Queries refetch by the `changed` event that follows. */
export function useCommand<M extends CommandMethod>(method: M): UseMutationResult<Out<M>, StowageError, In<M>> {
  const client = useClient();
  return useMutation<Out<M>, StowageError, In<M>>({ mutationFn: (input) => client.call(method, input) });
}

/** Starts long work and puts it in the job tray with progress and cancel. Rejects with a StowageError, `cancelled` included. */
export function startJob<M extends JobMethod>(method: M, input: In<M>, options: JobOptions): Promise<Out<M>> {
  const client = forJobs;
  if (!client) throw new Error('There is no service yet.');
  return trackJob(options, (signal, onProgress) => client.call(method, input, { signal, onProgress }));
}
