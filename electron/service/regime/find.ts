import { setImmediate } from 'node:timers/promises';
import { StowageError } from '../../../shared/errors.ts';
import { selectBreaks, type TestedSeries, testSeries } from '../../../shared/regime/find-breaks.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ServiceContext } from '../context.ts';
import { isSearched } from '../db/queries/regimes.ts';
import { monthsOf } from './timeline.ts';

const searches = new WeakMap<ServiceContext, Promise<unknown>>();

/** Searches for breaks when the data have changed since the last search, so that no comparison runs unguarded. */
export async function ensureBreaks(service: ServiceContext, call: CallContext): Promise<void> {
  await searches.get(service)?.catch(() => undefined);
  if (isSearched(service.session().read)) return;
  const search = findRegimeBreaks(service, call);
  searches.set(service, search);
  try {
    await search;
  } finally {
    searches.delete(service);
  }
}

/** Tests one reporter after another, and lets other calls in between them. */
export async function findRegimeBreaks(service: ServiceContext, call: CallContext) {
  const { columns, writer } = service.session();
  call.progress({ fraction: null, step: 'read' });
  const series = monthsOf(await columns());
  const tested: TestedSeries[] = [];
  for (const one of series) {
    await setImmediate();
    if (call.signal.aborted) throw new StowageError('cancelled', 'Cancelled. Nothing was changed.');
    tested.push(testSeries(one));
    call.progress({ fraction: tested.length / series.length, step: 'analyse' });
  }
  const found = selectBreaks(tested);
  const { added, changed } = await writer.run('regimes.store', { found, at: service.now().toISOString() }, call);
  if (changed) service.changed(['cases', 'log']);
  return { reporters: series.length, tested: tested.filter(({ tests }) => tests.length > 0).length, breaks: found.length, added };
}
