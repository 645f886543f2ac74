import type { CallContext } from '../../../shared/rpc.ts';

/** For work that says beforehand that it cannot be cancelled: progress goes on, a cancel does not reach it. */
export function uncancellable(call: CallContext): CallContext {
  return { ...call, signal: new AbortController().signal };
}
