import type { signalsContract } from '../../../shared/contract/signals.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../../shared/report/wording.ts';
import { signalText, sureText } from '../../../shared/signals/words.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { countNewSignals, findSignal, lastScan } from '../db/queries/signals.ts';
import { restsOn } from '../findings/sources.ts';
import { scanSignals } from '../signals/scan-job.ts';
import { oneChange, signalsInWords, summaryOf } from '../signals/summary.ts';
import { noSignal } from '../signals/tasks.ts';

export const signalHandlers: AreaHandlers<keyof typeof signalsContract> = {
  'signals.scan': (service, input, call) => scanSignals(service, input, call),
  'signals.list': (service, { language }) => signalsInWords(service.session().read, createWording(language)),
  'signals.count': (service) => ({ waiting: countNewSignals(service.session().read) }),
  'signals.move': async (service, { key, nested, state, reason }) => {
    const { read, writer } = service.session();
    const keys = nested ? oneChange(read, key) : [key];
    await writer.run('signals.move', { keys, state, reason, at: service.now().toISOString() });
    service.changed(['signals', 'log']);
    return { done: true };
  },
  'signals.toFinding': (service, { key }) => toFinding(service, key),
};

/** The evidence is the scan of the signal's own month with the same settings; its numbers name the combination. */
async function toFinding(service: ServiceContext, key: string): Promise<{ id: number }> {
  const { read, writer, columns } = service.session();
  const signal = findSignal(read, key);
  const scan = lastScan(read);
  if (!signal || !scan) throw noSignal();
  const { settings, inPeriod } = summaryOf(scan);
  const text = LANGUAGES.map((language) => {
    const words = createWording(language);
    return [language, `${signalText(signal.card, words)} ${sureText(signal.card.q, words)}`];
  });
  const sources = restsOn(read, await columns(), JSON.parse(scan.filter) as Filter);
  const { id } = await writer.run('findings.keep', {
    text: JSON.stringify(Object.fromEntries(text)),
    analysis: 'signals',
    settings: JSON.stringify({ ...settings, month: signal.month }),
    filter: scan.filter,
    dataVersion: scan.dataVersion,
    numbers: JSON.stringify({ signal: key, n: signal.card.observed, of: inPeriod, sources }),
    caveat: '',
    grade: '',
    handling: '',
    madeAt: service.now().toISOString(),
  });
  service.changed(['findings', 'log']);
  return { id };
}
