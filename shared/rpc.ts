import type { z } from 'zod';
import type { ErrorShape } from './errors.ts';

/**
 * The three verbs of the contract.
 * A query reads and may be repeated; a command writes once and is short; a job is long, reports progress and can be cancelled.
 */
export type Verb = 'query' | 'command' | 'job';

export interface Procedure<V extends Verb = Verb, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  verb: V;
  input: I;
  output: O;
}

export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<'query', I, O> {
  return { verb: 'query', input, output };
}

export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<'command', I, O> {
  return { verb: 'command', input, output };
}

export function job<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<'job', I, O> {
  return { verb: 'job', input, output };
}

export type Contract = Record<string, Procedure>;

/** What the caller may write (before defaults) and what it gets. */
export type InputOf<P extends Procedure> = z.input<P['input']>;
export type OutputOf<P extends Procedure> = z.output<P['output']>;
/** What the handler receives (after defaults). */
export type ParsedInputOf<P extends Procedure> = z.output<P['input']>;

/** `fraction` is 0 to 1, or null while the amount of work is unknown; `step` is a key of the `progress` wording. */
export interface Progress {
  fraction: number | null;
  step: string;
}

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Areas of data a change touches; queries that name one refetch. */
export const AREAS = [
  'workspace',
  'analysts',
  'imports',
  'cases',
  'view',
  'log',
  'packs',
  'factors',
  'quality',
  'signals',
  'findings',
  'documents',
  'recommendations',
] as const;
export type Area = (typeof AREAS)[number];

export interface Client<C extends Contract> {
  call<M extends keyof C & string>(method: M, input: InputOf<C[M]>, options?: CallOptions): Promise<OutputOf<C[M]>>;
  onChanged(listener: (areas: Area[]) => void): () => void;
  onClosed(listener: () => void): () => void;
  close(): void;
}

export interface CallContext {
  signal: AbortSignal;
  progress: (progress: Progress) => void;
}

export type Handler<P extends Procedure> = (input: ParsedInputOf<P>, context: CallContext) => Promise<OutputOf<P>> | OutputOf<P>;
export type Handlers<C extends Contract> = { [M in keyof C]: Handler<C[M]> };

/** What travels. Payloads are plain JSON values and typed arrays, nothing else, so that no transport can differ. */
export type WireMessage =
  | { kind: 'call'; id: number; method: string; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'cancelling'; id: number }
  | { kind: 'progress'; id: number; progress: Progress }
  | { kind: 'result'; id: number; output: unknown }
  | { kind: 'error'; id: number; error: ErrorShape }
  | { kind: 'changed'; areas: Area[] };

/** A two-way channel of whole messages: a message port, a web socket, a child process, or a pair in memory. */
export interface Channel {
  post(message: WireMessage): void;
  onMessage(listener: (message: WireMessage) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
