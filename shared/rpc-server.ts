import { isNestedTooDeep } from './depth.ts';
import { StowageError, toErrorShape } from './errors.ts';
import type { Area, CallContext, Channel, Contract, Handlers, WireMessage } from './rpc.ts';

export interface Served {
  changed(areas: Area[]): void;
}

type AnyHandler = (input: unknown, context: CallContext) => unknown;

/**
 * Answers calls on a channel. Input is always parsed; output is parsed when `checkOutput` is set (tests and development).
 * A cancel is acknowledged at once with `cancelling`; the call then ends with `cancelled` or with its result, whichever came first.
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  channel: Channel,
  options: { checkOutput?: boolean } = {},
): Served {
  const running = new Map<number, AbortController>();

  const answer = async (id: number, method: string, input: unknown) => {
    const controller = new AbortController();
    try {
      const procedure = Object.hasOwn(contract, method) ? contract[method] : undefined;
      if (!procedure) throw new StowageError('invalid-input', `There is no procedure named "${method.slice(0, 80)}".`);
      if (running.has(id)) throw new StowageError('invalid-input', 'A call with this number is still running.');
      running.set(id, controller);
      const parsed = parseInput(procedure.input, input);
      const context: CallContext = { signal: controller.signal, progress: (progress) => channel.post({ kind: 'progress', id, progress }) };
      const output = await (handlers[method] as AnyHandler)(parsed, context);
      channel.post({ kind: 'result', id, output: options.checkOutput ? procedure.output.parse(output) : output });
    } catch (error) {
      channel.post({ kind: 'error', id, error: toErrorShape(error) });
    } finally {
      if (running.get(id) === controller) running.delete(id);
    }
  };

  channel.onMessage((message: WireMessage) => {
    if (message.kind === 'call') void answer(message.id, String(message.method), message.input);
    else if (message.kind === 'cancel' && running.has(message.id)) {
      channel.post({ kind: 'cancelling', id: message.id });
      running.get(message.id)?.abort(new StowageError('cancelled', 'Cancelled. Nothing was changed.'));
    }
  });
  channel.onClose(() => {
    for (const controller of running.values()) controller.abort(new StowageError('cancelled', 'Cancelled, because the window was closed.'));
  });
  return { changed: (areas) => channel.post({ kind: 'changed', areas }) };
}

function parseInput(schema: Contract[string]['input'], input: unknown): unknown {
  if (isNestedTooDeep(input)) throw new StowageError('invalid-input', 'The request is nested too deeply to be read. Nothing was changed.');
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const at = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new StowageError('invalid-input', `The request was not understood${at}: ${issue?.message ?? 'wrong shape'}.`);
}
