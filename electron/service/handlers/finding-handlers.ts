import type { findingsContract } from '../../../shared/contract/findings.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { listWordings } from '../db/queries/finding-wordings.ts';
import { findFinding } from '../db/queries/findings.ts';
import { packSources } from '../db/queries/packs.ts';
import { checkFinding } from '../findings/check.ts';
import { noSuchFinding, sayFinding } from '../findings/evidence.ts';
import { findingsOf } from '../findings/read.ts';
import { restsOn } from '../findings/sources.ts';
import { noFinding } from '../findings/tasks.ts';
import { saidWording } from '../findings/wording.ts';
import type { WriteTaskInput } from '../jobs/write-tasks.ts';

export const findingHandlers: AreaHandlers<keyof typeof findingsContract> = {
  'findings.list': (service) => ({ findings: findingsOf(service.session().read) }),
  'findings.save': async (service, { caveat, grade, handling, ...evidence }) => {
    const { read, columns, writer } = service.session();
    const table = await columns();
    const said = sayFinding(table, evidence);
    if (!said) throw noSuchFinding();
    const json = { text: JSON.stringify(said.text), settings: JSON.stringify(said.settings), filter: JSON.stringify(evidence.filter) };
    const kept = {
      analysis: evidence.analysis,
      dataVersion: table.dataVersion,
      numbers: JSON.stringify({ ...said.numbers, sources: restsOn(read, table, evidence.filter) }),
    };
    const { id } = await writer.run('findings.keep', { ...json, ...kept, caveat, grade, handling, madeAt: service.now().toISOString() });
    tell(service);
    return { id };
  },
  'findings.edit': async (service, input) => {
    await service.session().writer.run('findings.edit', input);
    return tell(service);
  },
  'findings.reword': (service, input) => wordAnew(service, 'findings.reword', input),
  'findings.settle': (service, input) => wordAnew(service, 'findings.settle', input),
  'findings.still-right': (service, input) => wordAnew(service, 'findings.still-right', input),
  'findings.restore': (service, input) => wordAnew(service, 'findings.restore', input),
  'findings.wordings': (service, { id }) => {
    const { read } = service.session();
    const row = findFinding(read, id);
    if (!row) throw noFinding();
    return { wordings: [...listWordings(read, id), saidWording(row)] };
  },
  'findings.remove': async (service, input) => {
    await service.session().writer.run('findings.remove', input);
    return tell(service);
  },
  'findings.check': async (service, { id, language }) => {
    const { read, columns } = service.session();
    const row = findFinding(read, id);
    if (!row) throw noFinding();
    return checkFinding(row, await columns(), packSources(read), createWording(language));
  },
};

type Rewording = 'findings.reword' | 'findings.settle' | 'findings.still-right' | 'findings.restore';

async function wordAnew<T extends Rewording>(
  service: ServiceContext,
  task: T,
  input: Omit<WriteTaskInput<T>, 'at'>,
): Promise<{ number: number }> {
  const made = await service.session().writer.run(task, { ...input, at: service.now().toISOString() } as WriteTaskInput<T>);
  tell(service);
  return made as { number: number };
}

function tell(service: ServiceContext): { done: true } {
  service.changed(['findings', 'log']);
  return { done: true };
}
