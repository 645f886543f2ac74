import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { findingsContract } from '../../../shared/contract/findings.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { scan } from '../../../shared/signals/scan.ts';
import { scanSettings } from '../../../shared/signals/settings.ts';
import { signalText, sureText } from '../../../shared/signals/words.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { type FindingRow, findFinding } from '../db/queries/findings.ts';
import { noSuchFinding, sayFinding } from '../findings/evidence.ts';
import { findingsOf, type KeptNumbers } from '../findings/read.ts';
import { noFinding } from '../findings/tasks.ts';

type Sentence = { text: string; n: number; of: number };

export const findingHandlers: AreaHandlers<keyof typeof findingsContract> = {
  'findings.list': (service) => ({ findings: findingsOf(service.session().read) }),
  'findings.save': async (service, { caveat, grade, handling, ...evidence }) => {
    const { columns, writer } = service.session();
    const table = await columns();
    const said = sayFinding(table, evidence);
    if (!said) throw noSuchFinding();
    const json = { text: JSON.stringify(said.text), settings: JSON.stringify(said.settings), filter: JSON.stringify(evidence.filter) };
    const kept = { analysis: evidence.analysis, dataVersion: table.dataVersion, numbers: JSON.stringify(said.numbers) };
    const { id } = await writer.run('findings.keep', { ...json, ...kept, caveat, grade, handling, madeAt: service.now().toISOString() });
    tell(service);
    return { id };
  },
  'findings.edit': async (service, input) => {
    await service.session().writer.run('findings.edit', input);
    return tell(service);
  },
  'findings.remove': async (service, input) => {
    await service.session().writer.run('findings.remove', input);
    return tell(service);
  },
  'findings.check': async (service, { id, language }) => {
    const { read, columns } = service.session();
    const row = findFinding(read, id);
    if (!row) throw noFinding();
    const table = await columns();
    const numbers = JSON.parse(row.numbers) as KeptNumbers;
    const before = { text: (JSON.parse(row.text) as Record<Language, string>)[language], n: numbers.n, of: numbers.of };
    const now = sayNow(row, numbers, table, language);
    return { holds: now !== null && now.text === before.text && now.n === before.n, dataVersion: table.dataVersion, before, now };
  },
};

/** The same sentence from the data as they are; null when it is no longer said. */
function sayNow(row: FindingRow, { finding, signal }: KeptNumbers, table: ColumnTable, language: Language): Sentence | null {
  const settings = JSON.parse(row.settings) as Record<string, unknown>;
  const filter = JSON.parse(row.filter) as Filter;
  if (signal !== undefined) {
    const found = scan(table, filter, scanSettings.parse(settings));
    const card = found.signals.find(({ key }) => key === signal);
    const words = createWording(language);
    return card ? { text: `${signalText(card, words)} ${sureText(card.q, words)}`, n: card.observed, of: found.inPeriod } : null;
  }
  const said = sayFinding(table, { analysis: row.analysis, settings, filter, finding: finding ?? 0 });
  return said ? { text: said.text[language], n: said.numbers.n, of: said.numbers.of } : null;
}

function tell(service: ServiceContext): { done: true } {
  service.changed(['findings', 'log']);
  return { done: true };
}
