import { setImmediate } from 'node:timers/promises';
import { z } from '../../../shared/contract/schema.ts';
import type { signalsContract } from '../../../shared/contract/signals.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { CallContext, ParsedInputOf } from '../../../shared/rpc.ts';
import { groupRefused } from '../../../shared/signals/refused-groups.ts';
import { scanSteps } from '../../../shared/signals/scan.ts';
import { scanSettings } from '../../../shared/signals/settings.ts';
import type { ScanResult } from '../../../shared/signals/signal.ts';
import type { ServiceContext } from '../context.ts';
import { ensureBreaks } from '../regime/find.ts';
import type { ScanSummary } from './summary.ts';

/** Scans in steps, lets other calls in between them, and keeps what was found. */
export async function scanSignals(
  service: ServiceContext,
  { filter, settings }: ParsedInputOf<(typeof signalsContract)['signals.scan']>,
  call: CallContext,
) {
  const parsed = scanSettings.safeParse(settings);
  if (!parsed.success)
    throw new StowageError('invalid-input', `These settings do not fit a scan, so nothing was tested. ${z.prettifyError(parsed.error)}`);
  call.progress({ fraction: null, step: 'read' });
  await ensureBreaks(service, call);
  const { columns, writer } = service.session();
  const table = await columns();
  const found = await inSteps(scanSteps(table, filter, parsed.data), call);
  const { signals, refused, rests, ...figures } = found;
  const counts = { signals: signals.length, refused: refused.length, rests: rests.length };
  const summary: ScanSummary = { ...figures, ...counts, groups: groupRefused(found) };
  const stored = { signals, months: found.months, filter: JSON.stringify(filter), summary: JSON.stringify(summary) };
  const { added } = await writer.run('signals.store', { ...stored, dataVersion: table.dataVersion, at: service.now().toISOString() }, call);
  service.changed(['signals', 'log']);
  return { months: found.months, tested: found.tested, signals: signals.length, added };
}

async function inSteps(steps: Generator<number, ScanResult>, call: CallContext): Promise<ScanResult> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    call.progress({ fraction: step.value, step: 'analyse' });
    await setImmediate();
    if (call.signal.aborted) throw new StowageError('cancelled', 'Cancelled. Nothing was changed.');
  }
}
