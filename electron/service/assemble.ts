import { contract, type StowageContract } from '../../shared/contract/index.ts';
import { StowageError } from '../../shared/errors.ts';
import type { CallContext, Handlers } from '../../shared/rpc.ts';
import type { Activity } from './activity.ts';
import type { AreaHandlers, ServiceContext } from './context.ts';

type AllHandlers = AreaHandlers<keyof StowageContract>;
type LooseHandler = (service: ServiceContext, input: never, call: CallContext) => unknown;

/** Gives every handler its context, and counts its call as activity. */
export function assembleHandlers(handlers: AllHandlers, service: ServiceContext, activity: Activity): Handlers<StowageContract> {
  const bound = Object.keys(contract).map((method) => {
    const handler = handlers[method as keyof StowageContract] as LooseHandler;
    return [method, (input: never, call: CallContext) => activity.during(method, () => guarded(() => handler(service, input, call)))];
  });
  return Object.fromEntries(bound) as Handlers<StowageContract>;
}

/** The text of an unexpected error may quote case data, so it is shown only to a developer who asks for it. */
async function guarded(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (process.env.STOWAGE_DEBUG && !(error instanceof StowageError)) console.error(error);
    throw error;
  }
}
